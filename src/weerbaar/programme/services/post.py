"""Putting a message that failed back in the queue."""

from datetime import datetime

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import NotAllowed, recorded
from weerbaar.outbox import services as outbox
from weerbaar.outbox.models import OutgoingMail
from weerbaar.programme.selectors.post import looks_after_mail


def send_mail_again(*, actor: Membership, mail: OutgoingMail, now: datetime) -> None:
    """A message that failed, or of which it is unknown whether it arrived, waits again; others stay as they are."""
    with recorded(actor=actor, action=Action.SEND_MAIL_AGAIN, subject=mail, now=now):
        if not looks_after_mail(actor=actor):
            raise NotAllowed
        outbox.send_again(mail=mail, now=now)
