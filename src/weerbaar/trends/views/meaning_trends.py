from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts.selectors import actor_of
from weerbaar.accounts.services import Action, NotAllowed, Refused, record_export
from weerbaar.sources.selectors import topic_names
from weerbaar.trends import selectors, services
from weerbaar.trends.forms import LinkForm, ReasonForm, TrendForm, new_submission
from weerbaar.trends.views.meaning_charts import series_chart
from weerbaar.ui import tables
from weerbaar.ui.orders import carry_out, tell


@require_GET
def trend_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not selectors.sees_trends(actor=actor):
        raise Http404
    table = trend_table(request, selectors.trends_listed(actor=actor), topic_names(region=actor.organisation.region))
    if table.export is not None:
        record_export(actor=actor, action=Action.EXPORT_TRENDS, now=now())
    context = {"may_open": selectors.interprets(actor=actor)}
    return tables.render_table(request, "trends/trend_list.html", table, context)


def trend_table(request: HttpRequest, rows: Any, topics: dict[str, str]) -> tables.TablePage:
    return tables.table_page(
        request,
        name="trends",
        caption=_("Trends"),
        rows=rows,
        columns=(
            tables.Column("name", _("Trend"), lambda row: row.name, order_by="name", href=_trend_url),
            tables.Column("topic", _("Topic"), lambda row: topics.get(row.topic, row.topic), order_by="topic"),
            tables.Column("class", _("Kind of topic"), selectors.class_of),
            tables.Column("places", _("Where"), selectors.places_of),
            tables.Column("origin", _("Found by"), lambda row: row.get_origin_display(), order_by="origin"),
            tables.Column("since", _("Since week"), lambda row: row.first_week, order_by="first_week"),
            tables.Column("counting", _("Interpretations that count"), lambda row: row.counting, kind="number"),
            tables.Column("open", _("State"), lambda row: _("open") if row.is_open else _("closed")),
        ),
        filters=(
            tables.Filter("q", _("Search"), lookups=("name__icontains",)),
            tables.Filter("topic", _("Topic"), ("topic",), list(topics.items())),
        ),
        empty=_("There are no trends yet. A trend is opened from a finding or from signals."),
    )


def _trend_url(row: Any) -> str:
    return reverse("trends:trend", args=[row.pk])


@sensitive_post_parameters("name")
@require_http_methods(["GET", "POST"])
def open_trend(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    places = selectors.municipalities_to_write_about(actor=actor, on=localdate())
    if not selectors.interprets(actor=actor):
        raise Http404
    if request.method == "GET":
        start = selectors.start_of_trend(actor=actor, chosen=request.GET.getlist("uit"), on=localdate())
        if len(places) == 1:
            start["municipalities"] = [places[0].code]
        initial = {**start, "submission": new_submission()}
        form = TrendForm(initial=initial, actor=actor, places=places)
        return _open_page(request, actor, form, start["evidence"], start["municipalities"])
    form = TrendForm(request.POST, actor=actor, places=places)
    if form.is_valid():
        given = form.cleaned_data
        draft = services.TrendDraft(
            submission=given["submission"],
            name=given["name"],
            topic=given["topic"],
            municipality_codes=tuple(given["municipalities"]),
            evidence=_pairs(given["evidence"].split()),
        )
        try:
            trend = services.open_trend(actor=actor, draft=draft, week=given["week"], now=now())
        except NotAllowed:
            raise Http404 from None
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("The trend is open. Write what it means, or link more to it."))
            return redirect("trends:trend", pk=trend.pk)
    return _open_page(request, actor, form, request.POST.get("evidence", ""), request.POST.getlist("municipalities"))


def _open_page(request: HttpRequest, actor: Any, form: TrendForm, evidence: str, codes: list[str]) -> HttpResponse:
    rests_on = selectors.evidence_in_words(actor=actor, chosen=evidence.split())
    names = selectors.audience_of_trend(actor=actor, codes=codes)
    return render(request, "trends/open.html", {"form": form, "rests_on": rests_on, "audience": names})


