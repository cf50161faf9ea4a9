"""The shape of what people fill in. Roles that cannot be given are not choices, and the service refuses them again."""

import json
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts import selectors
from weerbaar.accounts.models import Membership, User

SHORTEST_PASSWORD = _("At least 14 characters. A sentence of four words is easy to remember.")


class SignInForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), max_length=160, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"), max_length=256, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from your app"),
        help_text=_("Six digits. They change every half minute."),
        max_length=8,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class ConfirmForm(CodeForm):
    """Asks for the code, or for the password of somebody who has no second step yet."""

    password = forms.CharField(
        label=_("Password"), max_length=256, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password" if selectors.second_step_kinds_of(person=person) else "code"]


class CredentialForm(forms.Form):
    """What the browser made or used as passkey: JSON that our script filled in."""

    credential_field = "credential"

    def credential(self) -> dict[str, Any]:
        try:
            found = json.loads(self.data.get(self.credential_field, ""))
        except ValueError:
            found = None
        return found if isinstance(found, dict) else {}


class PasskeyForm(CredentialForm):
    name = forms.CharField(
        label=_("Name of this passkey"),
        help_text=_("For yourself: where it is, for instance “work laptop”."),
        max_length=60,
    )


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), max_length=160, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )


class NewPasswordForm(forms.Form):
    new = forms.CharField(
        label=_("New password"),
        help_text=SHORTEST_PASSWORD,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("One sentence. Do not name residents."),
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ExportForm(ReasonForm):
    path = forms.CharField(max_length=200, widget=forms.HiddenInput)
    rows = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("Work e-mail address"), max_length=160)
    organisation: Any = forms.ModelChoiceField(label=_("Organisation"), queryset=None)
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, actor: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation: Any = self.fields["organisation"]
        organisation.queryset = selectors.organisations_to_invite_for(actor=actor)
        self.fields["role"].choices = [("", "---------"), *_role_choices(actor)]  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("New role"))

    def __init__(self, *args: Any, actor: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _role_choices(actor)  # type: ignore[attr-defined]


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    function = forms.CharField(
        label=_("Function"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    language = forms.ChoiceField(label=_("Language of the screens"), choices=settings.LANGUAGES)


class AcceptForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    function = forms.CharField(
        label=_("Your function"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=SHORTEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class PasswordForm(forms.Form):
    old = forms.CharField(
        label=_("Password of now"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label=_("New password"),
        help_text=SHORTEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def _role_choices(actor: Membership) -> list[tuple[str, str]]:
    return [(role.value, str(role.label)) for role in selectors.grantable_roles(actor=actor)]


class YearForm(forms.Form):
    """Asks for the map of a year; today's map when nothing is asked or the year is not on the list."""

    year = forms.TypedChoiceField(label=_("Map of the year"), coerce=int)

    def __init__(self, *args: Any, days: list[date], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        first = days[0].year if days else today.year
        last = max(today.year, days[-1].year if days else today.year)
        years = [(year, str(year)) for year in range(last, min(first, today.year) - 1, -1)]
        self.fields["year"].choices = years  # type: ignore[attr-defined]
        self.fields["year"].initial = today.year

    def day_of_map(self) -> date:
        """1 January of the year asked for, the day on which municipalities merge; for this year: today."""
        year = self.cleaned_data["year"] if self.is_valid() else self.today.year
        return self.today if year == self.today.year else date(year, 1, 1)
