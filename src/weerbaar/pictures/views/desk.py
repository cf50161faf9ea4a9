"""What the pages of writing share: the section somebody may write, and how a refusal is told."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from weerbaar.accounts.selectors import actor_of
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.services.content import SECTIONS


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
