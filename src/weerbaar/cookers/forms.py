"""The shape of what is filled in around a pressure cooker. The gate in the service reads every text."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weerbaar.advice.selectors import Body
from weerbaar.cookers.models import CODE_LENGTH, SCENARIO_LENGTH, STEP_LENGTH, TEXT_LENGTH, Answer, OutcomeKind

NOBODY = _("No names, accounts, phone numbers or addresses. Describe what happens, not who does it.")
ANSWERS = Answer.choices


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class PrepareForm(forms.Form):
    frozen = forms.ChoiceField(label=_("Which picture?"))
    held_on = _day(_("Day of the meeting"))

    def __init__(self, *args: Any, pictures: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["frozen"].choices = pictures  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    held_on = _day(_("Day of the meeting"))
    scenario = forms.CharField(
        label=_("Scenario"), max_length=SCENARIO_LENGTH, widget=forms.Textarea(attrs={"rows": 6}), help_text=NOBODY
    )

    def __init__(self, *args: Any, statements: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [f"statement_{number}" for number in range(1, len(statements) + 1)]
        for name, text in zip(names, statements, strict=True):
            label = _("Statement %(number)s") % {"number": name[-1]}
            area = forms.Textarea(attrs={"rows": 3})
            self.fields[name] = forms.CharField(
                label=label, max_length=TEXT_LENGTH, initial=text, widget=area, help_text=NOBODY
            )
        self.order_fields(["held_on", *names, "scenario"])
        self.names = names

    @property
    def statements(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data[name] for name in self.names)


class RoomForm(forms.Form):
    present = forms.IntegerField(
        label=_("How many people are in the room?"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("A number only. It shows whether there are more votes than people."),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=CODE_LENGTH + 4,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("Six letters and digits. They are on the screen in the room."),
    )


class VoteForm(forms.Form):
    number = forms.IntegerField(min_value=1, max_value=99, widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=ANSWERS)


class AskForm(forms.Form):
    kind = forms.ChoiceField(choices=[("statement", ""), ("evaluation", "")])
    number = forms.IntegerField(min_value=0, max_value=99)


class OutcomeForm(forms.Form):
    kind = forms.ChoiceField(label=_("What does it become?"), choices=OutcomeKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What was agreed?"), max_length=STEP_LENGTH, widget=forms.Textarea(attrs={"rows": 2}), help_text=NOBODY
    )
    body = forms.ChoiceField(label=_("Advice to whom?"), required=False, help_text=_("Only for an advice."))
    due_on = _day(_("Before which date?"))

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {one.key: one for one in bodies}
        choices = [("", "---------"), *((one.key, one.name) for one in bodies)]
        self.fields["body"].choices = choices  # type: ignore[attr-defined]

    @property
    def addressee(self) -> Body | None:
        return self.bodies.get(self.cleaned_data.get("body", ""))
