from typing import Any

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.accounts import selectors, services
from weerbaar.accounts.forms import AcceptForm, SignInForm


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = services.password_sign_in(**form.cleaned_data, now=now())
        if person is not None:
            return _enter(request, person)
        form.add_error(None, _("This e-mail address and password do not belong together. Try again."))
    groups = _cards() if settings.DEMO else {}
    return render(request, "accounts/login.html", {"form": form, "groups": groups, "next": _next_page(request)})


@login_not_required
@require_POST
def demo(request: HttpRequest, key: str) -> HttpResponse:
    """The door without a password. It exists in the demo only."""
    membership = services.demo_sign_in(key=key, now=now()) if settings.DEMO else None
    if membership is None:
        raise Http404
    response = _enter(request, membership.user)
    request.session["membership_id"] = str(membership.pk)
    return response


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    services.sign_out(person=selectors.user_of(request), now=now())
    auth.logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


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
            messages.success(request, _("Welcome. You can start now."))
            return _enter(request, user)
    return render(request, "accounts/invitation_accept.html", {"invitation": invitation, "form": form})


def _enter(request: HttpRequest, person: Any) -> HttpResponse:
    """A fresh session for this person, in the language of this person."""
    if request.user.is_authenticated and request.user != person:
        auth.logout(request)
    auth.login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.pop("membership_id", None)
    has_role = selectors.current_memberships_of(person=person).exists()
    start = settings.LOGIN_REDIRECT_URL if has_role else "accounts:profile"
    response = redirect(_next_page(request) or resolve_url(start))
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, person.language, samesite="Lax")
    return response


def _next_page(request: HttpRequest) -> str:
    """Where the visitor wanted to go, if that is a page of this server."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else ""


def _cards() -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for person, membership in selectors.signed_up_demo_people():
        groups.setdefault(person.group, []).append({"person": person, "membership": membership})
    return groups
