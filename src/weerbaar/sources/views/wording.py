from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts import services as accounts
from weerbaar.accounts.selectors import actor_of
from weerbaar.sources import selectors, services
from weerbaar.sources.forms import ApproveWordingForm, PlaceForm, TermForm
from weerbaar.ui import tables
from weerbaar.ui.orders import carry_out

FORMS: dict[str, Any] = {"onderwerpen": TermForm, "plaatsen": PlaceForm}


@require_GET
def wording_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    region = actor.organisation.region
    table = tables.table_page(
        request,
        name="versions",
        caption=_("Versions"),
        rows=selectors.wordings_visible_to(actor=actor),
        columns=(
            tables.Column(
                "version",
                _("Version"),
                lambda row: f"{row.get_kind_display()} {row.number}".capitalize(),
                href=lambda row: reverse("sources:wording", args=[row.pk]),
            ),
            tables.Column("status", _("Status"), lambda row: row.get_status_display(), order_by="status"),
            tables.Column("reason", _("Why this change"), lambda row: row.reason),
            tables.Column("proposed", _("Proposed on"), lambda row: row.proposed_at, "proposed_at", kind="moment"),
            tables.Column("used", _("In use since"), lambda row: row.in_use_at, "in_use_at", kind="moment"),
        ),
        empty=_("Nothing was changed yet: the lists that come with Weerbaar are in use."),
    )
    context = {
        "may_propose": selectors.may_propose_wording(actor=actor),
        "topic_count": len(selectors.topic_names(region=region)),
        "topics": selectors.wording_in_use(region=region, kind="topics"),
        "places": selectors.wording_in_use(region=region, kind="places"),
    }
    return tables.render_table(request, "sources/wording_list.html", table, context)


@require_GET
def topics(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    table = tables.table_page(
        request,
        name="topics",
        caption=_("Topics"),
        rows=selectors.taxonomy_in_use(region=actor.organisation.region).topics,
        columns=(
            tables.Column("name", _("Topic"), lambda row: row.name, href=_topic_url),
            tables.Column("class", _("Class"), lambda row: selectors.topic_class_label(row.topic_class)),
            tables.Column("terms", _("Terms"), lambda row: len(row.terms), kind="number"),
            tables.Column("definition", _("What it is about"), lambda row: row.definition),
        ),
        filters=(tables.Filter("q", _("Search")),),
        page_size=50,
    )
    return tables.render_table(
        request, "sources/topic_list.html", table, {"may_propose": selectors.may_propose_wording(actor=actor)}
    )


@require_GET
def topic(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    found = selectors.topic_in_use(region=actor.organisation.region, key=key)
    if found is None:
        raise Http404
    table = tables.table_page(
        request,
        name="terms",
        caption=_("Terms"),
        rows=found.terms,
        columns=(
            tables.Column("term", _("Term"), lambda row: row.term),
            tables.Column("rule", _("How it counts"), selectors.term_in_words),
        ),
        filters=(tables.Filter("q", _("Search")),),
        page_size=100,
    )
    context = {
        "topic": found,
        "topic_class": selectors.topic_class_label(found.topic_class),
        "may_propose": selectors.may_propose_wording(actor=actor),
    }
    return tables.render_table(request, "sources/topic.html", table, context)


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    names = {one.code: one.name for one in selectors.places_of_sources(actor=actor)}
    table = tables.table_page(
        request,
        name="places",
        caption=_("Place names"),
        rows=selectors.places_in_use(region=actor.organisation.region, on=localdate()),
        columns=(
            tables.Column("name", _("Name"), lambda row: row.name),
            tables.Column("municipality", _("Municipality"), lambda row: names.get(row.municipality, row.municipality)),
            tables.Column("kind", _("Kind"), lambda row: selectors.place_kind_label(row.kind)),
            tables.Column("ambiguity", _("Recognised in a text"), lambda row: selectors.ambiguity_label(row.ambiguity)),
            tables.Column("note", _("Note"), lambda row: row.note),
        ),
        filters=(tables.Filter("q", _("Search")),),
    )
    return tables.render_table(
        request, "sources/place_list.html", table, {"may_propose": selectors.may_propose_wording(actor=actor)}
    )


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, kind: str) -> HttpResponse:
    """Asks for one change; first shows what it would do, then proposes it."""
    actor = actor_of(request)
    if kind not in FORMS or not selectors.may_propose_wording(actor=actor):
        raise Http404
    initial = {"topic": request.GET.get("onderwerp", "")}
    form = FORMS[kind](request.POST or None, actor=actor, initial=initial)
    context: dict[str, Any] = {"form": form, "kind": kind}
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("step") == "propose":
                wording = services.propose_wording(
                    actor=actor, change=form.change(), reason=form.cleaned_data["reason"], now=now()
                )
                return redirect("sources:wording", pk=wording.pk)
            context |= selectors.trial_of(
                region=actor.organisation.region,
                kind={"onderwerpen": "topics", "plaatsen": "places"}[kind],
                content=services.content_with(region=actor.organisation.region, change=form.change(), on=localdate()),
                on=localdate(),
            )
        except services.WordingNotFit as refusal:
            for problem in refusal.problems:
                form.add_error(None, problem)
        except accounts.NotAllowed:
            raise Http404 from None
    return render(request, "sources/propose_wording.html", context)


@require_GET
def version(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = selectors.wording_page(actor=actor_of(request), pk=pk)
    if page is None:
        raise Http404
    context = {"page": page, "wording": page.wording, "changes": page.changes, "form": ApproveWordingForm()}
    if page.wording.status == "proposed":
        context["effect"] = selectors.effect_of_wording(wording=page.wording, on=localdate())
    return render(request, "sources/wording.html", context)


@require_POST
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, wording = _wording(request, pk)
    is_read = "care_read" in request.POST
    carry_out(
        request,
        lambda: services.approve_wording(actor=actor, wording=wording, religious_read=is_read, now=now()),
        _("This version is in use. New items are read with it."),
    )
    return redirect("sources:wording", pk=pk)


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, wording = _wording(request, pk)
    carry_out(
        request,
        lambda: services.withdraw_wording(actor=actor, wording=wording, now=now()),
        _("The proposal is withdrawn."),
    )
    return redirect("sources:wording", pk=pk)


def _wording(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    actor = actor_of(request)
    wording = selectors.wordings_visible_to(actor=actor).filter(pk=pk).first()
    if wording is None:
        raise Http404
    return actor, wording


def _topic_url(row: Any) -> str:
    return reverse("sources:topic", args=[row.key])
