"""Days that can matter in an area: elections, remembrance, feasts. From `data/calendar.csv`; knows no database."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "calendar.csv"


@dataclass(frozen=True)
class Day:
    """A day, its name, and whether it can fall a day earlier or later."""

    on: date
    name: str
    is_about: bool


def days_between(*, first: date, last: date) -> list[Day]:
    """The days from and including the first up to and including the last, in order."""
    found = {day for year in range(first.year, last.year + 1) for day in _days_of(year)}
    return sorted((day for day in found if first <= day.on <= last), key=lambda day: (day.on, day.name))


@cache
def _rules() -> tuple[tuple[str, str, bool], ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple((row["rule"], row["name"], row["about"] == "yes") for row in csv.DictReader(file))


def _days_of(year: int) -> Iterator[Day]:
    for rule, name, is_about in _rules():
        on = _on(rule, year)
        if on is not None:
            yield Day(on, name, is_about)


def _on(rule: str, year: int) -> date | None:
    """`05-04` each year, `easter+39`, `third tuesday 09` as `3 tue 09`, `after 11-11 sat`, or one day `2027-03-17`."""
    if rule.startswith("easter"):
        return _easter(year) + timedelta(days=int(rule.removeprefix("easter") or 0))
    if rule.startswith("after "):
        _word, day, name = rule.split()
        start = date.fromisoformat(f"{year}-{day}")
        return start + timedelta(days=(_WEEKDAYS.index(name) - start.weekday() - 1) % 7 + 1)
    if " " in rule:
        number, name, month = rule.split()
        start = date(year, int(month), 1)
        return start + timedelta(days=(_WEEKDAYS.index(name) - start.weekday()) % 7 + 7 * (int(number) - 1))
    on = date.fromisoformat(rule if len(rule) == 10 else f"{year}-{rule}")
    return on if on.year == year else None


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the computus of Butcher (1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)
