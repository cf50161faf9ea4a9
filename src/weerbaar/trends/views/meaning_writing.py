from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts.selectors import actor_of
from weerbaar.accounts.services import Refused
from weerbaar.trends import selectors, services
from weerbaar.trends.forms import AskReaderForm, MeaningForm, ReadForm, new_submission
from weerbaar.ui.orders import carry_out, tell


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    trend = get_object_or_404(selectors.trends_visible_to(actor=actor), pk=pk)
    if not selectors.may_interpret(actor=actor, trend=trend):
        raise Http404
    if request.method == "GET":
        start = MeaningForm.initial_of(selectors.first_text(topic_class=trend.topic_class))
        form = MeaningForm(initial={**start, "submission": new_submission(), "version": 0})
        return _form_page(request, trend, form)
    form = MeaningForm(request.POST)
    if form.is_valid():
        mark = form.cleaned_data["submission"] or new_submission()
        try:
            row = services.write_interpretation(
                actor=actor, trend=trend, text=form.text, submission=mark, now=now()
            )  # fmt: skip
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(
                request, _("Your draft is kept. It counts after somebody of another organisation read it.")
            )
            return redirect("trends:interpretation", pk=row.pk)
    return _form_page(request, trend, form)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    row = get_object_or_404(selectors.interpretations_visible_to(actor=actor), pk=pk)
    if not selectors.may_edit(actor=actor, interpretation=row):
        raise Http404
    if request.method == "GET":
        form = MeaningForm(initial={**MeaningForm.initial_of(selectors.text_of(row)), "version": row.version})
        return _form_page(request, row.trend, form, row)
    form = MeaningForm(request.POST)
    if not form.is_valid():
        return _form_page(request, row.trend, form, row)
    read = form.cleaned_data["version"]
    try:
        services.save_interpretation(
            actor=actor, interpretation=row, text=form.text, read_version=read, now=now()
        )  # fmt: skip
    except services.ChangedMeanwhile as refusal:
        return _both(request, row, form, refusal)
    except Refused as refusal:
        tell(form, refusal)
        return _form_page(request, row.trend, form, row)
    messages.success(request, _("The text is kept as a new version."))
    return redirect("trends:interpretation", pk=row.pk)


def _both(request: HttpRequest, row: Any, form: MeaningForm, refusal: Refused) -> HttpResponse:
    """Both texts on one page: the own one in the form, what differs in the other one above it."""
    row.refresh_from_db()
    theirs = selectors.text_of(row)
    again = MeaningForm({**request.POST.dict(), "version": row.version})
    again.is_valid()
    tell(again, refusal)
    differs = {"theirs": theirs, "changes": selectors.changes_between(form.text, theirs)}
    return _form_page(request, row.trend, again, row, differs)


def _form_page(
    request: HttpRequest, trend: Any, form: MeaningForm, row: Any = None, more: dict[str, Any] | None = None
) -> HttpResponse:
    codes = [one.municipality.code for one in trend.places.all()]
    context = {
        "trend": trend,
        "form": form,
        "interpretation": row,
        "places": selectors.places_of(trend),
        "evidence": selectors.evidence_of(actor=actor_of(request), trend=trend),
        "hints": selectors.hints_of(actor=actor_of(request), trend=trend, now=now()),
        "audience": selectors.audience_of_trend(actor=actor_of(request), codes=codes),
        "is_protected": trend.topic_class == "protected",
    }
    return render(request, "trends/write.html", {**context, **(more or {})})


@require_GET
def interpretation(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = selectors.interpretation_page(actor=actor_of(request), pk=pk)
    if page is None:
        raise Http404
    version = {"version": page.interpretation.version}
    context = {
        "page": page,
        "row": page.interpretation,
        "trend": page.interpretation.trend,
        "read_form": ReadForm(initial=version, auto_id="read_%s") if page.may_read else None,
        "ask_form": AskReaderForm(initial=version, organisations=page.readers, auto_id="ask_%s"),
    }
    return render(request, "trends/interpretation.html", context)


@require_GET
def version(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    row = selectors.version_visible_to(actor=actor_of(request), pk=pk, number=number)
    if row is None:
        raise Http404
    text, last = selectors.text_of(row), selectors.text_of(row.interpretation)
    context = {
        "row": row,
        "text": text,
        "criteria": selectors.criteria_of(text),
        "alternatives": selectors.alternatives_of(text),
        "changes": selectors.changes_between(text, last),
    }
    return render(request, "trends/version.html", context)


@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    page = selectors.interpretation_page(actor=actor, pk=pk)
    if page is None or not page.may_edit:
        raise Http404
    form = AskReaderForm(request.POST, organisations=page.readers)
    if not form.is_valid():
        messages.error(request, _("Choose an organisation to read as second."))
        return redirect("trends:interpretation", pk=pk)
    organisation, read = form.cleaned_data["organisation"], form.cleaned_data["version"]
    done = _("%(name)s is asked to read as second.") % {"name": organisation.name}
    return _order(
        request, pk, services.ask_second_reader, done, organisation=organisation, read_version=read
    )  # fmt: skip


@sensitive_post_parameters("remark")
@require_POST
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = ReadForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Keep the remark short."))
        return redirect("trends:interpretation", pk=pk)
    number = form.cleaned_data["version"]
    if "agree" in request.POST:
        done = _("Thank you. This interpretation counts from now on.")
        return _order(request, pk, services.agree, done, read_version=number)
    remark = form.cleaned_data["remark"]
    return _order(
        request, pk, services.give_back, _("It is given back to the writer."), remark=remark, read_version=number
    )  # fmt: skip


def _order(request: HttpRequest, pk: UUID, service: Callable[..., object], done: str, **fields: Any) -> HttpResponse:
    """One order on an interpretation. Who gave it back does not see the draft any more, so goes to the trend."""
    actor = actor_of(request)
    row = get_object_or_404(selectors.interpretations_visible_to(actor=actor), pk=pk)
    carry_out(request, lambda: service(actor=actor, interpretation=row, **fields, now=now()), done)
    if selectors.interpretation_visible_to(actor=actor, pk=pk) is None:
        return redirect("trends:trend", pk=row.trend_id)
    return redirect("trends:interpretation", pk=pk)
