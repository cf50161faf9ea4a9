"""Puts the actor on the request: the membership through which this user now looks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from weerbaar.accounts import selectors


class ActorMiddleware:
    """Sets `request.actor` to a `Membership`, or to None for somebody without one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.session.get("membership_id")
        request.actor = selectors.membership_in_use(user=request.user, chosen=chosen)  # type: ignore[attr-defined]
        return self.get_response(request)
