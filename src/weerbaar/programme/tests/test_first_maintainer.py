"""The first maintainer of a real region gets in by a link of a command; in a house that is empty otherwise."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from weerbaar.accounts.models import Invitation


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
