"""An order of a person on a page: why it may be refused, and how a view carries it out and says how it went."""

from collections.abc import Callable
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Mask = Callable[[str], str]
"""Takes everything about a person out of a text."""


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


def filled(kind: type[forms.Form], request: HttpRequest, mask: Mask, **options: Any) -> Any:
    """The form as it was filled in; one that is not right yet comes back masked, as after a refusal."""
    if request.method != "POST":
        return kind(None, **options)
    form = kind(request.POST, **options)
    if not form.is_valid():
        _mask(form, mask)
    return form


def told(form: forms.Form, refusal: Refused, mask: Mask) -> Any:
    """The same form with why it was refused; every text in it is masked, so that the page holds no person either.

    Without the right the page does not exist.
    """
    if isinstance(refusal, NotAllowed):
        raise Http404
    _mask(form, mask)
    tell(form, refusal)
    return form


def _mask(form: forms.Form, mask: Mask) -> None:
    """What was typed as text, masked; what is wrong with it stays as it was found."""
    data = cast("QueryDict", form.data).copy()
    for name in [name for name, field in form.fields.items() if type(field) is forms.CharField and name in data]:
        data[name] = mask(str(data[name]))
    form.data = data


def site_of(request: HttpRequest) -> str:
    """The address of this installation, for links in messages and papers."""
    return request.build_absolute_uri("/")


def _lines(refusal: Refused) -> tuple[str, ...]:
    more = getattr(refusal, "mends", ()) or getattr(refusal, "lacks", ())
    return tuple(map(str, (refusal.says, *more)))
