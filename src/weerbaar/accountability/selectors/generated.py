"""Rows of a paper that nobody writes by hand: from the inventory, the retention rules, the promises and their proof."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from weerbaar.accountability.selectors.beslishulp import walk
from weerbaar.accountability.selectors.evidence import Claim, evidence
from weerbaar.accountability.selectors.inventory import endings, inventory

REGISTER = Path(__file__).resolve().parents[1] / "data" / "papers" / "register.yaml"
STATES = {
    "green": "groen",
    "skipped": "deels overgeslagen",
    "red": "rood",
    "none": "niet aangetoond",
    "not_built": "nog niet gebouwd",
}


@dataclass(frozen=True)
class Row:
    """A term with its text."""

    term: str
    text: str


@cache
def activities() -> tuple[dict[str, Any], ...]:
    """The activities of the register of processing, as they stand in its data file."""
    return tuple(yaml.safe_load(REGISTER.read_text(encoding="utf-8"))["activities"])


def columns_with_personal_data() -> dict[str, tuple[str, ...]]:
    """Per table its columns with personal data of professionals."""
    return {one.model: one.fields for one in inventory() if one.personal != "nee"}


def claims() -> dict[str, Claim]:
    return {claim.id: claim for claim in evidence().claims}


def _activities(_content: dict[str, Any]) -> list[Row]:
    columns = columns_with_personal_data()
    return [
        Row(
            one["name"],
            f"{_capital(one['people'])}. Kolommen: "
            + ", ".join(f"{table} ({', '.join(columns.get(table, ()))})" for table in one["tables"]),
        )
        for one in activities()
    ]


def _purposes(_content: dict[str, Any]) -> list[Row]:
    return [Row(one["name"], one["purpose"]) for one in activities()]


def _grounds(_content: dict[str, Any]) -> list[Row]:
    return [Row(one["name"], one["ground"]) for one in activities()]


def _personal_retention(_content: dict[str, Any]) -> list[Row]:
    return [Row(one["name"], endings()[one["rule"]].after) for one in activities()]


def _personal_data(_content: dict[str, Any]) -> list[Row]:
    return [Row(one.purpose, f"{one.model}: {', '.join(one.fields)}") for one in inventory() if one.personal != "nee"]


def _retention(_content: dict[str, Any]) -> list[Row]:
    return [Row(one.rule, f"{one.after} ({one.by})") for one in endings().values()]


def _risks(content: dict[str, Any]) -> list[Row]:
    return [
        Row(one["risk"], f"{one['effect']} Kans: {one['chance']}. Gevolg: {one['impact']}.") for one in content["risks"]
    ]


def _measures(content: dict[str, Any]) -> list[Row]:
    found = claims()
    return [
        Row(
            one["risk"],
            "; ".join(_measure(measure, found) for measure in one["measures"]) + f". Wat overblijft: {one['left']}.",
        )
        for one in content["risks"]
    ]


def _measure(measure: dict[str, Any], found: dict[str, Claim]) -> str:
    proofs = ", ".join(f"{key}: {_state(found, key)}" for key in measure["proof"])
    return f"{measure['text']} ({proofs})"


def _state(found: dict[str, Claim], key: str) -> str:
    return STATES[found[key].state if key in found else "none"]


def _path(content: dict[str, Any]) -> list[Row]:
    """The path of each role through the Beslishulp, and where it ends."""
    path = content["beslishulp"]
    rows = []
    for role in path["roles"]:
        end, answers = walk(steps=path["steps"], role=role)
        shown = "; ".join(f"{number} {asks} {answer}" for number, asks, answer in answers)
        rows.append(Row(f"{role['role']}: conclusie {end}", f"{shown}. {path['outcome_text']}"))
    return rows


def _locks(_content: dict[str, Any]) -> list[Row]:
    return [Row(f"{key}. {one.text}", STATES[one.state]) for key, one in claims().items() if key.startswith("L")]


def _version(content: dict[str, Any]) -> list[Row]:
    return [
        Row("Versie van Weerbaar", version("weerbaar")),
        Row("Tekst nagekeken op", f"{content['reviewed_on']:%d-%m-%Y}"),
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


GENERATED: dict[str, Callable[[dict[str, Any]], list[Row]]] = {
    "activities": _activities,
    "purposes": _purposes,
    "grounds": _grounds,
    "personal_retention": _personal_retention,
    "personal_data": _personal_data,
    "retention": _retention,
    "risks": _risks,
    "measures": _measures,
    "path": _path,
    "locks": _locks,
    "version": _version,
}
