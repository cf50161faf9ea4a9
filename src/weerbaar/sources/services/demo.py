"""Invented sources, items and word lists for the demo, through the same orders as everything else."""

import csv
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from weerbaar.accounts import selectors as accounts
from weerbaar.accounts.models import Membership
from weerbaar.accounts.services import NotAnInventedRegion
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Region
from weerbaar.sources.models import Fetch, Item, Source, SourceKind, Wording
from weerbaar.sources.services.allow_list import Proposal, approve_source, propose_source
from weerbaar.sources.services.fetching import note_fetch
from weerbaar.sources.services.harvest import Entry
from weerbaar.sources.services.ingest import Copies, Tally, ingest_entries
from weerbaar.sources.services.reading import Tools, tools_for
from weerbaar.sources.services.wording import PlaceChange, TermChange, approve_wording, propose_wording

DATA = Path(__file__).parents[1] / "data"
WEEKS = 10
PER_WEEK = 3
LEGAL_BASIS = "Publieke taak: zicht op verschijnselen in de regio. Alleen openbare bronnen, geen persoonsgegevens."


def load_demo_sources(*, region: Region, now: datetime) -> int:
    """Fills the sources, some weeks of items and two changes of wording; how many rows are new."""
    if not region.is_invented:
        raise NotAnInventedRegion
    people = {person.key: membership for person, membership in accounts.signed_up_demo_people()}
    rows = _rows("demo_sources.csv")
    added = sum(_add_source(row, people, region, now - timedelta(weeks=WEEKS + 1)) for row in rows)
    return added + _add_items(region, rows, now) + _add_wording(people, region, now)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _add_source(row: dict[str, str], people: dict[str, Membership], region: Region, now: datetime) -> bool:
    if Source.objects.filter(region=region, name=row["name"]).exists():
        return False
    proposal = Proposal(
        name=row["name"],
        publisher=row["publisher"],
        kind=row["kind"],
        licence=row["licence"],
        legal_basis=LEGAL_BASIS,
        url=row["url"],
        settings=json.loads(row["settings"]),
        default_municipality=regions.municipality_by_code(code=row["municipality"]),
        schedule=row["schedule"],
    )
    source = propose_source(actor=people["analyst"], proposal=proposal, now=now)
    if row["state"] != "proposed":
        approve_source(actor=people["official_here"], source=source, now=now)
    return True


def _add_items(region: Region, rows: list[dict[str, str]], now: datetime) -> int:
    """Some weeks of items, each week read in that week; nothing when there are items already."""
    names = {row["name"]: row["state"] for row in rows}
    feeds = list(Source.objects.filter(region=region, name__in=names, kind=SourceKind.FEED, status=Source.Status.ON))
    if Item.objects.filter(source__in=feeds).exists():
        return 0
    tools = tools_for(region=region, on=now.date())
    copies = Copies(region=region, now=now)
    added = 0
    for back in reversed(range(WEEKS)):
        moment = now - timedelta(weeks=back)
        for number, source in enumerate(feeds):
            if names[source.name] == "silent" and back < WEEKS // 2:
                continue
            entries = list(_entries(number, back, tools, moment))
            tally = Tally()
            for tally in ingest_entries(source=source, entries=entries, tools=tools, copies=copies, now=moment):  # noqa: B007
                pass
            note_fetch(source=source, outcome=Fetch.Outcome.OK, tally=tally, note="", now=moment)
            added += tally.added
    return added


def _entries(number: int, back: int, tools: Tools, moment: datetime) -> Iterator[Entry]:
    """The texts of one feed in one week; the first of them is press text that every feed brings."""
    texts = _rows("demo_texts.csv")
    towns = [tools.municipalities[code].name for code in sorted(tools.municipalities)]
    for turn in range(PER_WEEK):
        place = back if turn == 0 else back * 11 + number * 5 + turn * 3
        text = texts[(back * 7 + (0 if turn == 0 else number * PER_WEEK + turn)) % len(texts)]
        town = towns[place % len(towns)]
        key = f"{back}-{turn}"
        day = moment.date() - timedelta(days=(number + turn) % 5 if turn else 0)
        link = f"https://feed-{number}.example/{day:%Y}/{key}"
        yield Entry(key, text["title"].format(place=town), text["text"].format(place=town), link, day)


def _add_wording(people: dict[str, Membership], region: Region, now: datetime) -> int:
    """One change that is in use, and two that wait for a second organisation."""
    if Wording.objects.filter(region=region).exists():
        return 0
    specialist, official = people["specialist"], people["official_elsewhere"]
    flyer = TermChange("soevereinen", "soevereinenbrief*")
    used = propose_wording(
        actor=specialist,
        change=flyer,
        reason="Dit woord komt steeds vaker voor in brieven.",
        now=now - timedelta(days=20),
    )
    approve_wording(actor=official, wording=used, religious_read=False, now=now - timedelta(days=16))
    prayer = TermChange("haat-en-discriminatie", "koranbekladding*", is_religious=True)
    propose_wording(
        actor=specialist, change=prayer, reason="Vorm van discriminatie die nu niet wordt herkend.", now=now
    )
    place = PlaceChange(
        "De Kwelders", "GX0001", "alias", "off", "Ook een gewoon woord; gaf te veel verkeerde treffers."
    )
    propose_wording(actor=specialist, change=place, reason="Deze streeknaam wijst niet op één gemeente.", now=now)
    return 3
