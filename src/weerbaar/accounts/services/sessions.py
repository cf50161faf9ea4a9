"""Open sessions: noted when they start, seen and ended by their owner."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache

from weerbaar.accounts.models import Action, OpenSession, User
from weerbaar.accounts.selectors.door import Origin
from weerbaar.accounts.services.audit import recorded
from weerbaar.ui.orders import NotAllowed

NOTED_EVERY = timedelta(minutes=10)


def note_session(*, person: User, session_key: str, origin: Origin, now: datetime) -> None:
    """Puts a new session on the list of its owner, and takes those off that are over by themselves."""
    age = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    OpenSession.objects.filter(user=person, used_at__lt=now - age).delete()
    OpenSession.objects.update_or_create(
        session_key=session_key,
        defaults={
            "user": person,
            "device": origin.device,
            "network": origin.network,
            "started_at": now,
            "used_at": now,
        },
    )


def note_use(*, session_key: str, now: datetime) -> None:
    """Moves the last use of a session on, at most every ten minutes."""
    if cache.add(f"session-used-{session_key}", 1, NOTED_EVERY.total_seconds()):
        OpenSession.objects.filter(session_key=session_key).update(used_at=now)


def forget_session(*, session_key: str) -> None:
    """Takes a session off the list: its owner signed out."""
    OpenSession.objects.filter(session_key=session_key).delete()


def end_session(*, person: User, pk: UUID, now: datetime) -> None:
    """Signs one of the own sessions out. `NotAllowed` for a session of somebody else."""
    with recorded(actor=person, action=Action.END_SESSION, subject=person, now=now):
        found = OpenSession.objects.filter(user=person, pk=pk)
        if not found:
            raise NotAllowed
        _end(found)


def end_other_sessions(*, person: User, but: str, now: datetime) -> None:
    """Signs this person out everywhere except here."""
    with recorded(actor=person, action=Action.END_SESSION, subject=person, now=now):
        _end(OpenSession.objects.filter(user=person).exclude(session_key=but))


def end_all_sessions(person: User) -> None:
    """Signs this person out everywhere. Asks no right: for services that did."""
    _end(OpenSession.objects.filter(user=person))


def _end(sessions: Any) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for row in sessions:
        store(row.session_key).delete()
        row.delete()
