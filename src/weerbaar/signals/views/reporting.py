from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from weerbaar.accounts import selectors as accounts
from weerbaar.signals import selectors, services
from weerbaar.signals.forms import CodeForm, ReportForm, TextForm
from weerbaar.ui import frame


@dataclass(frozen=True)
class Desk:
    """Where a report is received: for which organisation, about which municipalities, and the order that keeps it."""

    organisation: Any
    municipalities: Sequence[Any]
    keep: Callable[[services.Report, datetime], services.Outcome]
    intro: str = ""


@sensitive_post_parameters("text")
@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    places = list(selectors.municipalities_to_report_about(actor=actor, on=localdate()))
    if not places:
        raise Http404
    keep = lambda report, at: services.record_signal(actor=actor, report=report, now=at)  # noqa: E731
    return _conversation(request, Desk(actor.organisation, places, keep))


@login_not_required
@sensitive_post_parameters("text")
@never_cache
@require_http_methods(["GET", "POST"])
def report_by_link(request: HttpRequest, token: str) -> HttpResponse:
    link = selectors.link_for(token=token, now=now())
    if link is None:
        return render(request, "signals/link_gone.html", status=404)
    places = list(selectors.municipalities_of_organisation(organisation=link.organisation, on=localdate()))
    keep = lambda report, at: services.record_by_link(token=token, report=report, now=at)  # noqa: E731
    intro = _("For %(function)s of %(organisation)s. You need no account and leave no name.") % {
        "function": link.function,
        "organisation": link.organisation.name,
    }
    return _conversation(request, Desk(link.organisation, places, keep, intro))


def _conversation(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Words first, then what was understood, then sending. Until that nothing is kept."""
    if request.method == "POST" and "send" in request.POST:
        return _sent(request, desk)
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _confirm(request, desk, form.cleaned_data["text"])
    return _page(request, desk, 1, {"form": form})


def _confirm(request: HttpRequest, desk: Desk, text: str) -> HttpResponse:
    """Shows what was understood and who will see it; a text about a person gets the referral card instead."""
    preview = _preview(desk, text, "")
    if preview.suggestion is None:
        return _refused(request, desk, preview.judgement, None)
    starts = {**selectors.defaults(), **preview.suggestion.starts(), "text": text}
    starts["shown"] = starts.get("municipality", "")
    form = ReportForm(**_options(desk, preview), initial=starts)
    return _page(request, desk, 2, {"form": form, "preview": preview})


def _sent(request: HttpRequest, desk: Desk) -> HttpResponse:
    preview = _preview(desk, request.POST.get("text", ""), request.POST.get("municipality", ""))
    if preview.suggestion is None:
        return _refused(request, desk, preview.judgement, preview.municipality)
    form = ReportForm(request.POST, **_options(desk, preview))
    if not form.is_valid() or preview.municipality is None:
        return _page(request, desk, 2, {"form": form, "preview": preview})
    if form.cleaned_data["shown"] != form.cleaned_data["municipality"]:
        again = {**request.POST.dict(), "shown": form.cleaned_data["municipality"]}
        form = ReportForm(initial=again, **_options(desk, preview))
        return _page(request, desk, 2, {"form": form, "preview": preview, "is_new_audience": True})
    coding = {key: value for key, value in form.cleaned_data.items() if key not in {"shown", "municipality"} and value}
    try:
        outcome = desk.keep(services.Report(municipality=preview.municipality, **coding), now())
    except services.NotAllowed:
        raise Http404 from None
    except services.Refused as refusal:
        form.add_error(None, str(refusal.says))
        return _page(request, desk, 2, {"form": form, "preview": preview})
    return redirect("signals:receipt", code=outcome.code)


def _preview(desk: Desk, text: str, chosen: str) -> services.Preview:
    return services.preview(
        organisation=desk.organisation, text=text, municipalities=desk.municipalities, chosen=chosen, on=localdate()
    )


def _options(desk: Desk, preview: services.Preview) -> dict[str, Any]:
    return {"region": desk.organisation.region, "municipalities": desk.municipalities, "names": preview.names}


def _refused(request: HttpRequest, desk: Desk, judgement: services.Judgement, place: Any) -> HttpResponse:
    """The text comes back masked, so that even this page holds nothing about a person."""
    place = place or desk.municipalities[0]
    context = {
        "form": TextForm(initial={"text": judgement.masked}),
        "mends": judgement.mends,
        "safety_house": selectors.safety_house_of(municipality=place),
        "place": place,
    }
    return _page(request, desk, 1, context)


def _page(request: HttpRequest, desk: Desk, step: int, context: dict[str, Any]) -> HttpResponse:
    steps = frame.steps((_("Describe"), _("Check"), _("Sent")), current=step)
    template = "signals/report_check.html" if step == 2 else "signals/report.html"
    return render(request, template, {**context, "steps": steps, "desk": desk})


@login_not_required
@never_cache
@require_GET
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    found = selectors.receipt_for(code=selectors.tidy_code(typed=code))
    if found is None:
        return render(request, "signals/receipt_gone.html", status=404)
    return render(request, "signals/receipt.html", {"receipt": found})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = selectors.tidy_code(typed=form.cleaned_data["code"])
        if selectors.receipt_for(code=code) is not None:
            return redirect("signals:receipt", code=code)
        form.add_error("code", _("We do not know this code. Look whether you typed it as it stood on the receipt."))
    return render(request, "signals/status.html", {"form": form})
