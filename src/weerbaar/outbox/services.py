"""Queueing a message, and handing what waits to the mail server."""

import re
import smtplib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db.models import F, Q

from weerbaar.outbox.models import OutgoingMail

MAX_ATTEMPTS = 8
LOST_AFTER = timedelta(minutes=10)
"""A message that has been *being sent* for so long was interrupted: the process is gone."""
KEPT_FOR = timedelta(days=30)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""What no mail needs, and PostgreSQL cannot keep (NUL); tab and line ends stay."""


class NotOneRecipient(ValueError):
    """The address is not one e-mail address. Nobody gets a list, in view or out of it (P6)."""


def queue_mail(
    *, key: str, recipient: str, subject: str, body: str, at_most_once: bool = False, now: datetime
) -> OutgoingMail:
    """Puts a message in the queue, inside the transaction of the caller. The same key twice is one message.

    Line breaks and control characters in the subject become spaces, in the body control characters go;
    an address with more than one recipient is refused (`NotOneRecipient`).
    """
    try:
        validate_email(recipient)
    except ValidationError as error:
        raise NotOneRecipient from error
    mail, _made = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "recipient_email": recipient,
            "subject": " ".join(_CONTROL.sub(" ", subject).split())[:160],
            "body": _CONTROL.sub("", body),
            "is_at_most_once": at_most_once,
            "queued_at": now,
            "due_at": now,
        },
    )
    if not mail.message_key:
        mail.message_key = f"<{mail.pk}@{_domain()}>"
        mail.save(update_fields=["message_key"])
    return mail


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"


def send_waiting(*, now: datetime, limit: int = 200) -> Iterator[OutgoingMail]:
    """Sends what is due, oldest first, and gives each message with how it went. Safe to run twice at once."""
    recover_interrupted(now=now)
    due = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING, due_at__lte=now).order_by("queued_at")
    for pk in list(due.values_list("pk", flat=True)[:limit]):
        claimed = OutgoingMail.objects.filter(pk=pk, state=OutgoingMail.State.WAITING).update(
            state=OutgoingMail.State.SENDING, claimed_at=now, attempt_count=F("attempt_count") + 1
        )
        if claimed:
            yield _send(OutgoingMail.objects.get(pk=pk), now)


def recover_interrupted(*, now: datetime) -> None:
    """Messages whose sending was cut off: tried again, or marked unknown where twice is worse than never."""
    lost = OutgoingMail.objects.filter(state=OutgoingMail.State.SENDING, claimed_at__lt=now - LOST_AFTER)
    lost.filter(is_at_most_once=True).update(state=OutgoingMail.State.UNKNOWN, doubt_count=F("doubt_count") + 1)
    lost.filter(is_at_most_once=False).update(
        state=OutgoingMail.State.WAITING, doubt_count=F("doubt_count") + 1, due_at=now
    )


def send_again(*, mail: OutgoingMail, now: datetime) -> None:
    """Puts a message that failed, or of which it is unknown whether it arrived, back in the queue."""
    ended = Q(state=OutgoingMail.State.FAILED) | Q(state=OutgoingMail.State.UNKNOWN)
    OutgoingMail.objects.filter(ended, pk=mail.pk).update(
        state=OutgoingMail.State.WAITING, due_at=now, attempt_count=0, problem=""
    )


def forget_old(*, now: datetime) -> int:
    """Removes messages that ended thirty days ago; how many."""
    ended = [OutgoingMail.State.SENT, OutgoingMail.State.FAILED, OutgoingMail.State.UNKNOWN]
    count, _per_model = OutgoingMail.objects.filter(state__in=ended, queued_at__lt=now - KEPT_FOR).delete()
    return count


def _send(mail: OutgoingMail, now: datetime) -> OutgoingMail:
    message = EmailMessage(mail.subject, mail.body, to=[mail.recipient_email], headers={"Message-ID": mail.message_key})
    try:
        get_connection(timeout=20).send_messages([message])
    except smtplib.SMTPServerDisconnected:
        return _in_doubt(mail, now)
    except smtplib.SMTPRecipientsRefused:
        return _ended(mail, OutgoingMail.State.FAILED, "De mailserver kent dit adres niet.")
    except smtplib.SMTPResponseException as error:
        if error.smtp_code >= 500:
            return _ended(mail, OutgoingMail.State.FAILED, f"De mailserver weigert het bericht ({error.smtp_code}).")
        return _later(mail, now, f"De mailserver vraagt het later te proberen ({error.smtp_code}).")
    except TimeoutError:
        return _in_doubt(mail, now)
    except OSError:
        return _later(mail, now, "De mailserver is niet bereikbaar.")
    mail.sent_at = now
    mail.body = ""
    return _ended(mail, OutgoingMail.State.SENT, "")


def _ended(mail: OutgoingMail, state: OutgoingMail.State, problem: str) -> OutgoingMail:
    mail.state, mail.problem = state, problem
    mail.save(update_fields=["state", "problem", "sent_at", "body"])
    return mail


def _in_doubt(mail: OutgoingMail, now: datetime) -> OutgoingMail:
    """The line broke: the message may have arrived."""
    mail.doubt_count += 1
    mail.save(update_fields=["doubt_count"])
    problem = "De verbinding brak af; het is niet zeker of het bericht is aangekomen."
    if mail.is_at_most_once:
        return _ended(mail, OutgoingMail.State.UNKNOWN, problem)
    return _later(mail, now, problem)


def _later(mail: OutgoingMail, now: datetime, problem: str) -> OutgoingMail:
    if mail.attempt_count >= MAX_ATTEMPTS:
        return _ended(mail, OutgoingMail.State.FAILED, problem)
    mail.state, mail.problem = OutgoingMail.State.WAITING, problem
    mail.due_at = now + timedelta(minutes=2**mail.attempt_count)
    mail.save(update_fields=["state", "problem", "due_at"])
    return mail
