from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from weerbaar.accounts import selectors, services
from weerbaar.ui.orders import carry_out


@require_POST
def end_one(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = selectors.user_of(request)
    carry_out(request, lambda: services.end_session(person=person, pk=pk, now=now()), _("You are logged out there."))
    return redirect("accounts:second-steps")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    key = str(request.session.session_key)
    services.end_other_sessions(person=selectors.user_of(request), but=key, now=now())
    messages.success(request, _("You are logged out everywhere else."))
    return redirect("accounts:second-steps")
