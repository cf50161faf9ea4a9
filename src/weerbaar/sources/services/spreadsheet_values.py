"""Values as Dutch people type them in a spreadsheet: comma decimals, points for thousands, days as 3-11-2026."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_LONG_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")


def dutch_day(text: str) -> date | None:
    """A day written the Dutch way; None when it is none.

    >>> dutch_day("3-11-2026"), dutch_day("3 november 2026"), dutch_day("31-2-2026")
    (datetime.date(2026, 11, 3), datetime.date(2026, 11, 3), None)
    """
    plain = text.strip().lower()
    if found := _DAY.fullmatch(plain):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
    elif found := _LONG_DAY.fullmatch(plain):
        day, month, year = int(found[1]), _MONTHS.index(found[2]) + 1, int(found[3])
    else:
        return None
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def dutch_number(text: str) -> Decimal | None:
    """A number written the Dutch way (1.234,5) or the plain way (1234.5); None when it is none.

    >>> [dutch_number(text) for text in ("1.234,5", "0,75", "12", "1234.5", "1.234", "n.v.t.")]
    [Decimal('1234.5'), Decimal('0.75'), Decimal('12'), Decimal('1234.5'), Decimal('1234'), None]
    """
    plain = text.strip().replace("\xa0", "").replace(" ", "")
    if "," in plain or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    if not re.fullmatch(r"-?\d+(\.\d+)?", plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def dutch_period(text: str) -> str | None:
    """A year, quarter, month or week as we write it; None when it is none.

    >>> [dutch_period(text) for text in ("2025", "3e kwartaal 2025", "juli 2025", "7-2025", "2025-W07", "ooit")]
    ['2025', '2025-Q3', '2025-07', '2025-07', '2025-W07', None]
    """
    plain = " ".join(text.strip().lower().split()).removesuffix(".0")
    if re.fullmatch(r"(19|20)\d\d", plain):
        return plain
    if re.fullmatch(r"\d{4}-\d{2}-01", plain):
        return plain[:7]
    if found := re.fullmatch(r"(\d{4})[- ]?([qw])(\d{1,2})", plain):
        return _numbered(found[1], found[2], int(found[3]))
    if found := re.fullmatch(r"(\d)e? kwartaal (\d{4})", plain):
        return _numbered(found[2], "q", int(found[1]))
    if found := re.fullmatch(rf"({'|'.join(_MONTHS)}) (\d{{4}})", plain):
        return f"{found[2]}-{_MONTHS.index(found[1]) + 1:02d}"
    if found := re.fullmatch(r"(\d{4})[-/](\d{1,2})", plain):
        return _numbered(found[1], "m", int(found[2]))
    if found := re.fullmatch(r"(\d{1,2})[-/](\d{4})", plain):
        return _numbered(found[2], "m", int(found[1]))
    return None


def _numbered(year: str, kind: str, number: int) -> str | None:
    most, form = {"q": (4, "{}-Q{}"), "w": (53, "{}-W{:02d}"), "m": (12, "{}-{:02d}")}[kind]
    return form.format(year, number) if 1 <= number <= most else None
