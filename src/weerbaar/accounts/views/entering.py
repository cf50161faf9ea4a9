"""The one place where a session of somebody starts."""

from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now

from weerbaar.accounts import selectors, services
from weerbaar.accounts.selectors.door import DEVICE_COOKIE, DEVICE_LASTS, signed_mark


def pass_on(request: HttpRequest, person: Any, next_page: str) -> HttpResponse:
    """After the right password: to the second step, or in when this person has none yet."""
    if not selectors.second_step_kinds_of(person=person):
        return enter(request, person, next_page=next_page)
    if request.user.is_authenticated:
        auth.logout(request)
    request.session.cycle_key()
    services.remember_pending(session=request.session, person=person, next_page=next_page, now=now())
    return redirect("accounts:second-step")


def enter(request: HttpRequest, person: Any, *, second_step: str = "", next_page: str = "") -> HttpResponse:
    """A fresh session for this person, in the language of this person."""
    if request.user.is_authenticated and request.user != person:
        auth.logout(request)
    auth.login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    origin = selectors.origin_of(request)
    services.mark_session(session=request.session, person=person, second_step=second_step, origin=origin, now=now())
    has_role = selectors.current_memberships_of(person=person).exists()
    start = settings.LOGIN_REDIRECT_URL if has_role else "accounts:profile"
    response = redirect(next_page or resolve_url(start))
    set_language(response, person.language)
    response.set_cookie(
        DEVICE_COOKIE,
        signed_mark(email=person.email, mark=services.new_mark(origin=origin, email=person.email)),
        max_age=DEVICE_LASTS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def set_language(response: HttpResponse, language: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, httponly=True, secure=secure, samesite="Lax")


def next_page(request: HttpRequest) -> str:
    """Where the visitor wanted to go, if that is a page of this server."""
    return own_page(request, request.POST.get("next") or request.GET.get("next", ""))


def own_page(request: HttpRequest, wanted: str) -> str:
    """The address, if it is one of this server; else empty."""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else ""
