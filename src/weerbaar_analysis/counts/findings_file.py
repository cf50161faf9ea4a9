"""Findings as a table: one row per series and judged week, CSV or Parquet, whole or not at all."""

import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from weerbaar_analysis.counts.judgement import Judgements, Reason, Verdict
from weerbaar_analysis.counts.long_format import CountTable
from weerbaar_analysis.counts.weeks import week_label

VERDICTS = {
    Verdict.TOO_LITTLE_DATA: "te weinig gegevens",
    Verdict.AS_EXPECTED: "zoals verwacht",
    Verdict.MORE: "meer dan verwacht",
    Verdict.LESS: "minder dan verwacht",
}
REASONS = {
    Reason.NONE: "",
    Reason.SHORT_HISTORY: "te korte geschiedenis",
    Reason.MISSING_WEEK: "deze week ontbreekt",
    Reason.TOO_MANY_MISSING: "te veel weken ontbreken",
    Reason.LOW_COUNT: "te weinig items in de laatste weken",
    Reason.NOT_CONVERGED: "de berekening kwam niet tot een uitkomst",
    Reason.DEAD_FEED: "een bron levert niets meer",
    Reason.TOO_FEW_SOURCES: "te weinig onafhankelijke bronnen",
    Reason.TOO_SPARSE: "te weinig items om een stijging te kunnen zien",
    Reason.CONSTANT: "het aantal verandert nooit",
}


def findings_table(table: CountTable, found: Judgements, *, recurrence: bool = False) -> Any:
    """Return the findings as an Arrow table: key columns, week, count, then what was judged.

    With `recurrence` a last column tells after how many weeks chance alone gives one such finding, 1 / p_value.
    """
    import pyarrow as pa

    n_series, n_judged = found.expected.shape
    row = np.repeat(np.arange(n_series, dtype=np.int32), n_judged)
    columns: dict[str, Any] = {}
    for key, labels in zip(table.keys, table.labels, strict=True):
        columns[key] = pa.DictionaryArray.from_arrays(pa.array(row), pa.array(labels)).dictionary_decode()
    weeks = [week_label(table.first_week + int(column)) for column in found.judged]
    number = np.tile(np.arange(n_judged, dtype=np.int32), n_series)
    columns["week"] = pa.DictionaryArray.from_arrays(pa.array(number), pa.array(weeks)).dictionary_decode()
    counts = table.counts[:, found.judged].ravel()
    columns["count"] = pa.array(np.nan_to_num(counts).astype(np.int64), mask=np.isnan(counts))
    for name in ("expected", "upper", "score", "p_value"):
        values = getattr(found, name).ravel()
        columns[name] = pa.array(values, mask=np.isnan(values))
    columns["verdict"] = _words(found.verdict.ravel(), [VERDICTS[code] for code in Verdict])
    columns["reason"] = _words(found.reason.ravel(), [REASONS[code] for code in Reason])
    if recurrence:
        chance = found.p_value.ravel()
        columns["recurrence_weeks"] = pa.array(1.0 / chance, mask=np.isnan(chance))
    return pa.table(columns)


def _words(codes: Any, words: list[str]) -> Any:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(words)).dictionary_decode()


def write_findings(path: Path, table: CountTable, found: Judgements, *, recurrence: bool = False) -> None:
    """Write the findings beside the target first and rename it then, so that a stop leaves nothing half."""
    from pyarrow import csv, parquet

    content = findings_table(table, found, recurrence=recurrence)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    os.close(handle)
    temporary = Path(name)
    try:
        if path.suffix.lower() in {".parquet", ".pq"}:
            parquet.write_table(content, temporary)
        else:
            csv.write_csv(content, temporary, csv.WriteOptions(quoting_style="needed"))
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
