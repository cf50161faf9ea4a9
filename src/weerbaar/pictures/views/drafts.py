from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts.selectors import actor_of
from weerbaar.accounts.services import NotAllowed, Refused
from weerbaar.pictures.forms import FreezeForm, StartForm, StatementForm, TextForm
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.selectors.frozen import frozen_visible_to, sees_pictures
from weerbaar.pictures.services import reading, writing
from weerbaar.pictures.services.content import SECTIONS, Trace
from weerbaar.pictures.services.period import PeriodNotValid, period_of
from weerbaar.signals.services import PersonalDataInText, judge
from weerbaar.ui import tables


@require_GET
def pictures(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not sees_pictures(actor=actor):
        raise Http404
    table = tables.table_page(
        request,
        name="drafts",
        caption=_("Drafts"),
        rows=drafts.drafts_visible_to(actor=actor),
        columns=(
            tables.Column("area", _("Area"), lambda row: row.area_name, href=_url),
            tables.Column("from", _("From"), lambda row: row.period_from, kind="date", order_by="period_from"),
            tables.Column("to", _("Up to and including"), lambda row: row.period_to, kind="date", order_by="period_to"),
            tables.Column("director", _("Directed by"), lambda row: row.director.name, order_by="director__name"),
            tables.Column("changed", _("Changed on"), lambda row: row.changed_at.date(), "changed_at", "date"),
        ),
        empty=_("There is no draft here yet."),
    )
    context = {
        "frozen": frozen_visible_to(actor=actor)[:30],
        "writes": drafts.writes_pictures(actor=actor),
    }
    return tables.render_table(request, "pictures/picture_list.html", table, context)


def _url(row: Any) -> str:
    return reverse("pictures:draft", args=[row.pk])


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not drafts.writes_pictures(actor=actor):
        raise Http404
    areas = drafts.areas_to_start(actor=actor)
    named = [(key, area.name if area else str(actor.organisation.region)) for key, area in areas.items()]
    form = StartForm(request.POST or None, areas=named)
    if request.method == "POST" and form.is_valid():
        try:
            period = period_of(form.cleaned_data["period"])
        except PeriodNotValid:
            form.add_error("period", _("Write it as 2026, 2026-H1, 2026-Q3 or 2026-07."))
        else:
            row = writing.start_picture(
                actor=actor,
                area=form.cleaned_data["area"],
                period_from=period.first,
                period_to=period.last,
                now=now(),
            )
            return redirect("pictures:draft", pk=row.pk)
    return render(request, "pictures/start.html", {"form": form})


@require_GET
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, row = _found(request, pk)
    page = reading.draft_page(actor=actor, picture=row, now=now())
    return render(request, "pictures/draft.html", {"page": page, "freeze_form": FreezeForm()})


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    actor, row = _section(request, pk, number)
    written = drafts.written_in(section=row)
    decides = bool(written.waiting) and row.picture.director_id == actor.organisation_id
    initial = {"text": written.text, "base_number": written.number}
    form = TextForm(request.POST or None, initial=initial, may_decide=decides)
    about_person = False
    if request.method == "POST" and form.is_valid():
        try:
            saved = _saved(actor, row, **form.cleaned_data)
        except Refused as refusal:
            about_person = isinstance(refusal, PersonalDataInText)
            form = _told(TextForm(_masked(request), may_decide=decides), refusal)
        else:
            _tell_saved(request, is_contradiction=saved.is_contradiction)
            return redirect("pictures:section", pk=pk, number=number)
    return _editor(request, row, form, StatementForm(grounds=_grounds(row)), about_person=about_person)


def _saved(actor: Any, row: Any, *, text: str, base_number: int, decides: bool = False) -> Any:
    if decides:
        return writing.resolve_text(actor=actor, section=row, text=text, now=now())
    return writing.save_text(actor=actor, section=row, text=text, base_number=base_number, now=now())


def _tell_saved(request: HttpRequest, *, is_contradiction: bool) -> None:
    if is_contradiction:
        messages.warning(request, _("Somebody else saved meanwhile. Both texts are kept; the director decides."))
    else:
        messages.success(request, _("The text is saved."))


@sensitive_post_parameters("text", "reason")
@require_POST
def state(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    actor, row = _section(request, pk, number)
    grounds = _grounds(row)
    form = StatementForm(request.POST, grounds=grounds)
    about_person = False
    if form.is_valid():
        names, fields = dict(grounds), form.cleaned_data
        basis = tuple(Trace("trend", key, names[key]) for key in fields.get("basis", ()))
        said = writing.Said(fields["text"], fields["certainty"], fields["reason"], basis)
        try:
            writing.state(actor=actor, section=row, said=said, now=now())
        except Refused as refusal:
            about_person = isinstance(refusal, PersonalDataInText)
            form = _told(StatementForm(_masked(request), grounds=grounds), refusal)
        else:
            messages.success(request, _("The statement is added."))
            return redirect("pictures:section", pk=pk, number=number)
    written = drafts.written_in(section=row)
    text_form = TextForm(initial={"text": written.text, "base_number": written.number})
    return _editor(request, row, text_form, form, about_person=about_person)


@require_POST
def agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _order(request, pk, reading.agree, _("You agreed. Now somebody of another organisation."))


@sensitive_post_parameters("reason")
@require_POST
def freeze(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = FreezeForm(request.POST)
    if not form.is_valid():
        actor, row = _found(request, pk)
        page = reading.draft_page(actor=actor, picture=row, now=now())
        return render(request, "pictures/draft.html", {"page": page, "freeze_form": form})
    reason = form.cleaned_data["reason"]
    return _order(request, pk, reading.freeze, _("The picture is frozen."), reason=reason)


def _found(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    actor = actor_of(request)
    return actor, get_object_or_404(drafts.drafts_visible_to(actor=actor), pk=pk)


def _section(request: HttpRequest, pk: UUID, number: int) -> tuple[Any, Any]:
    actor = actor_of(request)
    row = drafts.section_to_write(actor=actor, pk=pk, number=number)
    if row is None:
        raise Http404
    return actor, row


def _grounds(row: Any) -> list[tuple[str, str]]:
    return drafts.grounds_of(picture=row.picture)


def _told(form: Any, refusal: Refused) -> Any:
    """The form with why it was refused, and how to write it instead."""
    for line in (str(refusal.says), *getattr(refusal, "mends", ())):
        form.add_error(None, line)
    return form


def _masked(request: HttpRequest) -> Any:
    data = request.POST.copy()
    for name in ("text", "reason"):
        if name in data:
            data[name] = judge(str(data[name])).masked
    return data


def _editor(request: HttpRequest, row: Any, form: Any, statement_form: Any, *, about_person: bool) -> HttpResponse:
    context = {
        "section": row,
        "title": next(one.title for one in SECTIONS if one.number == row.number),
        "written": drafts.written_in(section=row),
        "form": form,
        "statement_form": statement_form,
        "about_person": about_person,
    }
    return render(request, "pictures/section.html", context)


def _order(request: HttpRequest, pk: UUID, service: Callable[..., object], said: str, **options: Any) -> HttpResponse:
    actor, row = _found(request, pk)
    try:
        service(actor=actor, picture=row, now=now(), **options)
    except NotAllowed:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal.says))
    else:
        messages.success(request, said)
    return redirect("pictures:draft", pk=pk)
