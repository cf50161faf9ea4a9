from django.conf import settings
from django.contrib import auth, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts import selectors, services
from weerbaar.accounts.forms import PasswordForm, ProfileForm
from weerbaar.accounts.views.entering import set_language

FILE_TYPES = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    person = selectors.user_of(request)
    initial = {"name": person.name, "function": person.function, "language": person.language}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.correct_own_data(person=person, **form.cleaned_data, now=now())
        messages.success(request, _("Your details are saved."))
        response = redirect("accounts:profile")
        set_language(response, form.cleaned_data["language"])
        return response
    context = {
        "form": form,
        "data": selectors.own_data(person=person),
        "memberships": selectors.current_memberships_of(person=person),
    }
    return render(request, "accounts/profile.html", context)


@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    person = selectors.user_of(request)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_password(person=person, **form.cleaned_data, now=now())
        except services.NotAllowed:
            form.add_error("old", _("This is not your password of now."))
        except ValidationError as weak:
            form.add_error("new", weak)
        else:
            auth.update_session_auth_hash(request, person)
            messages.success(request, _("Your password is changed. You are logged out everywhere else."))
            return redirect("accounts:profile")
    return render(request, "accounts/password.html", {"form": form})


@require_POST
def switch_role(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("membership", "")
    try:
        membership = services.switch_role(person=selectors.user_of(request), membership_id=chosen, now=now())
    except services.NotAllowed:
        raise Http404 from None
    request.session["membership_id"] = str(membership.pk)
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    try:
        services.erase_self(person=selectors.user_of(request), now=now())
    except services.LastMaintainer as refusal:
        messages.error(request, str(refusal.says))
        return redirect("accounts:profile")
    auth.logout(request)
    messages.success(request, _("Your name, function and e-mail address are erased."))
    return redirect("accounts:login")


@require_GET
def download(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in FILE_TYPES:
        raise Http404
    content = services.export_own_data(person=selectors.user_of(request), kind=kind, now=now())
    disposition = f'attachment; filename="weerbaar-gegevens.{kind}"'
    return HttpResponse(content, content_type=FILE_TYPES[kind], headers={"Content-Disposition": disposition})
