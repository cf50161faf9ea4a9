"""A table of items: one row a document, with at least a title and a day."""

from collections.abc import Sequence
from datetime import date

from weerbaar.sources.services.harvest import Entry, day_of
from weerbaar.sources.services.spreadsheet_values import dutch_day
from weerbaar_analysis.text.documents.document import Cell

_TITLE = ("titel", "title", "kop")
_DAY = ("datum", "date", "published", "gepubliceerd")
_LINK = ("link", "url", "adres")
_TEXT = ("tekst", "text", "samenvatting", "summary", "description")


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
