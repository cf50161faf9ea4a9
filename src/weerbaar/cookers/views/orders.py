from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest

from weerbaar.accounts.selectors import actor_of
from weerbaar.cookers import selectors, services
from weerbaar.ui.orders import tell


def filled(kind: type[forms.Form], request: HttpRequest, **options: Any) -> Any:
    """The form as it was filled in; one that is not right yet comes back masked, as after a refusal."""
    if request.method != "POST":
        return kind(None, **options)
    form = kind(request.POST, **options)
    if not form.is_valid():
        form.data = _masked(request)  # what is wrong stays as it was found
    return form


def told(kind: type[forms.Form], request: HttpRequest, refusal: services.Refused, **options: Any) -> Any:
    """The form again with why it was refused; every text in it is masked, so that the page holds no person either."""
    if isinstance(refusal, services.NotAllowed):
        raise Http404 from None
    form = kind(_masked(request), **options)
    tell(form, refusal)
    return form


def _masked(request: HttpRequest) -> Any:
    data = request.POST.copy()
    for name in data:
        if name in {"text", "scenario"} or name.startswith("statement_"):
            data[name] = services.judge(str(data[name])).masked
    return data


def led(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    """The actor and the meeting that this actor leads."""
    actor = actor_of(request)
    row = selectors.cooker_to_lead(actor=actor, pk=pk)
    if row is None:
        raise Http404
    return actor, row
