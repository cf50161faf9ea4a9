"""Reads of the messages."""

from django.conf import settings
from django.db.models import Count, QuerySet

from weerbaar.outbox.models import OutgoingMail


def mail_is_on() -> bool:
    """True when a mail server is set; without one messages wait and are copied by hand."""
    return bool(settings.MAIL_IS_ON)


def messages() -> QuerySet[OutgoingMail]:
    """All messages, newest first. The room above decides who may see them."""
    return OutgoingMail.objects.all()


def message_by_key(*, key: str) -> OutgoingMail | None:
    return OutgoingMail.objects.filter(key=key).first()


def counts_by_state() -> dict[str, int]:
    """How many messages are in which state."""
    return dict(OutgoingMail.objects.values_list("state").annotate(number=Count("pk")).order_by())
