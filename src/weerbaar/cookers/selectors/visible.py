"""Who sees a pressure cooker, and who leads it. It is seen by who sees the picture it is about."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors import scope_of
from weerbaar.accounts.selectors.endorsement import assigned_to
from weerbaar.advice.selectors import Body, bodies_to_advise
from weerbaar.cookers.models import Cooker, Outcome
from weerbaar.pictures.models import FrozenPicture
from weerbaar.pictures.selectors.drafts import drafts_within
from weerbaar.pictures.selectors.frozen import frozen_visible_to, sees_pictures

AREA = ("municipality", "police_team", "safety_region", "region")


def sees_cookers(*, actor: Membership | None) -> bool:
    return sees_pictures(actor=actor)


def prepares(*, actor: Membership | None) -> bool:
    return scope_of(actor=actor, right=Right.WRITE_PICTURE) != Scope.NONE


def cookers_visible_to(*, actor: Membership | None) -> QuerySet[Cooker]:
    """Pressure cookers on pictures the actor may see, the latest first."""
    pictures = frozen_visible_to(actor=actor).order_by().values("pk")
    related = (*(f"frozen__picture__{name}" for name in AREA), "organisation")
    found = Cooker.objects.filter(frozen__in=pictures).select_related(*related)
    return found.defer("frozen__content").order_by("-held_on", "pk")


def leads(*, actor: Membership | None, cooker: Cooker) -> bool:
    """Whoever writes pictures in the organisation that prepared it."""
    return actor is not None and prepares(actor=actor) and cooker.organisation_id == actor.organisation_id


def cooker_to_lead(*, actor: Membership | None, pk: UUID) -> Cooker | None:
    row = cookers_visible_to(actor=actor).filter(pk=pk).first()
    return row if row is not None and leads(actor=actor, cooker=row) else None


def pictures_to_start_from(*, actor: Membership | None) -> list[FrozenPicture]:
    """The last frozen version of every picture the actor may write on and see, the latest first."""
    own = drafts_within(actor=actor, right=Right.WRITE_PICTURE).order_by().values("pk")
    latest: dict[UUID, FrozenPicture] = {}
    for one in frozen_visible_to(actor=actor).filter(picture__in=own):
        if one.picture_id not in latest or one.number > latest[one.picture_id].number:
            latest[one.picture_id] = one
    return list(latest.values())


def bodies_to_hand_to(*, actor: Membership) -> list[Body]:
    """The bodies an agreement can be handed to as advice."""
    return bodies_to_advise(actor=actor)


def open_actions_of(*, actor: Membership) -> QuerySet[Outcome]:
    """Agreed actions this person looks after and that are not done, the first to be done first."""
    mine = assigned_to(actor=actor, kind="outcome")
    return Outcome.objects.filter(pk__in=mine, done_at=None).select_related("cooker").order_by("due_on", "pk")


def standing_of(*, cooker: Cooker) -> dict[str, Any]:
    """How many have voted on each question, and a stamp that changes when the page should be read again."""
    questions = list(cooker.questions.all())
    stamp = "".join("o" if one.is_open else "c" if one.closed_at else "-" for one in questions)
    return {"stamp": stamp + ("." if cooker.closed_at else ""), "counts": {str(q.number): q.votes for q in questions}}
