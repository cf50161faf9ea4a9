"""Which places are neighbours, from a small table: coordinates or pairs."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from weerbaar_analysis.counts.long_format import CountTable, TableRefused
from weerbaar_analysis.counts.scan_layout import Layout
from weerbaar_analysis.counts.scan_zones import Zones, circles, lone_places, steps

LARGEST = 20


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Places with coordinates (x, y in one unit, and perhaps a region) or with pairs that border each other."""

    coordinates: dict[str, tuple[float, float]]
    pairs: tuple[tuple[str, str], ...]
    region: dict[str, str]


def read_neighbours(path: Path) -> Neighbours:
    """Read `place,x,y` (optional `region`) or `place,neighbour` from a CSV with comma, semicolon or tab.

    Raises
    ------
    TableRefused
        With row, column and mend, in Dutch.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise TableRefused(f"Het bestand {path.name} bestaat niet.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise TableRefused(f"Het bestand {path.name} is geen leesbare CSV in UTF-8.") from error
    lines = text.splitlines()
    if not lines:
        raise TableRefused(f"{path.name} is leeg. Zet op rij 1 de kop: place,x,y of place,neighbour.")
    delimiter = max(",;\t", key=lines[0].count)
    rows = list(csv.DictReader(lines, delimiter=delimiter))
    names = set(lines[0].replace('"', "").split(delimiter))
    region = {row["place"]: row["region"] for row in rows if "region" in names and row.get("region")}
    if {"place", "x", "y"} <= names:
        found = {row["place"]: _point(row, number, path, delimiter) for number, row in enumerate(rows, start=2)}
        return Neighbours(found, (), region)
    if {"place", "neighbour"} <= names:
        return Neighbours({}, tuple((row["place"], row["neighbour"]) for row in rows), region)
    raise TableRefused(f"{path.name}, rij 1: zet de kolommen place, x en y, of place en neighbour, in de kop.")


def _point(row: dict[str, str], number: int, path: Path, delimiter: str) -> tuple[float, float]:
    values = []
    for axis in ("x", "y"):
        written = row.get(axis) or ""
        try:
            value = float(written.replace(",", ".") if delimiter != "," else written)
        except ValueError as error:
            raise TableRefused(
                f"{path.name}, rij {number}, kolom {axis}: {written!r} is geen getal. Vul een coördinaat in."
            ) from error
        values.append(value)
    return values[0], values[1]


def layout_of(table: CountTable, neighbours: Neighbours | None) -> Layout:
    """Return place, topic and neighbours of the series of a table; without neighbours every place stands alone.

    A table with one `series` column is one topic whose series are the places.
    """
    labels = table.labels[0]
    topics = table.labels[1] if len(table.labels) == 2 else np.full(labels.size, "")
    places, codes = np.unique(labels, return_inverse=True)
    zones, region = _zones(places, neighbours)
    return Layout.of_labels([int(code) for code in codes], [str(name) for name in topics], zones, region)


def _zones(places: np.ndarray, neighbours: Neighbours | None) -> tuple[Zones, np.ndarray | None]:
    if neighbours is None:
        return lone_places(places.size), None
    names = [str(name) for name in places]
    known = set(neighbours.coordinates) | {name for pair in neighbours.pairs for name in pair}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise TableRefused(f"Plaats {unknown[0]!r} staat niet in het bestand met buren. Voeg een rij toe.")
    largest = max(1, min(LARGEST, places.size // 2))
    if neighbours.coordinates:
        zones = circles([neighbours.coordinates[name] for name in names], largest=largest)
    else:
        code = {name: number for number, name in enumerate(names)}
        inside = [(code[a], code[b]) for a, b in neighbours.pairs if a in code and b in code]
        zones = steps(inside, places.size, largest=largest)
    if not neighbours.region:
        return zones, None
    _, region = np.unique([neighbours.region.get(name, "") for name in names], return_inverse=True)
    return zones, region
