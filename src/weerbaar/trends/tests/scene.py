"""A small invented region with weekly counts: two feeds, some topics, rises where a test wants them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import numpy as np

from weerbaar.regions.models import Municipality, PoliceTeam, Region, SafetyRegion
from weerbaar.sources.models import Fetch, ItemCount, Source
from weerbaar_analysis.counts.weeks import monday, week_index, week_label

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WEEK = "2026-W09"
TOPICS = ("rechts-extremisme", "anti-institutioneel-extremisme", "protest", "jongerenwerk")
ALL = "*"


def build_region(*, places: int = 12) -> Region:
    """A region of two safety regions and so many municipalities, on a grid of tiles."""
    region = Region.objects.create(
        slug="proeftuin", name="Proeftuin", is_invented=True, pack_version="1", pack_digest="0" * 64
    )
    for half in (0, 1):
        safety = SafetyRegion.objects.create(region=region, code=f"VR8{half}", name=f"Proef-{half}")
        team = PoliceTeam.objects.create(safety_region=safety, code=f"BT-8{half}", name=f"Team {half}")
        for number in range(half * places // 2, (half + 1) * places // 2):
            Municipality.objects.create(
                safety_region=safety,
                police_team=team,
                code=f"GM{8000 + number}",
                name=f"Proefdorp {number:02d}",
                valid_from=datetime(2000, 1, 1, tzinfo=UTC).date(),
                tile_column=number % 4 + 1,
                tile_row=number // 4 + 1,
            )
    return region


def weeks_back(number: int, *, until: str = WEEK) -> list[str]:
    last = week_index(until)
    return [week_label(last - back) for back in reversed(range(number))]


def add_feed(*, region: Region, name: str = "Streekblad", kind: str = "feed") -> Source:
    return Source.objects.create(
        region=region,
        name=name,
        publisher=name,
        kind=kind,
        licence="invented",
        legal_basis="test",
        status=Source.Status.ON,
        status_since=NOW,
    )


def mark_read(*, source: Source, weeks: list[str]) -> None:
    Fetch.objects.bulk_create(
        Fetch(
            source=source,
            outcome=Fetch.Outcome.OK,
            started_at=datetime.combine(monday(week_index(week)) + timedelta(days=2), NOW.time(), tzinfo=UTC),
        )
        for week in weeks
    )


def add_counts(*, source: Source, rows: Mapping[tuple[str, str, str], int]) -> None:
    """Adds counts per municipality, topic and week, and what follows for the region and for all items."""
    ids = dict(Municipality.objects.values_list("code", "pk"))
    cells: dict[tuple[int | None, str, str], int] = {}
    for (code, topic, week), number in rows.items():
        for place in (ids[code], None):
            for name in (topic, ALL):
                cells[place, name, week] = cells.get((place, name, week), 0) + number
    ItemCount.objects.bulk_create(
        [
            ItemCount(source=source, municipality_id=place, topic=topic, week=week, count=number)
            for (place, topic, week), number in cells.items()
        ],
        batch_size=500,
    )


def noise(*, seed: int, weeks: list[str], mean: float = 1.5, places: int = 12, topics: tuple[str, ...] = TOPICS):
    """Poisson counts without anything going on."""
    random = np.random.default_rng(seed)
    drawn = random.poisson(mean, (places, len(topics), len(weeks)))
    return {
        (f"GM{8000 + place}", topic, week): int(drawn[place, at, column])
        for place in range(places)
        for at, topic in enumerate(topics)
        for column, week in enumerate(weeks)
        if drawn[place, at, column]
    }


def quiet_region(*, seed: int = 1, weeks: int = 80, rise: Mapping[tuple[str, str], int] | None = None) -> Region:
    """A region with one feed that was read every week; `rise` adds items in the last two weeks."""
    region, labels = build_region(), weeks_back(weeks)
    feed = add_feed(region=region)
    mark_read(source=feed, weeks=labels)
    rows = noise(seed=seed, weeks=labels)
    for (code, topic), number in (rise or {}).items():
        for week in labels[-2:]:
            rows[code, topic, week] = rows.get((code, topic, week), 0) + number
    add_counts(source=feed, rows=rows)
    return region
