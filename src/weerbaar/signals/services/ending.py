"""Where texts end: released or destroyed from quarantine, or gone because their time is over. Each with a record."""

from collections import Counter
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Assignment, Endorsement, Membership
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.accounts.services.endorsement import endorse, kind_of
from weerbaar.regions.models import Region
from weerbaar.signals.models import (
    NOT_COUNTED,
    Destruction,
    Quarantine,
    RetentionRule,
    Signal,
    SignalCount,
    StepKind,
)
from weerbaar.signals.selectors.retention import (
    counts_over_time,
    decides_retention,
    held_over_time,
    over_time,
)
from weerbaar.signals.selectors.visible import KIND, quarantine_visible_to
from weerbaar.signals.services.gate import pass_or_refuse
from weerbaar.signals.services.handling import note_step
from weerbaar.signals.services.reporting import Report, keep_signal, months_later, source_held

RULE_HELD = "tekst met twijfel, 7 dagen"
RULE_EYES = "tekst met twijfel, door een tweede lezer vernietigd"
RULE_TEXT = "tekst van een signaal, bewaartermijn"
RULE_COUNT = "telling van signalen, 5 jaar"


class GoneMeanwhile(Refused):
    """Somebody else released or destroyed the text already."""

    says = _("Somebody else has already decided about this text.")


def release_text(*, actor: Membership, held: Quarantine, now: datetime) -> Signal:
    """Makes a signal of a held report, as it was masked; by a second person of another organisation (P3)."""
    with recorded(actor=actor, action=Action.RELEASE_TEXT, subject=held, now=now) as entry:
        if not quarantine_visible_to(actor=actor).filter(pk=held.pk).exists():
            raise GoneMeanwhile if not Quarantine.objects.filter(pk=held.pk).exists() else NotAllowed
        report = Report(text=held.text, municipality=held.municipality, **held.coding)
        signal = keep_signal(source=source_held(held=held), report=report, now=now)
        deleted, _tables = Quarantine.objects.filter(pk=held.pk).delete()
        if not deleted:
            raise GoneMeanwhile
        note_step(signal=signal, kind=StepKind.RELEASED, actor=actor, now=now)
        endorse(actor=actor, subject=signal, step="released", now=now)
        _endorsements(held).update(subject_kind=KIND, subject_id=str(signal.pk))
        entry.subject = signal
    return signal


def destroy_text(*, actor: Membership, held: Quarantine, now: datetime) -> None:
    """Destroys a held report; a record without content remains."""
    with recorded(actor=actor, action=Action.DESTROY_TEXT, subject=held, now=now):
        if not quarantine_visible_to(actor=actor).filter(pk=held.pk).exists():
            raise GoneMeanwhile if not Quarantine.objects.filter(pk=held.pk).exists() else NotAllowed
        _endorsements(held).delete()
        Quarantine.objects.filter(pk=held.pk).delete()
        _destroyed(actor.organisation.region, RULE_EYES, 1, now.date())


def _endorsements(held: Quarantine) -> QuerySet[Endorsement]:
    return Endorsement.objects.filter(subject_kind=kind_of(held), subject_id=str(held.pk))


def set_retention(*, actor: Membership, months: int, reason: str, now: datetime) -> RetentionRule:
    """Decides for how many months the text of a signal is kept; the end date of every signal follows at once."""
    pass_or_refuse(reason)
    region = actor.organisation.region
    with recorded(actor=actor, action=Action.DESTROY_TEXT, subject=region, now=now):
        if not decides_retention(actor=actor):
            raise NotAllowed
        rule, _is_new = RetentionRule.objects.update_or_create(
            region=region, defaults={"months": months, "reason": reason.strip(), "decided_at": now}
        )
        for signal in Signal.objects.filter(organisation__region=region).only("pk", "received_at"):
            end = months_later(on=signal.received_at.date(), months=months)
            Signal.objects.filter(pk=signal.pk).update(expires_on=end)
    return rule


def retire(*, actor: Membership | None, region: Region, now: datetime) -> dict[str, int]:
    """Destroys what the dry run of this day shows; signals leave a coded count. Without an actor: by the clock."""
    on = now.date()
    with recorded(actor=actor, action=Action.DESTROY_TEXT, subject=region, now=now):
        if actor is not None and not (decides_retention(actor=actor) and actor.organisation.region_id == region.pk):
            raise NotAllowed
        done = {
            RULE_TEXT: _retire_signals(region, on),
            RULE_HELD: held_over_time(region=region, on=on).delete()[0],
            RULE_COUNT: counts_over_time(region=region, on=on).delete()[0],
        }
        for rule, count in done.items():
            _destroyed(region, rule, count, on)
    return done


def _retire_signals(region: Region, on: date) -> int:
    signals = list(over_time(region=region, on=on).prefetch_related("sightings"))
    counts: Counter[tuple[int, UUID, str, str]] = Counter()
    for signal in signals:
        if signal.closed_because in NOT_COUNTED:
            continue
        counts[signal.municipality_id, signal.organisation_id, signal.topic, signal.week] += 1
        for seen in signal.sightings.all():
            counts[seen.municipality_id, seen.organisation_id, signal.topic, seen.week] += 1
    for (municipality, organisation, topic, week), count in counts.items():
        row, _is_new = SignalCount.objects.get_or_create(
            municipality_id=municipality, organisation_id=organisation, topic=topic, week=week, defaults={"count": 0}
        )
        SignalCount.objects.filter(pk=row.pk).update(count=F("count") + count)
    ids = [str(signal.pk) for signal in signals]
    Assignment.objects.filter(subject_kind=KIND, subject_id__in=ids).delete()
    Endorsement.objects.filter(subject_kind=KIND, subject_id__in=ids).delete()
    Signal.objects.filter(pk__in=ids).delete()
    return len(signals)


def _destroyed(region: Region, rule: str, count: int, on: date) -> None:
    if count:
        Destruction.objects.create(region=region, rule=rule, count=count, on=on)
