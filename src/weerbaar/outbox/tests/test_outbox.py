"""One message to one person: queued with its order, sent once, and what is in doubt is counted."""

import smtplib
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from weerbaar.outbox import selectors, services
from weerbaar.outbox.models import OutgoingMail

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
State = OutgoingMail.State
pytestmark = pytest.mark.django_db


class Postbox:
    """A real mail server on this machine that keeps what it gets, or answers as it is told."""

    def __init__(self) -> None:
        self.received: list[tuple[list[str], Any]] = []
        self.answer = "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 aiosmtpd's name
        if self.answer.startswith("250"):
            self.received.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return self.answer


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    box = Postbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    yield box
    controller.stop()


def _queue(key: str = "advies:1", **changes: Any) -> OutgoingMail:
    words = {"recipient": "jelle@nesserhoeve.example", "subject": "Een advies", "body": "Beste lezer,\n\nTot ziens."}
    return services.queue_mail(key=key, **(words | changes), now=NOW)


def _send(now: datetime = NOW) -> list[str]:
    return [mail.state for mail in services.send_waiting(now=now)]


@pytest.mark.proves("P6")
def test_a_message_reaches_one_person_once_and_its_text_is_let_go(postbox: Postbox) -> None:
    _queue()
    _queue()
    assert _send() == [State.SENT]
    assert _send() == []
    recipients, message = postbox.received[0]
    assert recipients == ["jelle@nesserhoeve.example"]
    assert message["subject"] == "Een advies"
    assert message["message-id"] == OutgoingMail.objects.get().message_key
    assert "Tot ziens." in message.get_content()
    assert OutgoingMail.objects.get().body == ""


@pytest.mark.proves("T12")
@pytest.mark.parametrize(
    "recipient",
    ["a@x.example, b@x.example", "a@x.example\nBcc: b@x.example", "a@x.example\r\nTo: c@x.example", "", "geen adres"],
)
def test_an_address_that_is_not_one_address_is_refused(recipient: str) -> None:
    assert _queue("goed").pk
    with pytest.raises(services.NotOneRecipient):
        _queue("fout", recipient=recipient)
    assert OutgoingMail.objects.count() == 1


@pytest.mark.proves("T12")
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029", "\x85", "\x00\n"])
def test_a_line_break_in_the_subject_makes_no_header(postbox: Postbox, end: str) -> None:
    _queue(subject=f"Advies{end}Bcc: iedereen@x.example")
    _send()
    for recipients, message in postbox.received:
        assert recipients == ["jelle@nesserhoeve.example"]
        assert message["bcc"] is None
        assert message.get_all("to") == ["jelle@nesserhoeve.example"]


@pytest.mark.proves("R3")
def test_a_server_that_says_later_gets_the_message_later_and_no_means_no(postbox: Postbox) -> None:
    mail = _queue()
    postbox.answer = "451 later"
    assert _send() == [State.WAITING]
    assert _send() == []
    postbox.answer = "550 no"
    assert _send(NOW + timedelta(hours=1)) == [State.FAILED]
    mail.refresh_from_db()
    assert mail.problem == "De mailserver weigert het bericht (550)."
    postbox.answer = "250 OK"
    services.send_again(mail=mail, now=NOW + timedelta(hours=2))
    assert _send(NOW + timedelta(hours=2)) == [State.SENT]


