"""What is kept, why, on which ground and until when: every column of every table, from `data/inventory.csv`."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class Kept:
    """Columns of one table that serve one purpose. `personal` says whose personal data they are; `nee` for none."""

    model: str
    personal: str
    fields: tuple[str, ...]
    purpose: str
    ground: str
    rule: str


@dataclass(frozen=True)
class Ending:
    """When a kind of data goes, and who sees to it."""

    rule: str
    after: str
    by: str


@cache
def inventory() -> tuple[Kept, ...]:
    with (DATA / "inventory.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Kept(**(row | {"fields": tuple(row["fields"].split())})) for row in csv.DictReader(file))


@cache
def endings() -> dict[str, Ending]:
    """The retention rules by name."""
    rules = yaml.safe_load((DATA / "retention.yaml").read_text(encoding="utf-8"))
    return {name: Ending(name, rule["after"], rule["by"]) for name, rule in rules.items()}
