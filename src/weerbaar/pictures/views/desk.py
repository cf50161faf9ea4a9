"""What the pages of writing share: the section somebody may write, and how a refusal is told."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from weerbaar.accounts.selectors import actor_of
from weerbaar.accounts.services import Refused
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.services.content import SECTIONS
from weerbaar.signals.services import judge
from weerbaar.ui.orders import tell

KEYS = frozenset({"csrfmiddlewaretoken", "form-key", "basis", "certainty", "base_number", "review_on", "held_on"})
"""What a form holds that nobody typed as text."""


def draft_to_write(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    """The actor and the draft; not found when the actor may not write on it."""
    actor = actor_of(request)
    row = get_object_or_404(drafts.drafts_visible_to(actor=actor), pk=pk)
    if not drafts.may_write(actor=actor, picture=row):
        raise Http404
    return actor, row


def section_to_write(request: HttpRequest, pk: UUID, number: int) -> tuple[Any, Any]:
    """The actor and the section; not found when the actor may not write it."""
    actor = actor_of(request)
    row = drafts.section_to_write(actor=actor, pk=pk, number=number)
    if row is None:
        raise Http404
    return actor, row


def title_of(section: Any) -> str:
    return next(one.title for one in SECTIONS if one.number == section.number)


def filled(kind: type[forms.Form], request: HttpRequest, **options: Any) -> Any:
    """The form as it was filled in; one that is not right yet comes back masked, as after a refusal."""
    if request.method != "POST":
        return kind(None, **options)
    form = kind(request.POST, **options)
    if not form.is_valid():
        form.data = masked(request)  # what is wrong stays as it was found
    return form


def told(form: Any, refusal: Refused) -> Any:
    """The form with why it was refused, and how to write it instead."""
    tell(form, refusal)
    return form


def masked(request: HttpRequest) -> Any:
    """What was filled in, with what the gate found masked: no page repeats it."""
    data = request.POST.copy()
    for name, text in request.POST.items():
        if name not in KEYS and isinstance(text, str):
            data[name] = judge(text).masked
    return data
