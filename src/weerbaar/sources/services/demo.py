"""Invented sources, items and word lists for the demo, through the same orders as everything else."""

import csv
import json
from datetime import datetime, timedelta
from pathlib import Path

from weerbaar.accounts import selectors as accounts
from weerbaar.accounts.models import Membership
from weerbaar.accounts.services import NotAnInventedRegion
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Region
from weerbaar.sources.models import Source, Wording
from weerbaar.sources.services.allow_list import Proposal, approve_source, propose_source
from weerbaar.sources.services.demo_year import read_demo_year, weeks_told
from weerbaar.sources.services.wording import PlaceChange, TermChange, approve_wording, propose_wording

DATA = Path(__file__).parents[1] / "data"
KEPT_DAYS = 366
"""The longest there is: the items are invented, and somebody who learns looks back over the whole year."""
LEGAL_BASIS = "Publieke taak: zicht op verschijnselen in de regio. Alleen openbare bronnen, geen persoonsgegevens."


def load_demo_sources(*, region: Region, now: datetime) -> int:
    """Fills the sources, a year of items and two changes of wording; how many rows are new."""
    if not region.is_invented:
        raise NotAnInventedRegion
    people = {person.key: membership for person, membership in accounts.signed_up_demo_people()}
    rows = _rows("demo_sources.csv")
    begin = now - weeks_told() - timedelta(weeks=1)
    added = sum(_add_source(row, people, region, begin) for row in rows)
    return added + read_demo_year(region=region, rows=rows, now=now) + _add_wording(people, region, now)


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
        retention_days=KEPT_DAYS,
    )
    source = propose_source(actor=people["analyst"], proposal=proposal, now=now)
    if row["state"] != "proposed":
        approve_source(actor=people["official_here"], source=source, now=now)
    return True


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
