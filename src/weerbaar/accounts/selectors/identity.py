"""The identity providers of organisations (OpenID Connect): which there are, and what their groups mean here."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from weerbaar.accounts.models import Role
from weerbaar.regions.models import Organisation


@dataclass(frozen=True)
class Provider:
    """One provider, as the login page names it."""

    key: str
    name: str


def identity_providers() -> list[Provider]:
    """The providers somebody can log in with, in the order of the file."""
    return [Provider(one["id"], one["name"]) for one in settings.IDENTITY["providers"]]


def identity_provider(*, key: str) -> dict[str, Any]:
    """All that the file says of one provider; a KeyError for a provider that is not in it."""
    found = [one for one in settings.IDENTITY["providers"] if one["id"] == key]
    if not found:
        raise KeyError(key)
    return dict(found[0])


def roles_of_groups(*, provider: str, groups: set[str]) -> list[tuple[Organisation, Role]]:
    """What these groups of this provider mean here: organisation and role. Groups that the file does not name: nothing.

    An organisation is found by its code, among the active ones; a code that stands in two regions means nothing.
    """
    found = []
    for line in identity_provider(key=provider).get("groups", []):
        if line["group"] in groups:
            rows = list(Organisation.objects.filter(code=line["organisation"], is_active=True)[:2])
            found += [(rows[0], Role(line["role"]))] if len(rows) == 1 else []
    return list(dict.fromkeys(found))
