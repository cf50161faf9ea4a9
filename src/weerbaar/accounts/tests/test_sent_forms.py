"""A form that is sent twice does its work once, and both clicks get the same answer (R1)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast, sign_in
from weerbaar.accounts.models import AuditEvent, Invitation, Role
from weerbaar.guard import services as guard
from weerbaar.guard.models import SentForm
from weerbaar.guard.services import sent_forms

KEY = re.compile(r'name="form-key" value="([^"]+)"')


def invite_fields(cast: Cast, key: str, email: str = "nieuw@toneel.example") -> dict[str, Any]:
    town = cast.organisations["town_here"]
    return {"email": email, "organisation": town.pk, "role": Role.OFFICIAL, "form-key": key}


def key_on(client: Client, address: str) -> str:
    found = KEY.findall(client.get(address).content.decode())
    assert found, f"{address} has a form without a key."
    return str(found[-1])


@pytest.mark.proves("R1")
def test_two_clicks_make_one_invitation_and_both_show_its_link(cast: Cast) -> None:
    client = cast.client("maintainer")
    fields = invite_fields(cast, key_on(client, "/mensen/uitnodigen/"))
    first, second = (client.post("/mensen/uitnodigen/", fields) for _ in range(2))
    assert Invitation.objects.count() == 1
    assert "/uitnodiging/" in first.content.decode()
    assert second.content == first.content
    assert AuditEvent.objects.filter(action="invite").count() == 1


def test_the_answer_that_is_kept_cannot_be_read_from_the_database(cast: Cast) -> None:
    client = cast.client("maintainer")
    client.post("/mensen/uitnodigen/", invite_fields(cast, "sleutel-van-de-pagina"))
    kept = SentForm.objects.get()
    assert kept.answer
    assert "uitnodiging" not in kept.answer
    assert "sleutel-van-de-pagina" not in f"{kept.digest}{kept.answer}"


@pytest.mark.proves("R1")
def test_other_content_another_page_or_another_session_is_another_form(cast: Cast) -> None:
    client, key = cast.client("maintainer"), "dezelfde-sleutel"
    client.post("/mensen/uitnodigen/", invite_fields(cast, key))
    client.post("/mensen/uitnodigen/", invite_fields(cast, key, "tweede@toneel.example"))
    assert Invitation.objects.count() == 2
    other = Client()
    sign_in(other, cast["maintainer"].user)
    other.post("/mensen/uitnodigen/", invite_fields(cast, key))
    assert SentForm.objects.count() == 3
    client.post("/mensen/uitnodigen/", invite_fields(cast, "een-andere-sleutel"))
    assert SentForm.objects.count() == 4


def test_a_form_with_a_mistake_may_be_sent_again(cast: Cast) -> None:
    client = cast.client("maintainer")
    fields = invite_fields(cast, "sleutel", "geen adres")
    assert client.post("/mensen/uitnodigen/", fields).status_code == 200
    assert SentForm.objects.count() == 0
    client.post("/mensen/uitnodigen/", fields | {"email": "goed@toneel.example"})
    assert Invitation.objects.count() == 1


@pytest.mark.proves("R1")
def test_work_that_was_kept_without_its_answer_is_not_done_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a crash between the record and the answer."""
    client = cast.client("maintainer")
    fields = invite_fields(cast, "sleutel")
    client.post("/mensen/uitnodigen/", fields)
    SentForm.objects.update(answer="")
    monkeypatch.setattr(sent_forms, "PATIENCE", 0.1)
    answer = client.post("/mensen/uitnodigen/", fields)
    assert answer.status_code == 200
    assert "al verstuurd" in answer.content.decode()
    assert Invitation.objects.count() == 1


def test_a_form_is_forgotten_after_a_day(cast: Cast) -> None:
    cast.client("maintainer").post("/mensen/uitnodigen/", invite_fields(cast, "sleutel"))
    sent_at = SentForm.objects.get().sent_at
    assert guard.forget_sent_forms(now=sent_at + timedelta(hours=23)) == 0
    assert guard.forget_sent_forms(now=sent_at + timedelta(hours=25)) == 1


@pytest.mark.parametrize("address", ["/inloggen/?next=%00", "/%00/", "/inloggen/%00"])
def test_a_nul_in_an_address_is_a_wrong_request(client: Client, db: None, address: str) -> None:
    assert client.get("/inloggen/").status_code == 200
    assert client.get(address).status_code == 400


def test_a_nul_in_a_form_is_a_wrong_request(cast: Cast) -> None:
    client = cast.client("maintainer")
    assert client.post("/mensen/uitnodigen/", invite_fields(cast, "k", "a\x00@toneel.example")).status_code == 400
    assert client.post("/mensen/uitnodigen/", {"\x00": "x"}).status_code == 400
    assert Invitation.objects.count() == 0
