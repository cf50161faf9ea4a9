"""What the roof shows."""

from dataclasses import dataclass

from weerbaar.accounts.models import Membership


@dataclass(frozen=True)
class NavigationItem:
    label: str
    url: str
    is_current: bool


def navigation_for(*, actor: Membership | None, path: str) -> list[NavigationItem]:
    return []
