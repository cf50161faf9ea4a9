import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from weerbaar_analysis.counts.long_format import TableRefused, read_counts
from weerbaar_analysis.counts.weeks import week_index

GOOD = "series,week,count\na,2026-W01,3\na,2026-W03,0\nb,2026-W02,5\n"


@pytest.fixture
def table(tmp_path):
    def written(text, name="counts.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return written


def test_rows_become_a_rectangle_with_missing_weeks_not_zeros(table):
    found = read_counts(table(GOOD))
    assert found.labels[0].tolist() == ["a", "b"]
    assert found.first_week == week_index("2026-W01")
    assert np.array_equal(found.counts, [[3, np.nan, 0], [np.nan, 5, np.nan]], equal_nan=True)


def test_absent_weeks_count_as_zero_only_when_asked(table):
    found = read_counts(table(GOOD), absent_is_zero=True)
    assert np.array_equal(found.counts, [[3, 0, 0], [0, 5, 0]])


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace(",", ";"),
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace(",", "\t"),
        GOOD.replace("a,", '"a",'),
        GOOD.replace(",3\n", ",3.0\n"),
    ],
)
def test_other_ways_to_write_the_same_table_give_the_same(table, text):
    assert np.array_equal(read_counts(table(text)).counts, read_counts(table(GOOD)).counts, equal_nan=True)


def test_parquet_and_csv_give_the_same(table, tmp_path):
    path = tmp_path / "counts.parquet"
    columns = {"series": ["a", "a", "b"], "week": ["2026-W01", "2026-W03", "2026-W02"], "count": [3, 0, 5]}
    parquet.write_table(pa.table(columns), path)
    assert np.array_equal(read_counts(path).counts, read_counts(table(GOOD)).counts, equal_nan=True)


def test_place_and_topic_make_a_series_together(table):
    found = read_counts(table("place,topic,week,count,offset\nA,x,2026-W01,1,10\nA,y,2026-W01,2,20\n"))
    assert found.keys == ("place", "topic")
    assert [labels.tolist() for labels in found.labels] == [["A", "A"], ["x", "y"]]
    assert np.array_equal(found.offset, [[10], [20]])


def test_a_year_of_53_weeks_has_a_column_for_week_53(table):
    found = read_counts(table("series,week,count\na,2026-W52,1\na,2026-W53,2\na,2027-W01,3\n"))
    assert found.counts.tolist() == [[1, 2, 3]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD.replace(",5", ",-5"), ["Rij 4", "kolom count", "negatief"]),
        (GOOD.replace(",5", ",1.5"), ["Rij 4", "kolom count", "heel getal"]),
        (GOOD.replace(",5", ",veel"), ["Rij 4", "kolom count", "'veel'", "geen getal"]),
        (GOOD.replace(",5", ",inf"), ["Rij 4", "kolom count", "eindig"]),
        (GOOD.replace("2026-W02", "2025-W53"), ["Rij 4", "kolom week", "2025-W52"]),
        (GOOD.replace("2026-W02", "week 2"), ["Rij 4", "kolom week", "2026-W07"]),
        (GOOD.replace("b,", ","), ["Rij 4", "kolom series", "leeg"]),
        (GOOD + "a,2026-W01,4\n", ["Rij 5", "rij 2", "verwijder"]),
        ("series,week\na,2026-W01\n", ["Rij 1", "count", "ontbreekt"]),
        ("week,count\n2026-W01,1\n", ["Rij 1", "series", "ontbreekt"]),
        ("Series,week,count\na,2026-W01,1\n", ["Rij 1", "'series'"]),
        ("series,week,count\n", ["geen rijen"]),
        ("", ["leeg"]),
        (GOOD + "a,2026-W05,4,9\n", ["Rij 5", "kolommen"]),
        ("series,week,count,offset\na,2026-W01,1,0\n", ["Rij 2", "kolom offset", "groter dan nul"]),
    ],
)
def test_bad_input_is_refused_with_row_column_and_mend(table, text, words):
    with pytest.raises(TableRefused) as refusal:
        read_counts(table(text))
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_text_that_is_not_utf8_is_refused_with_the_way_out(table):
    with pytest.raises(TableRefused, match="UTF-8"):
        read_counts(table(GOOD.replace("a,", "Súdwest,"), encoding="latin-1"))


def test_a_file_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(TableRefused, match="bestaat niet"):
        read_counts(tmp_path / "none.csv")
