from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from weerbaar.accounts import selectors, services
from weerbaar.accounts.forms import YearForm
from weerbaar.accounts.selectors import area
from weerbaar.regions import selectors as regions
from weerbaar.ui import tables, tiles
from weerbaar.ui.drawing import Chart, Level


@require_GET
def region_map(request: HttpRequest) -> HttpResponse:
    actor = selectors.actor_of(request)
    region = area.map_region_of(actor=actor)
    if region is None:
        raise Http404
    today = localdate()
    form = YearForm(request.GET if "year" in request.GET else None, days=regions.map_days(region=region), today=today)
    on = form.day_of_map()
    municipalities = list(regions.municipalities_on(region=region, on=on))
    openable = set(area.municipalities_to_open(actor=actor).values_list("code", flat=True))
    context = {
        "region": region,
        "form": form,
        "on": on,
        "is_today": on == today,
        "count": len(municipalities),
        "chart": _chart(municipalities, openable, on),
        "mergers": list(regions.mergers(region=region)),
        "openable": openable,
        "police_teams": list(regions.police_teams(region=region)),
    }
    return render(request, "accounts/region_map.html", context)


def _chart(municipalities: list[Any], openable: set[str], on: date) -> Chart:
    """The map with one shade per safety region, and a table twin sorted by safety region."""
    names = sorted({one.safety_region.name for one in municipalities})
    levels = [Level(name, number) for number, name in enumerate(names)]
    chart = tiles.tile_map(
        title=_("Municipalities per safety region on %(day)s") % {"day": _day(on)},
        tiles=[
            tiles.Tile(
                one.code,
                one.name,
                one.tile_column,
                one.tile_row,
                names.index(one.safety_region.name),
                _municipality_url(one) if one.code in openable else "",
            )
            for one in municipalities
        ],
        levels=levels or [Level("–")],
        unit=_("safety region"),
        note=_("%(count)d municipalities. Each municipality is one tile, large or small.")
        % {"count": len(municipalities)},
    )
    rows = sorted(municipalities, key=lambda one: (one.safety_region.name, one.name))
    columns = (
        tables.Column(
            "name",
            _("Municipality"),
            lambda one: one.name,
            href=lambda one: _municipality_url(one) if one.code in openable else "",
        ),
        tables.Column("code", _("CBS code"), lambda one: one.code),
        tables.Column("safety_region", _("Safety region"), lambda one: one.safety_region.name),
        tables.Column("police_team", _("Police team"), lambda one: one.police_team.name),
    )
    return replace(
        chart, table=tables.plain_table(name="municipalities", caption=chart.title, rows=rows, columns=columns)
    )


def _day(on: date) -> str:
    return date_format(on, "j F Y")


def _municipality_url(municipality: Any) -> str:
    return reverse("accounts:municipality", args=[municipality.code])


@require_GET
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    actor = selectors.actor_of(request)
    page = area.municipality_page(actor=actor, code=code, on=localdate())
    if page is None:
        raise Http404
    openable = set(area.municipalities_to_open(actor=actor).values_list("code", flat=True))
    context = {
        "page": page,
        "municipality": page.municipality,
        "openable": openable,
        "sees_organisations": area.sees_organisations(actor=actor),
        "places": tables.plain_table(
            name="places",
            caption=_("Places and names"),
            rows=page.places,
            columns=(
                tables.Column("name", _("Name"), lambda one: one.name),
                tables.Column("kind", _("Kind"), lambda one: one.get_kind_display()),
                tables.Column("ambiguity", _("Recognised in a text"), lambda one: one.get_ambiguity_display()),
                tables.Column("note", _("Note"), lambda one: one.note),
            ),
        ),
    }
    return render(request, "accounts/region_municipality.html", context)


@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    actor = selectors.actor_of(request)
    if not area.sees_organisations(actor=actor):
        raise Http404
    openable = set(area.municipalities_to_open(actor=actor).values_list("code", flat=True))
    table = tables.table_page(
        request,
        name="organisations",
        caption=_("Organisations"),
        rows=area.organisations_visible_to(actor=actor),
        columns=(
            tables.Column("name", _("Name"), lambda one: one.name, order_by="name"),
            tables.Column("kind", _("Kind"), lambda one: one.get_kind_display(), order_by="kind"),
            tables.Column(
                "area",
                _("Works for"),
                lambda one: str(one.municipality or one.police_team or one.safety_region or one.region),
                href=lambda one: (
                    _municipality_url(one.municipality)
                    if one.municipality and one.municipality.code in openable
                    else ""
                ),
            ),
            tables.Column("code", _("Code"), lambda one: one.code, order_by="code"),
        ),
        filters=(
            tables.Filter(
                "q",
                _("Search"),
                lookups=(
                    "name__icontains",
                    "municipality__name__icontains",
                    "police_team__name__icontains",
                    "safety_region__name__icontains",
                ),
            ),
            tables.Filter("kind", _("Kind"), lookups=("kind",), choices=regions.organisation_kinds()),
        ),
        empty=_("There are no organisations here yet."),
    )
    if table.export is not None:
        services.record_export(actor=actor, action=services.Action.EXPORT_ORGANISATIONS, now=now())
    return tables.render_table(request, "accounts/region_organisations.html", table)
