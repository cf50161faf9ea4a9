"""Is this server well? For a monitor: numbers without content."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max, Min

from weerbaar.accounts.models import AuditEvent
from weerbaar.guard.models import DestructionRecord
from weerbaar.guard.services import all_rows
from weerbaar.outbox.models import OutgoingMail
from weerbaar.sources.models import Fetch, Source

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Gauge:
    name: str
    value: float


def not_ready() -> str:
    """Why no request can be answered yet; empty when it can."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return "no database"
    return "migrations wait" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else ""


def gauges(*, now: datetime) -> list[Gauge]:
    """What to keep an eye on: waiting mail, sources that fail, how old the newest work is."""
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING)
    with all_rows():
        return [
            Gauge("weerbaar_mail_waiting", waiting.count()),
            Gauge("weerbaar_mail_oldest_waiting_seconds", _age(now, waiting.aggregate(at=Min("queued_at"))["at"])),
            Gauge("weerbaar_mail_failed", OutgoingMail.objects.filter(state=OutgoingMail.State.FAILED).count()),
            Gauge("weerbaar_sources_failing", Source.objects.filter(failures__gt=0).count()),
            Gauge("weerbaar_newest_fetch_age_seconds", _age(now, Fetch.objects.aggregate(at=Max("started_at"))["at"])),
            Gauge("weerbaar_log_rows", AuditEvent.objects.count()),
            Gauge("weerbaar_rows_destroyed_last_day", _destroyed(now)),
        ]


def _age(now: datetime, at: datetime | None) -> float:
    return round((now - at).total_seconds()) if at else 0


def _destroyed(now: datetime) -> int:
    return sum(DestructionRecord.objects.filter(on__gte=(now - DAY).date()).values_list("count", flat=True))
