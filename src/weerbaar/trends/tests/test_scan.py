"""The scan: a known rise is found, chance is not, and nothing is doubled or half."""

import pytest

from weerbaar.trends.models import Finding, Verdict
from weerbaar.trends.services import scan_week
from weerbaar.trends.tests.scene import NOW, WEEK, quiet_region

pytestmark = pytest.mark.django_db
EXTREMISM = "rechts-extremisme"


def found(verdict: str = Verdict.MORE) -> set[tuple[str, str]]:
    rows = Finding.objects.filter(scan__is_current=True, verdict=verdict, tier="municipality")
    return set(rows.values_list("municipality__code", "topic"))


def test_a_known_rise_is_found_and_nothing_else() -> None:
    region = quiet_region(rise={("GM8003", EXTREMISM): 12})
    scan, is_new = scan_week(region=region, week=WEEK, now=NOW)
    assert is_new
    assert found() == {("GM8003", EXTREMISM)}
    rise = Finding.objects.get(scan=scan, municipality__code="GM8003", topic=EXTREMISM)
    assert rise.count is not None and rise.upper is not None and rise.count > rise.upper
    assert rise.method == "sparse" and rise.source_shares == {"feed": 1.0}
    assert len(rise.chart["counts"]) == 80 and len(rise.chart["upper"]) == 13
