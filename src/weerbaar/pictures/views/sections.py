from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts.services import NotAllowed, Refused
from weerbaar.pictures.forms import AutosaveForm, StatementForm, TextForm
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.selectors.grounds import grounds_of
from weerbaar.pictures.services import reading, texts, writing
from weerbaar.pictures.views import desk
from weerbaar.signals.services import PersonalDataInText, mask
from weerbaar.ui.orders import filled, told


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    actor, row = desk.section_to_write(request, pk, number)
    written = drafts.written_in(section=row)
    decides = bool(written.waiting) and row.picture.director_id == actor.organisation_id
    initial = {"text": written.text, "base_number": written.number}
    form = filled(TextForm, request, mask, initial=initial, may_decide=decides)
    about_person = False
    if request.method == "POST" and form.is_valid():
        try:
            saved = _saved(actor, row, **form.cleaned_data)
        except Refused as refusal:
            about_person = isinstance(refusal, PersonalDataInText)
            form = told(form, refusal, mask)
        else:
            tell_saved(request, is_contradiction=saved.is_contradiction)
            return redirect("pictures:section", pk=pk, number=number)
    return _editor(request, actor, row, form, about_person=about_person)


def _saved(actor: Any, row: Any, *, text: str, base_number: int, decides: bool = False) -> Any:
    if decides:
        return texts.resolve_text(actor=actor, section=row, text=text, now=now())
    return texts.save_text(actor=actor, section=row, text=text, base_number=base_number, now=now())


def tell_saved(request: HttpRequest, *, is_contradiction: bool) -> None:
    if is_contradiction:
        messages.warning(request, _("Somebody else saved meanwhile. Both texts are kept; the director decides."))
    else:
        messages.success(request, _("The text is saved."))


@sensitive_post_parameters("text")
@require_POST
def autosave(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    actor, row = desk.section_to_write(request, pk, number)
    return autosaved(request, partial(texts.save_text, actor=actor, section=row))


def autosaved(request: HttpRequest, save: Any) -> JsonResponse:
    """Saves what the page sends by itself; the answer says what became of it, and how it looks in the picture."""
    form = AutosaveForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"state": "refused", "says": [_("This text is too long.")]})
    text = form.cleaned_data["text"]
    try:
        row = save(text=text, base_number=form.cleaned_data["base_number"], by_itself=True, now=now())
    except Refused as refusal:
        says = [str(refusal.says), *getattr(refusal, "mends", ())]
        return JsonResponse({"state": "refused", "says": says})
    return JsonResponse(
        {
            "state": "beside" if row.is_contradiction else "saved",
            "number": row.number,
            "at": f"{localtime(row.saved_at):%H:%M}",
            "parts": [_as_data(one) for one in reading.text_as_parts(text=text)],
        }
    )


def _as_data(part: Any) -> dict[str, Any]:
    names = "kind", "text", "level", "items", "columns", "rows"
    return {name: getattr(part, name) for name in names}


