"""The mark in every list that is taken along as a file, and whose it is (T13). Nothing has to be stored for it."""

import base64
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime

from weerbaar.accounts.models import Action, Outcome, User
from weerbaar.accounts.services.audit import record

LENGTH = 10
LOOKS_BACK = timedelta(days=730)
"""As long as the log is kept."""


def mark_of(*, person: User, on: date) -> str:
    """Ten letters and digits that belong to this person on this day; without our key nobody can read or forge it."""
    digest = salted_hmac("weerbaar.file-mark", f"{person.pk}:{on.isoformat()}", algorithm="sha256").digest()
    return base64.b32encode(digest).decode()[:LENGTH].lower()


def whose_file(*, mark: str, now: datetime) -> tuple[User, date] | None:
    """Whose file carries this mark, and of which day. That somebody looked is in the log."""
    found = next(
        (pair for pair in _everybody(now) if mark_of(person=pair[0], on=pair[1]) == mark.strip().lower()), None
    )
    outcome = Outcome.DONE if found else Outcome.REFUSED
    record(actor=None, action=Action.TRACE_FILE, subject=found[0] if found else None, outcome=outcome, now=now)
    return found


def _everybody(now: datetime) -> Iterator[tuple[User, date]]:
    people, today = list(User.objects.order_by("pk")), localtime(now).date()
    for back in range(LOOKS_BACK.days):
        yield from ((person, today - timedelta(days=back)) for person in people)
