from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _

from weerbaar.accounts import selectors as accounts
from weerbaar.advice import selectors
from weerbaar.ui.orders import carry_out


def found(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    """The actor and the advice, when this actor may see it."""
    actor = accounts.actor_of(request)
    return actor, get_object_or_404(selectors.advices_visible_to(actor=actor), pk=pk)


def order(request: HttpRequest, pk: UUID, service: Callable[..., object], said: str, **options: Any) -> HttpResponse:
    """Carries out one order on an advice, says how it went, and goes back to its page."""
    actor, row = found(request, pk)
    carry_out(request, lambda: service(actor=actor, advice=row, **options, now=now()), said)
    return redirect("advice:advice", pk=pk)


def order_by_form(
    request: HttpRequest, pk: UUID, form: forms.Form, service: Callable[..., object], said: str
) -> HttpResponse:
    """The same with what a form says; a form that is not right is told in words."""
    found(request, pk)
    if not form.is_valid():
        messages.error(request, _("Something is missing or not right. Nothing was changed."))
        return redirect("advice:advice", pk=pk)
    return order(request, pk, service, said, **form.cleaned_data)
