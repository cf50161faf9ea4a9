"""The one content from which page, PDF, Word, slides and the frozen version are made. Plain data, no database.

`as_json` and `from_json` are each other's reverse; the hash of a frozen picture is taken over `as_json`.
"""

import json
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any


@dataclass(frozen=True)
class Trace:
    """Where something comes from: a record of a room, its name, and the address of its page (empty without one).

    `facts` are what the record said then, in lines, of records that may say something else later.
    """

    kind: str
    record_id: str
    label: str
    address: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of a section. `kind` says which fields count.

    * `heading`: `text`, `level` (3 or 4); `paragraph`, `quote`: `text`; `list`: `items`;
    * `table`: `text` is the caption, `columns`, `rows`, `note`;
    * `chart`: `text` is the title, `chart` the figures, `note` says n, period
      and source, `alternative` says it in words;
    * `statement`: `text`, `certainty`, `reason`, `stated_on`, and what it rests on in `traces`;
    * `note`: `text`, a remark of the house itself (no data, a room that is not there yet).
    """

    kind: str
    text: str = ""
    level: int = 3
    items: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    alternative: str = ""
    chart: dict[str, Any] | None = None
    certainty: str = ""
    reason: str = ""
    stated_on: str = ""
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True)
class SectionContent:
    """One section with its parts, in order. `fresh_on` is the day of the newest thing in it (ISO)."""

    number: int
    key: str
    title: str
    owner: str
    fresh_on: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class PictureContent:
    """Everything of one picture. `used` lists each record that was used, once."""

    title: str
    area: str
    period: str
    sharing: str
    openness: str
    director: str
    recipients: tuple[str, ...]
    review_on: str
    composed_on: str
    sections: tuple[SectionContent, ...]
    used: tuple[Trace, ...] = field(default=())

    def as_json(self) -> str:
        """Canonical JSON: sorted keys, no spaces, so that equal content is equal text."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @property
    def digest(self) -> str:
        return sha256(self.as_json().encode()).hexdigest()

    @classmethod
    def from_json(cls, text: str) -> "PictureContent":
        raw = json.loads(text)
        sections = tuple(_section(one) for one in raw.pop("sections"))
        used = tuple(map(_trace, raw.pop("used")))
        recipients = tuple(raw.pop("recipients"))
        return cls(sections=sections, used=used, recipients=recipients, **raw)


def _section(raw: dict[str, Any]) -> SectionContent:
    return SectionContent(parts=tuple(_part(one) for one in raw.pop("parts")), **raw)


def _part(raw: dict[str, Any]) -> Part:
    for name in ("items", "columns"):
        raw[name] = tuple(raw[name])
    raw["rows"] = tuple(tuple(row) for row in raw["rows"])
    raw["traces"] = tuple(map(_trace, raw["traces"]))
    return Part(**raw)


def _trace(raw: dict[str, Any]) -> Trace:
    return Trace(**{**raw, "facts": tuple(raw.get("facts", ()))})


@dataclass(frozen=True)
class SectionKind:
    """A section of the lokaal beeld: its number, key, title on the screen, and the live blocks it starts with."""

    number: int
    key: str
    title: str
    blocks: tuple[str, ...] = ()


SECTIONS = (
    SectionKind(1, "cover", "Voorblad"),
    SectionKind(2, "core", "Kern op één bladzijde", ("changes",)),
    SectionKind(3, "account", "Vraag en verantwoording", ("sources", "white_spots")),
    SectionKind(4, "context", "Context en voedingsbodem", ("statistics", "trends", "signals", "calendar")),
    SectionKind(5, "phenomena", "Fenomenen", ("trends", "signals")),
    SectionKind(6, "polarisation", "Polarisatie"),
    SectionKind(7, "resilience", "Weerbaarheid", ("trends", "signals", "rooms")),
    SectionKind(8, "approach", "Aanpak naast beeld", ("approach",)),
    SectionKind(9, "scenarios", "Duiding en scenario's"),
    SectionKind(10, "advice", "Handelingsperspectief en advies", ("advice",)),
    SectionKind(11, "annexes", "Bijlagen", ("definitions", "sources")),
)
"""The eleven sections (domain, chapter 4)."""
