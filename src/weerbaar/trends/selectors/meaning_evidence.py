"""What a trend can rest on, what it starts with, its series as rows, and what helps to weigh other explanations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.accounts.models import Membership
from weerbaar.signals.selectors import signals_visible_to
from weerbaar.sources.models import SourceKind
from weerbaar.sources.selectors import items_visible_to, quiet_sources, statistics_of, topic_names
from weerbaar.trends.models import Finding, Measure, Trend, Verdict
from weerbaar.trends.selectors.findings import findings_visible_to
from weerbaar.trends.selectors.meaning_pages import series_of_trend
from weerbaar.trends.selectors.sentences import area_of, chart_weeks, sentence_of
from weerbaar_analysis.counts.weeks import monday, week_index, week_of

MOST_TO_LINK = 25
LOOKED_BACK = timedelta(weeks=26)
FEAST_DAYS = ((1, 1), (4, 27), (5, 4), (5, 5), (12, 5), (12, 25), (12, 26), (12, 31))
TELLING = (Verdict.MORE, Verdict.FEWER)


def is_week(text: str) -> bool:
    """True for an ISO week that exists, such as 2026-W07."""
    try:
        week_index(text)
    except ValueError:
        return False
    return True


def weeks_back(*, on: date, number: int) -> list[str]:
    """The labels of so many weeks that are over, oldest first."""
    return [week_of(on - timedelta(weeks=back)) for back in range(number, 0, -1)]


def to_link(*, actor: Membership, trend: Trend, now: datetime) -> list[tuple[str, str]]:
    """What could still be linked to a trend: `kind:id` and words, of the same topic and places, the newest first."""
    codes = [one.municipality.code for one in trend.places.all()]
    linked = set(trend.evidence.values_list("kind", "key"))
    found = _candidates(actor, trend.topic, codes, now - LOOKED_BACK)
    if codes:
        figures = statistics_of(region=trend.region, municipality_codes=codes)
        found += [("statistic", str(one.pk), _figure(one)) for one in figures[-MOST_TO_LINK:]]
    return [(f"{kind}:{key}", words) for kind, key, words in found if (kind, key) not in linked]


def _candidates(actor: Membership, topic: str, codes: list[str], since: datetime) -> list[tuple[str, str, str]]:
    findings = findings_visible_to(actor=actor).filter(topic=topic, scan__made_at__gte=since, verdict__in=TELLING)
    signals = signals_visible_to(actor=actor).filter(topic=topic, received_at__gte=since)
    items = items_visible_to(actor=actor).filter(topics__topic=topic, found_at__gte=since)
    if codes:
        findings = findings.filter(municipality__code__in=codes)
        signals = signals.filter(municipality__code__in=codes)
        items = items.filter(places__municipality__code__in=codes).distinct()
    return [
        *(("finding", str(one.pk), _words_of(one)) for one in findings.order_by("-scan__week")[:MOST_TO_LINK]),
        *(("signal", str(one.pk), _words_of(one)) for one in signals[:MOST_TO_LINK]),
        *(("item", str(one.pk), _words_of(one)) for one in items[:MOST_TO_LINK]),
    ]


def _words_of(row: Any) -> str:
    """A finding, signal or item in one line, for who may see it."""
    if isinstance(row, Finding):
        return f"{_('Finding')}: {sentence_of(row)}"
    if hasattr(row, "short_text"):
        return f"{_('Signal')}: {row.municipality}, {row.week}: {row.short_text}"
    return f"{_('Item')}: {row.title} ({row.source}, {date_format(row.published_on)})"


def _figure(row: Any) -> str:
    return f"{_('Figure')}: {row.measure}, {row.municipality or ''} {row.period}: {row.value.normalize():f} {row.unit}"


def chosen_rows(*, actor: Membership, chosen: Sequence[str]) -> list[tuple[str, Any]]:
    """The findings, signals and items behind `kind:id` marks that this actor sees; others are left out."""
    visible: dict[str, QuerySet[Any]] = {
        "finding": findings_visible_to(actor=actor),
        "signal": signals_visible_to(actor=actor),
        "item": items_visible_to(actor=actor),
    }
    found: list[tuple[str, Any]] = []
    for kind, rows in visible.items():
        ids = [key for key in (one.partition(":")[2] for one in chosen if one.startswith(f"{kind}:")) if _is_id(key)]
        found += [(f"{kind}:{row.pk}", row) for row in rows.filter(pk__in=ids)] if ids else []
    return found


def _is_id(key: str) -> bool:
    return len(key) == 36 and all(letter in "0123456789abcdef-" for letter in key) and key.count("-") == 4


def evidence_in_words(*, actor: Membership, chosen: Sequence[str]) -> list[str]:
    """What a new trend will rest on, in words."""
    return [_words_of(row) for _mark, row in chosen_rows(actor=actor, chosen=chosen)]


def start_of_trend(*, actor: Membership, chosen: Sequence[str], on: date) -> dict[str, Any]:
    """What the form of a new trend starts with: topic, places and week of what it was opened from."""
    rows = chosen_rows(actor=actor, chosen=chosen)
    topics = [row.topic for _mark, row in rows if getattr(row, "topic", "")]
    places = {row.municipality.code for _mark, row in rows if getattr(row, "municipality", None)}
    weeks = [row.scan.week if isinstance(row, Finding) else row.week for _mark, row in rows]
    topic = topics[0] if topics else ""
    return {
        "name": topic_names(region=actor.organisation.region).get(topic, ""),
        "topic": topic,
        "municipalities": sorted(places),
        "week": min(weeks, default=week_of(on)),
        "evidence": " ".join(mark for mark, _row in rows),
    }


@dataclass(frozen=True)
class WeekRow:
    """One week of one series, for the table twin and the export."""

    week: str
    area: str
    count: int | None
    expected: float | None
    lower: float | None
    upper: float | None


def weeks_as_rows(series: Sequence[Finding]) -> list[WeekRow]:
    """The weeks of these series of items, the latest week first."""
    rows = []
    for finding in series:
        if finding.measure != Measure.ITEMS:
            continue
        labels, counts = chart_weeks(finding), finding.chart.get("counts", [])
        bands = [_padded(finding.chart.get(name, []), len(labels)) for name in ("expected", "lower", "upper")]
        rows += [WeekRow(week, area_of(finding), *values) for week, *values in zip(labels, counts, *bands, strict=True)]
    return sorted(rows, key=lambda row: row.week, reverse=True)


def _padded(band: Sequence[float | None], length: int) -> list[float | None]:
    return [None] * (length - len(band)) + list(band)


def hints_of(*, actor: Membership, trend: Trend, now: datetime) -> list[str]:
    """What the counts say about the other explanations: feast days, the mix of sources, and what was read."""
    hints = []
    for finding in series_of_trend(actor=actor, trend=trend):
        first = monday(week_index(finding.scan.week)) - timedelta(weeks=1)
        days = [day for day in (first + timedelta(days=n) for n in range(14)) if (day.month, day.day) in FEAST_DAYS]
        if days:
            told = ", ".join(date_format(day, "j F") for day in days)
            hints.append(_("Holiday: %(days)s fell in the last two weeks.") % {"days": told})
        hints += _hints_of_finding(finding)
    silent = len(quiet_sources(region=trend.region, now=now))
    if silent:
        words = ngettext("%(n)d source is silent now.", "%(n)d sources are silent now.", silent)
        hints.append(words % {"n": silent})
    return list(dict.fromkeys(hints))


def _hints_of_finding(finding: Finding) -> list[str]:
    area, hints = area_of(finding), []
    if finding.source_shares:
        names = {kind.value: str(kind.label) for kind in SourceKind}
        parts = [f"{names.get(kind, kind)} {round(share * 100)} %" for kind, share in finding.source_shares.items()]
        hints.append(_("Sources in %(area)s: %(mix)s.") % {"area": area, "mix": ", ".join(parts)})
    if finding.coverage is not None:
        share = {"area": area, "share": f"{round(finding.coverage * 100)} %", "week": finding.scan.week}
        hints.append(_("Read in %(area)s in %(week)s: %(share)s of what is normally read.") % share)
    return hints
