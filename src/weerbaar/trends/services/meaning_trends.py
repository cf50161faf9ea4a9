"""Opening a trend, linking it to what it rests on, closing it, and promising something about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership, Right
from weerbaar.accounts.selectors import municipalities_within
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.accounts.services.endorsement import assign, endorse
from weerbaar.regions.models import Municipality, Organisation
from weerbaar.signals.selectors import signals_visible_to
from weerbaar.signals.services import pass_or_refuse
from weerbaar.sources.models import Statistic
from weerbaar.sources.selectors import items_visible_to, topic_in_use
from weerbaar.trends.models import Evidence, EvidenceKind, Finding, Origin, Promise, Trend, TrendPlace
from weerbaar.trends.selectors.findings import findings_visible_to
from weerbaar.trends.selectors.meaning import interprets, may_interpret, may_write_about, trends_visible_to

MOST_EVIDENCE = 50


class EvidenceNotThere(Refused):
    """What should be linked does not exist for this actor."""

    says = _("This cannot be linked: it is not there, or it was not shared with you.")


class TrendIsClosed(Refused):
    """A closed trend stays as it is."""

    says = _("This trend is closed. Open it again before you change something.")


class ReasonNeeded(Refused):
    """Closing asks for a reason."""

    says = _("Say why the trend is closed. Everybody who sees it can read that.")


class DayIsOver(Refused):
    """A promise is about a day to come."""

    says = _("Choose a day that is still to come.")


@dataclass(frozen=True)
class TrendDraft:
    """What somebody opens a trend with. `evidence` holds kinds and ids; no codes is the whole region."""

    submission: str
    name: str
    topic: str
    municipality_codes: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()


def open_trend(*, actor: Membership, draft: TrendDraft, week: str, now: datetime) -> Trend:
    """Opens a trend, linked to its evidence; the actor looks after it. A form that arrives twice is one trend.

    Refused: `PersonalDataInText`, `NotAllowed` (a place or topic out of reach), `EvidenceNotThere`.
    """
    pass_or_refuse(draft.name)
    with recorded(actor=actor, action=Action.OPEN_TREND, subject=None, now=now) as entry:
        topic = topic_in_use(region=actor.organisation.region, key=draft.topic)
        if topic is None or not may_write_about(actor=actor, codes=draft.municipality_codes):
            raise NotAllowed
        trend, is_new = Trend.objects.get_or_create(
            submission=draft.submission,
            defaults={
                "region": actor.organisation.region,
                "organisation": actor.organisation,
                "name": " ".join(draft.name.split()),
                "topic": topic.key,
                "topic_class": topic.topic_class,
                "origin": Origin.ANALYST,
                "first_week": week,
                "opened_at": now,
            },
        )
        entry.subject = trend
        if is_new:
            _furnish(actor, trend, draft, now)
    return trend


def _furnish(actor: Membership, trend: Trend, draft: TrendDraft, now: datetime) -> None:
    places = Municipality.objects.filter(code__in=draft.municipality_codes)
    TrendPlace.objects.bulk_create(TrendPlace(trend=trend, municipality=one) for one in places)
    rows = [_evidence(actor, trend, kind, key, now) for kind, key in dict.fromkeys(draft.evidence)][:MOST_EVIDENCE]
    Evidence.objects.bulk_create(rows)
    if any(row.kind == EvidenceKind.FINDING for row in rows):
        trend.origin = Origin.METHOD
        trend.save(update_fields=["origin"])
    endorse(actor=actor, subject=trend, step="open", now=now)
    assign(actor=actor, subject=trend, owner=actor, now=now)


def link_evidence(*, actor: Membership, trend: Trend, kind: str, key: str, now: datetime) -> Evidence:
    """Links a trend to one more thing it rests on. Twice is once. Refused: `EvidenceNotThere`, `TrendIsClosed`."""
    with recorded(actor=actor, action=Action.LINK_EVIDENCE, subject=trend, now=now):
        writable_or_refuse(actor, trend)
        row = _evidence(actor, trend, kind, key, now)
        found, _is_new = Evidence.objects.get_or_create(
            trend=trend,
            kind=row.kind,
            key=row.key,
            defaults={
                name: getattr(row, name)
                for name in ("finding", "signal", "item", "statistic", "municipality", "said", "linked_at")
            },
        )
    return found


def unlink_evidence(*, actor: Membership, evidence: Evidence, now: datetime) -> None:
    """Takes something away from under a trend."""
    with recorded(actor=actor, action=Action.LINK_EVIDENCE, subject=evidence.trend, now=now):
        writable_or_refuse(actor, evidence.trend)
        evidence.delete()


def close_trend(*, actor: Membership, trend: Trend, reason: str, now: datetime) -> None:
    """Closes a trend with a reason; what it meant stays to be read. Twice is once."""
    reason = reason.strip()
    pass_or_refuse(reason)
    with recorded(actor=actor, action=Action.CLOSE_TREND, subject=trend, now=now):
        if not _is_writable(actor, trend):
            raise NotAllowed
        if not reason:
            raise ReasonNeeded
        Trend.objects.filter(pk=trend.pk, closed_at=None).update(closed_at=now, closed_because=reason)
    trend.refresh_from_db()


def reopen_trend(*, actor: Membership, trend: Trend, now: datetime) -> None:
    """Opens a closed trend again."""
    with recorded(actor=actor, action=Action.OPEN_TREND, subject=trend, now=now):
        if not _is_writable(actor, trend):
            raise NotAllowed
        Trend.objects.filter(pk=trend.pk).update(closed_at=None, closed_because="")
    trend.refresh_from_db()


@dataclass(frozen=True)
class PromiseDraft:
    """What is promised, to which organisation, before when, about which trend."""

    submission: str
    addressee: Organisation
    text: str
    due_on: date
    trend: Trend | None = None


def make_promise(*, actor: Membership, draft: PromiseDraft, now: datetime) -> Promise:
    """Notes what was promised to an organisation; the actor looks after it. A form that arrives twice is one promise.

    Refused: `PersonalDataInText`, `DayIsOver`, `NotAllowed`.
    """
    pass_or_refuse(draft.text)
    with recorded(actor=actor, action=Action.MAKE_PROMISE, subject=None, now=now) as entry:
        if not interprets(actor=actor) or draft.addressee.region_id != actor.organisation.region_id:
            raise NotAllowed
        if draft.trend is not None and not trends_visible_to(actor=actor).filter(pk=draft.trend.pk).exists():
            raise NotAllowed
        if draft.due_on < now.date():
            raise DayIsOver
        promise, is_new = Promise.objects.get_or_create(
            submission=draft.submission,
            defaults={
                "organisation": actor.organisation,
                "addressee": draft.addressee,
                "trend": draft.trend,
                "text": draft.text.strip(),
                "due_on": draft.due_on,
                "made_at": now,
            },
        )
        entry.subject = promise
        if is_new:
            assign(actor=actor, subject=promise, owner=actor, due_on=draft.due_on, now=now)
    return promise


def keep_promise(*, actor: Membership, promise: Promise, now: datetime) -> None:
    """Notes that a promise of the own organisation was kept. Twice is once."""
    with recorded(actor=actor, action=Action.KEEP_PROMISE, subject=promise, now=now):
        if promise.organisation_id != actor.organisation_id or not interprets(actor=actor):
            raise NotAllowed
        Promise.objects.filter(pk=promise.pk, kept_at=None).update(kept_at=now)


def writable_or_refuse(actor: Membership, trend: Trend) -> None:
    """Refused (`NotAllowed`, `TrendIsClosed`) unless the actor may write on this trend now."""
    if not _is_writable(actor, trend):
        raise NotAllowed
    if not Trend.objects.filter(pk=trend.pk, closed_at=None).exists():
        raise TrendIsClosed


def _is_writable(actor: Membership, trend: Trend) -> bool:
    seen = trends_visible_to(actor=actor).filter(pk=trend.pk).first()
    return seen is not None and may_interpret(actor=actor, trend=seen)


def _evidence(actor: Membership, trend: Trend, kind: str, key: str, now: datetime) -> Evidence:
    """A row that is not kept yet, of something this actor may see."""
    finders = {"finding": _finding, "signal": _signal, "item": _item, "statistic": _statistic}
    fields = finders[kind](actor, key) if kind in finders else None
    if fields is None:
        raise EvidenceNotThere
    return Evidence(trend=trend, kind=kind, linked_at=now, **fields)


def _finding(actor: Membership, key: str) -> dict[str, Any] | None:
    row: Finding | None = findings_visible_to(actor=actor).filter(pk=key).first() if _is_id(key) else None
    if row is None:
        return None
    area = row.municipality or row.safety_region or row.scan.region
    return {"key": str(row.pk), "finding": row, "municipality": row.municipality, "said": f"{area}, {row.scan.week}"}


def _signal(actor: Membership, key: str) -> dict[str, Any] | None:
    row = signals_visible_to(actor=actor).filter(pk=key).first() if _is_id(key) else None
    if row is None:
        return None
    said = f"{row.municipality}, {row.week}"
    return {"key": str(row.pk), "signal": row, "municipality": row.municipality, "said": said}


def _item(actor: Membership, key: str) -> dict[str, Any] | None:
    row = items_visible_to(actor=actor).filter(pk=key).first() if _is_id(key) else None
    if row is None:
        return None
    places = [one.municipality for one in row.places.all()]
    place = places[0] if len(places) == 1 else None
    return {"key": str(row.pk), "item": row, "municipality": place, "said": f"{row.source}, {row.published_on}"[:160]}


def _statistic(actor: Membership, key: str) -> dict[str, Any] | None:
    if not key.isdecimal() or len(key) > 18:
        return None
    found = Statistic.objects.filter(source__region=actor.organisation.region_id, pk=int(key))
    row = found.select_related("municipality").first()
    if row is None:
        return None
    area = municipalities_within(actor=actor, right=Right.VIEW_TRENDS)
    if row.municipality is not None and not area.filter(pk=row.municipality.pk).exists():
        return None
    place = row.municipality.name if row.municipality else ""
    said = ", ".join(part for part in (row.measure, place, row.period) if part)[:160]
    return {"key": str(row.pk), "statistic": row, "municipality": row.municipality, "said": said}


def _is_id(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True


@transaction.atomic
def link_many(*, actor: Membership, trend: Trend, evidence: Sequence[tuple[str, str]], now: datetime) -> None:
    """Links several things at once, or none of them."""
    for kind, key in dict.fromkeys(evidence):
        link_evidence(actor=actor, trend=trend, kind=kind, key=key, now=now)
