"""A chart of a picture as SVG: one drawing for page, PDF and Word. Pure: figures in, text out."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from weerbaar.pictures.services.content import Part
from weerbaar.pictures.services.render_words import chart_in_words, number

WIDTH, HEIGHT = 640.0, 240.0
LEFT, RIGHT, TOP, BOTTOM = 48.0, 16.0, 14.0, 34.0
INK, LINE, BAND, GRID = "#1f2933", "#154273", "#d5e1ef", "#c9d1d9"
_STEPS = (1, 2, 5)
Values = Sequence[float | None]


def chart_svg(*, part: Part) -> str:
    """The drawing of a `chart` part: a line through time with its usual band, or bars in the order given."""
    chart = part.chart or {}
    draw = _bars if chart.get("kind") == "bar" else _line
    height, shapes = draw(chart)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height:.0f}" width="{WIDTH:.0f}" '
        f'height="{height:.0f}" role="img" aria-label={quoteattr(chart_in_words(part))}>{"".join(shapes)}</svg>'
    )


def _line(chart: dict[str, Any]) -> tuple[float, list[str]]:
    labels, values = chart["labels"], _numbers(chart["values"])
    low, high = _numbers(chart.get("low", ())), _numbers(chart.get("high", ()))
    top = nice_top([*values, *high, *_numbers(chart.get("expected", ()))])
    step = (WIDTH - LEFT - RIGHT) / max(1, len(labels) - 1)

    def at(index: int, value: float) -> str:
        return f"{LEFT + index * step:.1f},{HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM):.1f}"

    shapes = _grid(top, labels, step)
    if len(low) == len(high) == len(values):
        for run in _runs([one if other is not None else None for one, other in zip(low, high, strict=True)]):
            spots = [at(i, high[i] or 0) for i in run] + [at(i, low[i] or 0) for i in reversed(run)]
            shapes.append(f'<polygon points="{" ".join(spots)}" fill="{BAND}"/>')
    for series, dash in ((_numbers(chart.get("expected", ())), "5 4"), (values, "")):
        for run in _runs(series):
            spots = [at(i, series[i] or 0) for i in run]
            shapes.append(
                f'<polyline points="{" ".join(spots)}" fill="none" stroke="{LINE}" stroke-width="{1.2 if dash else 2}"'
                f"{f' stroke-dasharray={quoteattr(dash)}' if dash else ''}/>"
            )
    dots = [at(i, value).split(",") for i, value in enumerate(values) if value is not None]
    shapes += [f'<circle cx="{x}" cy="{y}" r="2.4" fill="{LINE}"/>' for x, y in dots]
    return HEIGHT, shapes


def _grid(top: float, labels: Sequence[str], step: float) -> list[str]:
    shapes = []
    for share in (0.0, 0.5, 1.0):
        y = HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
        shapes.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GRID}"/>')
        shapes.append(_text(LEFT - 8, y + 4, number(top * share), "end"))
    every = max(1, -(-len(labels) // 8))
    for index in range(0, len(labels), every):
        anchor = "start" if index == 0 else "end" if index == len(labels) - 1 else "middle"
        shapes.append(_text(LEFT + index * step, HEIGHT - 12, str(labels[index]), anchor))
    return shapes


def _bars(chart: dict[str, Any]) -> tuple[float, list[str]]:
    labels, values = chart["labels"], _numbers(chart["values"])
    top, room = nice_top(values), WIDTH - 300.0
    shapes = []
    for index, (label, value) in enumerate(zip(labels, values, strict=True)):
        y = 8 + index * 26.0
        shown = str(label) if len(str(label)) <= 38 else f"{str(label)[:37]}…"
        shapes.append(_text(230, y + 14, shown, "end"))
        if value:
            shapes.append(f'<rect x="240" y="{y}" width="{value / top * room:.1f}" height="18" fill="{LINE}"/>')
        shapes.append(_text(246 + (value or 0) / top * room, y + 14, number(chart["values"][index]), "start"))
    return 16 + max(1, len(labels)) * 26.0, shapes


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="12" '
        f'font-family="Libertinus Serif, Noto Sans, sans-serif" fill="{INK}">{escape(words)}</text>'
    )


def _numbers(values: Sequence[Any]) -> list[float | None]:
    """Figures to draw; a withheld figure (text such as `<5`) or an unknown one is a gap."""
    return [float(one) if isinstance(one, int | float) else None for one in values]


def _runs(series: Values) -> list[list[int]]:
    """The stretches of indexes without a gap."""
    runs: list[list[int]] = [[]]
    for index, value in enumerate(series):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(index)
    return [run for run in runs if run]


def nice_top(values: Values) -> float:
    """The first of 1, 2, 5, 10, 20 … that is not below any value."""
    highest = max([1.0, *(one for one in values if one is not None)])
    size = 1
    while True:
        for step in _STEPS:
            if step * size >= highest:
                return float(step * size)
        size *= 10
