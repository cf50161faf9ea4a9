"""Items, within the municipalities that the actor may see."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors import municipalities_within, scope_of
from weerbaar.regions.models import Municipality
from weerbaar.sources.models import Item, ItemPlace, Source
from weerbaar.sources.selectors.wording import topic_names
from weerbaar_analysis.counts.weeks import week_of


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


def sees_items(*, actor: Membership | None) -> bool:
    return scope_of(actor=actor, right=Right.VIEW_ITEMS) != Scope.NONE


def places_of_items(*, actor: Membership) -> QuerySet[Municipality]:
    """The municipalities of today that the actor can see items about, by name."""
    return municipalities_within(actor=actor, right=Right.VIEW_ITEMS).filter(valid_to=None).order_by("name")


def item_choices(*, actor: Membership, on: date) -> dict[str, list[tuple[str, str]]]:
    """The choices of the filters of the list of items: place, topic, source and week."""
    region = actor.organisation.region
    sources = Source.objects.filter(region=region).order_by("name").values_list("pk", "name")
    weeks = [week_of(on - timedelta(weeks=back)) for back in range(53)]
    return {
        "place": [(one.code, one.name) for one in places_of_items(actor=actor)],
        "topic": list(topic_names(region=region).items()),
        "source": [(str(pk), name) for pk, name in sources],
        "week": [(week, week) for week in weeks],
    }
