"""Sending and answering by a link: once, by one person per message, until it expires, and never twice."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from tests.cast import Cast
from weerbaar.accounts.models import AuditEvent
from weerbaar.advice import services
from weerbaar.advice.models import Advice, AnswerLink, Status
from weerbaar.advice.tests import stage
from weerbaar.outbox.models import OutgoingMail

ONE, TWO = "een@toneel.example", "twee@toneel.example"


@pytest.mark.proves("P6")
@pytest.mark.proves("T12")
def test_everybody_gets_a_message_and_a_link_of_their_own(cast: Cast) -> None:
    advice = stage.ready(
        cast, "analyst", "town_here", reader="official_here", title="Stickers\r\nBcc: balie\u2028To: balie"
    )
    letters = services.send_advice(
        actor=cast["analyst"], advice=advice, recipients=[ONE, TWO, ONE.upper()], site=stage.SITE, now=cast.now
    )
    assert [one.recipient for one in letters] == [ONE, TWO]
    assert len({one.link for one in letters}) == 2
    mails = list(OutgoingMail.objects.order_by("recipient_email"))
    assert [one.recipient_email for one in mails] == [ONE, TWO]
    assert all(letter.link in mail.body for letter, mail in zip(letters, mails, strict=True))
    assert letters[1].link not in mails[0].body
    assert not [mail for mail in mails if "\n" in mail.subject or "\r" in mail.subject]


@pytest.mark.proves("T12")
@pytest.mark.parametrize("wrong", ["een@x.example, twee@x.example", "een@x.example\nBcc: twee@x.example", "geen"])
def test_an_address_that_is_not_one_address_sends_nothing_at_all(cast: Cast, wrong: str) -> None:
    advice = stage.ready(cast, "analyst", "town_here", reader="official_here")
    order = {"actor": cast["analyst"], "advice": advice, "site": stage.SITE, "now": cast.now}
    with pytest.raises(services.NotOneRecipient):
        services.send_advice(**order, recipients=[ONE, wrong])
    advice.refresh_from_db()
    assert (advice.status, OutgoingMail.objects.count(), AnswerLink.objects.count()) == (Status.READY, 0, 0)
    assert services.send_advice(**order, recipients=[ONE])


@pytest.mark.proves("R3")
def test_a_double_click_on_send_sends_once_and_says_so(cast: Cast) -> None:
    advice = stage.ready(cast, "official_here", "town_here")
    client = cast.client("official_here")
    first = client.post(f"/adviezen/{advice.pk}/versturen/", {"recipients": ONE})
    second = client.post(f"/adviezen/{advice.pk}/versturen/", {"recipients": ONE}, follow=True)
    assert first.status_code == second.status_code == 200
    assert OutgoingMail.objects.count() == AnswerLink.objects.count() == 1
    assert "Dit advies was al verstuurd" in second.content.decode()


def test_without_a_recipient_there_is_one_text_to_copy(cast: Cast) -> None:
    advice = stage.ready(cast, "official_here", "town_here")
    page = cast.client("official_here").post(f"/adviezen/{advice.pk}/versturen/", {"recipients": ""})
    link = re.search(r"/advies/([\w-]+)/", page.content.decode())
    assert link
    assert OutgoingMail.objects.count() == 0
    assert Client().get(link[0]).status_code == 200


def test_one_reminder_a_day_with_a_fresh_link(cast: Cast) -> None:
    advice, token = stage.sent(cast, "analyst", "town_here", reader="official_here")
    order = {"actor": cast["analyst"], "advice": advice, "recipients": [ONE], "site": stage.SITE}
    (letter,) = services.remind_addressee(**order, now=cast.now)
    with pytest.raises(services.RemindedToday):
        services.remind_addressee(**order, now=cast.now + timedelta(hours=1))
    assert OutgoingMail.objects.count() == 1
    services.answer_by_link(token=token, answer="adopted", reason="", now=cast.now)
    assert services.answer_by_link(token=stage.token_of(letter), answer="adopted", reason="", now=cast.now)
    with pytest.raises(services.RemindedToday):
        services.remind_addressee(**order, now=cast.now + timedelta(days=2))


@pytest.mark.proves("R1")
def test_the_first_answer_stands(cast: Cast) -> None:
    advice, token = stage.sent(cast, "analyst", "town_here", reader="official_here")
    order = {"token": token, "now": cast.now}
    services.answer_by_link(**order, answer="declined", reason="Past nu niet.")
    services.answer_by_link(**order, answer="declined", reason="Past nu niet.")
    with pytest.raises(services.AlreadyAnswered):
        services.answer_by_link(**order, answer="adopted", reason="")
    advice.refresh_from_db()
    assert advice.answer == "declined"
    assert OutgoingMail.objects.filter(key__endswith=":answered").count() == 1


@pytest.mark.parametrize("answer", ["partly", "declined", "", "iets anders"])
def test_an_answer_other_than_adopted_says_why(cast: Cast, answer: str) -> None:
    _advice, token = stage.sent(cast, "analyst", "town_here", reader="official_here")
    with pytest.raises(services.ReasonMissing):
        services.answer_by_link(token=token, answer=answer, reason="  ", now=cast.now)
    assert services.answer_by_link(token=token, answer="partly", reason="Een deel.", now=cast.now)


def test_a_link_that_expired_or_was_changed_opens_nothing(cast: Cast) -> None:
    advice, token = stage.sent(cast, "analyst", "town_here", reader="official_here")
    late = cast.now + timedelta(days=121)
    for wrong, at in ((token, late), (token[:-1], cast.now), (token.swapcase(), cast.now), ("", cast.now)):
        with pytest.raises(services.LinkNotUsable):
            services.answer_by_link(token=wrong, answer="adopted", reason="", now=at)
    assert services.answer_by_link(token=token, answer="adopted", reason="", now=cast.now).pk == advice.pk


def test_no_link_is_held_and_no_two_are_alike(cast: Cast) -> None:
    _advice, token = stage.sent(cast, "analyst", "town_here", reader="official_here")
    assert token not in str(list(AnswerLink.objects.values()))
    assert token not in str(list(AuditEvent.objects.values()))


@pytest.mark.proves("T2")
def test_a_reason_about_a_person_is_not_kept_and_comes_back_masked(cast: Cast) -> None:
    _advice, token = stage.sent(cast, "official_here", "town_here", now=now())
    fields = {"answer": "declined", "reason": "Jan de Vries wil dit niet."}
    page = Client().post(f"/advies/{token}/", fields)
    assert page.status_code == 200
    assert "de Vries" not in page.content.decode()
    assert Advice.objects.get().answer == ""
    again = Client().post(f"/advies/{token}/", fields | {"reason": "Dit past nu niet."}, follow=True)
    assert "Dit past nu niet." in again.content.decode()
    assert "<form" not in again.content.decode().split("<main")[1].split("</main")[0]
