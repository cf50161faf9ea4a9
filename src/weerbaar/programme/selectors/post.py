"""The messages that leave the house, for who looks after them."""

from django.db.models import QuerySet

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors import scope_of
from weerbaar.outbox import selectors as outbox
from weerbaar.outbox.models import OutgoingMail


def looks_after_mail(*, actor: Membership | None) -> bool:
    """True for a role that may see the messages and send them again."""
    return scope_of(actor=actor, right=Right.MANAGE_MAIL) != Scope.NONE


def messages_visible_to(*, actor: Membership | None) -> QuerySet[OutgoingMail]:
    """All messages, newest first, for who looks after them; none for anybody else."""
    rows = outbox.messages()
    return rows if looks_after_mail(actor=actor) else rows.none()


def mail_states() -> list[tuple[str, str]]:
    return [(one.value, str(one.label)) for one in OutgoingMail.State]


def mail_is_on() -> bool:
    return outbox.mail_is_on()
