from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from weerbaar.accounts import selectors


@require_GET
def rights(request: HttpRequest) -> HttpResponse:
    actor = selectors.actor_of(request)
    return render(request, "accounts/rights.html", {"rights": selectors.rights_in_words(actor=actor)})
