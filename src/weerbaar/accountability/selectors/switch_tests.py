"""When the detector was last switched off for a test: a recorded act, shown to everybody (B7, C11)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from weerbaar.guard.services import all_rows
from weerbaar.regions import selectors as regions
from weerbaar.trends import selectors as trends


@dataclass(frozen=True)
class SwitchTested:
    """The last test of a region; `off_at` is None when there was none, `back_after` when it is still off."""

    region: str
    off_at: datetime | None
    back_after: timedelta | None

    @property
    def minutes(self) -> int | None:
        return None if self.back_after is None else round(self.back_after.total_seconds() / 60)


def switch_tests() -> list[SwitchTested]:
    """One line per region, by name."""
    with all_rows():
        return [SwitchTested(one.name, *trends.last_switch_test(region=one)) for one in regions.regions()]
