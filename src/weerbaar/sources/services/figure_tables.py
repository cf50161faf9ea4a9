"""A table of figures: measure, municipality, period, value; typed as Dutch people do in a spreadsheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from weerbaar.sources.services.harvest import Figure
from weerbaar.sources.services.item_tables import RowProblem
from weerbaar.sources.services.spreadsheet_values import dutch_number, dutch_period
from weerbaar_analysis.text.documents.document import Cell
from weerbaar_analysis.text.personal_data import find_personal_data

_COLUMNS = {
    "measure": ("maat", "onderwerp", "measure", "indicator", "cijfer"),
    "municipality": ("gemeente", "gemeentecode", "code", "municipality", "gemeentenaam"),
    "period": ("periode", "jaar", "period", "maand", "kwartaal"),
    "value": ("waarde", "aantal", "value", "percentage"),
    "unit": ("eenheid", "unit"),
}
_LARGEST = Decimal(10) ** 13


@dataclass(frozen=True)
class _Row:
    number: int
    cells: Mapping[str, str]
    labels: Mapping[str, str]


def has_figures(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the head of this table names a value and a period."""
    columns = _columns(rows[0]) if rows else {}
    return "value" in columns and "period" in columns


def figures_of_table(
    rows: Sequence[Sequence[Cell]], *, municipalities: Mapping[str, str]
) -> tuple[list[Figure], list[RowProblem]]:
    """The figures of a table and everything that is wrong with it; `municipalities` maps code and name to code."""
    columns = _columns(rows[0])
    missing = [name for name in ("measure", "municipality", "period", "value") if name not in columns]
    if missing:
        return [], [
            RowProblem(1, ", ".join(_COLUMNS[name][0] for name in missing), "Deze kolom ontbreekt. Voeg hem toe.")
        ]
    labels = {name: str(rows[0][place]).strip() for name, place in columns.items()}
    figures: list[Figure] = []
    problems: list[RowProblem] = []
    seen: dict[tuple[str, str, str], int] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: str(row[place]).strip() if place < len(row) else "" for name, place in columns.items()}
        if not any(cells.values()):
            continue
        figure, wrong = _figure(_Row(number, cells, labels), municipalities)
        problems += wrong
        if figure is not None:
            key = (figure.measure, figure.municipality, figure.period)
            if key in seen:
                text = f"Dit cijfer staat ook in rij {seen[key]}. Haal er één weg."
                problems.append(RowProblem(number, labels["measure"], text))
            seen.setdefault(key, number)
            figures.append(figure)
    return figures, problems


def _columns(head: Sequence[Cell]) -> dict[str, int]:
    names = [str(cell).strip().lower() for cell in head]
    return {
        column: place
        for column, words in _COLUMNS.items()
        if (place := next((number for number, name in enumerate(names) if name in words), -1)) >= 0
    }


def _figure(row: _Row, municipalities: Mapping[str, str]) -> tuple[Figure | None, list[RowProblem]]:
    cells = row.cells
    value, period = dutch_number(cells["value"]), dutch_period(cells["period"])
    place = municipalities.get(cells["municipality"].casefold(), "")
    checks = (
        ("measure", not cells["measure"], "Vul in waar het cijfer over gaat."),
        ("measure", len(cells["measure"]) > 120, "Maak deze naam korter: hoogstens 120 tekens."),
        (
            "measure",
            bool(find_personal_data(cells["measure"])),
            "Hier lijkt een persoonsgegeven te staan. Haal het weg.",
        ),
        (
            "municipality",
            not place,
            "Deze gemeente staat niet op de kaart van de regio. Gebruik de naam of de CBS-code.",
        ),
        ("period", period is None, "Schrijf een periode als 2026, 2026-Q3, 2026-07 of juli 2026."),
        ("value", value is None, "Dit is geen getal. Schrijf het als 1234,5; formules tellen niet mee."),
        ("value", value is not None and abs(value) > _LARGEST, "Dit getal is te groot."),
    )
    wrong = [RowProblem(row.number, row.labels[column], text) for column, fails, text in checks if fails]
    if wrong or value is None or period is None:
        return None, wrong
    unit = cells.get("unit", "")[:40]
    return Figure(cells["measure"], "" if find_personal_data(unit) else unit, period, value, place), []
