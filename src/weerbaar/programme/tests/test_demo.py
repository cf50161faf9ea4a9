import os
import subprocess
import sys
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.cast import MEMBERS, NOW
from weerbaar.accounts.models import AuditEvent, Invitation, Membership, User
from weerbaar.accounts.selectors import demo_people
from weerbaar.accounts.services import NotAnInventedRegion, invite_demo_people
from weerbaar.pictures.models import FrozenPicture, Picture
from weerbaar.programme.services import load_demo
from weerbaar.regions.models import Region


def who() -> list[tuple[object, ...]]:
    return list(
        Membership.objects.order_by("user__email", "started_at").values_list(
            "user__email", "user__name", "organisation__code", "role", "started_at"
        )
    )


def test_the_demo_may_be_loaded_again_and_stays_the_same_and_nobody_has_a_password(db: None) -> None:
    first = list(load_demo(now=NOW))
    people, events = who(), AuditEvent.objects.count()
    assert first[1][1] == len(demo_people()) == len(people)
    assert [count for _title, count in list(load_demo(now=NOW))[1:3]] == [0, 0]
    assert (who(), AuditEvent.objects.count()) == (people, events)
    assert (Picture.objects.count(), FrozenPicture.objects.count()) == (2, 2)
    assert not [person for person in User.objects.all() if person.has_usable_password()]


def test_the_demo_has_the_cast_of_the_tests(db: None) -> None:
    roles = {person.key: person.role for person in demo_people()}
    assert {key: roles.get(key) for key in MEMBERS} == {key: role for key, (role, _) in MEMBERS.items()}


def test_demo_people_never_enter_a_real_region(db: None) -> None:
    call_command("load_region", "voorbeeldregio", stdout=StringIO())
    region = Region.objects.get()
    assert invite_demo_people(region=region, now=NOW)
    Region.objects.update(is_invented=False)
    region.refresh_from_db()
    with pytest.raises(NotAnInventedRegion):
        invite_demo_people(region=region, now=NOW)


def test_the_command_prints_the_demo_people_and_refuses_in_production(db: None, settings: Any) -> None:
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert all(person.name in said.getvalue() for person in demo_people())
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("load_demo")


def test_the_first_maintainer_gets_a_link_that_works(db: None, client: Any) -> None:
    call_command("load_region", "voorbeeldregio", stdout=StringIO())
    said = StringIO()
    call_command("first_maintainer", email="eerste@programma.example", stdout=said)
    link = said.getvalue().strip().splitlines()[-1].removeprefix("http://127.0.0.1:8000")
    fields = {"name": "Eerste Beheerder", "function": "", "password": "vier losse woorden hier"}
    assert client.post(link, fields).status_code == 302
    assert client.get("/mensen/uitnodigen/").headers["Location"] == "/mijn-gegevens/inloggen/"  # first a second step
    with pytest.raises(CommandError):
        call_command("first_maintainer", email="tweede@programma.example")
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("mistake", [{"email": "geen-adres"}, {"email": "a@b.example", "organisation": "bestaat-niet"}])
def test_a_mistake_in_the_first_invitation_is_told(db: None, mistake: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("first_maintainer", **mistake)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("demo", "starts"), [("0", True), ("1", False)])
def test_production_settings_refuse_the_demo(tmp_path: Any, demo: str, starts: bool) -> None:
    environment = os.environ | {
        "WEERBAAR_PRODUCTION": "1",
        "WEERBAAR_DEMO": demo,
        "WEERBAAR_DATA": str(tmp_path),
        "WEERBAAR_SECRET_KEY": "x" * 60,
        "WEERBAAR_HOSTS": "weerbaar.example",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
    }
    command = [sys.executable, "-c", "import weerbaar.config.settings"]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (answer.returncode == 0) is starts
    assert ("WEERBAAR_DEMO" in answer.stderr) is not starts
