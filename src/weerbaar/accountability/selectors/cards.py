"""The card of every method: what it is for, what not, its limits, and the errors that were measured."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from weerbaar_analysis.counts.registry import DETECTORS

MODELS = Path(__file__).resolve().parents[1] / "data" / "models.yaml"
TEXT_METHODS = ("text.personal_data", "text.places", "text.topics", "text.duplicates")


@dataclass(frozen=True)
class Figure:
    """A measured figure. `says` stands word for word on the page it came from; `missed` is a goal it did not reach."""

    what: str
    says: str
    shown: str
    source: str
    missed: str


@dataclass(frozen=True)
class Card:
    id: str
    title: str
    detectors: tuple[str, ...]
    question: str
    works: str
    not_for: str
    limits: str
    figures: tuple[Figure, ...]


def cards() -> tuple[Card, ...]:
    """The cards of all methods, text first."""
    return tuple(
        Card(**(one | {"detectors": tuple(one["detectors"]), "figures": tuple(map(_figure, one["figures"]))}))
        for one in _models()["cards"]
    )


def measured_on() -> date:
    """The day of the measurements."""
    day: date = _models()["measured_on"]
    return day


def methods() -> frozenset[str]:
    """Every method that must have a card."""
    return frozenset((*DETECTORS, *TEXT_METHODS))


def _figure(one: dict[str, str]) -> Figure:
    return Figure(one["what"], one["says"], one.get("shown", one["says"]), one["from"], one.get("missed", ""))


@cache
def _models() -> dict[str, Any]:
    return dict(yaml.safe_load(MODELS.read_text(encoding="utf-8")))
