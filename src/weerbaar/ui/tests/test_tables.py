import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.http import Http404, QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from weerbaar.ui import exports, tables

ROWS = tuple({"name": f"naam {number:02}", "kind": "even" if number % 2 == 0 else "odd", "count": number}
             for number in range(30))  # fmt: skip
COLUMNS = (
    tables.Column("name", "Name", lambda row: row["name"]),
    tables.Column("kind", "Kind", lambda row: row["kind"]),
    tables.Column("count", "Count", lambda row: row["count"], kind="number"),
)
FILTERS = (
    tables.Filter("q", "Search"),
    tables.Filter("kind", "Kind", choices=(("even", "Even"), ("odd", "Odd"))),
)


def page(address="", rows=ROWS, **more):
    settings = {"name": "list", "caption": "List", "rows": rows, "columns": COLUMNS, "filters": FILTERS} | more
    return tables.table_page(RequestFactory().get(f"/list/{address}"), **settings)


def names(table):
    return [row[0].text for row in table.rows]


def test_the_first_page_holds_page_size_rows_and_says_how_many_there_are():
    table = page(page_size=10)
    assert (len(table.rows), table.first, table.last, table.total) == (10, 1, 10, 30)
    assert (table.previous_url, table.next_url) == ("", "?list-page=2")


def test_sorting_turns_around_on_the_second_click_and_unknown_values_come_last():
    rows = ({"name": "a", "kind": "", "count": None}, *ROWS[:3])
    up = page("?list-sort=count", rows)
    assert [row[2].value for row in up.rows] == [0, 1, 2, None]
    assert (up.heads[2].sort, up.heads[2].sort_url) == ("ascending", "?list-sort=-count")
    down = page("?list-sort=-count", rows)
    assert [row[2].value for row in down.rows] == [2, 1, 0, None]
    assert down.heads[2].sort_url == "?list-sort=count"


def test_a_choice_and_a_free_text_narrow_the_rows_together():
    table = page("?list-kind=even&list-q=NAAM 1")
    assert names(table) == ["naam 10", "naam 12", "naam 14", "naam 16", "naam 18"]
    assert table.is_filtered
    assert page("?list-q=xyz").rows == ()


@pytest.mark.parametrize("address", ["?list-kind=nonsense", "?list-sort=nonsense", "?list-page=nonsense"])
def test_nonsense_in_the_address_is_ignored(address):
    assert names(page(address)) == names(page())


def test_a_page_past_the_end_is_the_last_page():
    assert page("?list-page=99", page_size=25).first == 26


def test_links_keep_what_else_stands_in_the_address():
    table = page("?other-sort=x&list-kind=odd&list-page=2", page_size=5)
    assert QueryDict(table.next_url[1:]).dict() == {"other-sort": "x", "list-kind": "odd", "list-page": "3"}
    assert QueryDict(table.heads[0].sort_url[1:]).dict() == {"other-sort": "x", "list-kind": "odd", "list-sort": "name"}
    assert table.kept == (("other-sort", "x"),)
    assert QueryDict(table.clear_url[1:]).dict() == {"other-sort": "x"}


def test_page_links_show_where_numbers_are_left_out():
    links = page("?list-page=1", page_size=5).pages
    assert [(link.number, link.follows_gap) for link in links] == [(1, False), (2, False), (6, True)]


def test_an_export_holds_every_filtered_row_not_only_the_page():
    table = page("?list-kind=odd&list-export=csv&list-sort=-count", page_size=5)
    lines = list(csv.reader(io.StringIO(table.export.content.decode())))
    assert lines[0] == ["Name", "Kind", "Count"]
    assert [line[2] for line in lines[1:]] == [str(number) for number in range(29, 0, -2)]


def test_an_unknown_kind_of_export_is_not_found():
    assert page("?list-export=csv").export is not None
    with pytest.raises(Http404):
        page("?list-export=exe")


def test_xlsx_keeps_numbers_days_and_moments():
    values = ["tekst", 12, 1.5, date(2026, 3, 1), datetime(2026, 3, 2, 13, 3, 9, 5, tzinfo=UTC), None, True]
    response = exports.xlsx("list", [str(number) for number in range(7)], [values])
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert sheet[1] == ["tekst", 12, 1.5, date(2026, 3, 1), datetime.fromisoformat("2026-03-02T14:03:09"), "", True]
    assert response["Content-Disposition"] == 'attachment; filename="weerbaar-list.xlsx"'


RISKY = st.sampled_from(["=", "+", "-", "@", "\t", "\r"])
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40)


@pytest.mark.proves("T7")
@given(RISKY, TEXT)
def test_text_that_looks_like_a_formula_never_becomes_one(start, rest):
    text = start + rest
    assert exports.harmless(rest or "x") in {rest or "x", f"'{rest}"}
    line = list(csv.reader(io.StringIO(exports.csv("x", ["head"], [[text]]).content.decode(), newline="")))[1]
    assert line == [f"'{text}"]


@pytest.mark.proves("T7")
@given(st.lists(st.tuples(RISKY, TEXT).map("".join), min_size=1, max_size=5))
def test_no_cell_of_a_workbook_is_a_formula(texts):
    book = openpyxl.load_workbook(io.BytesIO(exports.xlsx("x", texts, [texts]).content))
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row}
    assert kinds == {"s"}


@pytest.mark.proves("T7")
def test_a_negative_number_stays_a_number():
    table = exports.csv("x", ["head"], [[-3], ["-3"]]).content.decode()
    assert table.splitlines() == ["head", "-3", "'-3"]
