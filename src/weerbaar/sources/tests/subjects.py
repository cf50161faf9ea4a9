"""What the authorisation matrix plays with in this room."""

from typing import Any

from tests.cast import Cast
from weerbaar.sources.tests.stage import item_about, proposed, version

Pair = tuple[dict[str, Any], dict[str, Any]]


def subjects(cast: Cast) -> dict[str, Pair]:
    source = proposed(cast)
    here = item_about(cast.here, source, f"Bericht {cast.canary_here}")
    elsewhere = item_about(cast.elsewhere, source, f"Bericht {cast.canary_elsewhere}", cluster=here.cluster)
    wording = version(cast["specialist"])
    one_source: Pair = ({"pk": source.pk},) * 2  # type: ignore[assignment]
    one_wording: Pair = ({"pk": wording.pk},) * 2  # type: ignore[assignment]
    return {
        "sources:source": one_source,
        "sources:approve": one_source,
        "sources:switch-off": one_source,
        "sources:propose-again": one_source,
        "sources:item": ({"pk": here.pk}, {"pk": elsewhere.pk}),
        "sources:propose": ({"kind": "documents"}, {"kind": "feed"}),
        "sources:topic": ({"key": "protest"}, {"key": "protest"}),
        "sources:propose-wording": ({"kind": "onderwerpen"}, {"kind": "plaatsen"}),
        "sources:wording": one_wording,
        "sources:approve-wording": one_wording,
        "sources:withdraw-wording": one_wording,
    }


def posts(cast: Cast) -> dict[str, Pair]:
    fields = {
        "name": "Verslagen",
        "publisher": "Programmateam",
        "licence": "Eigen documenten",
        "legal_basis": "Publieke taak",
        "retention_days": "90",
        "schedule": "daily",
        "url": "https://127.0.0.1/rss",
    }
    change = {"topic": "protest", "term": "toneelmars*", "weight": "1", "reason": "Komt vaker voor"}
    place = {
        "name": "Toneelbuurt",
        "municipality": str(cast.here.pk),
        "kind": "town",
        "ambiguity": "clear",
        "reason": "Nieuwe wijk",
    }
    return {
        "sources:propose": (fields, fields),
        "sources:keep": ({"token": "geen"}, {"token": "geen"}),
        "sources:propose-wording": (change, place),
    }
