import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts import selectors, services
from weerbaar.accounts.forms import CodeForm, ConfirmForm, CredentialForm, PasskeyForm
from weerbaar.accounts.selectors.door import PENDING
from weerbaar.accounts.views.entering import enter, next_page
from weerbaar.accounts.views.fresh import fresh_sign_in


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """The second half of signing in, after the right password."""
    person = selectors.pending_person(session=request.session, now=now())
    if person is None:
        return redirect("accounts:login")
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        shown = _shown(request, person, form)
        if shown:
            return enter(request, person, second_step=shown, next_page=request.session[PENDING]["next"])
        services.note_refused(person=person, now=now())
    return render(request, "accounts/second_step.html", {"form": form, **_ways(person)})


@login_not_required
@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Signing in with a passkey alone: it is something one has, opened by something one is or knows."""
    form = CredentialForm(request.POST)
    if not request.POST.get("credential"):
        return HttpResponse(json.dumps(services.passkey_question(person=None)), content_type="application/json")
    try:
        person = services.check_passkey(person=None, credential=form.credential())
    except services.WrongCode:
        services.note_refused(person=None, now=now())
        messages.error(request, _("This passkey is not known here. Log in with your password."))
        return redirect("accounts:login")
    return enter(request, person, second_step="webauthn", next_page=next_page(request))


@never_cache
@require_GET
def second_steps(request: HttpRequest) -> HttpResponse:
    person = selectors.user_of(request)
    context = {
        "steps": selectors.second_steps_of(person=person),
        "sessions": selectors.open_sessions_of(person=person),
        "session_key": request.session.session_key,
        "is_complete": selectors.is_complete(session=request.session),
    }
    return render(request, "accounts/second_steps.html", context)


@never_cache
@fresh_sign_in
@require_http_methods(["GET", "POST"])
def add_code_app(request: HttpRequest) -> HttpResponse:
    person = _may_add(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_code_app(person=person, code=form.cleaned_data["code"], now=now())
        except services.WrongCode as refusal:
            form.add_error("code", str(refusal.says))
        else:
            return _added(request, "totp")
    secret, picture = services.code_app_to_add(person=person)
    return render(request, "accounts/add_code_app.html", {"form": form, "secret": secret, "picture": picture})


@never_cache
@fresh_sign_in
@require_http_methods(["GET", "POST"])
def add_passkey(request: HttpRequest) -> HttpResponse:
    person = _may_add(request)
    form = PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            services.add_passkey(person=person, name=name, credential=form.credential(), now=now())
        except services.WrongCode:
            form.add_error(None, _("The browser did not make a passkey. Try again."))
        else:
            return _added(request, "webauthn")
    return render(
        request, "accounts/add_passkey.html", {"form": form, "question": services.passkey_to_add(person=person)}
    )


@fresh_sign_in
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        services.remove_second_step(person=selectors.user_of(request), pk=pk, now=now())
    except services.WrongCode:
        raise Http404 from None
    except services.LastSecondStep as refusal:
        messages.error(request, str(refusal.says))
    else:
        messages.success(request, _("The second step is removed."))
    return redirect("accounts:second-steps")


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Asks again who is there, before something that reaches far."""
    person = selectors.user_of(request)
    form = ConfirmForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        shown = _confirmed(request, person, form)
        if shown is not None:
            services.mark_second_step(session=request.session, second_step=shown, now=now())
            return redirect(next_page(request) or "accounts:second-steps")
    return render(request, "accounts/confirm.html", {"form": form, "next": next_page(request), **_ways(person)})


def _confirmed(request: HttpRequest, person: Any, form: ConfirmForm) -> str | None:
    """By the second step; by the password only for somebody without one. None when it was not right."""
    if selectors.second_step_kinds_of(person=person):
        return _shown(request, person, form) or None
    try:
        services.confirm_password(person=person, password=form.cleaned_data["password"], now=now())
    except services.Refused as refusal:
        form.add_error("password", str(refusal.says))
        return None
    return ""


def _shown(request: HttpRequest, person: Any, form: Any) -> str:
    """The kind of second step that was shown rightly; empty otherwise, with the reason in the form."""
    try:
        if request.POST.get("credential"):
            services.check_passkey(person=person, credential=CredentialForm(request.POST).credential())
            return "webauthn"
        if form.is_valid():
            services.check_code(person=person, code=form.cleaned_data["code"], now=now())
            return "totp"
    except services.Refused as refusal:
        form.is_valid()
        form.add_error(None, str(refusal.says))
    return ""


def _ways(person: Any) -> dict[str, Any]:
    kinds = selectors.second_step_kinds_of(person=person)
    question = services.passkey_question(person=person) if "webauthn" in kinds else None
    return {"kinds": kinds, "question": question}


def _may_add(request: HttpRequest) -> Any:
    """Who has a second step shows it before adding another one; who has none may add the first."""
    person = selectors.user_of(request)
    if selectors.second_step_kinds_of(person=person) and not selectors.is_complete(session=request.session):
        raise Http404
    return person


def _added(request: HttpRequest, kind: str) -> HttpResponse:
    services.mark_second_step(session=request.session, second_step=kind, now=now())
    messages.success(request, _("Your second step is ready. From now on you are asked for it when you log in."))
    return redirect("accounts:second-steps")
