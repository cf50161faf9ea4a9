from typing import Any

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.accounts import selectors, services
from weerbaar.accounts.forms import AcceptForm, SignInForm
from weerbaar.accounts.views.entering import enter, next_page, pass_on


@never_cache
@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        origin = selectors.origin_of(request)
        try:
            person = services.password_sign_in(**form.cleaned_data, origin=origin, now=now())
        except services.TooManyGuesses as refusal:
            form.add_error(None, str(refusal.says))
        else:
            if person is not None:
                return pass_on(request, person, next_page(request))
            form.add_error(None, _("This e-mail address and password do not belong together. Try again."))
    context = {
        "form": form,
        "groups": _cards() if settings.DEMO else {},
        "next": next_page(request),
        "providers": selectors.identity_providers(),
    }
    return render(request, "accounts/login.html", context)


@login_not_required
@require_POST
def demo(request: HttpRequest, key: str) -> HttpResponse:
    """The door without a password. It exists in the demo only."""
    membership = services.demo_sign_in(key=key) if settings.DEMO else None
    if membership is None:
        raise Http404
    response = enter(request, membership.user, next_page=next_page(request))
    request.session["membership_id"] = str(membership.pk)
    return response


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    key = str(request.session.session_key)
    services.sign_out(person=selectors.user_of(request), session_key=key, now=now())
    auth.logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@never_cache
@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    invitation = selectors.invitation_for(token=token, now=now())
    if invitation is None:
        return render(request, "accounts/invitation_gone.html", status=404)
    person = selectors.user_of(request) if request.user.is_authenticated else None
    is_own = person is not None and person.email == invitation.email
    form = None if is_own else AcceptForm(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        answers = form.cleaned_data if form else {"name": "", "function": "", "password": None}
        try:
            user = services.accept_invitation(token=token, signed_in=person, **answers, now=now())
        except services.InvitationNotUsable:
            return render(request, "accounts/invitation_gone.html", status=404)
        except services.SignInFirst as refusal:
            form = form or AcceptForm(request.POST)
            form.add_error(None, str(refusal.says))
        except ValidationError as weak:
            form = form or AcceptForm(request.POST)
            form.add_error("password", weak)
        else:
            return _welcome(request, user, is_own=is_own)
    return render(request, "accounts/invitation_accept.html", {"invitation": invitation, "form": form})


def _welcome(request: HttpRequest, person: Any, *, is_own: bool) -> HttpResponse:
    """Who was signed in already keeps the session and its second step; who comes back still owes it."""
    messages.success(request, _("Welcome. You can start now."))
    return redirect(settings.LOGIN_REDIRECT_URL) if is_own else pass_on(request, person, "")


def _cards() -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for person, membership in selectors.signed_up_demo_people():
        groups.setdefault(person.group, []).append({"person": person, "membership": membership})
    return groups
