import time
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts import selectors, services
from weerbaar.accounts.forms import AddressForm, NewPasswordForm, ReasonForm
from weerbaar.accounts.views.fresh import fresh_sign_in
from weerbaar.ui.orders import carry_out

SAME_TIME = 0.4
"""Seconds after which the answer comes, whether the address has an account or not."""


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def ask_password(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/ask_password.html", {"form": form})
    start = time.monotonic()
    try:
        services.ask_new_password(
            email=form.cleaned_data["email"],
            link_to=lambda token: request.build_absolute_uri(reverse("accounts:recovery", args=[token])),
            origin=selectors.origin_of(request),
            now=now(),
        )
    except services.TooManyGuesses as refusal:
        form.add_error(None, str(refusal.says))
        return render(request, "accounts/ask_password.html", {"form": form})
    time.sleep(max(0.0, start + SAME_TIME - time.monotonic()))
    return render(request, "accounts/ask_password.html", {"form": None})


@never_cache
@login_not_required
@sensitive_post_parameters("new")
@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest, token: str) -> HttpResponse:
    if selectors.recovery_for(token=token, now=now()) is None:
        return render(request, "accounts/recovery_gone.html", status=404)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.recover_password(token=token, password=form.cleaned_data["new"], now=now())
        except services.LinkNotUsable:
            return render(request, "accounts/recovery_gone.html", status=404)
        except ValidationError as weak:
            form.add_error("new", weak)
        else:
            messages.success(request, _("Your password is changed. Log in with it now."))
            return redirect("accounts:login")
    return render(request, "accounts/recovery.html", {"form": form})


@fresh_sign_in
@require_http_methods(["GET", "POST"])
def ask_reset(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = selectors.actor_of(request)
    person = get_object_or_404(selectors.people_visible_to(actor=actor), pk=pk)
    if not selectors.may_close_account(actor=actor, person=person):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_reset(actor=actor, person=person, reason=form.cleaned_data["reason"], now=now())
        except services.Refused as refusal:
            form.add_error(None, str(refusal.says))
        else:
            messages.success(request, _("Asked. Now somebody else has to confirm it."))
            return redirect("accounts:person", pk=pk)
    return render(request, "accounts/ask_reset.html", {"form": form, "person": person})


@require_GET
def resets(request: HttpRequest) -> HttpResponse:
    actor = selectors.actor_of(request)
    if not selectors.decides_resets(actor=actor):
        raise Http404
    return render(request, "accounts/resets.html", {"resets": selectors.resets_visible_to(actor=actor)})


@fresh_sign_in
@require_POST
def decide_reset(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = selectors.actor_of(request)
    reset = get_object_or_404(selectors.resets_visible_to(actor=actor), pk=pk)
    confirms = "confirm" in request.POST
    carry_out(
        request,
        lambda: services.decide_reset(actor=actor, reset=reset, confirms=confirms, now=now()),
        _("Noted. The person concerned gets a message."),
    )
    return redirect("accounts:resets")
