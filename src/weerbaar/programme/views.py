"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from weerbaar.accounts.selectors import actor_of
from weerbaar.programme import selectors


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return render(request, "programme/home.html", {"home": selectors.home_of(actor=actor, on=timezone.localdate())})
