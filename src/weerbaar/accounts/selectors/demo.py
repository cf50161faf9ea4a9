"""The invented people of the demo, as they stand in data/demo_people.csv."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from weerbaar.accounts.models import Membership, Role

DEMO_FILE = Path(__file__).parents[1] / "data" / "demo_people.csv"


@dataclass(frozen=True)
class DemoPerson:
    """One row of the file: who, in which role, at which organisation of the pack, on which card.

    Somebody with two roles has two rows with the same e-mail address.
    """

    key: str
    group: str
    name: str
    function: str
    email: str
    role: Role
    organisation: str
    teaser: str


@cache
def demo_people() -> tuple[DemoPerson, ...]:
    """The people of the file, in its order."""
    with DEMO_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(DemoPerson(role=Role(row.pop("role")), **row) for row in csv.DictReader(file))


def signed_up_demo_people() -> list[tuple[DemoPerson, Membership]]:
    """The demo people that can be chosen now: active, with their role, in an invented region only."""
    memberships = Membership.objects.filter(
        user__email__in=[person.email for person in demo_people()],
        user__is_active=True,
        ended_at=None,
        organisation__region__is_invented=True,
    ).select_related("user", "organisation__municipality")
    found = {(row.user.email, row.role, row.organisation.code): row for row in memberships}
    pairs = [(person, found.get((person.email, person.role, person.organisation))) for person in demo_people()]
    return [(person, membership) for person, membership in pairs if membership is not None]