@pytest.mark.proves("R3")
def test_a_server_that_does_not_answer_costs_patience_not_the_message(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    _queue()
    assert _send() == [State.WAITING]
    assert OutgoingMail.objects.get().problem == "De mailserver is niet bereikbaar."


@pytest.mark.proves("R3")
def test_a_line_that_breaks_after_the_text_leaves_a_doubt_that_is_counted(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = smtplib.SMTP.data

    def break_after(self: smtplib.SMTP, text: Any) -> Any:
        real(self, text)
        raise smtplib.SMTPServerDisconnected

    _queue("advies:1")
    _queue("weekbericht:1", at_most_once=True)
    monkeypatch.setattr(smtplib.SMTP, "data", break_after)
    assert _send() == [State.WAITING, State.UNKNOWN]
    monkeypatch.undo()
    assert _send(NOW + timedelta(hours=1)) == [State.SENT]
    assert [len({m["message-id"] for _to, m in postbox.received}), len(postbox.received)] == [2, 3]
    assert sorted(OutgoingMail.objects.values_list("doubt_count", flat=True)) == [1, 1]


@pytest.mark.proves("R3")
def test_a_process_that_died_while_sending_is_made_good(postbox: Postbox) -> None:
    for key, once in (("a", False), ("b", True)):
        mail = _queue(key, at_most_once=once)
        OutgoingMail.objects.filter(pk=mail.pk).update(state=State.SENDING, claimed_at=NOW)
    assert _send(NOW + timedelta(minutes=5)) == []
    assert _send(NOW + timedelta(minutes=11)) == [State.SENT]
    assert selectors.counts_by_state() == {State.SENT: 1, State.UNKNOWN: 1}


class BadLine:
    """A line on which the first attempt of every letter goes wrong, each in the next of five ways."""

    WAYS = ("broken before", "broken after", "hung after", "later", "never")

    def __init__(self) -> None:
        self.real = smtplib.SMTP.data
        self.met: dict[str, str] = {}

    def data(self, smtp: smtplib.SMTP, text: Any) -> Any:
        key = message_from_bytes(text)["message-id"]
        if key in self.met:
            return self.real(smtp, text)
        way = self.met[key] = self.WAYS[len(self.met) % len(self.WAYS)]
        if way.endswith("after"):
            self.real(smtp, text)
        if way == "hung after":
            raise TimeoutError
        if way.startswith("broken"):
            raise smtplib.SMTPServerDisconnected
        raise smtplib.SMTPDataError(451 if way == "later" else 550, b"")

    def count(self, *ways: str) -> int:
        return sum(way in ways for way in self.met.values())


@pytest.mark.proves("R3")
@pytest.mark.parametrize("letters", [60, pytest.param(500, marks=pytest.mark.long)])
def test_no_letter_is_lost_on_a_bad_line_and_what_may_have_come_twice_is_counted(
    letters: int, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = BadLine()
    monkeypatch.setattr(smtplib.SMTP, "data", lambda smtp, text: line.data(smtp, text))  # noqa: PLW0108 - it gets the line too
    for number in range(letters):
        _queue(f"brief:{number}")
    died = [mail.pk for mail in OutgoingMail.objects.order_by("queued_at", "pk")[::6]]
    OutgoingMail.objects.filter(pk__in=died).update(state=State.SENDING, claimed_at=NOW)
    for hours in range(12):
        _send(NOW + timedelta(hours=hours))
    arrived = [mail["message-id"] for _to, mail in postbox.received]
    assert line.count("never") == OutgoingMail.objects.filter(state=State.FAILED).exclude(body="").count() > 0
    assert len(set(arrived)) + line.count("never") == letters
    assert OutgoingMail.objects.filter(state=State.SENT).count() == len(set(arrived))
    assert len(arrived) - len(set(arrived)) == line.count("broken after", "hung after")
    doubts = sum(OutgoingMail.objects.values_list("doubt_count", flat=True))
    assert doubts == line.count("broken before", "broken after", "hung after") + len(died)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="on SQLite two processes prove it: test_kill.py")
@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_a_message_once(postbox: Postbox) -> None:
    for number in range(12):
        _queue(f"m{number}")
    threads = [threading.Thread(target=_send_and_close) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(postbox.received) == 12


def _send_and_close() -> None:
    _send()
    connection.close()


def test_what_ended_a_month_ago_is_forgotten(postbox: Postbox) -> None:
    _queue("oud")
    _send()
    _queue("wacht", recipient="traag@x.example")
    assert services.forget_old(now=NOW + timedelta(days=29)) == 0
    assert services.forget_old(now=NOW + timedelta(days=31)) == 1
    assert list(OutgoingMail.objects.values_list("key", flat=True)) == ["wacht"]
