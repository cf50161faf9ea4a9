"""An order of a person on a page: why it may be refused, and how a view carries it out and says how it went."""

from collections.abc import Callable
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """An order that was not carried out; nothing changed. `says` tells the user why, and what to do."""

    says: ClassVar[str | Promise] = ""


class NotAllowed(Refused):
    """The rights table does not let this actor do this. A view answers 404."""

    says = _("You cannot do this with your role.")


def carry_out(request: HttpRequest, order: Callable[[], object], done: str) -> None:
    """Says how an order went; an empty `done` says nothing. Without the right the page does not exist."""
    try:
        order()
    except NotAllowed:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, " ".join(_lines(refusal)))
    else:
        if done:
            messages.success(request, done)


def tell(form: forms.Form, refusal: Refused) -> None:
    """Puts a refusal above a form, with how to mend it; what was filled in stays."""
    for line in _lines(refusal):
        form.add_error(None, line)


def site_of(request: HttpRequest) -> str:
    """The address of this installation, for links in messages and papers."""
    return request.build_absolute_uri("/")


def _lines(refusal: Refused) -> tuple[str, ...]:
    more = getattr(refusal, "mends", ()) or getattr(refusal, "lacks", ())
    return tuple(map(str, (refusal.says, *more)))
