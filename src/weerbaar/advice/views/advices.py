from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts import selectors as accounts
from weerbaar.advice import selectors, services
from weerbaar.advice.forms import (
    AdviceForm,
    AnswerForm,
    FollowUpForm,
    ReaderForm,
    RecipientsForm,
    RemarkForm,
    VersionForm,
)
from weerbaar.advice.views.orders import found, order
from weerbaar.signals.services import mask
from weerbaar.ui import tables
from weerbaar.ui.orders import told

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def advices(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    if not selectors.sees_advice(actor=actor):
        raise Http404
    lists = selectors.choices()
    owners = selectors.owner_names()
    table = tables.table_page(
        request,
        name="advices",
        caption=_("Advice"),
        rows=selectors.advices_listed(actor=actor),
        columns=(
            tables.Column("title", _("Title"), lambda row: row.title, order_by="title", href=_url),
            tables.Column("body", _("For whom"), lambda row: selectors.body_of_advice(advice=row).name),
            tables.Column("from", _("From"), lambda row: row.organisation.name, order_by="organisation__name"),
            tables.Column("basis", _("Rests on"), lambda row: row.basis_count, kind="number", order_by="basis_count"),
            tables.Column("owner", _("Owner"), lambda row: owners.get(str(row.pk), "")),
            tables.Column("sent", _("Sent on"), lambda row: row.sent_at and row.sent_at.date(), "sent_at", "date"),
            tables.Column("due", _("First step before"), lambda row: row.due_on, kind="date", order_by="due_on"),
            tables.Column("status", _("Status"), lambda row: row.get_status_display(), order_by="status"),
            tables.Column("answer", _("Answer"), lambda row: row.get_answer_display(), order_by="answer"),
            tables.Column("reason", _("Reason"), lambda row: row.answer_reason),
        ),
        filters=(
            tables.Filter("q", _("Search"), lookups=("title__icontains", "text__icontains", "question__icontains")),
            tables.Filter("body", _("For whom"), ("body",), lists["body"]),
            tables.Filter("status", _("Status"), ("status",), lists["status"]),
            tables.Filter("answer", _("Answer"), ("answer",), lists["answer"]),
        ),
        empty=_("There is no advice here yet."),
    )
    if table.export is not None:
        services.record_export(actor=actor, action=services.Action.EXPORT_ADVICE, now=now())
    context = {
        "gives": selectors.gives_advice(actor=actor),
        "answers": selectors.answers_in_words(actor=actor),
        "waiting": selectors.waits_for_answer_of(actor=actor)[:5],
    }
    return tables.render_table(request, "advice/advice_list.html", table, context)


def _url(row: Any) -> str:
    return reverse("advice:advice", args=[row.pk])


@require_GET
def advice(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = accounts.actor_of(request)
    page = selectors.advice_page(actor=actor, pk=pk)
    if page is None:
        raise Http404
    row, letter = page.advice, page.letter
    context: dict[str, Any] = {
        "page": page,
        "advice": row,
        "facts": selectors.facts_of(letter=letter),
        "parts": selectors.parts_of(letter=letter),
        "version_form": VersionForm(initial={"version": row.version}),
    }
    if page.may_write:
        context |= {
            "reader_form": ReaderForm(actor=actor, initial={"organisation": row.second_id}, auto_id="reader_%s"),
            "recipients_form": RecipientsForm(auto_id="to_%s"),
        }
    if page.may_read_along:
        context["remark_form"] = RemarkForm(auto_id="remark_%s")
    if page.may_answer:
        context["answer_form"] = AnswerForm(auto_id="answer_%s")
    if page.may_follow_up:
        context["follow_form"] = FollowUpForm(auto_id="follow_%s")
    return render(request, "advice/advice.html", context)


@sensitive_post_parameters("title", "question", "text", "first_step")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    bodies = selectors.bodies_to_advise(actor=actor)
    if not bodies:
        raise Http404
    asked = request.GET.getlist("basis") or request.POST.getlist("basis")
    grounds = selectors.grounds_to_offer(actor=actor, also=asked)
    initial = {"basis": asked, "body": request.GET.get("body", "")}
    form = AdviceForm(request.POST or None, bodies=bodies, grounds=grounds, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.write_advice(actor=actor, draft=services.Draft(**form.drafted), now=now())
        except services.Refused as refusal:
            return _again(request, form, refusal, None)
        return redirect("advice:advice", pk=row.pk)
    return render(request, "advice/write.html", {"form": form})


@sensitive_post_parameters("title", "question", "text", "first_step")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, row = found(request, pk)
    if not selectors.may_write_on(actor=actor, advice=row) or not row.is_open:
        raise Http404
    keys = selectors.keys_of(advice=row)
    grounds = selectors.grounds_to_offer(actor=actor, also=[*keys, *request.POST.getlist("basis")])
    names = ("title", "question", "text", "first_step", "due_on", "version")
    initial = {name: getattr(row, name) for name in names}
    initial |= {"body": selectors.body_of_advice(advice=row).key, "basis": keys}
    bodies = selectors.bodies_to_advise(actor=actor)
    form = AdviceForm(request.POST or None, bodies=bodies, grounds=grounds, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            services.change_advice(
                actor=actor, advice=row, version=version, draft=services.Draft(**form.drafted), now=now()
            )
        except services.ChangedMeanwhile as refusal:
            data = request.POST.copy()
            data["version"] = str(row.version)
            again = AdviceForm(data, bodies=bodies, grounds=grounds)
            again.is_valid()
            return _again(request, again, refusal, row)
        except services.Refused as refusal:
            return _again(request, form, refusal, row)
        return redirect("advice:advice", pk=pk)
    return render(request, "advice/write.html", {"form": form, "advice": row})


def _again(request: HttpRequest, form: AdviceForm, refusal: services.Refused, row: Any) -> HttpResponse:
    """The form once more with what to mend; of a text about a person only the masked words come back."""
    told(form, refusal, mask)
    context = {
        "form": form,
        "advice": row,
        "is_newer": isinstance(refusal, services.ChangedMeanwhile),
        "about_person": isinstance(refusal, services.PersonalDataInText),
    }
    return render(request, "advice/write.html", context)


@require_GET
def document(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = accounts.actor_of(request)
    page = selectors.advice_page(actor=actor, pk=pk)
    if page is None:
        raise Http404
    services.record_export(actor=actor, action=services.Action.EXPORT_ADVICE, now=now())
    answer = HttpResponse(selectors.letter_document(letter=page.letter), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="advies-{str(pk)[:8]}.docx"'
    return answer


@require_GET
def printed(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = selectors.advice_page(actor=accounts.actor_of(request), pk=pk)
    if page is None:
        raise Http404
    facts, parts = selectors.facts_of(letter=page.letter), selectors.parts_of(letter=page.letter)
    return render(request, "advice/print.html", {"advice": page.advice, "facts": facts, "parts": parts})


@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    return order(request, pk, services.take_advice, _("You look after this advice from now on."))
