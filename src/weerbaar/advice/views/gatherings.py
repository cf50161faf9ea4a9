from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts import selectors as accounts
from weerbaar.advice import selectors, services
from weerbaar.advice.forms import BringForm, GatheringForm, GuestForm, RemarkForm, ReportForm, VersionForm
from weerbaar.signals.services import mask
from weerbaar.ui import tables
from weerbaar.ui.orders import carry_out, filled, site_of, told


@require_GET
def gatherings(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    if not selectors.sees_advice(actor=actor):
        raise Http404
    table = tables.table_page(
        request,
        name="gatherings",
        caption=_("Meetings"),
        rows=selectors.gatherings_visible_to(actor=actor),
        columns=(
            tables.Column("title", _("Title"), lambda row: row.title, order_by="title", href=_url),
            tables.Column("kind", _("Kind"), lambda row: row.get_kind_display(), order_by="kind"),
            tables.Column("day", _("Day"), lambda row: row.held_on, kind="date", order_by="held_on"),
            tables.Column("status", _("Status"), lambda row: row.get_status_display(), order_by="status"),
            tables.Column("from", _("Called by"), lambda row: row.organisation.name),
        ),
        filters=(tables.Filter("kind", _("Kind"), ("kind",), selectors.gathering_kinds()),),
        empty=_("There are no meetings here yet."),
    )
    if table.export is not None:
        services.record_export(actor=actor, action=services.Action.EXPORT_ADVICE, now=now())
    context = {"convenes": selectors.convenes(actor=actor)}
    return tables.render_table(request, "advice/gathering_list.html", table, context)


def _url(row: Any) -> str:
    return reverse("advice:gathering", args=[row.pk])


@sensitive_post_parameters("title", "question_1", "question_2", "question_3")
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    if not selectors.convenes(actor=actor):
        raise Http404
    initial = {
        "question_1": _("What do you see more or less of than half a year ago?"),
        "question_2": _("What worries you, and what goes well?"),
        "question_3": _("What do you need from the others?"),
    }
    form = filled(GatheringForm, request, mask, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        questions = (data["question_1"], data["question_2"], data["question_3"])
        plan = services.Plan(data["kind"], data["title"], data["held_on"], questions)
        try:
            row = services.call_gathering(actor=actor, plan=plan, now=now())
        except services.Refused as refusal:
            told(form, refusal, mask)
        else:
            return redirect("advice:gathering", pk=row.pk)
    return render(request, "advice/call.html", {"form": form})


@require_GET
def gathering(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = accounts.actor_of(request)
    page = selectors.gathering_page(actor=actor, pk=pk)
    if page is None:
        raise Http404
    row = page.gathering
    context: dict[str, Any] = {
        "page": page,
        "gathering": row,
        "version_form": VersionForm(initial={"version": row.version}),
    }
    if page.may_convene:
        starts = {"report": row.report, "organisation": row.second_id, "version": row.version}
        context["guest_form"] = GuestForm(actor=actor, auto_id="guest_%s")
        context["report_form"] = ReportForm(actor=actor, initial=starts, auto_id="report_%s")
    if page.may_read_along:
        context["remark_form"] = RemarkForm(auto_id="remark_%s")
    return render(request, "advice/gathering.html", context)


@never_cache
@sensitive_post_parameters("recipient")
@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, row = _found(request, pk)
    form = GuestForm(request.POST, actor=actor)
    if not form.is_valid():
        messages.error(request, _("Choose an organisation, and look once more at the e-mail address."))
        return redirect("advice:gathering", pk=pk)
    try:
        sent = services.ask_what_they_bring(
            actor=actor, gathering=row, **form.cleaned_data, site=site_of(request), now=now()
        )
    except services.NotAllowed:
        raise Http404 from None
    except services.Refused as refusal:
        messages.error(request, str(refusal.says))
        return redirect("advice:gathering", pk=pk)
    context = {"gathering": row, "sent": [sent], "guest": form.cleaned_data["organisation"]}
    return render(request, "advice/asked.html", context)


@sensitive_post_parameters("report")
@require_POST
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, row = _found(request, pk)
    page = selectors.gathering_page(actor=actor, pk=pk)
    if page is None or not page.may_convene:
        raise Http404
    form = filled(ReportForm, request, mask, actor=actor, auto_id="report_%s")
    if form.is_valid():
        try:
            services.ask_report_reader(actor=actor, gathering=row, **form.cleaned_data, now=now())
        except services.NotAllowed:
            raise Http404 from None
        except services.Refused as refusal:
            told(form, refusal, mask)
        else:
            messages.success(request, _("The report is kept. The other organisation can read it now."))
            return redirect("advice:gathering", pk=pk)
    context = {
        "page": page,
        "gathering": row,
        "guest_form": GuestForm(actor=actor, auto_id="guest_%s"),
        "report_form": form,
    }
    return render(request, "advice/gathering.html", context)


@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    return _order(request, pk, services.publish_report, _("The report is published."), version=version)


@sensitive_post_parameters("remark")
@require_POST
def give_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    _found(request, pk)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write in a few words what should change."))
        return redirect("advice:gathering", pk=pk)
    _order(request, pk, services.return_report, _("The writer has it back, with your remark."), **form.cleaned_data)
    return redirect("advice:gatherings")


@login_not_required
@never_cache
@sensitive_post_parameters("answer_1", "answer_2", "answer_3")
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, token: str) -> HttpResponse:
    """Three questions, once. After that the same link shows what was brought."""
    page = selectors.guest_page(token=token, now=now())
    if page is None:
        return render(request, "advice/link_gone.html", status=404)
    form = filled(BringForm, request, mask, questions=page.link.gathering.questions)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.bring(token=token, answers=(data["answer_1"], data["answer_2"], data["answer_3"]), now=now())
        except services.AlreadyBrought as refusal:
            messages.error(request, str(refusal.says))
            return redirect("advice:bring", token=token)
        except services.Refused as refusal:
            told(form, refusal, mask)
        else:
            return redirect("advice:bring", token=token)
    return render(request, "advice/bring.html", {"page": page, "gathering": page.link.gathering, "form": form})


def _found(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    actor = accounts.actor_of(request)
    return actor, get_object_or_404(selectors.gatherings_visible_to(actor=actor), pk=pk)


def _order(request: HttpRequest, pk: UUID, service: Any, done: str, **options: Any) -> HttpResponse:
    actor, row = _found(request, pk)
    carry_out(request, lambda: service(actor=actor, gathering=row, **options, now=now()), done)
    return redirect("advice:gathering", pk=pk)
