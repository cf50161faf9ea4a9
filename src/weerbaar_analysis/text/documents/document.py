"""What reading a document gives."""

from dataclasses import asdict, dataclass, field
from typing import Any

Cell = str | int | float


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed: plain text, an ISO date (or date and time) or an empty string, and the link."""

    title: str
    summary: str
    link: str
    published: str
    key: str


@dataclass(frozen=True)
class Document:
    """A document as plain text.

    `published` is an ISO date, or empty when the document does not say. `entries` is filled for feeds only, `tables`
    (sheets of rows of cells, dates as ISO text) for tables only. `notes` are Dutch sentences about what was left out.
    """

    kind: str
    title: str = ""
    text: str = ""
    published: str = ""
    entries: list[FeedEntry] = field(default_factory=list)
    tables: list[list[list[Cell]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Document":
        entries = [FeedEntry(**entry) for entry in data.pop("entries", [])]
        return cls(entries=entries, **data)


class DocumentRefused(ValueError):
    """The document cannot be read. `str()` is one Dutch sentence with the mend, without any content of the document."""