def _pairs(chosen: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, key) for kind, _colon, key in (one.partition(":") for one in chosen))


@require_GET
def trend(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    page = selectors.trend_page(actor=actor, pk=pk)
    if page is None:
        raise Http404
    table = _series_table(request, page.series)
    if table.export is not None:
        record_export(actor=actor, action=Action.EXPORT_TRENDS, now=now())
    drawn = [(series_chart(one, topic=page.topic), one) for one in page.series]
    codes = [one.municipality.code for one in page.trend.places.all()]
    context: dict[str, Any] = {
        "page": page,
        "trend": page.trend,
        "drawn": [(chart, finding, selectors.sentence_of(finding)) for chart, finding in drawn],
        "topic_class": selectors.class_of(page.trend),
        "audience": selectors.audience_of_trend(actor=actor, codes=codes),
    }
    if page.may_write and page.trend.is_open:
        context |= {
            "reason_form": ReasonForm(auto_id="close_%s"),
            "link_form": _link_form(actor, page.trend),
        }
    return tables.render_table(request, "trends/trend.html", table, context)


def _link_form(actor: Any, trend: Any, data: Any = None) -> LinkForm:
    choices = selectors.to_link(actor=actor, trend=trend, now=now())
    return LinkForm(data, choices=choices, auto_id="link_%s")


def _series_table(request: HttpRequest, series: Any) -> tables.TablePage:
    return tables.table_page(
        request,
        name="weeks",
        caption=_("The weeks as a table"),
        rows=selectors.weeks_as_rows(series),
        columns=(
            tables.Column("week", _("Week"), lambda row: row.week),
            tables.Column("area", _("Area"), lambda row: row.area),
            tables.Column("count", _("Items"), lambda row: row.count, kind="number"),
            tables.Column("expected", _("Expected"), lambda row: row.expected, kind="number"),
            tables.Column("lower", _("Usual, from"), lambda row: row.lower, kind="number"),
            tables.Column("upper", _("Usual, to"), lambda row: row.upper, kind="number"),
        ),
        empty=_("This topic has not been counted here yet."),
        page_size=13,
    )


@require_POST
def link(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    row = get_object_or_404(selectors.trends_visible_to(actor=actor), pk=pk)
    if not selectors.may_interpret(actor=actor, trend=row):
        raise Http404
    form = _link_form(actor, row, request.POST)
    if not form.is_valid():
        messages.error(request, _("Tick at least one thing to link."))
        return redirect("trends:trend", pk=pk)
    pairs = _pairs(form.cleaned_data["evidence"])
    return order(request, pk, services.link_many, _("It is linked."), evidence=pairs)


@require_POST
def unlink(request: HttpRequest, pk: UUID, evidence: UUID) -> HttpResponse:
    actor = actor_of(request)
    row = get_object_or_404(selectors.trends_visible_to(actor=actor), pk=pk)
    lines = selectors.evidence_of(actor=actor, trend=row)
    found = next((line.evidence for line in lines if line.evidence.pk == evidence), None)
    if found is None:
        raise Http404
    unlink = lambda **given: services.unlink_evidence(actor=actor, evidence=found, now=given["now"])  # noqa: E731
    return order(request, pk, unlink, _("The link is taken away."))


@sensitive_post_parameters("reason")
@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    if "open" in request.POST:
        return order(request, pk, services.reopen_trend, _("The trend is open again."))
    reason = request.POST.get("reason", "")[:600]
    return order(request, pk, services.close_trend, _("The trend is closed."), reason=reason)


def order(request: HttpRequest, pk: UUID, service: Callable[..., object], done: str, **fields: Any) -> HttpResponse:
    """One order on a trend, and how it went in words. What the actor does not see or may not do does not exist."""
    actor = actor_of(request)
    row = get_object_or_404(selectors.trends_visible_to(actor=actor), pk=pk)
    carry_out(request, lambda: service(actor=actor, trend=row, **fields, now=now()), done)
    return redirect("trends:trend", pk=pk)
