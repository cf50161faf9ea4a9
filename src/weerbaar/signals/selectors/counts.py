"""Weekly counts for the rooms above. Who reports much is counted, but weighs little more than who reports once."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.db.models import Sum
from django.utils import timezone

from weerbaar.guard.services import all_rows
from weerbaar.regions.models import Region
from weerbaar.signals.models import NOT_COUNTED, Sighting, Signal, SignalCount

WEIGHTS_FILE = Path(__file__).parents[1] / "data" / "weights.yaml"

Cell = tuple[str, str, str, UUID, str]


@dataclass(frozen=True)
class WeekCount:
    """One cell of one organisation: municipality code, topic (empty: not known), ISO week, organisation, its kind.

    `count` is what it reported or also saw, at most the cap per day; `weight` is what that may weigh in a judgement.
    """

    municipality: str
    topic: str
    week: str
    organisation_id: UUID
    organisation_kind: str
    count: int
    weight: float


@cache
def weights() -> dict[str, float]:
    """The caps of data/weights.yaml."""
    found: dict[str, Any] = yaml.safe_load(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return {key: float(value) for key, value in found.items()}


def weekly_counts(*, region: Region, first_week: str, last_week: str) -> list[WeekCount]:
    """All cells from and including the first up to and including the last week, by week, topic and municipality.

    Signals, *zien wij ook* and the counts of signals whose text is gone add up. Doubles and what did not belong here
    are left out. It is worked out from the rows each time, so taking out one organisation takes out all it did.
    """
    capped: Counter[Cell] = Counter()
    with all_rows():
        now_there, past = _per_day(region, first_week, last_week), _of_the_past(region, first_week, last_week)
    for cell, per_day in now_there.items():
        capped[cell] += sum(min(count, int(weights()["counted_per_day"])) for count in per_day.values())
    for cell, count in past:
        capped[cell] += count
    rows = [WeekCount(*cell, count=count, weight=_weight(count)) for cell, count in capped.items()]
    return sorted(rows, key=lambda row: (row.week, row.topic, row.municipality, str(row.organisation_id)))


def _weight(count: int) -> float:
    rules = weights()
    return min(rules["weight_first"] + (count - 1) * rules["weight_more"], rules["most"])


def _per_day(region: Region, first_week: str, last_week: str) -> dict[Cell, Counter[date]]:
    cells: dict[Cell, Counter[date]] = defaultdict(Counter)
    within = {"organisation__region": region, "week__gte": first_week, "week__lte": last_week}
    signals = Signal.objects.filter(**within).exclude(closed_because__in=NOT_COUNTED).order_by()
    for code, topic, week, who, kind, at in signals.values_list(
        "municipality__code", "topic", "week", "organisation_id", "organisation__kind", "received_at"
    ):
        cells[code, topic, week, who, kind][timezone.localtime(at).date()] += 1
    sightings = Sighting.objects.filter(**within).exclude(signal__closed_because__in=NOT_COUNTED).order_by()
    for code, topic, week, who, kind, at in sightings.values_list(
        "municipality__code", "signal__topic", "week", "organisation_id", "organisation__kind", "at"
    ):
        cells[code, topic, week, who, kind][timezone.localtime(at).date()] += 1
    return cells


def _of_the_past(region: Region, first_week: str, last_week: str) -> list[tuple[Cell, int]]:
    found = SignalCount.objects.filter(organisation__region=region, week__gte=first_week, week__lte=last_week)
    rows = found.order_by().values_list(
        "municipality__code", "topic", "week", "organisation_id", "organisation__kind"
    ).annotate(total=Sum("count"))  # fmt: skip
    return [((code, topic, week, who, kind), total) for code, topic, week, who, kind, total in rows]
