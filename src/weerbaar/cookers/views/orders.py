from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from weerbaar.accounts.selectors import actor_of
from weerbaar.cookers import selectors


def led(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    """The actor and the meeting that this actor leads."""
    actor = actor_of(request)
    row = selectors.cooker_to_lead(actor=actor, pk=pk)
    if row is None:
        raise Http404
    return actor, row
