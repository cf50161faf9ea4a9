"""Findings in words and in numbers that may be shown. Words first; a small number of signals is never a number."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.trends.models import Finding, Measure, Tier, Verdict
from weerbaar_analysis.counts.weeks import week_index, week_label

SMALLEST = 5
"""A count of signals below this is never shown as a number (C10)."""


def area_of(finding: Finding) -> str:
    """The name of the area."""
    if finding.tier == Tier.MUNICIPALITY:
        return str(finding.municipality)
    return str(finding.safety_region if finding.tier == Tier.SAFETY_REGION else finding.scan.region)


def shown_count(*, measure: str, count: float | None) -> str:
    """A count for the screen: signals below five are `<5`; empty when nothing was read."""
    if count is None:
        return ""
    if measure == Measure.SIGNALS and count < SMALLEST:
        return f"<{SMALLEST}"
    return number_format(round(count), use_l10n=True)


def sentence_of(finding: Finding) -> str:
    """What the finding says, in one or two sentences."""
    place = {"area": area_of(finding), "week": finding.scan.week, "count": _counted(finding)}
    if finding.verdict == Verdict.TOO_LITTLE:
        return _("%(area)s, week %(week)s: too little data, because %(reason)s.") % {
            **place,
            "reason": finding.get_reason_display(),
        }
    said = {
        Verdict.MORE: _("%(area)s, week %(week)s: %(count)s, more than expected."),
        Verdict.FEWER: _("%(area)s, week %(week)s: %(count)s, fewer than expected."),
        Verdict.AS_EXPECTED: _("%(area)s, week %(week)s: %(count)s, as expected."),
    }[Verdict(finding.verdict)]
    return " ".join(filter(None, [said % place, _usual(finding), _beside(finding)]))


def _counted(finding: Finding) -> str:
    count = finding.count or 0
    if finding.measure == Measure.SIGNALS and count < SMALLEST:
        return _("fewer than 5 signals")
    if finding.measure == Measure.SIGNALS:
        return ngettext("%(n)d signal", "%(n)d signals", count) % {"n": count}
    return ngettext("%(n)d item", "%(n)d items", count) % {"n": count}


def _usual(finding: Finding) -> str:
    if finding.measure == Measure.SIGNALS or finding.expected is None or finding.upper is None:
        return ""
    return _("Against its own history about %(expected)s were expected, and up to %(upper)s is usual.") % {
        "expected": number_format(finding.expected, decimal_pos=1),
        "upper": number_format(int(finding.upper)),
    }


def _beside(finding: Finding) -> str:
    return "" if not finding.reason else str(finding.get_reason_display()).capitalize() + "."


def chart_weeks(finding: Finding) -> list[str]:
    """The labels of the weeks of the chart, oldest first."""
    last = week_index(finding.scan.week)
    return [week_label(last - back) for back in reversed(range(len(finding.chart.get("counts", []))))]
