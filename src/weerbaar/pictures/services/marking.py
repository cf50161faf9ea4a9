"""What stands around the sections: how far the picture may travel and for whom, the approach, and the white spots."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import recorded
from weerbaar.pictures.models import ApproachCell, Picture, WhiteSpot
from weerbaar.pictures.services.texts import may_write_or_refuse, only_the_director
from weerbaar.signals.services import pass_or_refuse


@dataclass(frozen=True)
class Marking:
    """How far a picture may travel, how it is kept, for which functions it is, and when it is looked at again."""

    sharing: str
    openness: str
    recipients: tuple[str, ...]
    review_on: date


def mark_picture(*, actor: Membership, picture: Picture, marking: Marking, now: datetime) -> None:
    """The director says how far the picture may travel. Readers are functions, never names.

    Refused: `OnlyTheDirector`, `NotAllowed`, `PersonalDataInText`.
    """
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=picture, now=now):
        may_write_or_refuse(actor, picture)
        only_the_director(actor, picture)
        pass_or_refuse(*marking.recipients)
        Picture.objects.filter(pk=picture.pk).update(
            sharing=marking.sharing,
            openness=marking.openness,
            recipients=list(dict.fromkeys(filter(None, map(str.strip, marking.recipients)))),
            review_on=marking.review_on,
            changed_at=now,
        )


def fill_in_approach(
    *, actor: Membership, picture: Picture, cells: Sequence[tuple[str, str, str, str]], now: datetime
) -> None:
    """Says per topic and column how far it is covered: (topic, column, cover, note).

    Refused: `NotAllowed`, `PersonalDataInText`; then no cell changes.
    """
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=picture, now=now):
        may_write_or_refuse(actor, picture)
        pass_or_refuse(*(note for _topic, _column, _cover, note in cells))
        for topic, column, cover, note in cells:
            ApproachCell.objects.update_or_create(
                picture=picture, topic=topic, column=column, defaults={"cover": cover, "note": note.strip()}
            )
        Picture.objects.filter(pk=picture.pk).update(changed_at=now)


def note_white_spot(*, actor: Membership, picture: Picture, text: str, now: datetime) -> WhiteSpot:
    """Writes down what is not known. Refused: `NotAllowed`, `PersonalDataInText`."""
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=picture, now=now):
        may_write_or_refuse(actor, picture)
        pass_or_refuse(text)
        Picture.objects.filter(pk=picture.pk).update(changed_at=now)
        return WhiteSpot.objects.create(picture=picture, text=text.strip(), noted_on=now.date())


def drop_white_spot(*, actor: Membership, spot: WhiteSpot, now: datetime) -> None:
    """Takes out a white spot that somebody wrote: it is known now. Refused: `NotAllowed`."""
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=spot.picture, now=now):
        may_write_or_refuse(actor, spot.picture)
        Picture.objects.filter(pk=spot.picture_id).update(changed_at=now)
        spot.delete()
