"""What a picture says of the room above it, advice. Rooms look down only: the roof hands this over by a setting.

`settings.ADVICE_BESIDE_PICTURES` names a function of the roof; without one a picture knows of no advice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from weerbaar.pictures.models import Picture


@dataclass(frozen=True)
class AdviceSeen:
    """An advice that was sent to a body in the area; `topics` are those it rests on, `answer` is empty until there."""

    record_id: str
    title: str
    body: str
    sent_on: date
    due_on: date
    answer: str
    topics: frozenset[str]
    address: str


def advice_of(*, picture: Picture, codes: Sequence[str]) -> tuple[AdviceSeen, ...]:
    """What was sent to bodies in these municipalities up to the review of the picture, the earliest first."""
    path = getattr(settings, "ADVICE_BESIDE_PICTURES", "")
    if not path:
        return ()
    rows = import_string(path)(region=picture.region, codes=codes, until=picture.review_on)
    return tuple(AdviceSeen(**row) for row in rows)
