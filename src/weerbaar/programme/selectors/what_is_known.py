"""What two people of two organisations stand for, for the home pages: interpretations that count, frozen pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from weerbaar.accounts.models import Membership
from weerbaar.pictures.selectors.frozen import frozen_visible_to
from weerbaar.trends.selectors import counting_interpretations

MOST_MEANINGS = 3
MEANING_DAYS = 92


@dataclass(frozen=True)
class Known:
    """One thing that is known, since when, and where it stands in full."""

    on: date
    text: str
    url: str


def pictures_known(*, actor: Membership, on: date, days: int) -> Iterator[Known]:
    """The frozen pictures that the actor may see, of the last `days` up to a day, the latest version of each."""
    seen = set()
    for frozen in frozen_visible_to(actor=actor).filter(frozen_at__date__gt=on - timedelta(days=days)):
        if frozen.picture_id not in seen:
            seen.add(frozen.picture_id)
            text = _("The lokaal beeld of %(picture)s is final.") % {"picture": frozen.picture}
            address = reverse("pictures:version", args=[frozen.pk])
            yield Known(timezone.localtime(frozen.frozen_at).date(), text, address)


def meanings_known(*, actor: Membership, on: date, days: int) -> Iterator[Known]:
    """The interpretations that the actor may see and that began to count in the last `days`, the latest first."""
    found = counting_interpretations(actor=actor).filter(counted_at__date__gt=on - timedelta(days=days))
    for one in found.order_by("-counted_at", "pk")[:MOST_MEANINGS]:
        counted_at = one.counted_at or one.changed_at
        text = _("%(trend)s: %(likelihood)s.") % {"trend": one.trend.name, "likelihood": one.get_likelihood_display()}
        yield Known(timezone.localtime(counted_at).date(), text, reverse("trends:interpretation", args=[one.pk]))
