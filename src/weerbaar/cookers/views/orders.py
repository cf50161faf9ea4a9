from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest

from weerbaar.cookers import services


def carry_out(request: HttpRequest, service: Callable[[], object], said: str) -> None:
    """Says how an order went. Without the right the page does not exist."""
    try:
        service()
    except services.NotAllowed:
        raise Http404 from None
    except services.Refused as refusal:
        messages.error(request, str(refusal.says))
    else:
        if said:
            messages.success(request, said)


def tell(kind: type[forms.Form], request: HttpRequest, refusal: services.Refused, **options: Any) -> Any:
    """The form again with why it was refused; every text in it is masked, so that the page holds no person either."""
    if isinstance(refusal, services.NotAllowed):
        raise Http404 from None
    data = request.POST.copy()
    for name in data:
        if name in {"text", "scenario"} or name.startswith("statement_"):
            data[name] = services.judge(str(data[name])).masked
    form = kind(data, **options)
    for line in (str(refusal.says), *map(str, getattr(refusal, "mends", ()))):
        form.add_error(None, line)
    return form


def site_of(request: HttpRequest) -> str:
    """The address of this installation."""
    return request.build_absolute_uri("/")
