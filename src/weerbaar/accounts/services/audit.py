"""The log: who did what to which record, when, with what outcome. Never the content."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from weerbaar.accounts.models import Action, AuditEvent, Membership, Outcome, User
from weerbaar.accounts.services.audit_chain import append
from weerbaar.guard.services import taken
from weerbaar.ui.orders import Refused


@dataclass
class Entry:
    """What the audit event will be about; set `subject` once it exists."""

    subject: models.Model | None


def record(
    *, actor: Membership | User | None, action: Action, subject: models.Model | None, outcome: Outcome, now: datetime
) -> AuditEvent:
    """Adds one event to the end of the log. Only the kind and the id of the subject are kept."""
    person_id = actor.user_id if isinstance(actor, Membership) else actor.pk if actor else None
    event = AuditEvent(
        at=now,
        actor_id=person_id,
        organisation_id=actor.organisation_id if isinstance(actor, Membership) else None,
        action=action,
        subject_kind=type(subject).__name__.lower() if subject else "",
        subject_id=str(subject.pk) if subject else "",
        outcome=outcome,
    )
    return append(event)


@contextmanager
def recorded(
    *, actor: Membership | User | None, action: Action, subject: models.Model | None, now: datetime
) -> Iterator[Entry]:
    """One transaction with its audit event: *done* inside it, or *refused* after it was undone.

    In answer to a form it also takes the key of that form, so that the same form sent again does nothing.
    """
    entry = Entry(subject)
    try:
        with transaction.atomic(), taken(now=now):
            yield entry
            record(actor=actor, action=action, subject=entry.subject, outcome=Outcome.DONE, now=now)
    except Refused:
        record(actor=actor, action=action, subject=subject, outcome=Outcome.REFUSED, now=now)
        raise


def record_export(*, actor: Membership, action: Action, now: datetime) -> None:
    """Notes that a list left the house as a file."""
    record(actor=actor, action=action, subject=actor.organisation, outcome=Outcome.DONE, now=now)
