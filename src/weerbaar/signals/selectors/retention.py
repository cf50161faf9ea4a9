"""Which texts are over their time: exactly what an order to destroy would take."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from weerbaar.accounts.models import Membership, Right, Role, Scope
from weerbaar.accounts.selectors import scope_of
from weerbaar.regions.models import Region
from weerbaar.signals.models import Destruction, Quarantine, RetentionRule, Signal, SignalCount

MONTHS = 24
COUNT_YEARS = 5


@dataclass(frozen=True)
class DryRun:
    """What would go on a day: signals become coded counts, held texts and old counts disappear."""

    signals: list[Signal]
    held_count: int
    old_count: int
    months: int
    kept_count: int

    @property
    def is_empty(self) -> bool:
        return not (self.signals or self.held_count or self.old_count)


def dry_run(*, region: Region, on: date) -> DryRun:
    """What retiring on this day would take in this region."""
    signals = over_time(region=region, on=on)
    return DryRun(
        signals=list(signals.defer("text").select_related("municipality")),
        held_count=held_over_time(region=region, on=on).count(),
        old_count=counts_over_time(region=region, on=on).count(),
        months=months_kept(region=region),
        kept_count=Signal.objects.filter(organisation__region=region).count(),
    )


def over_time(*, region: Region, on: date) -> QuerySet[Signal]:
    """Signals whose text has to go, oldest first."""
    return Signal.objects.filter(organisation__region=region, expires_on__lte=on).order_by("received_at", "pk")


def held_over_time(*, region: Region, on: date) -> QuerySet[Quarantine]:
    return Quarantine.objects.filter(organisation__region=region, destroy_on__lte=on)


def counts_over_time(*, region: Region, on: date) -> QuerySet[SignalCount]:
    year, week, _day = on.isocalendar()
    return SignalCount.objects.filter(organisation__region=region, week__lt=f"{year - COUNT_YEARS}-W{week:02d}")


def months_kept(*, region: Region) -> int:
    """For how many months this region keeps the text of a signal."""
    return RetentionRule.objects.filter(region=region).values_list("months", flat=True).first() or MONTHS


def rule_of(*, region: Region) -> RetentionRule | None:
    return RetentionRule.objects.filter(region=region).first()


def destructions_of(*, region: Region) -> QuerySet[Destruction]:
    """The records of what was destroyed, newest first."""
    return Destruction.objects.filter(region=region)


def oversees_retention(*, actor: Membership) -> bool:
    """True for who handles signals in the whole region, and for who supervises."""
    return decides_retention(actor=actor) or actor.role == Role.DATA_PROTECTION_OFFICER


def decides_retention(*, actor: Membership) -> bool:
    return scope_of(actor=actor, right=Right.HANDLE_SIGNALS) == Scope.REGION
