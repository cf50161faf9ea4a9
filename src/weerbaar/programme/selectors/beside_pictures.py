"""What the room advice knows for a picture. `settings.ADVICE_BESIDE_PICTURES` names `advice_beside_pictures`."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from weerbaar.advice.models import Advice, BasisKind, BasisLink
from weerbaar.advice.selectors import body_of_advice
from weerbaar.guard.services import all_rows
from weerbaar.regions.models import Organisation, Region
from weerbaar.regions.selectors import municipalities_on
from weerbaar.signals.models import Signal
from weerbaar.trends.models import Finding, Interpretation, Trend

NO_ANSWER = "nog geen antwoord"


def advice_beside_pictures(*, region: Region, codes: Sequence[str], until: date) -> list[dict[str, Any]]:
    """Advice sent up to a day to bodies in these municipalities, the same for whoever reads, the earliest first.

    Nothing of what the advice says is in it but its title; what it rests on is there as topics only.
    """
    with all_rows(), translation.override(settings.LANGUAGE_CODE):
        rows = list(_sent(region, codes, until))
        topics = _topics_of(rows)
        return [
            {
                "record_id": str(one.pk),
                "title": one.title,
                "body": body_of_advice(advice=one).name,
                "sent_on": timezone.localtime(one.sent_at).date() if one.sent_at else one.due_on,
                "due_on": one.due_on,
                "answer": one.get_answer_display() or NO_ANSWER,
                "topics": frozenset(topics[one.pk]),
                "address": reverse("advice:advice", args=[one.pk]),
            }
            for one in rows
        ]


def _sent(region: Region, codes: Sequence[str], until: date) -> QuerySet[Advice]:
    area = municipalities_on(region=region, on=until).filter(code__in=codes)
    teams = area.values("police_team")
    here = Q(addressee__municipality__in=area) | Q(addressee__police_team__in=teams) | Q(police_team__in=teams)
    found = Advice.objects.filter(here, region=region, sent_at__date__lte=until)
    found = found.exclude(addressee__kind=Organisation.Kind.SCHOOL)
    return found.select_related("addressee", "police_team").order_by("sent_at", "pk")


def _topics_of(rows: Sequence[Advice]) -> dict[Any, set[str]]:
    """The topics that each advice rests on."""
    found: dict[Any, set[str]] = defaultdict(set)
    links = list(BasisLink.objects.filter(advice__in=rows))
    for kind, (records, field) in _TOPIC.items():
        of_kind = [one for one in links if one.kind == kind]
        wanted = records.filter(pk__in={one.subject_id for one in of_kind}).values_list("pk", field)
        topics = {str(key): topic for key, topic in wanted if topic}
        for one in of_kind:
            found[one.advice_id] |= {topics[one.subject_id]} if one.subject_id in topics else set()
    return found


_TOPIC: dict[str, tuple[Any, str]] = {
    BasisKind.TREND: (Trend.objects, "topic"),
    BasisKind.INTERPRETATION: (Interpretation.objects, "trend__topic"),
    BasisKind.FINDING: (Finding.objects, "topic"),
    BasisKind.SIGNAL: (Signal.objects, "topic"),
}
