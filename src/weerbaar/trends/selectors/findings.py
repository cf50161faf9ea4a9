"""Findings, scans and series, within the municipalities that the actor may see.

While the detector is off nothing of it is shown. Regional and safety-regional series show no place, so whoever sees
trends sees those of the own area too.
"""

import math
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors import may, municipalities_within, scope_of
from weerbaar.regions.models import Region
from weerbaar.sources import selectors as sources
from weerbaar.trends.models import Finding, Measure, Scan, Tier, Verdict
from weerbaar.trends.selectors.switch import detector_switch, is_detector_on


def sees_trends(*, actor: Membership | None) -> bool:
    return scope_of(actor=actor, right=Right.VIEW_TRENDS) != Scope.NONE


def may_switch_detector(*, actor: Membership) -> bool:
    return may(actor=actor, right=Right.SWITCH_DETECTOR, organisation=actor.organisation)


def scans_visible_to(*, actor: Membership | None) -> QuerySet[Scan]:
    """All scans of the own region, the latest week first, for who sees trends or may switch the detector."""
    rights = (Right.VIEW_TRENDS, Right.SWITCH_DETECTOR)
    if actor is None or all(scope_of(actor=actor, right=right) == Scope.NONE for right in rights):
        return Scan.objects.none()
    return Scan.objects.filter(region=actor.organisation.region_id)


def scan_log_of(*, actor: Membership) -> QuerySet[Scan]:
    """The scans with the number of findings of each word."""
    counts = {word: Count("findings", filter=Q(findings__verdict=word)) for word in Verdict.values}
    return (
        scans_visible_to(actor=actor)
        .annotate(**{f"{word}_count": number for word, number in counts.items()})
        .order_by("-week", "-made_at")
    )


def counts_of_scan(*, scan: Scan) -> list[tuple[str, int]]:
    """How many findings of a scan say each of the four words."""
    rows = dict(Finding.objects.filter(scan=scan).order_by().values_list("verdict").annotate(number=Count("pk")))
    return [(str(word.label), rows.get(word.value, 0)) for word in Verdict]


def latest_scan(*, region: Region) -> Scan | None:
    """The current scan of the latest week; None without one."""
    return Scan.objects.filter(region=region, is_current=True).order_by("-week").first()


def weeks_scanned(*, actor: Membership) -> list[str]:
    """The weeks that were scanned, the latest first."""
    return list(scans_visible_to(actor=actor).filter(is_current=True).values_list("week", flat=True))


def expected_by_chance(*, actor: Membership, week: str) -> int | None:
    """How many findings of more or fewer of a week chance explains at most; None without a scan or while it is off."""
    scan = scans_visible_to(actor=actor).filter(week=week, is_current=True).first()
    if scan is None or not is_detector_on(region=actor.organisation.region):
        return None
    return explained_by_chance(scan=scan)


def explained_by_chance(*, scan: Scan) -> int:
    """How many findings of more or fewer of a scan chance explains, rounded up."""
    return math.ceil(scan.expected_by_chance)


def findings_visible_to(
    *, actor: Membership | None, week: str | None = None, with_too_little: bool = True, with_earlier: bool = False
) -> QuerySet[Finding]:
    """The findings of the current scans by level, area and topic; none while the detector is off.

    `with_earlier` adds those of scans that a later one took the place of: what was built on them stays traceable.
    """
    scope = scope_of(actor=actor, right=Right.VIEW_TRENDS)
    if actor is None or scope == Scope.NONE or not is_detector_on(region=actor.organisation.region):
        return Finding.objects.none()
    found = Finding.objects.filter(scan__region=actor.organisation.region_id)
    if not with_earlier:
        found = found.filter(scan__is_current=True)
    if week is not None:
        found = found.filter(scan__week=week)
    if not with_too_little:
        found = found.exclude(verdict=Verdict.TOO_LITTLE)
    if scope != Scope.REGION:
        places = municipalities_within(actor=actor, right=Right.VIEW_TRENDS)
        found = found.filter(
            Q(tier=Tier.REGION) | Q(safety_region__in=places.values("safety_region")) | Q(municipality__in=places)
        )
    return found.select_related("scan__region", "municipality", "safety_region").defer("scan__parameters")


def finding_choices(*, actor: Membership) -> dict[str, list[tuple[str, str]]]:
    """The choices of the filters of the list of findings."""
    return {
        "verdict": [(word.value, str(word.label)) for word in Verdict],
        "tier": [(tier.value, str(tier.label)) for tier in Tier],
        "measure": [(one.value, str(one.label)) for one in Measure],
        "topic": list(sources.topic_names(region=actor.organisation.region).items()),
    }


def finding_visible_to(*, actor: Membership | None, pk: UUID) -> Finding | None:
    """A finding, also when a later scan took the place of the one that made it."""
    return findings_visible_to(actor=actor, with_earlier=True).filter(pk=pk).first()


def series_of(
    *, actor: Membership | None, tier: str, code: str, topic: str, measure: str = Measure.ITEMS, week: str | None = None
) -> Finding | None:
    """The finding of one series: its words, counts, expected band, mix of sources and share that was read.

    `code` is that of the municipality or safety region, empty for the region; without a week the latest one.
    """
    found = findings_visible_to(actor=actor, week=week).filter(tier=tier, topic=topic, measure=measure)
    if tier == Tier.MUNICIPALITY:
        found = found.filter(municipality__code=code)
    elif tier == Tier.SAFETY_REGION:
        found = found.filter(safety_region__code=code)
    return found.order_by("-scan__week").first()


def weeks_of_series(*, actor: Membership, finding: Finding) -> QuerySet[Finding]:
    """The findings of the same series in other weeks, the latest first."""
    same = findings_visible_to(actor=actor).filter(
        tier=finding.tier,
        topic=finding.topic,
        measure=finding.measure,
        municipality=finding.municipality,
        safety_region=finding.safety_region,
    )
    return same.order_by("-scan__week")


def switched_off_since(*, actor: Membership) -> datetime | None:
    """The moment since which the detector is off; None while it is on."""
    switch = detector_switch(region=actor.organisation.region)
    return switch.since if switch and not switch.is_on else None
