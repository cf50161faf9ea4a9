"""What makes a place name treacherous: the reviewed word lists of data/places/traps.yaml."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

import yaml

Needs = Literal["name", "setting", "neighbour"]
NEEDS: tuple[Needs, ...] = ("name", "setting", "neighbour")


@dataclass(frozen=True, slots=True)
class Trap:
    """How much support one name needs, and what it means when it is not the place."""

    needs: Needs = "name"
    common_word: bool = False
    lower_case: bool = False
    surname: bool = False
    product: bool = False
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cues:
    """Words beside a name that speak for or against the place; all in lower case, as `flatten` leaves them."""

    court: frozenset[str]
    club: frozenset[str]
    ship: frozenset[str]
    person_title: frozenset[str]
    office_title: frozenset[str]
    said: frozenset[str]
    place_preposition: frozenset[str]
    island_preposition: frozenset[str]
    place_noun: frozenset[str]
    municipality_noun: frozenset[str]
    traffic: frozenset[str]
    province_here: frozenset[str]
    province_there: frozenset[str]
    demonym_not_place: frozenset[str]
    given_names: frozenset[str]

    @cached_property
    def disturbing(self) -> frozenset[str]:
        """Every word that can speak against a name right after it."""
        against = self.court | self.club | self.ship | self.person_title | self.province_there | self.municipality_noun
        return against | self.given_names | {"van", "de", "te", "richting", "ms", "regio", "streek", "plantage"}


@dataclass(frozen=True, slots=True)
class Traps:
    """Everything that is known of treacherous names, for the whole country."""

    names: Mapping[str, Trap]
    phrases: Mapping[str, tuple[str, ...]]
    cues: Cues
    towns: Mapping[str, frozenset[str]]

    def of(self, name: str) -> Trap | None:
        """The trap of a name, or None when nobody listed it."""
        return self.names.get(name.lower())


@cache
def load_traps() -> Traps:
    """Reads the lists that come with the library, once."""
    folder = files("weerbaar_analysis.text") / "data" / "places"
    raw: dict[str, Any] = yaml.load((folder / "traps.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    names = {
        name.lower(): Trap(**{**properties, "elsewhere": tuple(properties.get("elsewhere", ()))})
        for name, properties in raw["names"].items()
    }
    words = {key: frozenset(values) for key, values in raw["cues"].items()}
    cues = Cues(given_names=frozenset(raw["given_names"]), **words)
    missing = [field.name for field in fields(Cues) if not getattr(cues, field.name)]
    if missing:
        raise ValueError(missing)
    towns: dict[str, set[str]] = {}
    for row in csv.DictReader((folder / "towns_nl.csv").read_text(encoding="utf-8").splitlines()):
        towns.setdefault(row["name"], set()).add(row["province"])
    phrases = {reason: tuple(values) for reason, values in raw["phrases"].items()}
    return Traps(names, phrases, cues, {name: frozenset(provinces) for name, provinces in towns.items()})
