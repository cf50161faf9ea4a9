"""What is over goes, rule by rule, and leaves a record without content. A dry run tells the same and changes nothing.

Each rule is a line in `RULES`; `accountability/data/inventory.csv` says for every column which rule ends it. The rules
of signals and sources live in those rooms, which know what has to stay behind; here they get their turn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from weerbaar.accounts.models import (
    AuditEvent,
    FailedGuess,
    Invitation,
    Membership,
    PasswordRecovery,
    RowsTaken,
    SecondStepReset,
    User,
)
from weerbaar.accounts.services.audit_chain import prune_log
from weerbaar.accounts.services.people import erase_account
from weerbaar.guard.models import DestructionRecord, SentForm
from weerbaar.guard.services import all_rows
from weerbaar.outbox.models import OutgoingMail
from weerbaar.regions.models import Region
from weerbaar.signals import selectors as signals
from weerbaar.signals.services import retire
from weerbaar.sources.services import remove_expired

Rule = Callable[[datetime, bool], dict[str, int]]


@dataclass(frozen=True)
class Retained:
    """What one rule took, or would take."""

    rule: str
    count: int


def retain(*, dry_run: bool, now: datetime) -> list[Retained]:
    """Ends everything whose time is over; each rule in its own transaction, so that one cannot hold up the others."""
    done: list[Retained] = []
    for rule in RULES:
        with transaction.atomic(), all_rows():
            for name, count in rule(now, dry_run).items():
                done.append(Retained(name, count))
                if count and not dry_run:
                    DestructionRecord.objects.create(rule=name, count=count, on=now.date())
    return done


def _signals(now: datetime, dry: bool) -> dict[str, int]:
    found = {"signaaltekst": 0, "tekst met twijfel": 0, "telling van signalen": 0}
    for region in Region.objects.order_by("pk"):
        plan = signals.dry_run(region=region, on=now.date())
        for name, count in zip(found, (len(plan.signals), plan.held_count, plan.old_count), strict=True):
            found[name] += count
        if not dry and not plan.is_empty:
            retire(actor=None, region=region, now=now)
    return found


def _items(now: datetime, dry: bool) -> dict[str, int]:
    gone = remove_expired(now=now, dry_run=dry)
    return {
        "bericht uit een bron": gone.items,
        "telling uit een bron": gone.counts,
        "lezing van een bron": gone.readings,
        "weggehaald bericht": gone.records,
    }


def _people(now: datetime, dry: bool) -> dict[str, int]:
    """An account without a role for six months is erased."""
    still = Q(ended_at=None) | Q(ended_at__gte=_days(now, 183))
    roles = Membership.objects.filter(user=OuterRef("pk"))
    gone = User.objects.filter(Exists(roles), ~Exists(roles.filter(still)), erased_at=None)
    return {"account": _erased(gone, now, dry)}


def _erased(gone: Any, now: datetime, dry: bool) -> int:
    people = list(gone)
    for person in [] if dry else people:
        erase_account(person, now=now)
    return len(people)


def _log(now: datetime, dry: bool) -> dict[str, int]:
    before = _months_before(now, 24)
    if dry:
        return {"logboek": AuditEvent.objects.filter(at__lt=before).count()}
    return {"logboek": prune_log(before=before, now=now)}


def _rows(name: str, rows: Callable[[datetime], Any]) -> Rule:
    def rule(now: datetime, dry: bool) -> dict[str, int]:
        over = rows(now)
        count = over.count()
        if not dry:
            over.delete()
        return {name: count}

    return rule


def _months_before(now: datetime, months: int) -> datetime:
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, 28))


def _days(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)


def _day(now: datetime, days: int) -> date:
    return _days(now, days).date()


ENDED = Q(state__in=[OutgoingMail.State.SENT, OutgoingMail.State.FAILED, OutgoingMail.State.UNKNOWN])
RULES: tuple[Rule, ...] = (
    _signals,
    _items,
    _log,
    _people,
    _rows("bericht naar buiten", lambda now: OutgoingMail.objects.filter(ENDED, queued_at__lt=_days(now, 30))),
    _rows("mislukte poging", lambda now: FailedGuess.objects.filter(last_at__lt=_days(now, 1))),
    _rows("verstuurd formulier", lambda now: SentForm.objects.filter(sent_at__lt=_days(now, 1))),
    _rows("sessie", lambda now: Session.objects.filter(expire_date__lt=now)),
    _rows("uitnodiging", lambda now: Invitation.objects.filter(expires_at__lt=_days(now, 183))),
    _rows("herstel van wachtwoord", lambda now: PasswordRecovery.objects.filter(expires_at__lt=_days(now, 30))),
    _rows("herstel van tweede stap", lambda now: SecondStepReset.objects.filter(asked_at__lt=_months_before(now, 24))),
    _rows("telling van wat iemand meenam", lambda now: RowsTaken.objects.filter(on__lt=_day(now, 90))),
)
