"""The cast of roles, the same in tests and in the demo, on a small hand-made region.

*Here* and *elsewhere* are two municipalities in two safety regions. Names of people and organisations of each carry a
canary: a text that may never reach somebody of the other one. Use the fixture `cast`; `cast["analyst"]` is an actor
(a membership), `cast.client("analyst")` a signed-in browser without a browser.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from weerbaar.accounts.models import Membership, Role, User
from weerbaar.accounts.selectors.door import SECOND_STEP, SIGNED_IN_AT
from weerbaar.guard.services import has_second_lock
from weerbaar.regions.models import Municipality, Organisation, PoliceTeam, Region, SafetyRegion

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CANARY_HERE = "Kanarie-Aerlevoort-7f3a91"
CANARY_ELSEWHERE = "Kanarie-Zwanemeer-c25e08"

MEMBERS: dict[str, tuple[Role, str]] = {
    "analyst": (Role.ANALYST, "programme"),
    "specialist": (Role.SPECIALIST, "programme"),
    "project_leader": (Role.PROJECT_LEADER, "programme"),
    "official_here": (Role.OFFICIAL, "town_here"),
    "official_elsewhere": (Role.OFFICIAL, "town_elsewhere"),
    "executive": (Role.EXECUTIVE, "town_here"),
    "partner": (Role.PARTNER, "police"),
    "trainer": (Role.TRAINER, "trainer"),
    "school_coordinator": (Role.SCHOOL_COORDINATOR, "school"),
    "dpo": (Role.DATA_PROTECTION_OFFICER, "programme"),
    "maintainer": (Role.MAINTAINER, "programme"),
}
"""Who is in the cast: key -> role and organisation. The demo has the same keys with the same roles."""

MAY_MEET_HERE = {"official_here", "executive", "partner", "school_coordinator"}
MAY_MEET_ELSEWHERE = {"official_elsewhere"}
MAY_MEET_BOTH = {"analyst", "specialist", "project_leader", "dpo", "maintainer"}


@dataclass
class Cast:
    """The people, organisations and municipalities of one test."""

    here: Municipality
    elsewhere: Municipality
    neighbour: Municipality
    organisations: dict[str, Organisation]
    members: dict[str, Membership]
    now: datetime = NOW
    canary_here: str = CANARY_HERE
    canary_elsewhere: str = CANARY_ELSEWHERE
    clients: dict[str, Client] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Membership:
        return self.members[key]

    def client(self, key: str) -> Client:
        """A test client of this role; `anonymous` has not signed in."""
        if key not in self.clients:
            self.clients[key] = Client()
            if key != "anonymous":
                sign_in(self.clients[key], self[key].user)
        return self.clients[key]

    def forbidden_canaries(self, key: str) -> list[str]:
        """What this role may never meet."""
        forbidden = []
        if key not in MAY_MEET_HERE | MAY_MEET_BOTH:
            forbidden.append(self.canary_here)
        if key not in MAY_MEET_ELSEWHERE | MAY_MEET_BOTH:
            forbidden.append(self.canary_elsewhere)
        return forbidden


def sign_in(client: Client, person: User, *, second_step: str = "totp") -> None:
    """Gives this client the session of somebody who came in just now, by password and second step."""
    client.force_login(person)
    session = client.session
    session[SIGNED_IN_AT] = datetime.now(UTC).timestamp()
    session[SECOND_STEP] = second_step
    session.save()


def build_cast() -> Cast:
    """Writes the region and the people; the database must be open and empty."""
    region = Region.objects.create(
        slug="toneel", name="Toneelregio", is_invented=True, pack_version="1", pack_digest="0" * 64
    )
    north = SafetyRegion.objects.create(region=region, code="VR90", name="Toneel-Noord")
    south = SafetyRegion.objects.create(region=region, code="VR91", name="Toneel-Zuid")
    team_here = PoliceTeam.objects.create(safety_region=north, code="BT-A", name="Basisteam Noord")
    team_elsewhere = PoliceTeam.objects.create(safety_region=south, code="BT-Z", name="Basisteam Zuid")
    here = _municipality("GM9001", "Aerlevoort", team_here, 1)
    neighbour = _municipality("GM9002", "Buurhuizen", team_here, 2)
    elsewhere = _municipality("GM9003", "Zwanemeer", team_elsewhere, 3)
    kind = Organisation.Kind
    organisations = {
        "programme": _organisation(region, "programme", "Programmateam", kind.PROGRAMME),
        "town_here": _organisation(region, "town_here", "Gemeente Aerlevoort", kind.MUNICIPALITY, municipality=here),
        "town_elsewhere": _organisation(
            region, "town_elsewhere", "Gemeente Zwanemeer", kind.MUNICIPALITY, municipality=elsewhere
        ),
        "police": _organisation(region, "police", "Politie basisteam Noord", kind.POLICE, police_team=team_here),
        "trainer": _organisation(region, "trainer", "Oefenhuis", kind.TRAINER),
        "school": _organisation(region, "school", f"School {CANARY_HERE}", kind.SCHOOL, municipality=here),
        "library_elsewhere": _organisation(
            region, "library_elsewhere", f"Bibliotheek {CANARY_ELSEWHERE}", kind.LIBRARY, municipality=elsewhere
        ),
    }
    members = {key: _member(key, role, organisations[place]) for key, (role, place) in MEMBERS.items()}
    return Cast(here, elsewhere, neighbour, organisations, members)


def add_member(*, key: str, role: Role, organisation: Organisation, name: str = "") -> Membership:
    """One more person in a role, for lists that need many."""
    person = User.objects.create(
        email=f"{key.replace('_', '-')}@toneel.example", name=name or key, joined_at=NOW, password="!none"
    )
    return Membership.objects.create(user=person, organisation=organisation, role=role, started_at=NOW)


def _member(key: str, role: Role, organisation: Organisation) -> Membership:
    canary = {"GM9001": CANARY_HERE, "GM9003": CANARY_ELSEWHERE}.get(
        organisation.municipality.code if organisation.municipality else "", ""
    )
    return add_member(key=key, role=role, organisation=organisation, name=f"Speler {key} {canary}".strip())


def _municipality(code: str, name: str, team: PoliceTeam, column: int) -> Municipality:
    return Municipality.objects.create(
        code=code,
        name=name,
        safety_region=team.safety_region,
        police_team=team,
        valid_from=date(2011, 1, 1),
        tile_column=column,
        tile_row=1,
    )


def _organisation(region: Region, code: str, name: str, kind: Organisation.Kind, **area: Any) -> Organisation:
    return Organisation.objects.create(region=region, code=code, name=name, kind=kind, **area)


def of_the_lock() -> int:
    """How many statements of a page tell PostgreSQL who looks, and that the page is done; none on SQLite."""
    return 2 if has_second_lock() else 0
