from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts import selectors as accounts
from weerbaar.signals import selectors, services
from weerbaar.signals.forms import RetentionForm


@never_cache
@require_GET
def quarantine(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    if not selectors.handles_signals(actor=actor):
        raise Http404
    return render(request, "signals/quarantine.html", {"rows": selectors.quarantine_visible_to(actor=actor)})


@require_POST
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = accounts.actor_of(request)
    held = get_object_or_404(selectors.quarantine_visible_to(actor=actor), pk=pk)
    try:
        services.release_text(actor=actor, held=held, now=now())
        messages.success(request, _("The text is now a signal, as it was masked."))
    except services.Refused as refusal:
        messages.error(request, str(refusal.says))
    return redirect("signals:quarantine")


@require_POST
def destroy(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = accounts.actor_of(request)
    held = get_object_or_404(selectors.quarantine_visible_to(actor=actor), pk=pk)
    try:
        services.destroy_text(actor=actor, held=held, now=now())
        messages.success(request, _("The text is destroyed. A record without content remains."))
    except services.Refused as refusal:
        messages.error(request, str(refusal.says))
    return redirect("signals:quarantine")


@require_http_methods(["GET", "POST"])
def retention(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    decides = selectors.decides_retention(actor=actor)
    if not selectors.oversees_retention(actor=actor) or (request.method == "POST" and not decides):
        raise Http404
    region = actor.organisation.region
    rule = selectors.rule_of(region=region)
    starts = {"months": selectors.months_kept(region=region), "reason": rule.reason if rule else ""}
    form = RetentionForm(request.POST or None, initial=starts)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_retention(actor=actor, **form.cleaned_data, now=now())
        except services.PersonalDataInText as refusal:
            form.add_error("reason", " ".join(refusal.mends))
        else:
            messages.success(request, _("The period is kept, and the end date of every signal follows it."))
            return redirect("signals:retention")
    context = {
        "form": form,
        "decides": decides,
        "rule": rule,
        "run": selectors.dry_run(region=region, on=localdate()),
        "destructions": selectors.destructions_of(region=region)[:20],
    }
    return render(request, "signals/retention.html", context)


@require_POST
def retire(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    if not selectors.decides_retention(actor=actor):
        raise Http404
    done = services.retire(actor=actor, region=actor.organisation.region, now=now())
    count = sum(done.values())
    messages.success(request, _("%(count)d records are destroyed; what counts is kept as a number.") % {"count": count})
    return redirect("signals:retention")
