from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.accounts.selectors import actor_of
from weerbaar.accounts.services import NotAllowed, Refused
from weerbaar.trends import selectors, services
from weerbaar.trends.forms import PromiseForm, new_submission
from weerbaar.trends.views.meaning_charts import series_chart
from weerbaar.ui.orders import carry_out, tell

SHORT = 26


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def analyst_week(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not selectors.interprets(actor=actor):
        raise Http404
    organisations = selectors.organisations_to_promise(actor=actor)
    if request.method == "GET":
        start = {"submission": new_submission(), "due_on": localdate() + timedelta(days=7)}
        return _page(request, actor, PromiseForm(initial=start, organisations=organisations))
    form = PromiseForm(request.POST, organisations=organisations)
    if form.is_valid():
        try:
            services.make_promise(actor=actor, draft=services.PromiseDraft(**form.cleaned_data), now=now())
        except NotAllowed:
            raise Http404 from None
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("The promise is noted."))
            return redirect("trends:week")
    return _page(request, actor, form)


def _page(request: HttpRequest, actor: Any, form: PromiseForm) -> HttpResponse:
    page = selectors.analyst_week(actor=actor, now=now())
    groups = [
        (label, [(line, series_chart(line.finding, topic=line.topic, weeks=SHORT)) for line in lines])
        for label, lines in page.groups
    ]
    context = {
        "page": page,
        "groups": groups,
        "form": form,
        "today": localdate(),
        "own": actor.organisation,
        "off_since": selectors.switched_off_since(actor=actor),
    }
    return render(request, "trends/week.html", context)


@require_POST
def keep_promise(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    promise = get_object_or_404(selectors.promises_visible_to(actor=actor), pk=pk)
    kept = _("Noted: this promise was kept.")
    carry_out(request, lambda: services.keep_promise(actor=actor, promise=promise, now=now()), kept)
    return redirect("trends:week")
