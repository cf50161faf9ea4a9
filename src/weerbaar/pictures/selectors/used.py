"""The records that a frozen picture was made of, as somebody finds them now."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

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
}


def is_still_there(*, actor: Membership | None, kind: str, record_id: str) -> bool:
    """Whether the actor finds the record now. A list with its filters, and what lives above this room, always is."""
    if kind not in _DOORS:
        return True
    try:
        return _DOORS[kind](actor, UUID(record_id)) is not None
    except ValueError:
        return False
