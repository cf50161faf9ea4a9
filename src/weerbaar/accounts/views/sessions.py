from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from weerbaar.accounts import selectors, services


@require_POST
def end_one(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        services.end_session(person=selectors.user_of(request), pk=pk, now=now())
    except services.NotAllowed:
        raise Http404 from None
    messages.success(request, _("You are logged out there."))
    return redirect("accounts:second-steps")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    key = str(request.session.session_key)
    services.end_other_sessions(person=selectors.user_of(request), but=key, now=now())
    messages.success(request, _("You are logged out everywhere else."))
    return redirect("accounts:second-steps")
