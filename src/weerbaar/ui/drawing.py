"""The pencils of the charts: a scale, and SVG elements as escaped text. No style attributes: the CSP refuses them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from weerbaar.ui.tables import TablePage

Text = str | Promise
Number = float | int


@dataclass(frozen=True)
class Key:
    """One line of a legend: the CSS class of its swatch and what it means."""

    swatch: str
    label: Text


@dataclass(frozen=True)
class Chart:
    """A drawn chart with its table twin: `<c-chart :chart="chart" />` puts it on the page."""

    name: str
    kind: str
    title: Text
    note: Text
    drawing: SafeString
    legend: tuple[Key, ...]
    remarks: tuple[str, ...]
    table: TablePage | None


@dataclass(frozen=True)
class Level:
    """A class of values with its word; it holds values up to and including `up_to`, the last one has no end."""

    word: Text
    up_to: float | None = None


def level_of(value: float, levels: Sequence[Level]) -> int:
    """The number (from 0) of the first level that holds the value; values above every end fall in the last level."""
    for number, level in enumerate(levels):
        if level.up_to is None or value <= level.up_to:
            return number
    return len(levels) - 1


def shade(number: int, levels: Sequence[Level]) -> int:
    """The colour step (0 lightest - 4 darkest) of a level, spread over the levels there are."""
    return 0 if len(levels) < 2 else round(4 * number / (len(levels) - 1))


def chart_name(title: Text) -> str:
    """The id of a chart on its page."""
    return slugify(str(title)) or "chart"


def nice_top(highest: float) -> float:
    """The first round number (1, 2, 4, 5 or 8 times a power of ten) that is not below the highest value; at least 1."""
    if highest <= 1:
        return 1.0
    power = 10.0 ** math.floor(math.log10(highest))
    return next(step * power for step in (1, 2, 4, 5, 8, 10) if step * power >= highest)


def element(tag: str, text: Text | SafeString = "", **attributes: object) -> SafeString:
    """One SVG element; `klass` is written as class, underscores as dashes, text and values are escaped."""
    written = "".join(
        f' {"class" if key == "klass" else key.replace("_", "-")}="{escape(_number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    content = text if isinstance(text, SafeString) else escape(text)
    return mark_safe(f"<{tag}{written}>{content}</{tag}>")  # noqa: S308 - every part is escaped above


def together(parts: Iterable[SafeString]) -> SafeString:
    """Elements one after the other."""
    return mark_safe("".join(parts))  # noqa: S308 - the parts are safe


def points(pairs: Iterable[tuple[float, float]]) -> str:
    """Coordinates for a polyline or polygon."""
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in pairs)


def _number(value: object) -> object:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
