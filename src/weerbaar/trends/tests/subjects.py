"""What the authorisation matrix plays with in this room."""

from typing import Any

from tests.cast import Cast
from weerbaar.regions.models import Municipality
from weerbaar.trends.models import Finding, Measure, Reason, Scan, Tier, Verdict
from weerbaar.trends.tests.meaning_subjects import meaning_posts, meaning_subjects

Subjects = dict[str, tuple[dict[str, Any], dict[str, Any]]]


def subjects(cast: Cast) -> Subjects:
    scan = add_scan(cast)
    here, elsewhere = (add_finding(scan, place) for place in (cast.here, cast.elsewhere))
    return {"trends:series": ({"pk": here.pk}, {"pk": elsewhere.pk}), **meaning_subjects(cast)}


def posts(cast: Cast) -> Subjects:
    return {"trends:switch": ({"to": "on"}, {"to": "on"}), **meaning_posts(cast)}


def add_scan(cast: Cast, *, week: str = "2026-W08") -> Scan:
    return Scan.objects.create(
        region=cast["analyst"].organisation.region,
        week=week,
        first_week="2023-W01",
        made_at=cast.now,
        input_digest="1" * 64,
        parameters_digest="2" * 64,
        recipe_digest=week.ljust(64, "3"),
        parameters={},
        library_version="0",
        expected_by_chance=0.2,
        is_current=True,
    )


def add_finding(scan: Scan, place: Municipality, **changes: Any) -> Finding:
    fields: dict[str, Any] = {
        "tier": Tier.MUNICIPALITY,
        "municipality": place,
        "topic": "rechts-extremisme",
        "topic_class": "phenomenon",
        "measure": Measure.ITEMS,
        "method": "sparse",
        "verdict": Verdict.MORE,
        "reason": Reason.NONE,
        "count": 7,
        "total_count": 40,
        "expected": 1.5,
        "lower": 0.0,
        "upper": 5.0,
        "p_value": 0.0001,
        "window_weeks": 3,
        "history_weeks": 80,
        "coverage": 1.0,
        "source_shares": {"feed": 1.0},
        "chart": {"counts": [1, None, 7], "expected": [1.5], "lower": [0.0], "upper": [5.0]},
    }
    return Finding.objects.create(scan=scan, **{**fields, **changes})
