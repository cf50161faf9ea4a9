"""The records that a frozen picture was made of, as somebody finds them now.

Advice lives above this room: `settings.ADVICE_DOOR` names its door (docs/decisions/0013); without it there is none.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from weerbaar.accounts.models import Membership
from weerbaar.signals import selectors as signals
from weerbaar.sources import selectors as sources
from weerbaar.trends import selectors as trends

_DOORS: dict[str, Callable[[Membership | None, UUID], Any]] = {
    "finding": lambda actor, pk: trends.finding_visible_to(actor=actor, pk=pk),
    "interpretation": lambda actor, pk: trends.interpretation_visible_to(actor=actor, pk=pk),
    "trend": lambda actor, pk: trends.trends_visible_to(actor=actor).filter(pk=pk).first(),
    "item": lambda actor, pk: sources.item_visible_to(actor=actor, pk=pk),
    "source": lambda actor, pk: sources.source_visible_to(actor=actor, pk=pk),
    "signal": lambda actor, pk: signals.signals_visible_to(actor=actor).filter(pk=pk).first(),
    "advice": lambda actor, pk: _advice(actor).filter(pk=pk).first(),
}
_LISTS: dict[str, Callable[[Membership | None], bool]] = {
    "items": lambda actor: sources.sees_items(actor=actor),
    "signals": lambda actor: signals.sees_signals(actor=actor),
}


def is_still_there(*, actor: Membership | None, kind: str, record_id: str) -> bool:
    """Whether the actor finds the record, or the list, now."""
    if kind in _LISTS:
        return _LISTS[kind](actor)
    if kind not in _DOORS:
        return False
    try:
        return _DOORS[kind](actor, UUID(record_id)) is not None
    except ValueError:
        return False


def _advice(actor: Membership | None) -> QuerySet[Any]:
    found: QuerySet[Any] = import_string(settings.ADVICE_DOOR)(actor=actor)
    return found
