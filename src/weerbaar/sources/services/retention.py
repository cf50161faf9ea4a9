"""What is over goes: items, then the hashes to find copies by, and after five years the counts."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from weerbaar.sources.models import Fetch, Item, ItemCount, RemovedItem
from weerbaar.sources.services.ingest import COPIES_WITHIN
from weerbaar_analysis.counts.weeks import week_of

BATCH = 500


@dataclass(frozen=True)
class Removal:
    """How much went, or would go, per kind of data."""

    items: int
    sketches: int
    counts: int
    readings: int
    records: int


def remove_expired(*, now: datetime, dry_run: bool = False) -> Removal:
    """Removes what has been kept long enough. The same call with `dry_run` tells what would go and changes nothing.

    An item goes on the day after `expires_on` and leaves a record without content, so that a feed that still holds it
    does not bring it back. Copies are looked for during 35 days; after them the hashes go. Counts, readings of sources
    and those records go after five years.
    """
    today = now.date()
    five_years_ago = _years_before(today, 5)
    items = Item.objects.filter(expires_on__lt=today)
    sketches = Item.objects.filter(found_at__lt=now - COPIES_WITHIN, expires_on__gte=today).exclude(sketch=b"")
    counts = ItemCount.objects.filter(week__lt=week_of(five_years_ago))
    readings = Fetch.objects.filter(started_at__lt=now - (today - five_years_ago))
    records = RemovedItem.objects.filter(removed_on__lt=five_years_ago)
    found = Removal(items.count(), sketches.count(), counts.count(), readings.count(), records.count())
    if not dry_run:
        _remove_items(today)
        sketches.update(sketch=b"")
        for rows in (counts, readings, records):
            rows.delete()
    return found


def _remove_items(today: date) -> None:
    """In batches, so that a large removal holds nobody up; a batch is one transaction."""
    while True:
        with transaction.atomic():
            batch = list(Item.objects.filter(expires_on__lt=today).order_by("pk")[:BATCH])
            if not batch:
                return
            RemovedItem.objects.bulk_create(
                [RemovedItem(source_id=one.source_id, key_digest=one.key_digest, removed_on=today) for one in batch],
                ignore_conflicts=True,
            )
            Item.objects.filter(pk__in=[one.pk for one in batch]).delete()


def _years_before(day: date, years: int) -> date:
    return (
        day.replace(year=day.year - years) if (day.month, day.day) != (2, 29) else day - timedelta(days=365 * years + 1)
    )
