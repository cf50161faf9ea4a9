"""Reads of findings, series and scans; of trends and what they mean."""

from weerbaar.trends.selectors.findings import (
    counts_of_scan,
    finding_visible_to,
    findings_visible_to,
    latest_scan,
    may_switch_detector,
    scan_log_of,
    scans_visible_to,
    sees_trends,
    series_of,
    switched_off_since,
    weeks_of_series,
    weeks_scanned,
)
from weerbaar.trends.selectors.recipe import recipe
from weerbaar.trends.selectors.sentences import area_of, chart_weeks, sentence_of, shown_count
from weerbaar.trends.selectors.switch import detector_switch, is_detector_on

__all__ = [
    "area_of",
    "chart_weeks",
    "counts_of_scan",
    "detector_switch",
    "finding_visible_to",
    "findings_visible_to",
    "is_detector_on",
    "latest_scan",
    "may_switch_detector",
    "recipe",
    "scan_log_of",
    "scans_visible_to",
    "sees_trends",
    "sentence_of",
    "series_of",
    "shown_count",
    "switched_off_since",
    "weeks_of_series",
    "weeks_scanned",
]