@require_GET
def history(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    _actor, row = desk.section_to_write(request, pk, number)
    context = {"section": row, "title": desk.title_of(row), "versions": drafts.versions_of(section=row)}
    return render(request, "pictures/history.html", context)


@require_http_methods(["GET", "POST"])
def text_version(request: HttpRequest, pk: UUID, number: int, version: int) -> HttpResponse:
    """An earlier text, to look back at; posted, it is put back as a new version."""
    actor, row = desk.section_to_write(request, pk, number)
    found = next((one for one in drafts.versions_of(section=row) if one.text.number == version), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            texts.put_back(actor=actor, section=row, number=version, now=now())
        except Refused as refusal:
            messages.error(request, str(refusal.says))
        else:
            messages.success(request, _("This text stands in the section again. What stood there is in the versions."))
            return redirect("pictures:section", pk=pk, number=number)
    html = reading.text_as_html(text=found.text.text)
    context = {"section": row, "title": desk.title_of(row), "version": found, "html": html}
    return render(request, "pictures/text_version.html", context)


@sensitive_post_parameters("text", "reason")
@require_POST
def state(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    actor, row = desk.section_to_write(request, pk, number)
    form, about_person = _stated(request, row, partial(writing.state, actor=actor, section=row, now=now()))
    if form is None:
        messages.success(request, _("The statement is added."))
        return redirect("pictures:section", pk=pk, number=number)
    return _editor(request, actor, row, None, form, about_person=about_person)


@sensitive_post_parameters("text", "reason")
@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest, pk: UUID, number: int, statement: UUID) -> HttpResponse:
    """Mends a statement: other words, certainty or basis. It is then of today."""
    actor, row = desk.section_to_write(request, pk, number)
    found = row.statements.filter(pk=statement).first()
    if found is None:
        raise Http404
    form, about_person = StatementForm(grounds=_grounds(row, found), initial=_as_initial(found)), False
    if request.method == "POST":
        say = partial(writing.restate, actor=actor, statement=found, now=now())
        form, about_person = _stated(request, row, say, found)
        if form is None:
            messages.success(request, _("The statement is stated anew."))
            return redirect("pictures:section", pk=pk, number=number)
    context = {"section": row, "title": desk.title_of(row), "form": form, "about_person": about_person}
    return render(request, "pictures/statement.html", context)


@require_POST
def take_back(request: HttpRequest, pk: UUID, number: int, statement: UUID) -> HttpResponse:
    actor, row = desk.section_to_write(request, pk, number)
    found = row.statements.filter(pk=statement).first()
    if found is not None:
        try:
            writing.take_back(actor=actor, statement=found, now=now())
        except NotAllowed:
            raise Http404 from None
    messages.success(request, _("The statement is taken back."))
    return redirect("pictures:section", pk=pk, number=number)


def _stated(request: HttpRequest, row: Any, say: Any, found: Any = None) -> tuple[Any, bool]:
    """Carries out what a statement form says: no form when it was done, else the form with what is wrong."""
    grounds = _grounds(row, found)
    form = filled(StatementForm, request, mask, grounds=grounds)
    if not form.is_valid():
        return form, False
    fields = form.cleaned_data
    basis = writing.as_basis(chosen=fields.get("basis", ()), grounds=grounds)
    try:
        say(said=writing.Said(fields["text"], fields["certainty"], fields["reason"], basis))
    except Refused as refusal:
        refused = told(form, refusal, mask)
        return refused, isinstance(refusal, PersonalDataInText)
    return None, False


def _grounds(row: Any, found: Any = None) -> list[tuple[str, str]]:
    """What a statement can rest on; what it rests on already stays to be chosen."""
    offered = grounds_of(picture=row.picture)
    kept = [(f"{one.kind}:{one.record_id}", one.label) for one in found.basis.all()] if found else []
    return [*kept, *(one for one in offered if one[0] not in dict(kept))]


def _as_initial(found: Any) -> dict[str, Any]:
    basis = [f"{one.kind}:{one.record_id}" for one in found.basis.all()]
    return {"text": found.text, "certainty": found.certainty, "reason": found.reason, "basis": basis}


def _editor(
    request: HttpRequest, actor: Any, row: Any, form: Any, statement_form: Any = None, *, about_person: bool
) -> HttpResponse:
    written = drafts.written_in(section=row)
    initial = {"text": written.text, "base_number": written.number}
    context = {
        "section": row,
        "title": desk.title_of(row),
        "written": written,
        "form": form or TextForm(initial=initial),
        "statement_form": statement_form or StatementForm(grounds=_grounds(row)),
        "statements": row.statements.all(),
        "about_person": about_person,
        "directs": row.picture.director_id == actor.organisation_id,
        "preview": reading.text_as_html(text=written.text),
        "autosave": reverse("pictures:autosave", args=[row.picture_id, row.number]),
        "kept_as": f"weerbaar:{actor.pk}:{row.pk}",
    }
    return render(request, "pictures/section.html", context)
