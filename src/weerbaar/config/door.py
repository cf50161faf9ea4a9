"""Behind the password: the second step is asked of every session before it reaches a page (T16)."""

from collections.abc import Callable
from typing import Any

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from weerbaar.accounts import selectors, services

OPEN_WITHOUT = frozenset(
    f"accounts:{name}" for name in ("second-steps", "add-code-app", "add-passkey", "confirm", "logout")
)
"""Pages for somebody who has no second step yet: where it is added, and the way out."""


class SecondStepMiddleware:
    """Sends a session without second step to the page where one is added, and ends a session that is over.

    Pages for which nobody has to sign in stay open; they then look as they do for a visitor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if selectors.is_over(session=request.session, now=now()):
                auth.logout(request)
                request.actor = None  # type: ignore[attr-defined]
            else:
                services.note_use(session_key=str(request.session.session_key), now=now())
        if request.user.is_authenticated and not selectors.is_complete(session=request.session):
            request.actor = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_arguments: Any) -> HttpResponse | None:
        if (
            not request.user.is_authenticated
            or selectors.is_complete(session=request.session)
            or not getattr(view, "login_required", True)
        ):
            return None
        match = request.resolver_match
        return None if match and match.view_name in OPEN_WITHOUT else redirect("accounts:second-steps")
