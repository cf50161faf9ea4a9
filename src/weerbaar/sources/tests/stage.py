"""Sources, items and versions to play with, made by the orders of this room."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.cast import NOW, Cast
from weerbaar.accounts.models import Membership
from weerbaar.regions.models import Municipality
from weerbaar.sources import services
from weerbaar.sources.models import Item, ItemPlace, ItemTopic, Source, SourceKind, Wording

FEED: dict[str, Any] = {
    "name": "Nieuwsblad Toneel",
    "publisher": "Nieuwsblad Toneel",
    "kind": SourceKind.FEED,
    "licence": "Voor eigen gebruik",
    "legal_basis": "Publieke taak",
    "url": "https://nieuws.toneel.example/rss",
}


def proposed(cast: Cast, **fields: Any) -> Source:
    """A source that the analyst proposed."""
    return services.propose_source(actor=cast["analyst"], proposal=services.Proposal(**(FEED | fields)), now=NOW)


def switched_on(cast: Cast, **fields: Any) -> Source:
    """A source that the analyst proposed and an official switched on."""
    source = proposed(cast, **fields)
    services.approve_source(actor=cast["official_here"], source=source, now=NOW)
    return source


def by_hand(cast: Cast, **fields: Any) -> Source:
    """A source that documents can be added to."""
    return switched_on(cast, **({"name": "Eigen documenten", "kind": SourceKind.DOCUMENTS, "url": ""} | fields))


def item_about(
    place: Municipality | None, source: Source, title: str, *, cluster: UUID | None = None, day: date | None = None
) -> Item:
    """An item about a municipality, as reading leaves it."""
    pk, on = uuid4(), day or NOW.date()
    item = Item.objects.create(
        id=pk,
        source=source,
        key_digest=pk.hex,
        content_digest=pk.hex,
        title=title,
        published_on=on,
        week="{}-W{:02d}".format(*on.isocalendar()[:2]),
        cluster=cluster or pk,
        found_at=NOW,
        expires_on=on + timedelta(days=90),
    )
    if place is not None:
        ItemPlace.objects.create(item=item, municipality=place, mention=place.name, reason="gemeente genoemd")
    terms = [{"term": "hakenkruis*", "weight": 1.0, "rule": "telt op zichzelf"}]
    ItemTopic.objects.create(item=item, topic="rechts-extremisme", topic_class="phenomenon", weight=1.0, terms=terms)
    return item


def version(actor: Membership, **fields: Any) -> Wording:
    """A proposed version that adds one term."""
    change = services.TermChange(**({"topic": "soevereinen", "term": "toneelbrief*"} | fields))
    return services.propose_wording(actor=actor, change=change, reason="Komt vaker voor", now=NOW)
