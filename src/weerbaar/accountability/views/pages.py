"""Pages that are open to everybody: what Weerbaar does, how, and what was shown to hold."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from weerbaar.accountability import selectors


@login_not_required
@require_GET
def evidence_page(request: HttpRequest) -> HttpResponse:
    return render(request, "accountability/evidence.html", {"evidence": selectors.evidence()})


@login_not_required
@require_GET
def accounting(request: HttpRequest) -> HttpResponse:
    return render(request, "accountability/accounting.html")


@login_not_required
@require_GET
def inventory_page(request: HttpRequest) -> HttpResponse:
    context = {"kept": selectors.inventory(), "endings": selectors.endings().values()}
    return render(request, "accountability/inventory.html", context)
