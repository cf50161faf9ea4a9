"""Items, within the municipalities that the actor may see."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors import municipalities_within, scope_of
from weerbaar.sources.models import Item, ItemPlace


def items_visible_to(*, actor: Membership | None) -> QuerySet[Item]:
    """Items about the own municipalities, newest first; with a right over the region also items about no place."""
    scope = scope_of(actor=actor, right=Right.VIEW_ITEMS)
    if actor is None or scope == Scope.NONE:
        return Item.objects.none()
    found = Item.objects.filter(source__region=actor.organisation.region).select_related("source")
    if scope != Scope.REGION:
        places = municipalities_within(actor=actor, right=Right.VIEW_ITEMS)
        found = found.filter(pk__in=ItemPlace.objects.filter(municipality__in=places).values("item"))
    return found.prefetch_related(
        Prefetch("places", ItemPlace.objects.select_related("municipality")),
        "topics",
    )


def item_visible_to(*, actor: Membership | None, pk: UUID) -> Item | None:
    return items_visible_to(actor=actor).filter(pk=pk).first()


def copies_of(*, actor: Membership | None, item: Item) -> QuerySet[Item]:
    """The other items with the same press text, that the actor may see."""
    return items_visible_to(actor=actor).filter(Q(cluster=item.cluster) & ~Q(pk=item.pk))
