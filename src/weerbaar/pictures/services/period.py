"""The period of a picture: a year, half, quarter or month, as it is written on the command line. Pure."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from weerbaar_analysis.counts.weeks import monday, week_index, week_label, week_of

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_WRITTEN = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?", re.IGNORECASE)


class PeriodNotValid(Exception):
    """This is no period."""

    def __init__(self) -> None:
        super().__init__(
            "Schrijf de periode als 2026 (jaar), 2026-H1 (half jaar), 2026-Q3 (kwartaal) of 2026-07 (maand)."
        )


@dataclass(frozen=True)
class Period:
    """From and including the first up to and including the last day."""

    first: date
    last: date

    def __str__(self) -> str:
        first, last = (f"{_MONTHS[one.month - 1]}" for one in (self.first, self.last))
        return f"{first} - {last} {self.last.year}" if first != last else f"{last} {self.last.year}"

    @property
    def before(self) -> "Period":
        """The period of the same number of months before this one."""
        months = self.last.month - self.first.month + 1
        last = self.first - timedelta(days=1)
        start = last.year * 12 + last.month - months
        return Period(date(start // 12, start % 12 + 1, 1), last)

    def weeks(self) -> list[str]:
        """The ISO weeks whose Thursday lies in the period, oldest first: each week is in one period only."""
        start, end = (week_index(week_of(day)) for day in (self.first, self.last))
        found = range(start, end + 1)
        return [week_label(one) for one in found if self.first <= monday(one) + timedelta(days=3) <= self.last]


def period_of(text: str) -> Period:
    """Reads `2026`, `2026-H1`, `2026-Q3` or `2026-07`. Refuses (`PeriodNotValid`) anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or not 2000 <= int(found[1]) <= 2100:
        raise PeriodNotValid
    year, (quarter, half, month) = int(found[1]), found.groups()[1:]
    if quarter:
        first, size = 3 * int(quarter) - 2, 3
    elif half:
        first, size = 6 * int(half) - 5, 6
    else:
        first, size = (int(month), 1) if month else (1, 12)
    end = first + size - 1
    return Period(date(year, first, 1), date(year, end, monthrange(year, end)[1]))
