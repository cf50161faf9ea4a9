"""What was agreed: an action with an owner and a date, or a draft of an advice to a body."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.selectors.endorsement import assigned_to
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.accounts.services.endorsement import assign
from weerbaar.advice.models import TITLE_LENGTH, Advice
from weerbaar.advice.selectors import Body, grounds_seen
from weerbaar.advice.services import Draft, write_advice
from weerbaar.cookers.models import Cooker, Outcome, OutcomeKind
from weerbaar.cookers.selectors.visible import leads
from weerbaar.pictures.models import FrozenPicture
from weerbaar.pictures.services.content import PictureContent
from weerbaar.signals.services import pass_or_refuse


class BodyMissing(Refused):
    """An advice goes to somebody."""

    says = _("Choose to which body this advice goes.")


@dataclass(frozen=True)
class Agreed:
    """What was agreed, before when, and for an advice: with whom."""

    kind: str
    text: str
    due_on: date
    body: Body | None = None


def note_outcome(*, actor: Membership, cooker: Cooker, agreed: Agreed, now: datetime) -> Outcome:
    """Notes an agreement once. An action gets the actor as owner; an advice becomes a draft that two have to read.

    Refused: `BodyMissing`, `PersonalDataInText`, and what `write_advice` refuses.
    """
    pass_or_refuse(agreed.text)
    with recorded(actor=actor, action=Action.NOTE_OUTCOME, subject=cooker, now=now):
        if not leads(actor=actor, cooker=cooker):
            raise NotAllowed
        earlier = Outcome.objects.filter(cooker=cooker, text=agreed.text.strip()).first()
        if earlier is not None:
            return earlier
        advice = _advice(actor, cooker, agreed, now) if agreed.kind == OutcomeKind.ADVICE else None
        outcome = Outcome.objects.create(
            cooker=cooker, kind=agreed.kind, text=agreed.text.strip(), due_on=agreed.due_on, advice=advice, noted_at=now
        )
        if advice is None:
            assign(actor=actor, subject=outcome, owner=actor, due_on=agreed.due_on, now=now)
    return outcome


def finish_action(*, actor: Membership, outcome: Outcome, now: datetime) -> None:
    """The owner, or who leads the meeting, says that an action was done. Twice is once."""
    with recorded(actor=actor, action=Action.NOTE_OUTCOME, subject=outcome, now=now):
        owns = str(outcome.pk) in assigned_to(actor=actor, kind="outcome")
        if outcome.kind != OutcomeKind.ACTION or not (owns or leads(actor=actor, cooker=outcome.cooker)):
            raise NotAllowed
        Outcome.objects.filter(pk=outcome.pk, done_at=None).update(done_at=now)


def _advice(actor: Membership, cooker: Cooker, agreed: Agreed, now: datetime) -> Advice:
    """A draft of an advice that rests on what the picture rested on, as far as the actor may see it."""
    if agreed.body is None:
        raise BodyMissing
    content = PictureContent.from_json(FrozenPicture.objects.get(pk=cooker.frozen_id).content)
    keys = [f"{one.kind}:{one.record_id}" for one in content.used]
    day = date_format(cooker.held_on, "j F Y")
    text = agreed.text.strip()
    draft = Draft(
        body=agreed.body,
        title=f"Uit de pressure cooker: {text}"[:TITLE_LENGTH],
        question=f"In de pressure cooker van {day} over {content.title} is dit afgesproken.",
        text=text,
        first_step=text,
        due_on=agreed.due_on,
        basis=tuple(one.key for one in grounds_seen(actor=actor, keys=keys)),
    )
    return write_advice(actor=actor, draft=draft, now=now)
