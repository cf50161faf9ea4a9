"""How a view answers after one order."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest

from weerbaar.accounts import services as accounts


def give_order(request: HttpRequest, order: Callable[[], object], done: str) -> None:
    """Carries out one order and says how it went. Without the right the page does not exist."""
    try:
        order()
    except accounts.NotAllowed:
        raise Http404 from None
    except accounts.Refused as refusal:
        messages.error(request, str(refusal.says))
    else:
        messages.success(request, done)
