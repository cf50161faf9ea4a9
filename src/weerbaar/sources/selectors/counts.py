"""Weekly counts for the rooms above. Copies are counted once; weeks without a reading are missing, not zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from weerbaar.regions.models import Region
from weerbaar.sources.models import ItemCount, Statistic

ALL = "*"


@dataclass(frozen=True)
class CountRow:
    """One cell: municipality code (empty: the whole region), topic, ISO week, kind of source, source, count."""

    municipality: str
    topic: str
    week: str
    kind: str
    source_id: UUID
    count: int


def weekly_counts(*, region: Region, first_week: str, last_week: str) -> list[CountRow]:
    """All cells from and including the first up to and including the last week, topic "*" being all items."""
    found = ItemCount.objects.filter(source__region=region, week__gte=first_week, week__lte=last_week)
    rows = found.values_list("municipality__code", "topic", "week", "source__kind", "source_id", "count")
    return [
        CountRow(code or "", topic, week, kind, source_id, count)
        for code, topic, week, kind, source_id, count in rows.order_by("week", "topic", "municipality__code")
    ]


def attention_per_topic(*, region: Region, first_week: str, last_week: str) -> dict[str, int]:
    """How many items each topic got in the region in these weeks."""
    found = ItemCount.objects.filter(
        source__region=region, municipality=None, week__gte=first_week, week__lte=last_week
    )
    return dict(found.values_list("topic").annotate(number=Sum("count")).order_by())


def statistics_of(*, region: Region, municipality_codes: Sequence[str]) -> list[Statistic]:
    """The context figures of these municipalities, by measure and period."""
    found = Statistic.objects.filter(source__region=region, municipality__code__in=municipality_codes)
    return list(found.select_related("source", "municipality"))
