"""Keeping what was read: items, their places and topics, copies in one cluster, and the weekly counts.

Everything is idempotent by content: reading the same input again changes nothing. A batch is one transaction, so a
process that is killed leaves nothing half.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from secrets import randbits
from uuid import UUID

from django.db import transaction

from weerbaar.regions.models import Region
from weerbaar.sources.models import Item, ItemPlace, ItemTopic, RemovedItem, Source
from weerbaar.sources.services.counting import add_to_counts, cells_of
from weerbaar.sources.services.harvest import Entry
from weerbaar.sources.services.reading import Reading, Tools, read_entry
from weerbaar_analysis.counts.weeks import week_of
from weerbaar_analysis.text.duplicates import DuplicateFinder, sketch_from_bytes

BATCH = 200
COPIES_WITHIN = timedelta(days=35)
"""A copy is looked for among what was found in these last days; after them an item's sketch is dropped."""


@dataclass
class Tally:
    """How one ingestion went."""

    seen: int = 0
    added: int = 0
    changed: int = 0
    unread: int = 0
    masked: Counter[str] = field(default_factory=Counter)


def notes_on(tally: Tally) -> list[str]:
    """What somebody should know about this ingestion, in Dutch sentences."""
    return [f"{tally.unread} berichten konden niet worden verwerkt."] if tally.unread else []


class Copies:
    """The texts found lately in a region, to recognise copies by. Made once for many batches."""

    def __init__(self, *, region: Region, now: datetime) -> None:
        self._region = region
        self._now = now
        self._made = 0
        self.reload()

    def reload(self) -> None:
        """Starts anew from what is kept, after a transaction that failed.

        Every text under the name of its cluster, in the order in which they came (ids ascend): so a process that was
        killed and starts again sees the same copies.
        """
        self._finder = DuplicateFinder()
        recent = Item.objects.filter(source__region=self._region, found_at__gte=self._now - COPIES_WITHIN)
        kept = recent.exclude(sketch=b"").order_by("found_at", "id")
        for cluster, sketch in kept.values_list("cluster", "sketch").iterator():
            self._finder.assign_sketch(str(cluster), *sketch_from_bytes(bytes(sketch)))

    def new_id(self, now: datetime) -> UUID:
        """An id that sorts by when the item was found: a moment, a number, and chance (like a UUID of version 7)."""
        self._made += 1
        moment = int(now.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
        return UUID(int=moment << 80 | 7 << 76 | 2 << 62 | (self._made & 0xFFFF_FFFF) << 30 | randbits(30))

    def cluster_of(self, *, item_id: UUID, sketch: bytes) -> UUID:
        """The cluster of a new item: the id of the first item with this text."""
        return UUID(self._finder.assign_sketch(str(item_id), *sketch_from_bytes(sketch)))


def ingest_entries(
    *, source: Source, entries: Iterable[Entry], tools: Tools, copies: Copies, now: datetime
) -> Iterator[Tally]:
    """Keeps what may be kept of these entries, and gives the tally so far after each batch of 200."""
    tally = Tally()
    walk = iter(entries)
    while batch := list(islice(walk, BATCH)):
        readings = _readings(source, batch, tools, tally)
        keep_readings(source=source, readings=readings, tools=tools, copies=copies, tally=tally, now=now)
        yield tally


def _readings(source: Source, batch: Sequence[Entry], tools: Tools, tally: Tally) -> list[Reading]:
    """The readings of these entries. One that fails is counted; its error may hold its text and goes no further."""
    default = source.default_municipality.code if source.default_municipality else None
    readings = []
    for entry in batch:
        try:
            readings.append(read_entry(entry=entry, tools=tools, default_code=default))
        except Exception:
            tally.unread += 1
    return readings


def keep_readings(
    *, source: Source, readings: Sequence[Reading], tools: Tools, copies: Copies, tally: Tally, now: datetime
) -> None:
    """Keeps these readings in one transaction, and adds to the tally."""
    with transaction.atomic():
        Source.objects.select_for_update().get(pk=source.pk)
        _keep(source, readings, tools, copies, tally, now)


def _keep(
    source: Source,
    readings: Sequence[Reading],
    tools: Tools,
    copies: Copies,
    tally: Tally,
    now: datetime,
) -> None:
    by_key = {reading.key_digest: reading for reading in readings}
    gone = set(RemovedItem.objects.filter(source=source, key_digest__in=by_key).values_list("key_digest", flat=True))
    known = Item.objects.filter(source=source, key_digest__in=by_key).prefetch_related("places", "topics")
    stored = {item.key_digest: item for item in known}
    delta: Counter[tuple[int | None, str, str]] = Counter()
    fresh: list[Item] = []
    links: list[tuple[Item, Reading]] = []
    for key, reading in by_key.items():
        tally.seen += 1
        item = stored.get(key)
        if key in gone or (item is not None and item.content_digest == reading.digest):
            continue
        tally.masked += reading.masked
        if item is None:
            item = _new_item(source, reading, copies, now)
            fresh.append(item)
            tally.added += 1
        else:
            delta.subtract(cells_of(item, [place.municipality_id for place in item.places.all()], item.topics.all()))
            _change(item, reading)
            tally.changed += 1
        links.append((item, reading))
    Item.objects.bulk_create(fresh)
    delta.update(_link(links, tools))
    add_to_counts(source=source, delta=delta)


def _new_item(source: Source, reading: Reading, copies: Copies, now: datetime) -> Item:
    day = _believable(reading.published_on, now.date())
    item_id = copies.new_id(now)
    return Item(
        id=item_id,
        source=source,
        key_digest=reading.key_digest,
        content_digest=reading.digest,
        title=reading.title,
        published_on=day,
        week=week_of(day),
        link=reading.link,
        cluster=copies.cluster_of(item_id=item_id, sketch=reading.sketch),
        sketch=reading.sketch,
        found_at=now,
        expires_on=now.date() + timedelta(days=source.retention_days),
    )


def _change(item: Item, reading: Reading) -> None:
    item.content_digest = reading.digest
    item.title = reading.title
    item.published_on = _believable(reading.published_on, item.published_on)
    item.week = week_of(item.published_on)
    item.link = reading.link
    item.sketch = reading.sketch
    item.save()
    item.places.all().delete()
    item.topics.all().delete()


def _link(links: Sequence[tuple[Item, Reading]], tools: Tools) -> Counter[tuple[int | None, str, str]]:
    """Writes places and topics of these items, and counts their cells."""
    places: list[ItemPlace] = []
    topics: list[ItemTopic] = []
    cells: Counter[tuple[int | None, str, str]] = Counter()
    for item, reading in links:
        own_places = [
            ItemPlace(item=item, municipality=tools.municipalities[code], mention=mention[:120], reason=reason[:200])
            for code, mention, reason in reading.places
        ]
        own_topics = [ItemTopic(item=item, **topic) for topic in reading.topics]
        cells.update(cells_of(item, [place.municipality_id for place in own_places], own_topics))
        places += own_places
        topics += own_topics
    ItemPlace.objects.bulk_create(places)
    ItemTopic.objects.bulk_create(topics)
    return cells


def _believable(day: date | None, otherwise: date) -> date:
    """The day a source gives, unless it lies in the future or before 2000."""
    if day is None or day.year < 2000 or day > otherwise + timedelta(days=1):
        return otherwise
    return day
