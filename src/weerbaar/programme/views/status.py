"""How this server is doing: for who keeps an eye on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from weerbaar.accounts.selectors import actor_of
from weerbaar.programme import selectors


@never_cache
@require_GET
def status(request: HttpRequest) -> HttpResponse:
    if not selectors.sees_status(actor=actor_of(request)):
        raise Http404
    return render(request, "programme/status.html", {"facts": selectors.status_of_server(now=now())})
