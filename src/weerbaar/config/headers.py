"""Headers that Django does not send by itself."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

NOT_NEEDED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "midi",
    "payment",
    "usb",
)
PERMISSIONS = ", ".join([*(f"{name}=()" for name in NOT_NEEDED), "publickey-credentials-get=(self)"])


class HeadersMiddleware:
    """No other site may use our answers, no page needs a camera, and what is personal stays out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        session = getattr(request, "session", None)
        if session is not None and (SESSION_KEY in session or session.modified):
            response.headers.setdefault("Cache-Control", "private, no-store")
        if session is not None and request.method == "POST" and _left(request):
            response.headers["Clear-Site-Data"] = '"storage"'
        return response


def _left(request: HttpRequest) -> bool:
    """True when somebody was signed in when the request came and is not any more."""
    actor = getattr(request, "actor", None)
    return actor is not None and SESSION_KEY not in request.session
