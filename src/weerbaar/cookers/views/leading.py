from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from weerbaar.cookers import selectors, services
from weerbaar.cookers.forms import AskForm, RoomForm
from weerbaar.cookers.services.qr import square_of
from weerbaar.cookers.services.run_sheet import MINUTES, RUN_SHEET, SCENARIO_QUESTIONS
from weerbaar.cookers.views.meetings import result_chart
from weerbaar.cookers.views.orders import led
from weerbaar.ui.orders import carry_out, site_of


@never_cache
@require_GET
def present(request: HttpRequest, pk: UUID) -> HttpResponse:
    _actor, row = led(request, pk)
    questions = list(row.questions.all())
    passed = int((now() - row.opened_at).total_seconds()) if row.opened_at else 0
    address = site_of(request).rstrip("/") + reverse("cookers:vote", args=[row.code]) if row.code else ""
    minute = passed // 60
    context = {
        "cooker": row,
        "room_form": RoomForm(initial={"present": row.present}),
        "questions": questions,
        "statements": [one for one in questions if one.kind == "statement"],
        "evaluation": [one for one in questions if one.kind == "evaluation"],
        "asked": [one for one in questions if one.is_open],
        "results": [(one, result_chart(one)) for one in questions if one.closed_at],
        "run_sheet": [(one, bool(row.is_open) and one.start <= minute < one.end) for one in RUN_SHEET],
        "scenario_questions": SCENARIO_QUESTIONS,
        "passed": passed,
        "minute": min(minute, MINUTES),
        "minutes": MINUTES,
        "enter": site_of(request).rstrip("/") + reverse("cookers:enter"),
        "square": square_of(address=address) if address else "",
        "stamp": selectors.standing_of(cooker=row)["stamp"],
    }
    return render(request, "cookers/present.html", context)


@never_cache
@require_GET
def standing(request: HttpRequest, pk: UUID) -> HttpResponse:
    _actor, row = led(request, pk)
    return JsonResponse(selectors.standing_of(cooker=row))


@require_POST
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = RoomForm(request.POST)
    if not form.is_valid():
        led(request, pk)
        messages.error(request, f"{form['present'].label} {' '.join(map(str, form.errors['present']))}")
        return redirect("cookers:present", pk=pk)
    return _order(request, pk, services.open_cooker, present=form.cleaned_data["present"])


@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = AskForm(request.POST)
    if not form.is_valid():
        led(request, pk)
        return redirect("cookers:present", pk=pk)
    return _order(request, pk, services.ask_question, **form.cleaned_data)


@require_POST
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _order(request, pk, services.close_question)


@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    _order(request, pk, services.close_cooker, said=_("The meeting is closed. Note what was agreed."))
    return redirect("cookers:cooker", pk=pk)


def _order(request: HttpRequest, pk: UUID, service: Any, said: str = "", **options: Any) -> HttpResponse:
    actor, row = led(request, pk)
    carry_out(request, lambda: service(actor=actor, cooker=row, **options, now=now()), said)
    return redirect("cookers:present", pk=pk)
