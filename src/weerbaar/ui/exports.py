"""A table as XLSX or CSV. Text is written as text: no cell of an export is ever a formula."""

import csv as csv_format
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX_TEXT_LIMIT = 32_767


def harmless(text: str) -> str:
    """The text with a ' in front when a spreadsheet could take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], mark: str = "") -> HttpResponse:
    """Comma-separated, UTF-8, dates as 2026-03-01: what an import takes back. The mark stands in the name only."""
    file = io.StringIO()
    writer = csv_format.writer(file)
    writer.writerow([harmless(head) for head in heads])
    writer.writerows([_csv_value(value) for value in row] for row in rows)
    return _attachment(file.getvalue().encode(), "text/csv; charset=utf-8", f"{_marked(name, mark)}.csv")


def _csv_value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | datetime | date | int | float | Decimal):
        return _local(value).isoformat() if isinstance(value, date) else str(value)
    return harmless(str(value))


def _marked(name: str, mark: str) -> str:
    return f"{name}-{mark}" if mark else name


def xlsx(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], mark: str = "") -> HttpResponse:
    """One sheet with a bold first row; numbers and dates keep their type. The mark stands under every printed page,
    in the properties and in the name.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        if mark:
            book.set_properties({"keywords": f"Weerbaar {mark}"})
            sheet.set_footer(f"&LWeerbaar {mark}&R&P / &N")
        bold = book.add_format({"bold": True})
        formats: dict[type, Any] = {date: book.add_format({"num_format": "yyyy-mm-dd"})}
        formats[datetime] = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for column, head in enumerate(heads):
            sheet.write_string(0, column, harmless(head), bold)
            sheet.set_column(column, column, max(12, min(len(head) + 4, 40)))
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, number, column, value, formats)
        sheet.freeze_panes(1, 0)
    return _attachment(file.getvalue(), XLSX_TYPE, f"{_marked(name, mark)}.xlsx")


def _write(sheet: Any, row: int, column: int, value: Any, formats: dict[type, Any]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value)
    elif isinstance(value, date):
        moment = _local(value)
        sheet.write_datetime(row, column, moment, formats[datetime if isinstance(moment, datetime) else date])
    else:
        sheet.write_string(row, column, harmless(str(value))[:XLSX_TEXT_LIMIT])


def _local(value: date) -> date:
    """A moment on the clock of the reader, without seconds behind the point; a day as it is."""
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.replace(tzinfo=None, microsecond=0)
    return value


def _attachment(content: bytes, content_type: str, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="weerbaar-{filename}"'
    return response
