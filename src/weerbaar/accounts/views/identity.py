"""Where allauth hands over somebody whom an identity provider knows: from here on our own door holds."""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from weerbaar.accounts import services
from weerbaar.accounts.views.entering import enter, own_page, pass_on


class GroupsAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Uses allauth for the talk with the provider, and nothing of its own accounts."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> NoReturn:
        raise ImmediateHttpResponse(come_in(request, sociallogin))

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> NoReturn:
        says = _("Logging in at your organisation did not work. Try again.")
        raise ImmediateHttpResponse(render(request, "accounts/identity_refused.html", {"says": says}, status=403))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


def come_in(request: HttpRequest, sociallogin: Any) -> HttpResponse:
    account = sociallogin.account
    claims = {**(account.extra_data.get("userinfo") or {}), **(account.extra_data.get("id_token") or {})}
    try:
        person, is_strong = services.identity_sign_in(
            provider=account.provider, subject=account.uid, claims=claims, now=now()
        )
    except services.Refused as refusal:
        return render(request, "accounts/identity_refused.html", {"says": refusal.says}, status=403)
    wanted = own_page(request, str(sociallogin.state.get("next") or ""))
    if is_strong:
        return enter(request, person, second_step="provider", next_page=wanted)
    return pass_on(request, person, wanted)
