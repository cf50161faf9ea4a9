import re

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.ui import charts
from weerbaar.ui.drawing import Level, level_of, nice_top, shade
from weerbaar.ui.tiles import Tile, name_lines, tile_map

LEVELS = (Level("none", 0), Level("some", 3), Level("many"))
LABELS = ("a", "b", "c", "d")


def line(values, **more):
    return charts.line_chart(title="Title", labels=LABELS, values=values, unit="items", note="n = 4", **more)


def elements(chart, klass):
    return [one for one in fromstring(chart.drawing).iter() if klass in one.get("class", "").split()]


def test_dots_stand_where_their_values_are():
    dots = elements(line((0, 5, 10, None)), "chart__dot")
    assert [(float(dot.get("cx")), float(dot.get("cy"))) for dot in dots] == [
        (44.0, 228.0),
        pytest.approx((44 + 580 / 3, 122.0), abs=0.01),
        pytest.approx((44 + 2 * 580 / 3, 16.0), abs=0.01),
    ]


def test_a_missing_value_is_a_gap_and_never_a_zero():
    chart = line((1, None, 3, 4))
    assert [len(one.get("points").split()) for one in elements(chart, "chart__line")] == [1, 2]
    assert len(elements(chart, "chart__dot")) == 3
    assert [row[1].text for row in chart.table.rows] == ["1", "–", "3", "4"]


def test_the_band_runs_along_high_and_back_along_low():
    chart = line((1, 2, 3, 4), low=(1, 1, 1, 1), high=(4, 4, 4, 4))
    corners = [tuple(map(float, pair.split(","))) for pair in elements(chart, "chart__band")[0].get("points").split()]
    assert [y for _, y in corners] == pytest.approx([16.0] * 4 + [175.0] * 4)


def test_markers_are_numbered_and_explained_in_words():
    chart = line((1, 2, 3, 4), markers={3: "more than usual", 1: "a holiday"})
    assert chart.remarks == ("1. b: a holiday", "2. d: more than usual")
    assert [one.text for one in elements(chart, "chart__number")] == ["1", "2"]
    assert [row[-1].text for row in chart.table.rows] == ["–", "a holiday", "–", "more than usual"]


def test_series_of_unequal_length_are_refused():
    assert line((1, 2, 3, 4), expected=(1, 2, 3, 4))
    with pytest.raises(ValueError, match="one value"):
        line((1, 2, 3, 4), expected=(1, 2, 3))


@given(st.lists(st.none() | st.integers(0, 10**6), min_size=1, max_size=40))
def test_the_table_twin_equals_the_line(values):
    chart = charts.line_chart(
        title="T", labels=[str(one) for one in range(len(values))], values=values, unit="items", note=""
    )
    assert [row[1].value for row in chart.table.rows] == values
    said = [re.search(r": (\S+) items", dot[0].text)[1] for dot in elements(chart, "chart__dot")]
    assert said == [str(value) for value in values if value is not None]
    assert all(16 <= float(dot.get("cy")) <= 228 for dot in elements(chart, "chart__dot"))


def test_bars_are_as_long_as_their_share_and_keep_their_order():
    chart = charts.bar_chart(title="T", bars=(("small", 2), ("large", 8), ("nothing", 0)), unit="trainings", note="")
    widths = [float(bar.get("width")) for bar in elements(chart, "chart__bar")]
    assert widths == pytest.approx([76.0, 304.0])
    assert [(row[0].text, row[1].value) for row in chart.table.rows] == [("small", 2), ("large", 8), ("nothing", 0)]


def test_every_heat_cell_says_its_number_and_its_word():
    chart = charts.heat_table(
        title="T", rows=("r1", "r2"), columns=("c1", "c2"), values=((0, 3), (None, 9)), levels=LEVELS, note=""
    )
    cells = ["".join(one.itertext()) for one in elements(chart, "heat__cell")]
    assert cells == ["0 none", "3 some", "–geen gegevens", "9 many"]


def test_a_heat_table_of_the_wrong_shape_is_refused():
    shape = {"title": "T", "rows": ("r",), "columns": ("c",), "levels": LEVELS, "note": ""}
    assert charts.heat_table(values=((1,),), **shape)
    with pytest.raises(ValueError, match="one line of values"):
        charts.heat_table(values=((1, 2),), **shape)


def test_tiles_stand_in_their_column_and_row_and_carry_their_word():
    tiles = [Tile("B", "Bee", 3, 5, 9, "/bee/"), Tile("A", "Aa", 2, 5, 0), Tile("C", "Cee", 2, 6, None)]
    chart = tile_map(title="T", tiles=tiles, levels=LEVELS, unit="people", note="")
    faces = [(float(face.get("x")), float(face.get("y"))) for face in elements(chart, "tile__face")]
    assert faces == [(3.0, 3.0), (113.0, 3.0), (3.0, 81.0)]
    assert [word.text for word in elements(chart, "tile__word")] == ["none", "many", "geen gegevens"]
    link = next(one for one in elements(chart, "tile") if one.get("href"))
    assert (link.get("href"), link.get("aria-label")) == ("/bee/", "Bee: many")


def test_the_table_twin_of_the_map_is_in_order_of_name_not_of_value():
    tiles = [Tile("B", "Bee", 1, 1, 9), Tile("A", "Aa", 2, 1, 0)]
    chart = tile_map(title="T", tiles=tiles, levels=LEVELS, unit="people", note="")
    assert [[cell.text for cell in row] for row in chart.table.rows] == [["Aa", "0", "none"], ["Bee", "9", "many"]]


def test_an_empty_map_and_an_empty_line_still_draw():
    assert fromstring(tile_map(title="T", tiles=(), levels=LEVELS, unit="", note="").drawing) is not None
    empty = charts.line_chart(title="T", labels=(), values=(), unit="items", note="")
    assert empty.table.rows == ()


@given(st.text(max_size=30))
def test_no_text_breaks_out_of_the_drawing(text):
    clean = "".join(letter for letter in text if letter.isprintable())
    chart = charts.bar_chart(title=clean, bars=((clean, 1),), unit=clean, note=clean)
    assert elements(chart, "chart__label")[0].text == (clean or None)
    assert "style=" not in re.sub(r'"[^"]*"|>[^<]*<', "", chart.drawing)


@given(st.floats(0.01, 1e9))
def test_the_top_of_an_axis_is_never_below_the_highest_value(highest):
    assert highest <= nice_top(highest) <= max(1.0, highest * 2.5)


def test_levels_hold_their_upper_bound():
    assert [level_of(value, LEVELS) for value in (0, 0.5, 3, 4, 1000)] == [0, 1, 1, 2, 2]
    assert [shade(number, LEVELS) for number in range(3)] == [0, 2, 4]


def test_a_long_name_is_cut_at_a_space_or_hyphen():
    assert name_lines("Edam-Volendam") == ["Edam-Volendam"]
    assert name_lines("Alphen aan den Rijn") == ["Alphen aan", "den Rijn"]
    assert name_lines("Leidschendam-Voorburg") == ["Leidschendam-", "Voorburg"]
