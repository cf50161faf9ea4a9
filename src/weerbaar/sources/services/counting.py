"""The weekly counts: kept in step with the items inside the same transaction, and kept longer than they are."""

from collections import Counter
from collections.abc import Iterable, Sequence

from weerbaar.regions import selectors as regions
from weerbaar.sources.models import Item, ItemCount, ItemTopic, Source
from weerbaar.sources.services.harvest import WeekCount

ALL = "*"
"""The topic under which all items are counted: the denominator."""

AT_ONCE = 500
Cell = tuple[int | None, str, str]
"""Municipality id (None: the whole region), topic, week."""


def cells_of(item: Item, municipality_ids: Sequence[int], topics: Iterable[ItemTopic]) -> Counter[Cell]:
    """The cells an item counts in. A copy of an earlier text counts in none: a press wave is one text."""
    if item.cluster != item.pk:
        return Counter()
    names = [ALL, *(topic.topic for topic in topics)]
    return Counter((place, name, item.week) for place in [None, *municipality_ids] for name in names)


def add_to_counts(*, source: Source, delta: Counter[Cell]) -> None:
    """Adds (or takes away) these numbers. The caller holds the lock on the source."""
    changes = {cell: number for cell, number in delta.items() if number}
    if not changes:
        return
    weeks = {week for _place, _topic, week in changes}
    known = ItemCount.objects.filter(source=source, week__in=weeks)
    rows = {(row.municipality_id, row.topic, row.week): row for row in known}
    fresh: list[ItemCount] = []
    changed: dict[int, list[int]] = {}
    for cell, number in changes.items():
        if row := rows.get(cell):
            changed.setdefault(max(row.count + number, 0), []).append(row.pk)
        elif number > 0:
            place, topic, week = cell
            fresh.append(ItemCount(source=source, municipality_id=place, topic=topic, week=week, count=number))
    ItemCount.objects.bulk_create(fresh, batch_size=AT_ONCE)
    for count, keys in changed.items():  # many rows get the same count: a statement per count beats one per row
        for start in range(0, len(keys), AT_ONCE):
            ItemCount.objects.filter(pk__in=keys[start : start + AT_ONCE]).update(count=count)


def set_counts(*, source: Source, counts: Sequence[WeekCount]) -> int:
    """Keeps counts that a source gave itself, in the place of what it gave before; returns how many changed."""
    default = source.default_municipality_id
    codes = {count.municipality for count in counts if count.municipality}
    places = {one.code: one.pk for code in codes if (one := regions.municipality_by_code(code=code))}
    wanted: dict[Cell, int] = {}
    for count in counts:
        place = places.get(count.municipality) if count.municipality else default
        wanted[place, count.topic, count.week] = count.count
    rows = {
        (row.municipality_id, row.topic, row.week): row.count
        for row in ItemCount.objects.filter(source=source, week__in={week for _place, _topic, week in wanted})
    }
    delta = Counter({cell: number - rows.get(cell, 0) for cell, number in wanted.items()})
    add_to_counts(source=source, delta=delta)
    return sum(1 for number in delta.values() if number)
