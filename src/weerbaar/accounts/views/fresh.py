"""Asking again who is there, before an order that reaches far (T10)."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.timezone import now
from django.utils.translation import gettext as _

from weerbaar.accounts import selectors


def fresh_sign_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Sends somebody who signed in more than a quarter of an hour ago past the page that asks again.

    A form that was filled in then has to be sent once more; the page says so.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if selectors.is_fresh(session=request.session, now=now()):
            return view(request, *args, **kwargs)
        back = request.get_full_path()
        if request.method == "POST":
            messages.info(request, _("Show first that it is you. After that, send the form again."))
            back = resolve_url("accounts:people") if "/mensen/" in back else resolve_url("accounts:second-steps")
        return redirect(f"{resolve_url('accounts:confirm')}?{urlencode({'next': back})}")

    return wrapped
