"""Sending an advice: one message per recipient, each with a link of its own, in the transaction of the order."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.selectors.endorsement import endorsements_of
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.advice.models import Advice, AnswerLink, Status
from weerbaar.advice.selectors.reading import Letter, digest_of, letter_of
from weerbaar.advice.selectors.visible import may_write_on
from weerbaar.advice.services.writing import READ, WRITTEN
from weerbaar.outbox.services import queue_mail

LINK_LASTS = timedelta(days=120)
MOST_RECIPIENTS = 12


class NotReadYet(Refused):
    """No second person of another organisation has put a name to this text (L5)."""

    says = gettext_lazy("A second person, of another organisation, has to read this advice before it is sent.")


class AlreadySent(Refused):
    """The advice was sent before, for instance by the first of two clicks."""

    says = gettext_lazy("This advice was sent already. It was not sent again.")


class RemindedToday(Refused):
    """One reminder a day is enough, and of two clicks one."""

    says = gettext_lazy("There was a reminder today already, or the answer is in. Nothing was sent.")


class TooManyRecipients(Refused):
    """An advice goes to one body, not to a mailing list."""

    says = gettext_lazy("An advice goes to at most twelve people of one body. Nothing was sent.")


@dataclass(frozen=True)
class Sent:
    """What went to one recipient, or without a recipient: the text to copy. The link is shown this once."""

    recipient: str
    subject: str
    body: str
    link: str


def send_advice(
    *, actor: Membership, advice: Advice, recipients: Sequence[str] = (), site: str, now: datetime
) -> list[Sent]:
    """Sends an advice that two people of two organisations put their name to. Twice is once (`AlreadySent`).

    Each recipient gets a message and a link of its own; without recipients there is one text to copy. From now on the
    addressee also finds it in the system. Refused: `NotReadYet`, `TooManyRecipients`, `NotAllowed`.
    """
    unique = list(dict.fromkeys(one.strip().lower() for one in recipients))
    if len(unique) > MOST_RECIPIENTS:
        raise TooManyRecipients
    with recorded(actor=actor, action=Action.SEND_ADVICE, subject=advice, now=now):
        if not may_write_on(actor=actor, advice=advice):
            raise NotAllowed
        advice.refresh_from_db()
        if advice.sent_at:
            raise AlreadySent
        if advice.status != Status.READY or not _two_names(advice):
            raise NotReadYet
        if not Advice.objects.filter(pk=advice.pk, status=Status.READY, version=advice.version).update(
            status=Status.SENT, sent_at=now
        ):
            raise AlreadySent
        advice.refresh_from_db()
        return [_letter_out(advice, one, site, now, is_reminder=False) for one in unique or [""]]


def remind_addressee(
    *, actor: Membership, advice: Advice, recipients: Sequence[str] = (), site: str, now: datetime
) -> list[Sent]:
    """Sends a friendly reminder with a fresh link; the earlier links keep working. Once a day (`RemindedToday`)."""
    unique = list(dict.fromkeys(one.strip().lower() for one in recipients))
    if len(unique) > MOST_RECIPIENTS:
        raise TooManyRecipients
    with recorded(actor=actor, action=Action.REMIND_ADVICE, subject=advice, now=now):
        if not may_write_on(actor=actor, advice=advice):
            raise NotAllowed
        today = now.date()
        open_rows = Advice.objects.filter(pk=advice.pk, status=Status.SENT)
        if not open_rows.filter(Q(reminded_on=None) | ~Q(reminded_on=today)).update(reminded_on=today):
            raise RemindedToday
        advice.refresh_from_db()
        return [_letter_out(advice, one, site, now, is_reminder=True) for one in unique or [""]]


def _two_names(advice: Advice) -> bool:
    """Asked again at the door: a writer and a reader that differ in person and in organisation."""
    steps = list(endorsements_of(subject=advice))
    wrote = [one for one in steps if one.step == WRITTEN]
    read = [one for one in steps if one.step == READ]
    return any(
        a.organisation_id != b.organisation_id and a.membership.user_id != b.membership.user_id
        for a in wrote
        for b in read
    )


def _letter_out(advice: Advice, recipient: str, site: str, now: datetime, *, is_reminder: bool) -> Sent:
    token = secrets.token_urlsafe(32)
    link = AnswerLink.objects.create(advice=advice, digest=digest_of(token), issued_at=now, expires_at=now + LINK_LASTS)
    address = site.rstrip("/") + reverse("advice:answer-by-link", args=[token])
    with translation.override(settings.LANGUAGE_CODE):
        letter = letter_of(advice=advice)
        subject = (_("Reminder: advice “%(title)s”") if is_reminder else _("Advice: %(title)s")) % {
            "title": advice.title
        }
        body = _text(letter, address, link.expires_at, is_reminder=is_reminder)
    if recipient:
        queue_mail(key=f"advice:{advice.pk}:{link.pk}", recipient=recipient, subject=subject, body=body, now=now)
    return Sent(recipient, subject, body, address)


def _text(letter: Letter, address: str, expires_at: datetime, *, is_reminder: bool) -> str:
    """The message, in plain text. Nothing of what it rests on is in it but the numbers."""
    advice = letter.advice
    start = (
        _("You have not answered this advice yet. An answer takes one minute.")
        if is_reminder
        else _("%(organisation)s has advice for you.") % {"organisation": advice.organisation.name}
    )
    parts = [
        _("Dear reader,"),
        start,
        f"{_('To')}: {letter.body}",
        f"{_('Question or occasion')}:\n{advice.question}",
        f"{_('Advice')}:\n{advice.text}",
        f"{_('First step')}: {advice.first_step}",
        f"{_('First step before')}: {date_format(advice.due_on, 'j F Y')}",
        f"{_('Rests on')}: {letter.basis}",
        _("What do you do with it? Answer here, without an account (until %(day)s):")
        % {"day": date_format(expires_at, "j F Y")},
        address,
        _("The link is meant for this advice only. Do not send it on outside your organisation."),
    ]
    return "\n\n".join(parts) + "\n"
