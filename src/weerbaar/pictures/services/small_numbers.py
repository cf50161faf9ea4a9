"""Small counts in what everybody may read: fewer than five is written as `<5`, and cannot be worked out either.

A cell that is withheld is protected by a second one in its row and its column when a total stands there
(complementary suppression); that one is written as `*`. Weeks of a chart that are small are taken together.
"""

import re
from dataclasses import replace
from typing import Any

from weerbaar.pictures.services.content import Part

LEAST = 5
SMALL, SECOND = "<5", "*"
_COUNT = re.compile(r"^\s*(\d{1,3}(?:\.\d{3})*|\d+)\s*$")
_WORD = re.compile(
    r"\b(?:[1-4]|een|één|twee|drie|vier)(\s+(?:\w+\s)?(?:signalen|signaal|berichten|bericht|meldingen|melding|incidenten|incident))\b",
    re.IGNORECASE,
)
_TOTAL_IN_NOTE = re.compile(r"\bn = [\d.]+,?\s*")
_TOTAL = {"totaal", "samen", "alles"}
EXPLAINED = "<5: minder dan vijf. *: niet getoond, omdat een klein aantal anders te berekenen is."


def withheld(part: Part) -> Part:
    """The part with small counts withheld, in its words, its table or its chart."""
    part = replace(part, text=_in_words(part.text), items=tuple(map(_in_words, part.items)))
    if part.kind == "table":
        rows = tuple(protected(rows=part.rows, columns=part.columns))
        return replace(part, rows=rows, note=_explained(part.note, rows != part.rows))
    if part.kind == "chart" and part.chart and any(map(_is_small, part.chart["values"])):
        return _coarser(part, part.chart)
    return part


def _coarser(part: Part, chart: dict[str, Any]) -> Part:
    """A line in steps so long that none is small. What is small even then is withheld with its total; a bar too."""
    labels, values = list(chart["labels"]), list(chart["values"])
    step = 1
    while chart.get("kind", "line") == "line" and step < len(values) and any(map(_is_small, _steps(values, step))):
        step *= 2
    told = _steps(values, step)
    ends = [labels[start : start + step] for start in range(0, len(labels), step)]
    shown = [SMALL if _is_small(value) else value for value in told]
    made = {
        "kind": chart.get("kind", "line") if len(shown) > 1 else "bar",
        "labels": [one[0] if len(one) == 1 else f"{one[0]} tot en met {one[-1]}" for one in ends],
        "values": shown,
        "unit": chart.get("unit", "Aantal"),
    }
    note = _TOTAL_IN_NOTE.sub("", part.note) if SMALL in shown else part.note
    return replace(part, chart=made, alternative="", note=_explained(note, SMALL in shown))


def _steps(values: list[Any], step: int) -> list[Any]:
    """The sums of so many values in a row; None where nothing is known."""
    found = []
    for start in range(0, len(values), step):
        known = [one for one in values[start : start + step] if one is not None]
        found.append(sum(known) if known else None)
    return found


def protected(*, rows: tuple[tuple[str, ...], ...], columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The rows with every small count withheld, and a second one wherever a total would give it away."""
    cells = [list(row) for row in rows]
    for row in cells:
        row[:] = [SMALL if number and _is_small(_count(cell)) else cell for number, cell in enumerate(row)]
    total_row = any(row and row[0].strip().lower() in _TOTAL for row in cells)
    total_column = any(name.strip().lower() in _TOTAL for name in columns)
    while (total_column and _seconds_in_rows(cells)) or (total_row and _seconds_in_columns(cells, len(columns))):
        pass
    return [tuple(row) for row in cells]


def _seconds_in_rows(cells: list[list[str]]) -> bool:
    return sum(_second(row, range(1, len(row))) for row in cells) > 0


def _seconds_in_columns(cells: list[list[str]], width: int) -> bool:
    changed = 0
    for x in range(1, width):
        column = [row[x] if x < len(row) else "" for row in cells]
        changed += _second(column, range(len(column)))
        for row, cell in zip(cells, column, strict=True):
            row[x : x + 1] = [cell]
    return changed > 0


def _second(line: list[str], places: range) -> bool:
    """Withholds the smallest other count of a line in which exactly one was withheld. Says whether it did."""
    hidden = [place for place in places if line[place] in {SMALL, SECOND}]
    if len(hidden) != 1:
        return False
    shown = [(count, place) for place in places if (count := _count(line[place])) is not None and count > 0]
    if not shown:
        return False
    line[min(shown)[1]] = SECOND
    return True


def _count(cell: str) -> int | None:
    found = _COUNT.match(cell)
    return int(found[1].replace(".", "")) if found else None


def _is_small(value: object) -> bool:
    return isinstance(value, int | float) and 0 < value < LEAST


def _in_words(text: str) -> str:
    return _WORD.sub(lambda found: f"minder dan {LEAST}{found[1]}", text)


def _explained(note: str, changed: bool) -> str:
    return f"{note} {EXPLAINED}".strip() if changed else note
