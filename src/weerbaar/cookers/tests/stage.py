"""Pressure cookers here and elsewhere, in every state."""

from datetime import date, datetime, timedelta

from tests.cast import Cast
from weerbaar.cookers import services
from weerbaar.cookers.models import Cooker, Outcome, OutcomeKind
from weerbaar.cookers.services.outcomes import Agreed
from weerbaar.pictures.models import FrozenPicture, Picture
from weerbaar.pictures.services import agree_to_freeze, freeze_picture
from weerbaar.pictures.tests.sample import sample

DAYS = {"prepared": 10, "opened": 20, "held": 30, "by_code": 40}


def frozen(cast: Cast, side: str) -> FrozenPicture:
    """The picture of this side, frozen once."""
    place, official = getattr(cast, side), cast[f"official_{side}"]
    found = FrozenPicture.objects.filter(picture__municipality=place).first()
    if found is not None:
        return found
    picture = Picture.objects.create(
        region=official.organisation.region, municipality=place, director=official.organisation,
        period_from=date(2025, 7, 1), period_to=date(2025, 9, 30), review_on=date(2026, 9, 1),
        started_at=cast.now, changed_at=cast.now,
    )  # fmt: skip
    agree_to_freeze(actor=cast["analyst"], picture=picture, content=sample(), now=cast.now)
    return freeze_picture(actor=official, picture=picture, content=sample(), now=cast.now)


def prepared(cast: Cast, side: str, now: datetime, state: str = "prepared") -> Cooker:
    day = (cast.now + timedelta(days=DAYS[state])).date()
    return services.prepare_cooker(actor=cast[f"official_{side}"], frozen=frozen(cast, side), held_on=day, now=now)


def opened(cast: Cast, side: str, now: datetime, state: str = "opened") -> Cooker:
    """With its second statement open for votes."""
    row, official = prepared(cast, side, now, state), cast[f"official_{side}"]
    services.open_cooker(actor=official, cooker=row, now=now)
    services.ask_question(actor=official, cooker=row, kind="statement", number=2, now=now)
    return row


def held(cast: Cast, side: str) -> Outcome:
    """Closed, with an action agreed."""
    row, official = opened(cast, side, cast.now, "held"), cast[f"official_{side}"]
    services.close_cooker(actor=official, cooker=row, now=cast.now)
    agreed = Agreed(OutcomeKind.ACTION, "Wij spreken elke wijk.", date(2026, 12, 1))
    return services.note_outcome(actor=official, cooker=row, agreed=agreed, now=cast.now)
