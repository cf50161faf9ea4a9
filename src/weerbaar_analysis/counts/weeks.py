"""ISO weeks as whole numbers, so that a year of 53 weeks needs no special care.

Week 0 is 1970-W01, the week of Monday 29 December 1969.
"""

import re
from datetime import date

EPOCH = date(1969, 12, 29).toordinal()
FORM = re.compile(r"(\d{4})-W(\d{2})")


def week_index(label: str) -> int:
    """Return the number of an ISO week such as `2026-W07`.

    Raises
    ------
    ValueError
        With a Dutch sentence that says how a week is written, or that the year has no week 53.

    Examples
    --------
    >>> week_index("1970-W01"), week_index("2021-W01") - week_index("2020-W53")
    (0, 1)
    >>> week_index("2025-W53")
    Traceback (most recent call last):
    ...
    ValueError: 2025 heeft geen week 53; de laatste week is 2025-W52.
    """
    match = FORM.fullmatch(label.strip())
    if match is None:
        raise ValueError(f"{label!r} is geen week; schrijf een week als 2026-W07.")
    year, week = int(match.group(1)), int(match.group(2))
    if week < 1 or week > 53 or year < 1:
        raise ValueError(f"{label!r} is geen week; weken lopen van W01 tot en met W52 of W53.")
    if week > weeks_in_year(year):
        raise ValueError(f"{year} heeft geen week 53; de laatste week is {year}-W52.")
    return (date.fromisocalendar(year, week, 1).toordinal() - EPOCH) // 7


def week_label(index: int) -> str:
    """Return the ISO week of a number.

    >>> week_label(week_index("2020-W53") + 1)
    '2021-W01'
    """
    return week_of(monday(index))


def week_of(day: date) -> str:
    """Return the ISO week that a day lies in.

    >>> week_of(date(2027, 1, 1))
    '2026-W53'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def monday(index: int) -> date:
    """Return the first day of a week.

    >>> monday(0)
    datetime.date(1969, 12, 29)
    """
    return date.fromordinal(EPOCH + 7 * index)


def weeks_in_year(year: int) -> int:
    """Return 52, or 53 for a long year.

    >>> [weeks_in_year(year) for year in (2020, 2021, 2026)]
    [53, 52, 53]
    """
    return date(year, 12, 28).isocalendar().week


def same_week(index: int, years: int) -> int:
    """Return the week of the same season some years earlier (or later, below zero), as a number.

    Week 53 has no namesake in most years: it answers to week 52 there, which holds almost the same days. So a
    comparison with past years never slips into the next season, however many long years lie between.

    Examples
    --------
    >>> week_label(same_week(week_index("2026-W53"), 1)), week_label(same_week(week_index("2026-W53"), 6))
    ('2025-W52', '2020-W53')
    """
    year, week, _ = monday(index).isocalendar()
    then = year - years
    return (date.fromisocalendar(then, min(week, weeks_in_year(then)), 1).toordinal() - EPOCH) // 7
