from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from weerbaar.accounts import selectors, services
from weerbaar.accounts.forms import ExportForm
from weerbaar.ui.orders import carry_out


@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    actor = selectors.actor_of(request)
    context = {
        "to_decide": selectors.exports_to_decide(actor=actor),
        "own": selectors.own_exports(actor=actor),
        "decides": selectors.decides_exports(actor=actor),
    }
    return render(request, "accounts/export_requests.html", context)


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    actor = selectors.actor_of(request)
    form = ExportForm(request.POST)
    if form.is_valid():
        try:
            services.ask_export(actor=actor, **form.cleaned_data, now=now())
        except services.ReasonNamesSomebody as refusal:
            form.add_error("reason", str(refusal.says))
        else:
            messages.success(request, _("Asked. As soon as somebody agrees, you can take the file along once."))
            return redirect("accounts:export-requests")
    return render(request, "accounts/budget.html", {"form": form, "says": services.BudgetSpent.says})


@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = selectors.actor_of(request)
    asked = get_object_or_404(selectors.exports_to_decide(actor=actor), pk=pk)
    grants = "grant" in request.POST
    carry_out(
        request,
        lambda: services.decide_export(actor=actor, request=asked, grants=grants, now=now()),
        _("Noted."),
    )
    return redirect("accounts:export-requests")
