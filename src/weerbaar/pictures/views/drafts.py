from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts.selectors import actor_of
from weerbaar.pictures.forms import FreezeForm, StartForm
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.selectors.frozen import frozen_visible_to, sees_pictures
from weerbaar.pictures.services import reading, writing
from weerbaar.pictures.services.period import PeriodNotValid, period_of
from weerbaar.signals.services import mask
from weerbaar.ui import tables
from weerbaar.ui.orders import carry_out, filled


@require_GET
def pictures(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not sees_pictures(actor=actor):
        raise Http404
    table = tables.table_page(
        request,
        name="drafts",
        caption=_("Drafts"),
        rows=drafts.drafts_visible_to(actor=actor),
        columns=(
            tables.Column("area", _("Area"), lambda row: row.area_name, href=_url),
            tables.Column("from", _("From"), lambda row: row.period_from, kind="date", order_by="period_from"),
            tables.Column("to", _("Up to and including"), lambda row: row.period_to, kind="date", order_by="period_to"),
            tables.Column("director", _("Directed by"), lambda row: row.director.name, order_by="director__name"),
            tables.Column("changed", _("Changed on"), lambda row: row.changed_at.date(), "changed_at", "date"),
        ),
        empty=_("There is no draft here yet."),
    )
    context = {
        "frozen": frozen_visible_to(actor=actor)[:30],
        "writes": drafts.writes_pictures(actor=actor),
    }
    return tables.render_table(request, "pictures/picture_list.html", table, context)


def _url(row: Any) -> str:
    return reverse("pictures:draft", args=[row.pk])


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not drafts.writes_pictures(actor=actor):
        raise Http404
    areas = drafts.areas_to_start(actor=actor)
    named = [(key, area.name if area else str(actor.organisation.region)) for key, area in areas.items()]
    form = filled(StartForm, request, mask, areas=named)
    if request.method == "POST" and form.is_valid():
        try:
            period = period_of(form.cleaned_data["period"])
        except PeriodNotValid:
            form.add_error("period", _("Write it as 2026, 2026-H1, 2026-Q3 or 2026-07."))
        else:
            row = writing.start_picture(
                actor=actor,
                area=form.cleaned_data["area"],
                period_from=period.first,
                period_to=period.last,
                now=now(),
            )
            return redirect("pictures:draft", pk=row.pk)
    return render(request, "pictures/start.html", {"form": form})


@require_GET
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, row = _found(request, pk)
    page = reading.draft_page(actor=actor, picture=row, now=now())
    return render(request, "pictures/draft.html", {"page": page, "freeze_form": FreezeForm()})


@require_POST
def agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _order(request, pk, reading.agree, _("You agreed. Now somebody of another organisation."))


@sensitive_post_parameters("reason")
@require_POST
def freeze(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = filled(FreezeForm, request, mask)
    if not form.is_valid():
        actor, row = _found(request, pk)
        page = reading.draft_page(actor=actor, picture=row, now=now())
        return render(request, "pictures/draft.html", {"page": page, "freeze_form": form})
    reason = form.cleaned_data["reason"]
    return _order(request, pk, reading.freeze, _("The picture is frozen."), reason=reason)


def _found(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    actor = actor_of(request)
    return actor, get_object_or_404(drafts.drafts_visible_to(actor=actor), pk=pk)


def _order(request: HttpRequest, pk: UUID, service: Callable[..., object], said: str, **options: Any) -> HttpResponse:
    actor, row = _found(request, pk)
    carry_out(request, lambda: service(actor=actor, picture=row, now=now(), **options), said)
    return redirect("pictures:draft", pk=pk)
