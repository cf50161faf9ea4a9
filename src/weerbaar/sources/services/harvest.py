"""What one reading of a source brings, before anything is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from weerbaar_analysis.text.documents import Document


class Unreadable(Exception):
    """The answer of a source is not what was agreed. `str()` is a Dutch sentence without any of its content."""


class SourceLike(Protocol):
    """What a connector knows of a source."""

    url: str
    settings: dict[str, Any]


class Reader(Protocol):
    """Reads a document in a guarded child process."""

    def read(self, data: bytes) -> Document: ...


@dataclass(frozen=True)
class Entry:
    """One document in memory. `text` serves to find places and topics and is never stored."""

    key: str
    title: str
    text: str
    link: str
    published_on: date | None


@dataclass(frozen=True)
class WeekCount:
    """A count without text. Without municipality code it is about the default municipality of the source."""

    topic: str
    week: str
    count: int
    municipality: str = ""


@dataclass(frozen=True)
class Figure:
    """A context figure."""

    measure: str
    unit: str
    period: str
    value: Decimal
    municipality: str = ""


@dataclass(frozen=True)
class Harvest:
    """Everything of one reading."""

    entries: Sequence[Entry] = ()
    counts: Sequence[WeekCount] = ()
    figures: Sequence[Figure] = ()
    notes: Sequence[str] = field(default=())


def day_of(text: str) -> date | None:
    """The day at the start of an ISO date or moment; None when there is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
