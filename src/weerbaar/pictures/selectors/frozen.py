"""Reads of pictures that were frozen. A picture is visible to who sees pictures in the whole of its area."""

from uuid import UUID

from django.db.models import Q, QuerySet

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors import municipalities_within, scope_of
from weerbaar.pictures.models import FrozenPicture, Picture


def sees_pictures(*, actor: Membership | None) -> bool:
    return scope_of(actor=actor, right=Right.VIEW_PICTURES) != Scope.NONE


def frozen_visible_to(*, actor: Membership | None) -> QuerySet[FrozenPicture]:
    """Frozen versions of the areas the actor may see, the latest first."""
    if actor is None or not sees_pictures(actor=actor):
        return FrozenPicture.objects.none()
    found = FrozenPicture.objects.filter(picture__region=actor.organisation.region_id)
    if scope_of(actor=actor, right=Right.VIEW_PICTURES) != Scope.REGION:
        places = municipalities_within(actor=actor, right=Right.VIEW_PICTURES)
        found = found.filter(
            Q(picture__municipality__in=places)
            | Q(picture__police_team__in=places.values("police_team"))
            | Q(picture__safety_region__in=places.values("safety_region"))
            | Q(picture__municipality=None, picture__police_team=None, picture__safety_region=None)
        )
    related = "picture__municipality", "picture__police_team", "picture__safety_region", "picture__region"
    return found.select_related(*related).defer("content").order_by("-frozen_at", "-number")


def frozen_picture_visible_to(*, actor: Membership | None, pk: UUID) -> FrozenPicture | None:
    return frozen_visible_to(actor=actor).defer(None).filter(pk=pk).first()


def frozen_of_area(*, picture: Picture) -> QuerySet[FrozenPicture]:
    """What was frozen of the area of this picture, over a period that ended no later; the latest first."""
    area = ("municipality_id", "police_team_id", "safety_region_id", "region_id")
    found = FrozenPicture.objects.filter(**{f"picture__{name}": getattr(picture, name) for name in area})
    found = found.filter(picture__period_to__lte=picture.period_to)
    return found.order_by("-picture__period_to", "-frozen_at", "-number")


def frozen_inside(*, picture: Picture) -> QuerySet[FrozenPicture]:
    """What was frozen of single municipalities over a period inside that of this picture; the latest first."""
    found = FrozenPicture.objects.filter(picture__region=picture.region_id, picture__municipality__isnull=False)
    inside = found.filter(picture__period_from__gte=picture.period_from, picture__period_to__lte=picture.period_to)
    return inside.select_related("picture").order_by("-picture__period_to", "-frozen_at", "-number", "pk")


def previous_of(*, frozen: FrozenPicture) -> FrozenPicture | None:
    """The version before this one; of the first, the last version of the earlier picture of the same area."""
    same = FrozenPicture.objects.filter(picture=frozen.picture_id, number__lt=frozen.number).first()
    earlier = frozen_of_area(picture=frozen.picture).filter(picture__period_to__lte=frozen.picture.period_from)
    return same or earlier.first()
