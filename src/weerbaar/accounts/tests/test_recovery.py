import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.cast import NOW, Cast
from weerbaar.accounts import selectors, services
from weerbaar.accounts.models import AuditEvent, SecondStepReset
from weerbaar.accounts.selectors.door import Origin
from weerbaar.accounts.tests.door import PASSWORD, code, come_in, with_code_app
from weerbaar.outbox.models import OutgoingMail

NEW = "andere woorden staan daar"
REASON = "Telefoon is op reis kwijtgeraakt."


def mailed_link() -> str:
    mail = OutgoingMail.objects.get(key__startswith="secret:recovery:")
    return str(re.findall(r"http://testserver(\S+)", mail.body)[0])


@pytest.mark.proves("T16")
def test_a_lost_password_is_mended_by_a_link_that_works_once(cast: Cast) -> None:
    person = with_code_app(cast["analyst"].user)
    elsewhere = Client()
    come_in(elsewhere, person, shift=-1)
    client = Client()
    assert "onderweg" in client.post("/inloggen/wachtwoord-kwijt/", {"email": person.email}).content.decode()
    link = mailed_link()
    assert client.post(link, {"new": "kort"}).status_code == 200
    assert client.post(link, {"new": NEW}).headers["Location"] == "/inloggen/"
    assert client.post(link, {"new": "nog weer andere woorden"}).status_code == 404
    assert elsewhere.get("/mensen/").status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert client.post("/inloggen/", {"email": person.email, "password": NEW}).headers["Location"].endswith("stap/")


@pytest.mark.proves("T16")
def test_the_page_says_the_same_for_an_address_without_account(cast: Cast, client: Client) -> None:
    person = with_code_app(cast["analyst"].user)
    known = client.post("/inloggen/wachtwoord-kwijt/", {"email": person.email})
    unknown = client.post("/inloggen/wachtwoord-kwijt/", {"email": "niemand@toneel.example"})
    assert OutgoingMail.objects.count() == 1
    assert without_keys(known.content) == without_keys(unknown.content)


def without_keys(page: bytes) -> str:
    """The page without the keys of its forms, which differ every time."""
    return re.sub(r'name="(?:csrfmiddlewaretoken|form-key)" value="[^"]*"', "", page.decode())


@pytest.mark.proves("T16")
def test_a_link_is_useless_after_an_hour_and_is_read_by_its_owner_only(cast: Cast) -> None:
    person = with_code_app(cast["analyst"].user)
    tokens: list[str] = []
    services.ask_new_password(
        email=person.email, link_to=lambda token: tokens.append(token) or token, origin=Origin(), now=NOW
    )
    assert selectors.recovery_for(token=tokens[0], now=NOW + timedelta(minutes=59))
    assert selectors.recovery_for(token=tokens[0], now=NOW + timedelta(minutes=61)) is None
    mail = OutgoingMail.objects.get()
    page = cast.client("maintainer").get(f"/post/{mail.pk}/").content.decode()
    assert mail.subject in page
    assert tokens[0] not in page


@pytest.mark.proves("T16")
def test_a_lost_second_step_takes_two_people(cast: Cast) -> None:
    person = with_code_app(cast["analyst"].user)
    asker, helper = cast.client("maintainer"), cast.client("dpo")
    owner = Client()
    come_in(owner, person, shift=-1)
    asker.post(f"/mensen/{person.pk}/tweede-stap-kwijt/", {"reason": REASON})
    reset = SecondStepReset.objects.get()
    for alone in (asker, owner):
        alone.post(f"/mensen/tweede-stap/{reset.pk}/beslissen/", {"confirm": "1"})
    assert Authenticator.objects.filter(user=person).exists()
    assert cast.client("executive").post(f"/mensen/tweede-stap/{reset.pk}/beslissen/").status_code == 404
    helper.post(f"/mensen/tweede-stap/{reset.pk}/beslissen/", {"confirm": "1"})
    assert not Authenticator.objects.filter(user=person).exists()
    assert owner.get("/mensen/").status_code == 302
    assert OutgoingMail.objects.filter(recipient_email=person.email).count() == 2
    assert AuditEvent.objects.filter(action="confirm_reset", outcome="done").count() == 1
    again = Client()
    again.post("/inloggen/", {"email": person.email, "password": PASSWORD})
    assert again.get("/mensen/").headers["Location"] == "/mijn-gegevens/inloggen/"
    assert code()


def test_an_official_cannot_ask_it(cast: Cast) -> None:
    with pytest.raises(services.NotAllowed):
        services.ask_reset(actor=cast["official_here"], person=cast["executive"].user, reason=REASON, now=NOW)


@pytest.mark.proves("T2")
def test_a_reason_that_names_somebody_is_not_kept(cast: Cast) -> None:
    person = cast["executive"].user
    with pytest.raises(services.ReasonNamesSomebody):
        services.ask_reset(actor=cast["maintainer"], person=person, reason="Jan de Vries belde erover.", now=NOW)
    assert not SecondStepReset.objects.exists()
    services.ask_reset(actor=cast["maintainer"], person=person, reason=REASON, now=NOW)
