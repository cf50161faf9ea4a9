"""The format of a pack: which file has which columns, and what may stand in a cell. See docs/beheer/regiopakket.md."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from weerbaar.regions.models import Organisation, Place

FORMAT = 1
HIGHEST_TILE = 60
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


class CellRefused(Exception):
    """The cell does not hold what its column asks for: a fact and its mend."""

    def __init__(self, fact: str, mend: str) -> None:
        self.fact, self.mend = fact, mend
        super().__init__(fact)


Reader = Callable[[str], Any]


@dataclass(frozen=True)
class Column:
    """One column: how a filled cell is read, whether it must be there, and its value when empty."""

    read: Reader
    required: bool = True
    empty: Any = None


def text(longest: int) -> Reader:
    """Plain text up to a length, without what looks like personal data."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise CellRefused(
                _("The text has %(length)d characters.") % {"length": len(cell)},
                _("Make it at most %(longest)d characters.") % {"longest": longest},
            )
        if "@" in cell or re.search(r"\d[\d .-]{6,}\d", cell):
            raise CellRefused(
                _("This looks like an e-mail address, a telephone number or a personal number."),
                _("Take it out: a pack holds no personal data."),
            )
        return cell

    return read


def code(longest: int) -> Reader:
    """A code of letters, digits and hyphens."""

    def read(cell: str) -> str:
        if len(cell) > longest or not CODE.fullmatch(cell):
            raise CellRefused(
                _("The code “%(code)s” is not possible.") % {"code": cell[:50]},
                _("Use only letters, digits and hyphens, at most %(longest)d characters.") % {"longest": longest},
            )
        return cell

    return read


def day(cell: str) -> date:
    """A day as 2022-01-31."""
    try:
        if DAY.fullmatch(cell):
            return date.fromisoformat(cell)
    except ValueError:
        pass
    raise CellRefused(
        _("“%(cell)s” is not a day.") % {"cell": cell[:50]}, _("Write the day as year-month-day, such as 2022-01-31.")
    )


def tile(cell: str) -> int:
    """A position on the tile map, counted from 1."""
    if cell.isascii() and cell.isdigit() and len(cell) <= 3 and 1 <= int(cell) <= HIGHEST_TILE:
        return int(cell)
    raise CellRefused(
        _("“%(cell)s” is not a position on the map.") % {"cell": cell[:50]},
        _("Write a whole number from 1 to %(highest)d.") % {"highest": HIGHEST_TILE},
    )


def inhabitants(cell: str) -> int:
    """A whole number of people."""
    if cell.isascii() and cell.isdigit() and len(cell) <= 8:
        return int(cell)
    raise CellRefused(
        _("“%(cell)s” is not a number of inhabitants.") % {"cell": cell[:50]},
        _("Write a whole number without points, such as 23500, or leave the cell empty."),
    )


def share(cell: str) -> Decimal:
    """A share above 0 and at most 1, with at most four decimals."""
    if re.fullmatch(r"[01](\.\d{1,4})?", cell) and 0 < Decimal(cell) <= 1:
        return Decimal(cell)
    raise CellRefused(
        _("“%(cell)s” is not a share.") % {"cell": cell[:50]},
        _("Write a number above 0 and at most 1 with a point, such as 0.25."),
    )


def one_of(values: list[str]) -> Reader:
    """One word of a closed list."""

    def read(cell: str) -> str:
        if cell not in values:
            raise CellRefused(
                _("“%(cell)s” is unknown.") % {"cell": cell[:50]},
                _("Choose from: %(values)s.") % {"values": ", ".join(values)},
            )
        return cell

    return read


NOTE = Column(text(300), required=False, empty="")
FILES: Mapping[str, Mapping[str, Column]] = {
    "safety_regions.csv": {"code": Column(code(6)), "name": Column(text(120))},
    "police_teams.csv": {
        "code": Column(code(20)),
        "name": Column(text(120)),
        "safety_region": Column(code(6)),
        "note": NOTE,
    },
    "municipalities.csv": {
        "code": Column(code(6)),
        "name": Column(text(120)),
        "safety_region": Column(code(6)),
        "police_team": Column(code(20)),
        "valid_from": Column(day),
        "valid_to": Column(day, required=False),
        "tile_column": Column(tile),
        "tile_row": Column(tile),
        "inhabitants": Column(inhabitants, required=False),
        "note": NOTE,
    },
    "successions.csv": {
        "predecessor": Column(code(6)),
        "successor": Column(code(6)),
        "on": Column(day),
        "share": Column(share, required=False, empty=Decimal(1)),
    },
    "places.csv": {
        "name": Column(text(120)),
        "municipality": Column(code(6)),
        "kind": Column(one_of(Place.Kind.values)),
        "ambiguity": Column(one_of(Place.Ambiguity.values), required=False, empty=Place.Ambiguity.CLEAR.value),
        "valid_from": Column(day, required=False),
        "valid_to": Column(day, required=False),
        "note": NOTE,
    },
    "organisations.csv": {
        "code": Column(code(40)),
        "name": Column(text(160)),
        "kind": Column(one_of(Organisation.Kind.values)),
        "municipality": Column(code(6), required=False),
        "police_team": Column(code(20), required=False),
        "safety_region": Column(code(6), required=False),
    },
}
MAY_BE_WITHOUT_ROWS = {"successions.csv", "places.csv"}
