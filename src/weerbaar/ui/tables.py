"""Tables: sorted, filtered and paged on the screen, with the same columns as XLSX or CSV.

All state stands in the address, so a table works without JavaScript and a view of it can be sent to a colleague.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from weerbaar.ui import exports
from weerbaar.ui.wording import shown

Text = str | Promise
Rows = TypeVar("Rows", bound="QuerySet[Any] | list[Any]")
EXPORTS: dict[str, Callable[[str, Sequence[str], Iterable[Sequence[Any]], str], HttpResponse]] = {
    "xlsx": exports.xlsx,
    "csv": exports.csv,
}


@dataclass(frozen=True)
class Column:
    """One column: how it is named, what it holds for a row, and how it sorts."""

    name: str
    label: Text
    value: Callable[[Any], Any]
    order_by: str = ""
    kind: str = "text"
    href: Callable[[Any], str] | None = None
    cell: str = ""


@dataclass(frozen=True)
class Filter:
    """One filter: a choice, or free text when there are no choices."""

    name: str
    label: Text
    lookups: tuple[str, ...] = ()
    choices: Sequence[tuple[Any, Text]] = ()
    matches: Callable[[Any, str], bool] | None = None


@dataclass(frozen=True)
class Head:
    """The head of a column; `sort` is "ascending", "descending" or empty."""

    label: Text
    kind: str
    sort: str
    sort_url: str


@dataclass(frozen=True)
class Cell:
    """One cell as it stands on the screen."""

    label: Text
    text: str
    kind: str
    href: str
    template: str
    row: Any
    value: Any


@dataclass(frozen=True)
class FilterState:
    """A filter with its value now, as the form draws it."""

    field: str
    label: Text
    value: str
    choices: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class PageLink:
    number: int
    url: str
    is_current: bool
    follows_gap: bool


@dataclass(frozen=True)
class TablePage:
    """Everything that `<c-table>` needs to draw one page of a table."""

    name: str
    caption: Text
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    filters: tuple[FilterState, ...]
    kept: tuple[tuple[str, str], ...]
    total: int
    first: int
    last: int
    pages: tuple[PageLink, ...]
    previous_url: str
    next_url: str
    xlsx_url: str
    csv_url: str
    clear_url: str
    is_filtered: bool
    empty: Text
    export: HttpResponse | None = None


def table_page(
    request: HttpRequest,
    *,
    name: str,
    caption: Text,
    rows: "QuerySet[Any] | Sequence[Any]",
    columns: Sequence[Column],
    filters: Sequence[Filter] = (),
    empty: Text = "",
    page_size: int = 25,
) -> TablePage:
    """One page of the rows, filtered and sorted as the address asks; unknown or broken values are ignored."""
    address = _Address(request, name)
    found = _filtered(rows if isinstance(rows, QuerySet) else list(rows), columns, filters, address)
    sort = address.value("sort")
    found = _sorted(found, columns, sort)
    page = Paginator(found, page_size).get_page(address.value("page"))
    _note_rows(request, len(page), page.paginator.count if address.value("export") else None)
    return TablePage(
        name=name,
        caption=caption,
        heads=tuple(_head(column, sort, address, _is_sortable(found, column)) for column in columns),
        rows=tuple(tuple(_cell(column, row) for column in columns) for row in page),
        filters=tuple(_filter_state(one, address) for one in filters),
        kept=address.others([f"{name}-{one.name}" for one in filters]),
        total=page.paginator.count,
        first=page.start_index(),
        last=page.end_index(),
        pages=_page_links(page.number, page.paginator.num_pages, address),
        previous_url=address.url(page=str(page.number - 1)) if page.has_previous() else "",
        next_url=address.url(page=str(page.number + 1)) if page.has_next() else "",
        xlsx_url=address.url(export="xlsx"),
        csv_url=address.url(export="csv"),
        clear_url=address.url(**{one.name: "" for one in filters}),
        is_filtered=any(address.value(one.name) for one in filters),
        empty=empty,
        export=_export(name, columns, found, address.value("export"), str(getattr(request, "file_mark", ""))),
    )


def render_table(
    request: HttpRequest, template: str, table: TablePage, context: dict[str, Any] | None = None
) -> HttpResponse:
    """The page with this table, or the file when the address asks for one."""
    if table.export is not None:
        return table.export
    return render(request, template, {**(context or {}), "table": table})


def plain_table(
    *, name: str, caption: Text, rows: Iterable[Any], columns: Sequence[Column], empty: Text = ""
) -> TablePage:
    """A small table without sorting, filters, pages or export: the twin of a chart, a summary."""
    drawn = tuple(tuple(_cell(column, row) for column in columns) for row in rows)
    heads = tuple(Head(column.label, column.kind, "", "") for column in columns)
    return TablePage(
        name, caption, heads, drawn, (), (), len(drawn), 1, len(drawn), (), "", "", "", "", "", is_filtered=False,
        empty=empty,
    )  # fmt: skip


def _note_rows(request: Any, shown: int, exported: int | None) -> None:
    """Leaves on the request how many rows this answer holds; whoever keeps a budget of rows reads it there."""
    request.rows_shown = getattr(request, "rows_shown", 0) + shown
    if exported is not None:
        request.rows_exported = getattr(request, "rows_exported", 0) + exported


class _Address:
    """The parameters of one table in the address of the page."""

    def __init__(self, request: HttpRequest, name: str) -> None:
        self.query = request.GET
        self.name = name

    def value(self, key: str) -> str:
        return self.query.get(f"{self.name}-{key}", "").strip()

    def url(self, **changes: str) -> str:
        """The address with these parameters of this table changed; an empty one leaves. Other than paging restarts."""
        query = self.query.copy()
        for key in ("export", "page"):
            query.pop(f"{self.name}-{key}", None)
        for key, value in changes.items():
            query.pop(f"{self.name}-{key}", None)
            if value:
                query[f"{self.name}-{key}"] = value
        return f"?{query.urlencode()}"

    def others(self, fields: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """What a filter form must carry along."""
        gone = {*fields, f"{self.name}-page", f"{self.name}-export"}
        return tuple((key, value) for key, values in self.query.lists() if key not in gone for value in values)


def _filtered(rows: Rows, columns: Sequence[Column], filters: Sequence[Filter], address: _Address) -> Rows:
    for one in filters:
        wanted = address.value(one.name)
        if not wanted or (one.choices and wanted not in {str(key) for key, _ in one.choices}):
            continue
        if isinstance(rows, QuerySet):
            condition = Q()
            for lookup in one.lookups:
                condition |= Q(**{lookup: wanted})
            rows = rows.filter(condition)
        else:
            rows = [row for row in rows if _matches(one, columns, row, wanted)]  # type: ignore[assignment]
    return rows


def _matches(one: Filter, columns: Sequence[Column], row: Any, wanted: str) -> bool:
    if one.matches is not None:
        return one.matches(row, wanted)
    if one.choices:
        return any(str(column.value(row)) == wanted for column in columns if column.name == one.name)
    return any(wanted.casefold() in shown(column.value(row)).casefold() for column in columns)


def _is_sortable(rows: Any, column: Column) -> bool:
    return bool(column.order_by) or not isinstance(rows, QuerySet)


def _sorted(rows: Rows, columns: Sequence[Column], sort: str) -> Rows:
    column = next((one for one in columns if one.name == sort.removeprefix("-")), None)
    if column is None or not _is_sortable(rows, column):
        return rows
    down = sort.startswith("-")
    if isinstance(rows, QuerySet):
        order = F(column.order_by)
        return rows.order_by(order.desc(nulls_last=True) if down else order.asc(nulls_last=True), "pk")
    known = [row for row in rows if column.value(row) is not None]
    unknown = [row for row in rows if column.value(row) is None]
    known.sort(key=lambda row: _sort_key(column.value(row)), reverse=down)
    return known + unknown  # type: ignore[return-value]


def _sort_key(value: Any) -> Any:
    return str(value).casefold() if isinstance(value, str | Promise) else value


def _head(column: Column, sort: str, address: _Address, sortable: bool) -> Head:
    state = {column.name: "ascending", f"-{column.name}": "descending"}.get(sort, "") if sortable else ""
    following = f"-{column.name}" if state == "ascending" else column.name
    return Head(column.label, column.kind, state, address.url(sort=following) if sortable else "")


def _cell(column: Column, row: Any) -> Cell:
    value = column.value(row)
    href = column.href(row) if column.href else ""
    return Cell(column.label, shown(value), column.kind, href, column.cell, row, value)


def _filter_state(one: Filter, address: _Address) -> FilterState:
    choices = tuple((str(key), label) for key, label in one.choices)
    return FilterState(f"{address.name}-{one.name}", one.label, address.value(one.name), choices)


def _page_links(number: int, count: int, address: _Address) -> tuple[PageLink, ...]:
    """First, last and the neighbours of this page."""
    wanted = sorted({1, number - 1, number, number + 1, count} & set(range(1, count + 1)))
    if count < 2:
        return ()
    return tuple(
        PageLink(one, address.url(page=str(one)), is_current=one == number, follows_gap=one - 1 not in {0, *wanted})
        for one in wanted
    )


def _export(
    name: str, columns: Sequence[Column], rows: Iterable[Any], kind: str, mark: str = ""
) -> HttpResponse | None:
    if not kind:
        return None
    if kind not in EXPORTS:
        raise Http404
    heads = [str(column.label) for column in columns]
    return EXPORTS[kind](name, heads, ([column.value(row) for column in columns] for row in rows), mark)
