"""Weekly counts from a table in long format: one row per series and week, CSV or Parquet, up to millions of rows.

A week without a row is a *missing* week, not a zero. Bad input is refused with the row, the column and the mend, in
Dutch, before anything is computed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts.judgement import FloatArray, IntArray
from weerbaar_analysis.counts.weeks import week_index

MOST_CELLS = 400_000_000
KNOWN = ("series", "place", "topic", "week", "count", "offset")


class TableRefused(ValueError):
    """The table cannot be read as weekly counts; the message says where and how to mend it."""


@dataclass(frozen=True, slots=True)
class CountTable:
    """Weekly counts as a rectangle.

    Attributes
    ----------
    keys : names of the key columns: `("series",)` or `("place", "topic")`.
    labels : (n_keys, n_series) labels, in the order in which the series first appear.
    first_week : number of the first week, see `weeks`.
    counts : (n_series, n_weeks), NaN where there is no row or the count is empty.
    offset : same shape, or None without an offset column.
    """

    keys: tuple[str, ...]
    labels: tuple[npt.NDArray[np.str_], ...]
    first_week: int
    counts: FloatArray
    offset: FloatArray | None

    @property
    def missing_share(self) -> float:
        """Share of series and weeks without a count, in [0, 1]."""
        return float(np.isnan(self.counts).mean()) if self.counts.size else 0.0


def read_counts(path: Path, *, absent_is_zero: bool = False) -> CountTable:
    """Read a CSV (comma, semicolon or tab; with or without byte order mark) or Parquet file.

    Parameters
    ----------
    path : the file; `.parquet` or `.pq` is Parquet, everything else CSV in UTF-8 with a header row.
    absent_is_zero : a week without a row counts as 0, for exports that leave zeros out. Only from the first to the
        last week of the file; an empty count stays missing.

    Returns
    -------
    CountTable

    Raises
    ------
    TableRefused
        With row, column and mend, in Dutch.
    """
    table = _read_parquet(path) if path.suffix.lower() in {".parquet", ".pq"} else _read_csv(path)
    names = table.column_names
    keys = _keys(names)
    if table.num_rows == 0:
        raise TableRefused("Het bestand heeft geen rijen onder de kop. Voeg per reeks en week één rij toe.")
    codes, labels = _series(table, keys)
    weeks = _weeks(table.column("week"))
    counts = _numbers(table.column("count"), "count", whole=True)
    offset = _numbers(table.column("offset"), "offset", whole=False) if "offset" in names else None
    return _rectangle(keys, labels, codes, weeks, (counts, offset), absent_is_zero)


def _read_parquet(path: Path) -> Any:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        names = [name for name in parquet.read_schema(path).names if name in KNOWN]
        return parquet.read_table(path, columns=names)
    except FileNotFoundError as error:
        raise TableRefused(f"Het bestand {path.name} bestaat niet.") from error
    except (pa.ArrowInvalid, OSError) as error:
        raise TableRefused(f"Het bestand {path.name} is geen leesbaar Parquet-bestand.") from error


def _read_csv(path: Path) -> Any:
    import pyarrow as pa
    from pyarrow import csv

    names, delimiter = _header(path)
    text = pa.dictionary(pa.int32(), pa.string())
    kinds = {"series": text, "place": text, "topic": text, "week": text}
    numbers = {"count": pa.float64(), "offset": pa.float64()}
    decimal = "," if delimiter == ";" else "."
    used = [name for name in names if name in KNOWN]

    def read(columns: dict[str, Any], point: str) -> Any:
        convert = csv.ConvertOptions(
            column_types=columns, include_columns=used, decimal_point=point, strings_can_be_null=True, null_values=[""]
        )
        parse = csv.ParseOptions(delimiter=delimiter)
        return csv.read_csv(path, convert_options=convert, parse_options=parse)

    try:
        return read({**kinds, **numbers}, decimal)
    except pa.ArrowInvalid as error:
        if "UTF8" in str(error) or "UTF-8" in str(error):
            raise TableRefused("Het bestand is geen UTF-8. Bewaar het opnieuw als 'CSV UTF-8'.") from error
        if "Expected" in str(error) and "columns" in str(error):
            raise TableRefused(_wrong_width(path, delimiter)) from error
    try:
        return read({**kinds, **dict.fromkeys(numbers, text)}, ".")
    except pa.ArrowInvalid as error:
        raise TableRefused("Het bestand is geen leesbare CSV. Zet op rij 1 de kop: series,week,count.") from error


def _wrong_width(path: Path, delimiter: str) -> str:
    """Read once more, slowly, to name the row that is too long or too short."""
    from pyarrow import csv

    wrong: list[Any] = []

    def note(row: Any) -> str:
        wrong.append(row)
        return "skip"

    parse = csv.ParseOptions(delimiter=delimiter, invalid_row_handler=note)
    csv.read_csv(path, read_options=csv.ReadOptions(use_threads=False), parse_options=parse)
    row = wrong[0]
    mend = "Verwijder het extra scheidingsteken" if row.actual_columns > row.expected_columns else "Vul de rij aan"
    return f"Rij {row.number}: {row.actual_columns} kolommen, maar de kop heeft er {row.expected_columns}. {mend}."


def _header(path: Path) -> tuple[list[str], str]:
    try:
        with path.open("rb") as file:
            line = file.readline(65536)
    except FileNotFoundError as error:
        raise TableRefused(f"Het bestand {path.name} bestaat niet.") from error
    except OSError as error:
        raise TableRefused(f"Het bestand {path.name} kan niet worden gelezen.") from error
    text = line.decode("utf-8-sig", errors="replace").strip("\r\n")
    if not text.strip():
        raise TableRefused("Het bestand is leeg. Zet op rij 1 de kop: series,week,count.")
    delimiter = max(",;\t", key=text.count)
    names = [name.strip('"') for name in text.split(delimiter)]
    for name in KNOWN:
        if name not in names and any(other.strip().lower() == name for other in names):
            wrong = next(other for other in names if other.strip().lower() == name)
            raise TableRefused(f"Rij 1, kolom {wrong!r}: schrijf de kop als {name!r}, zonder spaties of hoofdletters.")
    return names, delimiter


def _keys(names: Sequence[str]) -> tuple[str, ...]:
    for name in KNOWN:
        if list(names).count(name) > 1:
            raise TableRefused(f"Rij 1: de kolom {name!r} staat er twee keer. Verwijder er één.")
    missing = [name for name in ("week", "count") if name not in names]
    if "series" not in names and not {"place", "topic"} <= set(names):
        missing.insert(0, "series (of place en topic)")
    if missing:
        raise TableRefused(f"Rij 1: de kolom {', '.join(missing)} ontbreekt. Voeg die toe aan de kop.")
    return ("place", "topic") if {"place", "topic"} <= set(names) else ("series",)


def _encoded(column: Any) -> tuple[IntArray, list[str | None]]:
    """Return (n_rows,) codes (-1 for empty) and the distinct texts by first appearance."""
    import pyarrow as pa

    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.string()).dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0)
    codes = whole.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return codes, whole.dictionary.to_pylist()


def _series(table: Any, keys: tuple[str, ...]) -> tuple[IntArray, tuple[npt.NDArray[np.str_], ...]]:
    parts = []
    for key in keys:
        codes, texts = _encoded(table.column(key))
        blank = np.asarray([text is None or not str(text).strip() for text in texts] + [True])
        empty = np.flatnonzero(blank[codes])
        if empty.size:
            raise TableRefused(f"Rij {empty[0] + 2}, kolom {key}: leeg. Vul een naam in.")
        parts.append((codes, np.asarray(texts, dtype=str)))
    combined = parts[0][0] if len(parts) == 1 else parts[0][0] * len(parts[1][1]) + parts[1][0]
    _, first, code = np.unique(combined, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty(order.size, dtype=np.int64)
    rank[order] = np.arange(order.size)
    return rank[code], tuple(texts[codes[first[order]]] for codes, texts in parts)


def _weeks(column: Any) -> IntArray:
    codes, texts = _encoded(column)
    numbers = np.zeros(len(texts), dtype=np.int64)
    for code, text in enumerate(texts):
        try:
            numbers[code] = week_index(str(text))
        except ValueError as error:
            where = np.flatnonzero(codes == code)
            if where.size:
                raise TableRefused(f"Rij {where[0] + 2}, kolom week: {error}") from error
    if (codes < 0).any():
        row = int(np.flatnonzero(codes < 0)[0])
        raise TableRefused(f"Rij {row + 2}, kolom week: leeg. Schrijf een week als 2026-W07.")
    return np.asarray(numbers[codes])


def _numbers(column: Any, name: str, *, whole: bool) -> FloatArray:
    import pyarrow as pa

    if pa.types.is_dictionary(column.type) or pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        _refuse_text(column, name)
    if pa.types.is_null(column.type):
        column = column.cast(pa.float64())
    if not (pa.types.is_integer(column.type) or pa.types.is_floating(column.type)):
        raise TableRefused(f"Kolom {name}: geen getallen. Bewaar de kolom als getal.")
    values = np.asarray(column.cast(pa.float64(), safe=False).to_numpy(), dtype=np.float64)
    if whole:
        _refuse(values, np.isinf(values), name, "is geen eindig getal. Vul het aantal in.")
        _refuse(values, values < 0, name, "is negatief. Een aantal is 0 of meer; laat een ontbrekende week leeg.")
        _refuse(values, values % 1 != 0, name, "is geen heel getal. Tel hele items; gewogen tellingen horen hier niet.")
        _refuse(values, values > 2**31 - 1, name, "is te groot. Controleer het aantal.")
    return values


def _refuse(values: FloatArray, wrong: npt.NDArray[np.bool_], name: str, why: str) -> None:
    rows = np.flatnonzero(wrong & ~np.isnan(values))
    if rows.size:
        raise TableRefused(f"Rij {rows[0] + 2}, kolom {name}: {values[rows[0]]:g} {why}")


def _refuse_text(column: Any, name: str) -> None:
    codes, texts = _encoded(column)
    for code, text in enumerate(texts):
        try:
            float(str(text))
        except ValueError as error:
            row = int(np.flatnonzero(codes == code)[0]) + 2
            raise TableRefused(f"Rij {row}, kolom {name}: {text!r} is geen getal. Vul een getal in.") from error
    raise TableRefused(f"Kolom {name}: de getallen zijn als tekst bewaard. Bewaar de kolom als getal.")


def _rectangle(
    keys: tuple[str, ...],
    labels: tuple[npt.NDArray[np.str_], ...],
    codes: IntArray,
    weeks: IntArray,
    numbers: tuple[FloatArray, FloatArray | None],
    absent_is_zero: bool,
) -> CountTable:
    counts, offset = numbers
    n_series, first = int(labels[0].size), int(weeks.min())
    n_weeks = int(weeks.max()) - first + 1
    if n_series * n_weeks > MOST_CELLS:
        raise TableRefused(
            f"{n_series} reeksen x {n_weeks} weken is te veel. Splits het bestand per onderwerp of periode."
        )
    position = codes * n_weeks + (weeks - first)
    _refuse_doubles(position, n_series * n_weeks)
    values = np.full(n_series * n_weeks, 0.0 if absent_is_zero else np.nan)
    values[position] = counts
    exposure = None
    if offset is not None:
        wrong = np.flatnonzero(~(np.isfinite(offset) & (offset > 0)) & ~np.isnan(counts))
        if wrong.size:
            raise TableRefused(f"Rij {wrong[0] + 2}, kolom offset: vul een getal groter dan nul in.")
        exposure = _exposure(offset, position, (n_series, n_weeks))
    return CountTable(keys, labels, first, values.reshape(n_series, n_weeks), exposure)


def _exposure(offset: FloatArray, position: IntArray, shape: tuple[int, int]) -> FloatArray:
    """Return the offsets as a rectangle; where a week has none it is of no use, so the series' mean stands there."""
    fine = np.isfinite(offset) & (offset > 0)
    rectangle = np.full(shape[0] * shape[1], np.nan)
    rectangle[position[fine]] = offset[fine]
    filled = rectangle.reshape(shape)
    known = ~np.isnan(filled)
    mean = np.where(known, filled, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return np.where(known, filled, np.where(mean > 0, mean, 1.0)[:, np.newaxis])


def _refuse_doubles(position: IntArray, cells: int) -> None:
    seen = np.zeros(cells, dtype=bool)
    seen[position] = True
    if int(seen.sum()) == position.size:
        return
    order = np.argsort(position, kind="stable")
    same = np.flatnonzero(position[order][1:] == position[order][:-1])
    pairs = sorted((int(order[i + 1]), int(order[i])) for i in same)
    later, earlier = pairs[0]
    raise TableRefused(
        f"Rij {later + 2}, kolom week: dezelfde reeks en week staan ook op rij {earlier + 2}. "
        "Tel de twee rijen op of verwijder er één."
    )
