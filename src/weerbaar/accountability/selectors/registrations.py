"""The registration of every municipality in the Algoritmeregister (publication standard 1.0.0), from one source."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from weerbaar.accountability.selectors.papers import PAPERS, WAITS
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Municipality, Region
from weerbaar.trends import selectors as trends

DATA = Path(__file__).resolve().parents[1] / "data"
LOCAL = "verantwoording.csv"


@dataclass(frozen=True)
class Field:
    """One field of the standard, and what it may hold."""

    field: str
    title: str
    kind: str
    longest: int | None
    required: bool
    allowed: frozenset[str]


@dataclass(frozen=True)
class Registration:
    """The registration of one municipality; `waits` are the fields it has to fill in itself."""

    municipality: Municipality
    values: dict[str, Any]
    waits: tuple[str, ...]


@cache
def fields() -> tuple[Field, ...]:
    """The fields of the standard, in its order."""
    with (DATA / "algoritmeregister_fields.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Field(
                row["field"],
                row["title"],
                row["kind"],
                int(row["longest"]) if row["longest"] else None,
                row["required"] == "yes",
                frozenset(row["allowed"].split("|")) - {""},
            )
            for row in csv.DictReader(file)
        )


@cache
def shared() -> dict[str, Any]:
    """What is the same for every municipality, with the day somebody read it over."""
    return dict(yaml.safe_load((PAPERS / "algoritmeregister.yaml").read_text(encoding="utf-8")))


def registrations(*, region: Region, on: date) -> Iterator[Registration]:
    """One registration per municipality of the region on that day, by name."""
    local = _local()
    for municipality in regions.municipalities_on(region=region, on=on):
        yield _registration(municipality, local.get(municipality.code, {}))


def registrations_per_region(*, on: date) -> dict[str, list[Registration]]:
    """All registrations of this server, by name of the region."""
    return {region.name: list(registrations(region=region, on=on)) for region in regions.regions()}


def registration(*, code: str, on: date) -> Registration | None:
    """That of one municipality; None when there is no such municipality on that day."""
    municipality = regions.municipality_by_code(code=code)
    if (
        municipality is None
        or not regions.valid_on(rows=Municipality.objects.filter(pk=municipality.pk), on=on).exists()
    ):
        return None
    return _registration(municipality, _local().get(code, {}))


def _registration(municipality: Municipality, local: dict[str, str]) -> Registration:
    values = shared()["values"] | {
        "organization": f"Gemeente {municipality.name}",
        "status": local.get("status") or "In ontwikkeling",
        "begin_date": local.get("begin_date") or None,
        "contact_email": local.get("contact") or WAITS,
        "website": local.get("website") or None,
        "methods_and_models": how_it_works(),
        "source_id": f"weerbaar-{municipality.code}",
    }
    ordered = {one.field: values[one.field] for one in fields() if values.get(one.field)}
    return Registration(municipality, ordered, tuple(key for key, value in ordered.items() if value == WAITS))


def how_it_works() -> str:
    """The technical field, from the very file the detector reads."""
    recipe = trends.recipe().parameters
    chosen = "; ".join(
        f"{one['method']} (vanaf {one['minimum_weeks']} weken en gemiddeld {one['minimum_mean']:g} per week)"
        for one in recipe["methods"]
    )
    reviewed, share = date.fromisoformat(recipe["reviewed_on"]), 100 * recipe["false_discovery"]
    return (
        f"Niet zelflerend. Recept {recipe['version']}, nagekeken op {reviewed:%d-%m-%Y}. Invoer: weekaantallen per "
        f"onderwerp en gemeente over ten hoogste {recipe['weeks']} weken. Werking: per reeks de eerste methode waarvan "
        f"de voorwaarden gelden: {chosen}. Daarna wordt gecorrigeerd voor het grote aantal vergelijkingen: ten hoogste "
        f"{share:g} procent van wat wordt getoond mag toeval zijn. Uitvoer: meer, minder, zoals verwacht of te weinig "
        "gegevens, met het verwachte aantal. De gemeten foutkans staat op de modelkaarten."
    )


def _local() -> dict[str, dict[str, str]]:
    """What municipalities filled in, by code: the file `verantwoording.csv` in the data folder."""
    path = Path(settings.DATA) / LOCAL
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}
