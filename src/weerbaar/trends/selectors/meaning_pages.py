"""Reads for the pages of trends and interpretations."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from weerbaar.accounts.models import Endorsement, Membership, Right
from weerbaar.accounts.selectors import municipalities_within
from weerbaar.accounts.selectors.endorsement import endorsements_of, owners_of_many
from weerbaar.regions.models import Organisation
from weerbaar.signals.selectors import signals_visible_to
from weerbaar.sources.selectors import items_visible_to, topic_class_label, topic_names
from weerbaar.trends.models import (
    Evidence,
    EvidenceKind,
    Finding,
    Interpretation,
    InterpretationStatus,
    InterpretationVersion,
    Measure,
    Tier,
    Trend,
)
from weerbaar.trends.selectors.findings import findings_visible_to
from weerbaar.trends.selectors.meaning import (
    interpretations_visible_to,
    may_edit,
    may_interpret,
    may_read_as_second,
    organisations_to_ask,
    trends_visible_to,
)
from weerbaar.trends.selectors.meaning_text import MeaningText, Told, alternatives_of, criteria_of, lacks_of, text_of

MOST_CHARTS = 4


def trends_listed(*, actor: Membership | None) -> QuerySet[Trend]:
    """The visible trends with how many interpretations count (`counting`), open ones first, then the newest."""
    counting = Interpretation.objects.filter(trend=OuterRef("pk"), status=InterpretationStatus.COUNTS)
    number = counting.order_by().values("trend").annotate(n=Count("pk")).values("n")
    found = trends_visible_to(actor=actor).annotate(counting=Coalesce(Subquery(number), 0))
    return found.order_by(F("closed_at").asc(nulls_first=True), "-opened_at")


def class_of(trend: Trend) -> str:
    """The kind of topic of a trend in words: protest stands apart from phenomena (C4)."""
    return topic_class_label(trend.topic_class)


def places_of(trend: Trend) -> str:
    """The municipalities of a trend by name, or the whole region."""
    return ", ".join(one.municipality.name for one in trend.places.all()) or str(trend.region)


@dataclass(frozen=True)
class EvidenceLine:
    """One thing a trend rests on, as this actor may see it. `finding`, `signal` and `item` lead to their pages."""

    evidence: Evidence
    kind: str
    said: str
    is_gone: bool


@dataclass(frozen=True)
class TimelineEntry:
    """An interpretation on the timeline of a trend."""

    interpretation: Interpretation
    text: MeaningText
    writer: str
    reader: str


@dataclass(frozen=True)
class TrendPage:
    """What stands on the page of one trend."""

    trend: Trend
    topic: str
    places: str
    owner: str
    evidence: list[EvidenceLine]
    timeline: list[TimelineEntry]
    series: list[Finding]
    may_write: bool


def trend_page(*, actor: Membership, pk: UUID) -> TrendPage | None:
    """The page of a trend; None when the actor does not see it."""
    trend = trends_visible_to(actor=actor).filter(pk=pk).first()
    if trend is None:
        return None
    owner = owners_of_many(kind="trend", ids=[trend.pk]).get(str(trend.pk))
    return TrendPage(
        trend=trend,
        topic=topic_names(region=trend.region).get(trend.topic, trend.topic),
        places=places_of(trend),
        owner=owner.membership.organisation.name if owner else "",
        evidence=evidence_of(actor=actor, trend=trend),
        timeline=timeline_of(actor=actor, trends=[trend]),
        series=series_of_trend(actor=actor, trend=trend),
        may_write=may_interpret(actor=actor, trend=trend),
    )


def evidence_of(*, actor: Membership, trend: Trend) -> list[EvidenceLine]:
    """What a trend rests on, as far as this actor may see it; what was not shared with the actor is left out."""
    rows = list(trend.evidence.select_related("finding__scan", "municipality", "signal", "item"))
    seen = {
        EvidenceKind.FINDING: _seen(findings_visible_to(actor=actor), rows, "finding_id"),
        EvidenceKind.SIGNAL: _seen(signals_visible_to(actor=actor), rows, "signal_id"),
        EvidenceKind.ITEM: _seen(items_visible_to(actor=actor), rows, "item_id"),
    }
    area = set(municipalities_within(actor=actor, right=Right.VIEW_TRENDS).values_list("pk", flat=True))
    lines = []
    for row in rows:
        here = row.municipality_id is None or row.municipality_id in area
        target = row.finding_id or row.signal_id or row.item_id
        is_gone = target is None and row.statistic_id is None
        if here and (target is None or target in seen[EvidenceKind(row.kind)]):
            lines.append(EvidenceLine(row, str(row.get_kind_display()), row.said, is_gone))
    return lines


def _seen(found: QuerySet[Any], rows: list[Evidence], column: str) -> set[object]:
    ids = {getattr(row, column) for row in rows} - {None}
    return set(found.filter(pk__in=ids).order_by().values_list("pk", flat=True)) if ids else set()


def timeline_of(*, actor: Membership, trends: Iterable[Trend]) -> list[TimelineEntry]:
    """The visible interpretations of these trends, newest first, with the organisations that wrote and read."""
    rows = list(interpretations_visible_to(actor=actor).filter(trend__in=[one.pk for one in trends]))
    steps = Endorsement.objects.filter(subject_kind="interpretation", subject_id__in=[str(row.pk) for row in rows])
    readers = dict(steps.filter(step="second_read").values_list("subject_id", "organisation__name"))
    return [TimelineEntry(row, text_of(row), row.organisation.name, readers.get(str(row.pk), "")) for row in rows]


def series_of_trend(*, actor: Membership, trend: Trend) -> list[Finding]:
    """The latest series of items of the topic of a trend: its municipalities (at most four), or the region."""
    found = findings_visible_to(actor=actor).filter(topic=trend.topic, measure=Measure.ITEMS)
    places = [one.municipality_id for one in trend.places.all()][:MOST_CHARTS]
    where = Q(tier=Tier.MUNICIPALITY, municipality__in=places) if places else Q(tier=Tier.REGION)
    latest = found.order_by("-scan__week").values_list("scan_id", flat=True).first()
    return list(found.filter(where, scan=latest)) if latest else []


@dataclass(frozen=True)
class InterpretationPage:
    """What stands on the page of one interpretation, and what the actor may do there."""

    interpretation: Interpretation
    text: MeaningText
    topic: str
    places: str
    criteria: list[Told]
    alternatives: list[Told]
    lacks: list[str]
    steps: list[Endorsement]
    versions: list[InterpretationVersion]
    readers: list[Organisation]
    may_edit: bool
    may_read: bool


def interpretation_page(*, actor: Membership, pk: UUID) -> InterpretationPage | None:
    """The page of an interpretation; None when the actor does not see it."""
    row = interpretations_visible_to(actor=actor).filter(pk=pk).first()
    if row is None:
        return None
    text, edits = text_of(row), may_edit(actor=actor, interpretation=row)
    writes = row.organisation_id == actor.organisation_id
    versions = row.versions.select_related("organisation")
    return InterpretationPage(
        interpretation=row,
        text=text,
        topic=topic_names(region=row.trend.region).get(row.trend.topic, row.trend.topic),
        places=places_of(row.trend),
        criteria=criteria_of(text),
        alternatives=alternatives_of(text),
        lacks=lacks_of(interpretation=row) if writes and not row.counts else [],
        steps=list(endorsements_of(subject=row)),
        versions=list(versions if writes else versions.exclude(counted_at=None)),
        readers=organisations_to_ask(actor=actor, trend=row.trend) if edits else [],
        may_edit=edits,
        may_read=may_read_as_second(actor=actor, interpretation=row),
    )


def version_visible_to(*, actor: Membership, pk: UUID, number: int) -> InterpretationVersion | None:
    """An earlier text: for the writing organisation all, for others only what counted."""
    row = interpretations_visible_to(actor=actor).filter(pk=pk).first()
    if row is None:
        return None
    found = row.versions.filter(number=number).select_related("interpretation__trend", "organisation").first()
    if found and (row.organisation_id == actor.organisation_id or found.counted_at):
        return found
    return None
