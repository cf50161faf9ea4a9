"""What Weerbaar is for, and how a finding is read: for whoever begins in a role."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weerbaar.accountability import selectors, services
from weerbaar.accounts.selectors import actor_of


@require_http_methods(["GET", "POST"])
def introduction(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if request.method == "POST":
        services.read_introduction(actor=actor, now=now())
        messages.success(request, _("Noted. You find this page again at “How Weerbaar works”."))
        return redirect("programme:home")
    context = {"needs_introduction": selectors.needs_introduction(actor=actor)}
    return render(request, "accountability/introduction.html", context)
