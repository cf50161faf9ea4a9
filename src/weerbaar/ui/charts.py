"""Line chart, bar chart and heat table: values in, a drawn `Chart` out. Pure functions, no JavaScript."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from weerbaar.ui.drawing import (
    Chart,
    Key,
    Level,
    Text,
    chart_name,
    element,
    level_of,
    nice_top,
    points,
    shade,
    together,
)
from weerbaar.ui.tables import Column, plain_table
from weerbaar.ui.wording import NO_VALUE, shown

WIDTH, HEIGHT = 640.0, 264.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 16.0, 16.0, 36.0
BAR_WIDTH, BAR_STEP = 360.0, 46.0
Values = Sequence[float | None]


def line_chart(
    *,
    title: Text,
    labels: Sequence[str],
    values: Values,
    unit: Text,
    note: Text,
    expected: Values = (),
    low: Values = (),
    high: Values = (),
    markers: Mapping[int, Text] | None = None,
) -> Chart:
    """A series through time, with the expected band and markers in words; None is a gap, never a zero."""
    _check_lengths(labels, values, expected, low, high)
    marked = dict(sorted((markers or {}).items()))
    numbers = {index: number for number, index in enumerate(marked, start=1)}
    top = nice_top(max([0.0, *(float(one) for one in (*values, *expected, *high) if one is not None)]))
    spots = _Spots(len(labels), top)
    drawing = element(
        "svg",
        together([
            _grid(top, spots, labels),
            _band(spots, low, high),
            *_lines(spots, expected, "chart__expected"),
            *_lines(spots, values, "chart__line"),
            _dots(spots, labels, values, unit),
            _markers(spots, values, numbers),
        ]),
        klass="chart__svg", viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", role="img", aria_label=title,
    )  # fmt: skip
    remarks = tuple(f"{numbers[index]}. {labels[index]}: {words}" for index, words in marked.items())
    legend = [Key("line", unit)]
    legend += [Key("expected", _("expected"))] if any(one is not None for one in expected) else []
    legend += [Key("band", _("usual range"))] if low and high else []
    legend += [Key("marker", _("explained below"))] if marked else []
    table = plain_table(
        name=chart_name(title), caption=title, rows=range(len(labels)),
        columns=_line_columns(labels, values, unit, expected, low, high, marked),
    )  # fmt: skip
    return Chart(chart_name(title), "line", title, note, drawing, tuple(legend), remarks, table)


class _Spots:
    """Where a value stands on the paper."""

    def __init__(self, count: int, top: float) -> None:
        self.step = (WIDTH - LEFT - RIGHT) / max(1, count - 1)
        self.scale = (HEIGHT - TOP - BOTTOM) / top

    def x(self, index: int) -> float:
        return LEFT + index * self.step

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - value * self.scale


def _check_lengths(labels: Sequence[str], values: Values, *others: Values) -> None:
    if len(values) != len(labels) or any(len(other) not in {0, len(labels)} for other in others):
        raise ValueError("Every series of a chart has one value (or None) for each label.")


def _grid(top: float, spots: _Spots, labels: Sequence[str]) -> SafeString:
    parts = []
    for share in (0.0, 0.5, 1.0):
        y = spots.y(top * share)
        parts.append(element("line", klass="chart__grid", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y))
        parts.append(element("text", shown(top * share), klass="chart__y", x=LEFT - 8, y=y + 4))
    every = max(1, -(-len(labels) // 8))
    ticks = range(0, len(labels), every)
    return together(
        [
            *parts,
            *(element("text", labels[index], klass="chart__x", x=spots.x(index), y=HEIGHT - 12) for index in ticks),
        ]
    )


def _runs(series: Values) -> list[list[int]]:
    """The stretches of indexes without a gap."""
    grouped = groupby(range(len(series)), key=lambda index: series[index] is not None)
    return [list(run) for known, run in grouped if known]


def _lines(spots: _Spots, series: Values, klass: str) -> list[SafeString]:
    return [
        element("polyline", klass=klass, points=points((spots.x(i), spots.y(series[i] or 0)) for i in run))
        for run in _runs(series)
    ]


def _band(spots: _Spots, low: Values, high: Values) -> SafeString:
    if not low or not high:
        return together([])
    both = [None if one is None or other is None else 1.0 for one, other in zip(low, high, strict=True)]
    parts = []
    for run in _runs(both):
        upper = [(spots.x(i), spots.y(high[i] or 0)) for i in run]
        lower = [(spots.x(i), spots.y(low[i] or 0)) for i in reversed(run)]
        parts.append(element("polygon", klass="chart__band", points=points([*upper, *lower])))
    return together(parts)


def _dots(spots: _Spots, labels: Sequence[str], values: Values, unit: Text) -> SafeString:
    return together(
        element(
            "circle", element("title", f"{labels[index]}: {shown(value)} {unit}"),
            klass="chart__dot", cx=spots.x(index), cy=spots.y(value), r=3.0,
        )
        for index, value in enumerate(values) if value is not None
    )  # fmt: skip


def _markers(spots: _Spots, values: Values, numbers: Mapping[int, int]) -> SafeString:
    parts = []
    for index, number in numbers.items():
        x, y = spots.x(index), spots.y(values[index] or 0)
        beside = y + 24 if y < TOP + 26 else y - 12
        parts.append(element("circle", klass="chart__marker", cx=x, cy=y, r=7.0))
        parts.append(element("text", str(number), klass="chart__number", x=x, y=beside))
    return together(parts)


def _line_columns(
    labels: Sequence[str], values: Values, unit: Text, expected: Values, low: Values, high: Values,
    marked: Mapping[int, Text],
) -> list[Column]:  # fmt: skip
    columns = [
        Column("label", _("Period"), lambda index: labels[index]),
        Column("value", unit, lambda index: values[index], kind="number"),
    ]
    extra = (("expected", _("expected"), expected), ("low", _("usual, from"), low), ("high", _("usual, to"), high))
    columns += [
        Column(name, label, lambda index, series=series: series[index], kind="number")  # type: ignore[misc]
        for name, label, series in extra
        if any(one is not None for one in series)
    ]
    if marked:
        columns.append(Column("marker", _("Remark"), lambda index: marked.get(index, "")))
    return columns


def bar_chart(*, title: Text, bars: Sequence[tuple[Text, float | None]], unit: Text, note: Text) -> Chart:
    """Amounts side by side, in the order given: the chart itself ranks nothing."""
    top = nice_top(max([0.0, *(float(value) for _label, value in bars if value is not None)]))
    parts = []
    for number, (label, value) in enumerate(bars):
        y = number * BAR_STEP
        length = (BAR_WIDTH - 56) * (value or 0) / top
        parts.append(element("text", label, klass="chart__label", x=0, y=y + 13))
        parts.append(element("rect", klass="chart__rail", x=0, y=y + 20, width=BAR_WIDTH - 56, height=14, rx=3))
        if value:
            parts.append(element("rect", klass="chart__bar", x=0, y=y + 20, width=float(length), height=14, rx=3))
        parts.append(element("text", shown(value), klass="chart__amount", x=BAR_WIDTH - 48, y=y + 32))
    drawing = element(
        "svg", together(parts), klass="chart__svg", role="img", aria_label=title,
        viewBox=f"0 0 {BAR_WIDTH:.0f} {max(1, len(bars)) * BAR_STEP:.0f}",
    )  # fmt: skip
    columns = [
        Column("label", _("What"), lambda bar: bar[0]),
        Column("value", unit, lambda bar: bar[1], kind="number"),
    ]
    table = plain_table(name=chart_name(title), caption=title, rows=bars, columns=columns)
    return Chart(chart_name(title), "bar", title, note, drawing, (Key("bar", unit),), (), table)


def heat_table(
    *,
    title: Text,
    rows: Sequence[Text],
    columns: Sequence[Text],
    values: Sequence[Values],
    levels: Sequence[Level],
    note: Text,
) -> Chart:
    """A matrix that is a real table: every cell holds its number and word, the colour only repeats them."""
    if len(values) != len(rows) or any(len(line) != len(columns) for line in values):
        raise ValueError("A heat table has one line of values for each row and one value (or None) for each column.")
    head = together([element("td"), *(element("th", column, scope="col") for column in columns)])
    body = [
        element("tr", together([element("th", label, scope="row"), *(_heat_cell(one, levels) for one in line)]))
        for label, line in zip(rows, values, strict=True)
    ]
    drawing = element(
        "table",
        together([
            element("caption", title, klass="visually-hidden"),
            element("thead", element("tr", head)),
            element("tbody", together(body)),
        ]),
        klass="heat",
    )  # fmt: skip
    legend = tuple(Key(f"shade-{shade(number, levels)}", level.word) for number, level in enumerate(levels))
    return Chart(chart_name(title), "heat", title, note, drawing, legend, (), None)


def _heat_cell(value: float | None, levels: Sequence[Level]) -> SafeString:
    if value is None:
        return element("td", together([
            element("span", NO_VALUE, aria_hidden="true"), element("span", _("no data"), klass="visually-hidden"),
        ]), klass="heat__cell heat__cell--none")  # fmt: skip
    number = level_of(value, levels)
    content = together([
        element("strong", shown(value)), element("span", f" {levels[number].word}", klass="heat__word"),
    ])  # fmt: skip
    return element("td", content, klass=f"heat__cell shade-{shade(number, levels)}")
