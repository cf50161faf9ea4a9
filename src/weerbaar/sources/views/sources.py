from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts import services as accounts
from weerbaar.accounts.selectors import actor_of
from weerbaar.sources import selectors, services
from weerbaar.sources.forms import SourceForm, source_kinds
from weerbaar.ui import charts, tables
from weerbaar.ui.orders import carry_out


@require_GET
def source_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    table = tables.table_page(
        request,
        name="sources",
        caption=_("Sources"),
        rows=selectors.source_rows(actor=actor, now=now()),
        columns=(
            tables.Column("name", _("Name"), lambda row: row.source.name, href=_source_url),
            tables.Column("publisher", _("Publisher"), lambda row: row.source.publisher),
            tables.Column("kind", _("Kind"), lambda row: row.source.get_kind_display()),
            tables.Column("health", _("How it is doing"), lambda row: row.health.label),
            tables.Column("last", _("Last read"), lambda row: row.health.last_success, kind="moment"),
            tables.Column("items", _("Items per week"), lambda row: row.items_per_week, kind="number"),
        ),
        filters=(
            tables.Filter("kind", _("Kind"), choices=[(label, label) for _key, label in source_kinds()]),
            tables.Filter("health", _("How it is doing"), choices=[(one, one) for one in selectors.health_labels()]),
        ),
        empty=_("There are no sources yet."),
        page_size=50,
    )
    may_propose = selectors.may_propose_source(actor=actor)
    return tables.render_table(request, "sources/source_list.html", table, {"may_propose": may_propose})


@require_GET
def choose_kind(request: HttpRequest) -> HttpResponse:
    _proposer(request)
    return render(request, "sources/choose_kind.html", {"kinds": source_kinds()})


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, kind: str) -> HttpResponse:
    actor = _proposer(request)
    label = dict(source_kinds()).get(kind)
    if label is None:
        raise Http404
    form = SourceForm(request.POST or None, actor=actor, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            source = services.propose_source(actor=actor, proposal=form.proposal(), now=now())
        except services.SourceNotFit as refusal:
            for problem in refusal.problems:
                form.add_error(None, problem)
        except accounts.NotAllowed:
            raise Http404 from None
        else:
            return redirect("sources:source", pk=source.pk)
    return render(request, "sources/propose.html", {"form": form, "kind_label": label})


@require_GET
def source(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = selectors.source_page(actor=actor_of(request), pk=pk, now=now())
    if page is None:
        raise Http404
    return render(
        request,
        "sources/source.html",
        {"page": page, "source": page.source, "chart": _chart(page), "readings": _readings(page.source)},
    )


@require_POST
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, source = _source(request, pk)
    carry_out(
        request,
        lambda: services.approve_source(actor=actor, source=source, now=now()),
        _("The source is on. It will be read at the next turn."),
    )
    return redirect("sources:source", pk=pk)


@require_POST
def switch_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, source = _source(request, pk)
    carry_out(
        request,
        lambda: services.switch_off_source(actor=actor, source=source, now=now()),
        _("The source is off. Nothing is read from it any more."),
    )
    return redirect("sources:source", pk=pk)


@require_POST
def propose_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, source = _source(request, pk)
    carry_out(
        request,
        lambda: services.propose_again(actor=actor, source=source, now=now()),
        _("The source is proposed. Somebody of another organisation can switch it on."),
    )
    return redirect("sources:source", pk=pk)


def _proposer(request: HttpRequest) -> Any:
    """The actor, when the role may propose a source; the page does not exist for others."""
    actor = actor_of(request)
    if not selectors.may_propose_source(actor=actor):
        raise Http404
    return actor


def _source(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    actor = actor_of(request)
    source = selectors.source_visible_to(actor=actor, pk=pk)
    if source is None:
        raise Http404
    return actor, source


def _source_url(row: Any) -> str:
    return reverse("sources:source", args=[row.source.pk])


def _chart(page: selectors.SourcePage) -> Any:
    """Items per week; a week in which the source was not read is a gap, not a zero. None without any."""
    values = [count for _week, count in page.weeks]
    if not any(values):
        return None
    return charts.line_chart(
        title=_("Items per week"),
        labels=[week for week, _count in page.weeks],
        values=values,
        unit=_("items"),
        note=_("%(count)d items in 26 weeks. Copies of one text count once. A gap: not read in that week.")
        % {"count": sum(count or 0 for count in values)},
    )


def _readings(source: Any) -> tables.TablePage:
    return tables.plain_table(
        name="readings",
        caption=_("Last readings"),
        rows=selectors.fetches_of(source=source)[:10],
        columns=(
            tables.Column("at", _("When"), lambda row: row.started_at, kind="moment"),
            tables.Column("outcome", _("Outcome"), lambda row: row.get_outcome_display()),
            tables.Column("seen", _("Seen"), lambda row: row.seen_count, kind="number"),
            tables.Column("added", _("New"), lambda row: row.added_count, kind="number"),
            tables.Column("changed", _("Changed"), lambda row: row.changed_count, kind="number"),
            tables.Column(
                "masked", _("Personal data removed"), lambda row: sum(row.masked_counts.values()), kind="number"
            ),
            tables.Column("note", _("Note"), lambda row: row.note),
        ),
        empty=_("This source has not been read yet."),
    )
