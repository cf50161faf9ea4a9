"""What every request passes: no NUL, an actor, and a form that is sent twice does its work once."""

import hashlib
import json
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import now
from django.views.defaults import bad_request

from weerbaar.accounts import selectors
from weerbaar.accounts.selectors.reach import reach_of
from weerbaar.guard import services as guard

FORM_KEY = "form-key"


class ActorMiddleware:
    """Sets `request.actor` to a `Membership`, or to None for somebody without one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.session.get("membership_id")
        request.actor = selectors.membership_in_use(user=request.user, chosen=chosen)  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondLockMiddleware:
    """Tells the database who looks, while the page is made, and for how long it may be busy (T19).

    A page that is open to everybody guards its rows itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as locks:
            request.locks = locks  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_arguments: Any) -> None:
        request.locks.enter_context(guard.within_time())  # type: ignore[attr-defined]
        if not guard.has_second_lock():
            return
        is_open = not getattr(view, "login_required", True)
        actor = getattr(request, "actor", None)
        reach = guard.EVERYTHING if is_open else reach_of(actor=actor)
        request.locks.enter_context(guard.rows_within(reach))  # type: ignore[attr-defined]


class NoNulMiddleware:
    """Refuses a NUL byte in an address, a query or a form (400): nobody types one, and PostgreSQL cannot keep it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or any("\x00" in text for text in _texts(request.GET)):
            return bad_request(request, ValueError())
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        fields = _texts(request.POST) if request.method == "POST" else []
        return bad_request(request, ValueError()) if any("\x00" in text for text in fields) else None


class SentFormMiddleware:
    """Gives a form that was sent before the answer it got before (R1); see `weerbaar.guard`.

    Stands last, so that only a form that passed the CSRF check and the sign-in comes here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self.get_response(request)
        with guard.sending(
            session=_sender(request),
            address=request.path,
            key=request.POST.get(FORM_KEY, ""),
            content=_content(request),
        ) as form:
            request.form_on_its_way = form  # type: ignore[attr-defined]
            response = self.get_response(request)
            if form is not None and form.is_taken and (answer := _answer_in(response)):
                guard.keep_answer(form=form, answer=answer, now=now())
            return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        form = getattr(request, "form_on_its_way", None)
        answer = guard.answer_again(form=form) if form else None
        return _response(request, answer) if answer else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        form = getattr(request, "form_on_its_way", None)
        if not isinstance(exception, guard.AlreadySent) or form is None:
            return None
        return _response(request, guard.answer_again(form=form) or guard.Answer())


def _texts(fields: Any) -> list[str]:
    return [text for name, values in fields.lists() for text in (name, *values)]


def _sender(request: HttpRequest) -> str:
    """Whose form it is: the session of who signed in, else the browser by its CSRF cookie."""
    signed_in = SESSION_KEY in request.session
    return str(request.session.session_key if signed_in else request.META.get("CSRF_COOKIE", ""))


def _content(request: HttpRequest) -> str:
    """A digest of all that was filled in, files included."""
    fields = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    digest = hashlib.sha256(json.dumps(fields).encode())
    files: dict[str, Any] = request.FILES.dict()
    for name, file in sorted(files.items()):
        digest.update(f"\x1f{name}\x1f{file.name}\x1f".encode())
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(0)
    return digest.hexdigest()


def _answer_in(response: HttpResponse) -> guard.Answer | None:
    if response.status_code in {302, 303}:
        return guard.Answer(location=response["Location"])
    is_page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
    return guard.Answer(page=response.content.decode()) if is_page and not response.streaming else None


def _response(request: HttpRequest, answer: guard.Answer) -> HttpResponse:
    if answer.location:
        return HttpResponseRedirect(answer.location)
    return HttpResponse(answer.page) if answer.page else render(request, "already_sent.html")
