"""Series as charts with their expected band, for the pages of trends, topics and municipalities."""

from typing import Any

from django.utils.translation import gettext as _

from weerbaar.trends import selectors
from weerbaar.ui import charts
from weerbaar.ui.drawing import Chart

WEEKS = 52


def series_chart(finding: Any, *, topic: str, weeks: int = WEEKS) -> Chart | None:
    """The last weeks of the series of a finding; None for signals (small numbers) and for what was never counted."""
    labels, counts = selectors.chart_weeks(finding)[-weeks:], finding.chart.get("counts", [])[-weeks:]
    known = [count for count in counts if count is not None]
    if finding.measure != "items" or not known:
        return None
    title = _("%(topic)s in %(area)s, %(week)s") % {
        "topic": topic,
        "area": selectors.area_of(finding),
        "week": finding.scan.week,
    }
    note = _("n = %(n)d items (documents), %(first)s to %(last)s. A gap is a week that was not read.") % {
        "n": sum(known),
        "first": labels[0],
        "last": labels[-1],
    }
    return charts.line_chart(
        title=title,
        labels=labels,
        values=counts,
        expected=_band(finding, "expected", len(labels)),
        low=_band(finding, "lower", len(labels)),
        high=_band(finding, "upper", len(labels)),
        unit=_("items"),
        note=note,
    )


def _band(finding: Any, name: str, length: int) -> list[float | None]:
    """The band ends this week and is shorter than the counts."""
    band = list(finding.chart.get(name, []))[-length:]
    return [None] * (length - len(band)) + band
