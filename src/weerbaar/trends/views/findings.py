from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from weerbaar.accounts.selectors import actor_of
from weerbaar.accounts.services import Action, record_export
from weerbaar.trends import selectors
from weerbaar.ui import charts, tables


@require_GET
def finding_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not selectors.sees_trends(actor=actor):
        raise Http404
    weeks = selectors.weeks_scanned(actor=actor)
    week = request.GET.get("week", "")
    week = week if week in weeks else (weeks[0] if weeks else "")
    page = selectors.week_page(actor=actor, week=week)
    everything = request.GET.get("alles") == "1" or bool(request.GET.get("findings-verdict"))
    table = tables.table_page(
        request,
        name="findings",
        caption=_("All findings of week %(week)s") % {"week": week} if week else _("All findings"),
        rows=selectors.findings_visible_to(actor=actor, week=week, with_too_little=everything),
        columns=_columns(page.topics),
        filters=_filters(selectors.finding_choices(actor=actor)),
        empty=_("There are no findings in this selection."),
    )
    if table.export is not None:
        record_export(actor=actor, action=Action.EXPORT_FINDINGS, now=now())
    context = {
        "page": page,
        "weeks": weeks[:12],
        "off_since": selectors.switched_off_since(actor=actor),
        "everything": everything,
        "other_choice": _with(request, alles="" if everything else "1"),
    }
    return tables.render_table(request, "trends/findings.html", table, context)


def _with(request: HttpRequest, *, alles: str) -> str:
    """This address with too little data shown, or hidden again; from the first page on."""
    query = request.GET.copy()
    for name in ("alles", "findings-page", "findings-verdict"):
        query.pop(name, None)
    if alles:
        query["alles"] = alles
    return f"?{query.urlencode()}"


def _columns(topics: dict[str, str]) -> tuple[tables.Column, ...]:
    """No column with a number can be sorted: findings are not ranked (C6)."""
    return (
        tables.Column("area", _("Area"), selectors.area_of, href=lambda row: reverse("trends:series", args=[row.pk])),
        tables.Column("tier", _("Level"), lambda row: row.get_tier_display(), order_by="tier"),
        tables.Column("topic", _("Topic"), lambda row: topics.get(row.topic, row.topic), order_by="topic"),
        tables.Column("measure", _("What is counted"), lambda row: row.get_measure_display(), order_by="measure"),
        tables.Column("count", _("This week"), lambda row: selectors.shown_count(measure=row.measure, count=row.count)),
        tables.Column("verdict", _("Finding"), lambda row: row.get_verdict_display(), order_by="verdict"),
        tables.Column("reason", _("Why"), lambda row: row.get_reason_display()),
    )


def _filters(choices: dict[str, list[tuple[str, str]]]) -> tuple[tables.Filter, ...]:
    labels = {
        "verdict": _("Finding"),
        "tier": _("Level"),
        "topic": _("Topic"),
        "measure": _("What is counted"),
    }
    return tuple(tables.Filter(name, label, lookups=(name,), choices=choices[name]) for name, label in labels.items())


@require_GET
def series(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = selectors.series_page(actor=actor_of(request), pk=pk, now=now())
    if page is None:
        raise Http404
    table = tables.table_page(
        request,
        name="weeks",
        caption=_("The weeks"),
        rows=list(reversed(page.weeks)),
        columns=(
            tables.Column("week", _("Week"), lambda row: row.label),
            tables.Column("count", _("Counted"), lambda row: row.count),
            tables.Column("expected", _("Expected"), lambda row: row.expected, kind="number"),
            tables.Column("lower", _("Lower bound"), lambda row: row.lower, kind="number"),
            tables.Column("upper", _("Upper bound"), lambda row: row.upper, kind="number"),
        ),
        empty=_("Nothing was ever counted here about this topic."),
        page_size=13,
    )
    if table.export is not None:
        record_export(actor=actor_of(request), action=Action.EXPORT_FINDINGS, now=now())
    return tables.render_table(request, "trends/series.html", table, {"page": page, **_drawings(page)})


def _drawings(page: selectors.SeriesPage) -> dict[str, Any]:
    shown = [week for week in page.weeks if week.value is not None]
    chart = None
    if shown:
        chart = charts.line_chart(
            title=_("Items per week, with what was expected"),
            labels=[week.label for week in page.weeks],
            values=[week.value for week in page.weeks],
            expected=[week.expected for week in page.weeks],
            low=[week.lower for week in page.weeks],
            high=[week.upper for week in page.weeks],
            unit=_("items"),
            note=_("n = %(n)d items (documents), %(first)s to %(last)s. A gap is a week that was not read.")
            % {
                "n": sum(week.value or 0 for week in shown),
                "first": page.weeks[0].label,
                "last": page.weeks[-1].label,
            },
        )
    sources = tables.plain_table(
        name="sources",
        caption=_("The sources and how they are doing"),
        rows=page.sources,
        columns=(
            tables.Column("name", _("Source"), lambda row: row.source.name),
            tables.Column("kind", _("Kind"), lambda row: row.source.get_kind_display()),
            tables.Column("health", _("How it is doing"), lambda row: row.health.label),
        ),
        empty=_("There are no sources yet."),
    )
    return {"chart": chart, "sources": sources}
