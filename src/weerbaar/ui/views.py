"""The gallery of components and the language switch. Both are open to everyone and show no data of anyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", {})


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    return set_language(request)
