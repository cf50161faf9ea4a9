"""The trends of an area in a period with what counts as their meaning, for the local picture."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, Q

from weerbaar.regions.models import Region
from weerbaar.trends.models import Interpretation, InterpretationStatus, Trend


def trends_of_area(
    *, region: Region, codes: Sequence[str], last_week: str, open_on: date
) -> list[tuple[Trend, tuple[Interpretation, ...]]]:
    """Trends about these municipalities or the whole region, seen up to a week and open on a day, by name.

    Only interpretations that a second reader of another organisation read (P3). Not filtered by who looks: the caller
    answers for who sees the area.
    """
    found = Trend.objects.filter(Q(places=None) | Q(places__municipality__code__in=codes), region=region)
    found = found.filter(Q(closed_at=None) | Q(closed_at__date__gte=open_on), first_week__lte=last_week).distinct()
    counting = Interpretation.objects.filter(status=InterpretationStatus.COUNTS).select_related("organisation")
    found = found.prefetch_related(Prefetch("interpretations", counting.order_by("counted_at", "pk")))
    return [(one, tuple(one.interpretations.all())) for one in found.order_by("name", "pk")]
