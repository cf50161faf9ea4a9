"""The switch: off at once for findings and scans, while the rest of the platform works."""

import pytest

from tests.cast import Cast
from weerbaar.accounts.models import AuditEvent
from weerbaar.accounts.services import NotAllowed
from weerbaar.trends import selectors
from weerbaar.trends.services import DetectorIsOff, scan_week, switch_detector
from weerbaar.trends.tests.subjects import add_finding, add_scan

pytestmark = pytest.mark.django_db


@pytest.mark.proves("B7")
def test_off_hides_findings_and_stops_scans_and_the_rest_works(cast: Cast) -> None:
    finding = add_finding(add_scan(cast), cast.here)
    analyst, address = cast.client("analyst"), f"/ontwikkelingen/bevindingen/{finding.pk}/"
    assert analyst.get(address).status_code == 200
    switch_detector(actor=cast["maintainer"], is_on=False, now=cast.now)
    assert analyst.get(address).status_code == 404
    assert "2 maart 2026" in analyst.get("/ontwikkelingen/bevindingen/").content.decode()
    assert analyst.get("/").status_code == 200
    with pytest.raises(DetectorIsOff):
        scan_week(region=cast["analyst"].organisation.region, week="2026-W08", now=cast.now)
    switch_detector(actor=cast["maintainer"], is_on=True, now=cast.now)
    assert analyst.get(address).status_code == 200


def test_only_the_maintainer_and_the_data_protection_officer_switch_and_the_log_knows(cast: Cast) -> None:
    switch_detector(actor=cast["dpo"], is_on=False, now=cast.now)
    with pytest.raises(NotAllowed):
        switch_detector(actor=cast["analyst"], is_on=True, now=cast.now)
    assert not selectors.is_detector_on(region=cast["analyst"].organisation.region)
    events = AuditEvent.objects.filter(action__startswith="switch_detector").order_by("pk")
    assert list(events.values_list("action", "outcome")) == [
        ("switch_detector_off", "done"),
        ("switch_detector_on", "refused"),
    ]


@pytest.mark.proves("C10")
def test_few_signals_are_never_a_number(cast: Cast) -> None:
    scan = add_scan(cast)
    chart = {"counts": [3, 9], "expected": [2.0], "lower": [0.0], "upper": [6.0]}
    finding = add_finding(scan, cast.here, measure="signals", count=3, chart=chart, source_shares={}, total_count=None)
    page = selectors.series_page(actor=cast["analyst"], pk=finding.pk, now=cast.now)
    assert page is not None
    assert [week.count for week in page.weeks] == ["<5", "9"]
    assert all(week.value is None for week in page.weeks)
    assert "minder dan 5" in page.sentence or "fewer than 5" in page.sentence
    assert "3 sign" not in page.sentence
