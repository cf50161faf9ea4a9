"""A table of items: one row a document, with at least a title and a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weerbaar.sources.services.harvest import Entry, day_of
from weerbaar.sources.services.spreadsheet_values import dutch_day
from weerbaar_analysis.text.documents.document import Cell

_TITLE = ("titel", "title", "kop")
_DAY = ("datum", "date", "published", "gepubliceerd")
_LINK = ("link", "url", "adres")
_TEXT = ("tekst", "text", "samenvatting", "summary", "description")


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in one row of a table, in which column, and how to mend it (Dutch)."""

    row: int
    column: str
    text: str


def has_items(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the head of this table names a title and a day."""
    header = [str(cell).strip().lower() for cell in rows[0]] if rows else []
    return _column(header, _TITLE) >= 0 and _column(header, _DAY) >= 0


def problems_of_table(rows: Sequence[Sequence[Cell]], *, until: date) -> list[RowProblem]:
    """What is wrong with the rows of a table of items; empty when all can be kept."""
    header = [str(cell).strip().lower() for cell in rows[0]]
    title, day, link = _column(header, _TITLE), _column(header, _DAY), _column(header, _LINK)
    problems = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(str(cell).strip() for cell in row):
            continue
        when, place = _day(_cell(row, day)), _cell(row, link)
        checks = (
            (title, not _cell(row, title), "Vul een titel in."),
            (day, when is None, "Schrijf de dag als 3-11-2026 of 2026-11-03."),
            (day, when is not None and not when.year >= 2000, "Deze dag ligt te ver terug: vanaf 2000 kan."),
            (day, when is not None and when > until, "Deze dag ligt in de toekomst."),
            (link, bool(place) and not place.startswith(("https://", "http://")), "Begin een link met https://."),
        )
        problems += [RowProblem(number, str(rows[0][column]).strip(), text) for column, fails, text in checks if fails]
    return problems


def entries_of_table(rows: Sequence[Sequence[Cell]]) -> list[Entry]:
    """The rows as entries; none when the table has no column for title and day."""
    if not rows:
        return []
    header = [str(cell).strip().lower() for cell in rows[0]]
    title, day = _column(header, _TITLE), _column(header, _DAY)
    if title < 0 or day < 0:
        return []
    link, text = _column(header, _LINK), _column(header, _TEXT)
    entries = []
    for row in rows[1:]:
        name, when = _cell(row, title), _day(row[day] if day < len(row) else "")
        if name:
            place = _cell(row, link)
            entries.append(Entry(place or f"{name}|{when}", name, _cell(row, text), place, when))
    return entries


def _column(header: Sequence[str], names: Sequence[str]) -> int:
    return next((number for number, name in enumerate(header) if name in names), -1)


def _cell(row: Sequence[Cell], column: int) -> str:
    return str(row[column]).strip() if 0 <= column < len(row) else ""


def _day(cell: Cell) -> date | None:
    return day_of(str(cell)) or dutch_day(str(cell))
