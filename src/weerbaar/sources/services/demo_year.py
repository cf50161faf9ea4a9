"""What the invented sources bring in a year: read week by week by the same orders as everything else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from django.db import transaction
from django.utils import timezone

from weerbaar.regions.models import Municipality, Region
from weerbaar.sources.models import Fetch, Item, Source, Statistic
from weerbaar.sources.services.counting import set_counts
from weerbaar.sources.services.fetching import keep_figures, note_fetch
from weerbaar.sources.services.harvest import Entry, Figure, Harvest, WeekCount
from weerbaar.sources.services.ingest import Copies, Tally, ingest_entries
from weerbaar.sources.services.reading import Tools, tools_for
from weerbaar_analysis.counts.weeks import week_of
from weerbaar_analysis.simulation.press_year import Desk, Story, press_year

SCRIPT = Path(__file__).parents[1] / "data" / "demo_year.yaml"
RECENT_WEEKS = 6
Week = tuple[date, list[Story]]
NO_ANSWER = "De bron gaf geen antwoord."
COUNCIL_TOPICS = ("asiel-en-opvang", "vertrouwen-in-overheid")
MEASURES = {
    "statistics": ("Inwoners", "aantal"),
    "pageviews": ("Gelezen op Wikipedia: Complottheorie", "keer"),
    "news_attention": ("Aandacht in het nieuws: extremisme", "% van alle berichten"),
}


@dataclass
class Room:
    """What the readings of a year share."""

    region: Region
    tools: Tools
    copies: Copies
    random: np.random.Generator


def read_demo_year(*, region: Region, rows: Sequence[dict[str, str]], now: datetime) -> int:
    """Reads the invented feeds of 52 weeks, each week at its end; nothing when there are items already."""
    sources = {one.name: one for one in Source.objects.filter(region=region, status=Source.Status.ON)}
    writing = [(sources[row["name"]], row) for row in rows if row["per_week"] and row["kind"] != "council"]
    if Item.objects.filter(source__in=[source for source, _row in writing]).exists():
        return 0
    script = yaml.safe_load(SCRIPT.read_text(encoding="utf-8"))
    tools = tools_for(region=region, on=now.date())
    room = Room(region, tools, Copies(region=region, now=now), np.random.default_rng(script["seed"]))
    desks = [desk_of(row, tools.municipalities) for _source, row in writing]
    names = {code: place.name for code, place in tools.municipalities.items()}
    counted = [source for source in sources.values() if source.kind in (*MEASURES, "council")]
    weeks = press_year(script, desks=desks, names=names, until=timezone.localtime(now).date())
    added = 0
    for round_of_weeks in _rounds(list(weeks)):
        moments = [min(_evening_of(last, now), now) for last, _stories in round_of_weeks]
        for number, (source, _row) in enumerate(writing):
            told = [[story for story in stories if story.desk == number] for _last, stories in round_of_weeks]
            added += _read(room, source, told, moments)
        for source in counted:
            _count(room, source, [last for last, _stories in round_of_weeks], moments)
    return added


def _rounds(weeks: list[Week]) -> Iterator[list[Week]]:
    """The last weeks are read one by one; before, four at a time, which says the same in less time."""
    early = max(len(weeks) - RECENT_WEEKS, 0)
    for start in range(0, early, 4):
        yield weeks[start : min(start + 4, early)]
    for week in weeks[early:]:
        yield [week]


def desk_of(row: dict[str, str], places: dict[str, Municipality]) -> Desk:
    """A feed writes about its area; more often about a larger municipality, but not in proportion."""
    area = row["area"]
    own = {
        code: float(place.inhabitants or 1) ** 0.5
        for code, place in places.items()
        if area in ("all", code, place.safety_region.code)
    }
    return Desk(own, float(row["per_week"]), is_silent=row["state"] == "silent")


def _evening_of(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(20), tzinfo=timezone.localtime(now).tzinfo)


def _read(room: Room, source: Source, told: Sequence[Sequence[Story]], moments: Sequence[datetime]) -> int:
    """The readings of a round; a week without a story gave no answer, since every living feed brings one a week."""
    tally = Tally()
    entries = _entries(source, [story for stories in told for story in stories])
    for tally in ingest_entries(source=source, entries=entries, tools=room.tools, copies=room.copies, now=moments[-1]):  # noqa: B007
        pass
    for stories, moment in zip(told, moments, strict=True):
        own = Tally(seen=len(stories), added=len(stories))
        if moment == moments[-1]:
            own.masked = tally.masked
        outcome, note = (Fetch.Outcome.OK, "") if stories else (Fetch.Outcome.FAILED, NO_ANSWER)
        note_fetch(source=source, outcome=outcome, tally=own, note=note, now=moment)
    return tally.added


def _entries(source: Source, stories: Iterable[Story]) -> Iterator[Entry]:
    site = source.url.rsplit("/", 1)[0]
    for number, story in enumerate(stories):
        key = f"{story.day:%Y-%m-%d}-{number}"
        yield Entry(key, story.title, story.text, f"{site}/{key}", story.day)


def _count(room: Room, source: Source, days: Sequence[date], moments: Sequence[datetime]) -> None:
    """A source that gives numbers: papers of the council, or context figures."""
    with transaction.atomic():
        Source.objects.select_for_update().get(pk=source.pk)
        harvest = _numbers(room, source, days)
        changed = set_counts(source=source, counts=harvest.counts)
        changed += keep_figures(source=source, harvest=harvest, tools=room.tools, now=moments[-1])
    outcome = Fetch.Outcome.OK if changed else Fetch.Outcome.UNCHANGED
    for moment in moments:
        note_fetch(source=source, outcome=outcome, tally=Tally(changed=changed), note="", now=moment)


def _numbers(room: Room, source: Source, days: Sequence[date]) -> Harvest:
    if source.kind == "council":
        papers = [(topic, day, int(room.random.poisson(1.5))) for day in days for topic in COUNCIL_TOPICS]
        return Harvest(counts=[WeekCount(topic, week_of(day), count) for topic, day, count in papers if count])
    measure, unit = MEASURES[source.kind]
    if source.kind == "statistics":
        is_known = Statistic.objects.filter(source=source, period=str(days[-1].year)).exists()
        return Harvest(figures=[] if is_known else _inhabitants(room, measure, unit, str(days[-1].year)))
    level = 900 if source.kind == "pageviews" else 2
    values = [Decimal(str(round(float(room.random.gamma(40, level / 40)), 2))) for _day in days]
    return Harvest(
        figures=[Figure(measure, unit, week_of(day), value) for day, value in zip(days, values, strict=True)]
    )


def _inhabitants(room: Room, measure: str, unit: str, year: str) -> list[Figure]:
    places: dict[str, Any] = room.tools.municipalities
    return [Figure(measure, unit, year, Decimal(place.inhabitants), code) for code, place in places.items()]


def weeks_told() -> timedelta:
    """How far back the invented year goes."""
    return timedelta(weeks=yaml.safe_load(SCRIPT.read_text(encoding="utf-8"))["weeks"])
