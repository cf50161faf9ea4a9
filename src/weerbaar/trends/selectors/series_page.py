"""The page of one series: the finding in words, its chart, its sources, and the recipe it was made by."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weerbaar.accounts.models import Membership
from weerbaar.sources import selectors as sources
from weerbaar.sources.models import SourceKind
from weerbaar.trends.models import Finding, Measure
from weerbaar.trends.selectors.findings import explained_by_chance, finding_visible_to, weeks_of_series
from weerbaar.trends.selectors.recipe import recipe
from weerbaar.trends.selectors.sentences import chart_weeks, sentence_of, shown_count

METHOD_WORDS = {
    "harmonic": gettext_lazy("a yearly wave with a trend"),
    "sparse": gettext_lazy("places that learn from each other, with their neighbours"),
    "ears-c1": gettext_lazy("the last seven weeks, for want of history"),
}


@dataclass(frozen=True)
class Week:
    """One week of a series as it may be shown: `count` in words for the table, `value` for the chart."""

    label: str
    value: float | None
    count: str
    expected: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class SeriesPage:
    """What stands on the page of one series; `today` is the finding that took the place of this one."""

    finding: Finding
    topic: str
    sentence: str
    weeks: list[Week]
    mix: list[tuple[str, str]]
    sources: list[sources.SourceRow]
    recipe: list[tuple[str, str]]
    earlier: list[Finding]
    is_changed_since: bool
    expected_by_chance: int
    today: Finding | None = None


def series_page(*, actor: Membership, pk: UUID, now: datetime) -> SeriesPage | None:
    """The page of the series of a finding; None when the actor does not see it."""
    finding = finding_visible_to(actor=actor, pk=pk)
    if finding is None:
        return None
    kinds = recipe().parameters["kinds"]
    rows = [row for row in sources.source_rows(actor=actor, now=now) if row.source.kind in kinds]
    others = weeks_of_series(actor=actor, finding=finding).exclude(pk=finding.pk)
    return SeriesPage(
        finding=finding,
        topic=sources.topic_names(region=finding.scan.region).get(finding.topic, finding.topic),
        sentence=sentence_of(finding),
        weeks=series_weeks(finding),
        mix=[(kind_label(kind), share_in_words(share)) for kind, share in finding.source_shares.items()],
        sources=rows if finding.measure == Measure.ITEMS else [],
        recipe=recipe_in_words(finding),
        earlier=list(others.exclude(scan__week=finding.scan.week)[:12]),
        is_changed_since=recipe().digest != finding.scan.parameters_digest,
        expected_by_chance=explained_by_chance(scan=finding.scan),
        today=None if finding.scan.is_current else others.filter(scan__week=finding.scan.week).first(),
    )


def series_weeks(finding: Finding) -> list[Week]:
    """The weeks of the chart, oldest first; of signals no number below five, not in the chart either."""
    labels = chart_weeks(finding)
    counts = finding.chart.get("counts", [])
    bands = {name: _padded(finding.chart.get(name, []), len(counts)) for name in ("expected", "lower", "upper")}
    is_signals = finding.measure == Measure.SIGNALS
    return [
        Week(
            label=label,
            value=None if is_signals else count,
            count=shown_count(measure=finding.measure, count=count),
            expected=None if is_signals else bands["expected"][number],
            lower=None if is_signals else bands["lower"][number],
            upper=None if is_signals else bands["upper"][number],
        )
        for number, (label, count) in enumerate(zip(labels, counts, strict=True))
    ]


def _padded(values: list[float | None], size: int) -> list[float | None]:
    return ([None] * size + values)[-size:] if size else []


def kind_label(kind: str) -> str:
    """The kind of a source in words."""
    return str(SourceKind(kind).label) if kind in SourceKind.values else kind


def share_in_words(share: float) -> str:
    return f"{round(100 * share)}%"


def _chance_in_words(chance: float) -> str:
    return f"<{number_format(0.0001)}" if chance < 0.0001 else number_format(chance, decimal_pos=4)


def recipe_in_words(finding: Finding) -> list[tuple[str, str]]:
    """How the finding was made, so that somebody else can make it again."""
    scan = finding.scan
    coverage = "" if finding.coverage is None else share_in_words(min(finding.coverage, 1.0))
    chance = "" if finding.p_value is None else _chance_in_words(finding.p_value)
    recurrence = "" if finding.recurrence_weeks is None else number_format(finding.recurrence_weeks, use_l10n=True)
    lines = [
        (
            _("Method"),
            f"{finding.method} ({METHOD_WORDS.get(finding.method, finding.method)})" if finding.method else "",
        ),
        (_("Weeks counted together"), str(finding.window_weeks or "")),
        (_("Weeks of history with a reading"), str(finding.history_weeks)),
        (_("Part of the usual sources that was read"), coverage),
        (_("All items of this area and week"), "" if finding.total_count is None else str(finding.total_count)),
        (_("Chance of so many when nothing has changed"), chance if finding.measure == Measure.ITEMS else ""),
        (_("By chance alone once in so many weeks"), recurrence if finding.measure == Measure.ITEMS else ""),
        (_("Version of the library"), scan.library_version),
        (_("Digest of the parameters"), scan.parameters_digest),
        (_("Digest of what was counted"), scan.input_digest),
        (_("Digest of the recipe"), scan.recipe_digest),
    ]
    return [line for line in lines if line[1]]
