from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts.services import Refused
from weerbaar.pictures.forms import ApproachForm, MarkingForm, WhiteSpotForm
from weerbaar.pictures.services import marking, reading
from weerbaar.pictures.views import desk
from weerbaar.signals.services import mask
from weerbaar.ui.orders import filled, told


@sensitive_post_parameters("recipients")
@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, row = desk.draft_to_write(request, pk)
    initial = {
        "sharing": row.sharing,
        "openness": row.openness,
        "recipients": "\n".join(row.recipients),
        "review_on": row.review_on,
    }
    form = filled(MarkingForm, request, mask, initial=initial)
    if request.method == "POST" and form.is_valid():
        fields = {**form.cleaned_data, "recipients": tuple(form.cleaned_data["recipients"].splitlines())}
        try:
            marking.mark_picture(actor=actor, picture=row, marking=marking.Marking(**fields), now=now())
        except Refused as refusal:
            form = told(form, refusal, mask)
        else:
            messages.success(request, _("Marking and readers are saved."))
            return redirect("pictures:draft", pk=pk)
    directs = row.director_id == actor.organisation_id
    return render(request, "pictures/marking.html", {"picture": row, "form": form, "directs": directs})


@require_GET
def approach(request: HttpRequest, pk: UUID) -> HttpResponse:
    _actor, row = desk.draft_to_write(request, pk)
    rows = reading.approach_of(picture=row, now=now())
    context = {"picture": row, "rows": rows, "gaps": [one for one in rows if one.is_gap]}
    return render(request, "pictures/approach.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def approach_topic(request: HttpRequest, pk: UUID, topic: str) -> HttpResponse:
    actor, row = desk.draft_to_write(request, pk)
    found = next((one for one in reading.approach_of(picture=row, now=now()) if one.topic == topic), None)
    if found is None:
        raise Http404
    form = filled(ApproachForm, request, mask, initial=_as_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            marking.fill_in_approach(actor=actor, picture=row, cells=form.cells(topic), now=now())
        except Refused as refusal:
            form = told(form, refusal, mask)
        else:
            messages.success(request, _("What is arranged is saved."))
            return redirect("pictures:approach", pk=pk)
    return render(request, "pictures/approach_topic.html", {"picture": row, "row": found, "form": form})


def _as_initial(found: Any) -> dict[str, str]:
    initial: dict[str, str] = {}
    for cell in found.cells:
        if cell is not None:
            initial |= {cell.column: cell.cover, f"{cell.column}_note": cell.note}
    return {"policy": "unknown", "network": "unknown", "training": "unknown", "offer": "unknown", **initial}


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def white_spots(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, row = desk.draft_to_write(request, pk)
    form = filled(WhiteSpotForm, request, mask)
    if request.method == "POST" and form.is_valid():
        try:
            marking.note_white_spot(actor=actor, picture=row, text=form.cleaned_data["text"], now=now())
        except Refused as refusal:
            form = told(form, refusal, mask)
        else:
            messages.success(request, _("It stands in the picture as not known."))
            return redirect("pictures:white-spots", pk=pk)
    written, found = reading.white_spots(picture=row, now=now())
    return render(
        request, "pictures/white_spots.html", {"picture": row, "form": form, "written": written, "found": found}
    )


@require_POST
def drop_white_spot(request: HttpRequest, pk: UUID, spot: int) -> HttpResponse:
    actor, row = desk.draft_to_write(request, pk)
    found = get_object_or_404(row.white_spots, pk=spot)
    marking.drop_white_spot(actor=actor, spot=found, now=now())
    messages.success(request, _("It is taken out."))
    return redirect("pictures:white-spots", pk=pk)
