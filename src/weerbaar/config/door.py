"""Behind the password: the second step is asked of every session before it reaches a page (T16)."""

from collections.abc import Callable
from typing import Any

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate, now

from weerbaar.accounts import selectors, services
from weerbaar.accounts.forms import ExportForm

OPEN_WITHOUT = frozenset(
    f"accounts:{name}" for name in ("second-steps", "add-code-app", "add-passkey", "confirm", "logout")
)
"""Pages for somebody who has no second step yet: where it is added, and the way out."""


class SecondStepMiddleware:
    """Sends a session without second step to the page where one is added, and ends one that is over, or taken away.

    Pages for which nobody has to sign in stay open; they then look as they do for a visitor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            moved = selectors.is_moved(session=request.session, request=request)
            if moved or selectors.is_over(session=request.session, now=now()):
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


SEARCHES_COLLEAGUES = frozenset({"accounts:people", "accounts:organisations", "programme:post", "accounts:audit"})
"""Lists of professionals and their organisations: there a name is what one searches for."""


class SearchMiddleware:
    """Lets no search for a person through (T3): no query is made and the text is kept nowhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match and match.view_name in SEARCHES_COLLEAGUES:
            return None
        wanted = [str(value) for key, value in request.GET.items() if key == "q" or key.endswith("-q")]
        if not any(services.names_somebody(text) for text in wanted if text.strip()):
            return None
        request.META["QUERY_STRING"] = ""  # no link on the page repeats it
        return render(request, "accounts/search_refused.html", {"back": request.path})


class BudgetMiddleware:
    """Counts the rows that every list of the house shows or gives as a file, in one budget per person (T13).

    Any other file counts for one row: a document about one record. Also gives the mark for a list that leaves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = getattr(request, "actor", None)
        if actor is not None:
            request.file_mark = SimpleLazyObject(  # type: ignore[attr-defined]
                lambda: services.mark_of(person=actor.user, on=localdate())
            )
        response = self.get_response(request)
        shown, exported = getattr(request, "rows_shown", 0), getattr(request, "rows_exported", None)
        if exported is None and _takes_along(request, response):
            exported = 1
        if actor is None or (not shown and exported is None):
            return response
        rows, is_file = (shown, False) if exported is None else (exported, True)
        try:
            services.spend_export_budget(actor=actor, rows=rows, what=request.path, is_file=is_file, now=now())
        except services.BudgetSpent as refusal:
            form = ExportForm(initial={"path": request.path, "rows": rows}) if is_file else None
            return render(request, "accounts/budget.html", {"says": refusal.says, "form": form}, status=403)
        return response


OWN_FILES = frozenset({"accounts:download"})
"""What somebody has a right to, however often."""


def _takes_along(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this is a file of somebody who is signed in that is not public, and not the own data."""
    match = request.resolver_match
    if match is None or match.view_name in OWN_FILES or not getattr(match.func, "login_required", True):
        return False
    return response.status_code == 200 and response.headers.get("Content-Disposition", "").startswith("attachment")
