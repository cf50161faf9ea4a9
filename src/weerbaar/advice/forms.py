"""The shape of what people fill in. Every free text says what not to write; the gate in the service reads along."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Membership
from weerbaar.advice import selectors
from weerbaar.advice.models import QUESTION_LENGTH, REPORT_LENGTH, STEP_LENGTH, TEXT_LENGTH, TITLE_LENGTH

NOBODY = _("No names, accounts, phone numbers or addresses. Describe what happens, not who does it.")


def _area(label: Any, length: int, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea(attrs={"rows": rows}), **options)


class AdviceForm(forms.Form):
    body = forms.ChoiceField(label=_("For whom?"))
    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    question = _area(_("Question or occasion"), QUESTION_LENGTH, help_text=NOBODY)
    text = _area(
        _("Advice, in three sentences"),
        TEXT_LENGTH,
        4,
        help_text=_("What is going on, what you advise, and what it should bring."),
    )
    first_step = forms.CharField(
        label=_("First step"), max_length=STEP_LENGTH, help_text=_("Something that can be done next week.")
    )
    due_on = forms.DateField(label=_("First step before"), widget=forms.DateInput(attrs={"type": "date"}))
    basis = forms.MultipleChoiceField(
        label=_("What does it rest on?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The reader sees how much it rests on. Only who may see a signal or finding can open it."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, bodies: Sequence[selectors.Body], grounds: Sequence[selectors.Ground], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {body.key: body for body in bodies}
        _choices(self, "body", [("", "---------"), *((body.key, body.name) for body in bodies)])
        if grounds:
            _choices(self, "basis", [(ground.key, ground.name) for ground in grounds])
        else:
            del self.fields["basis"]

    @property
    def drafted(self) -> dict[str, Any]:
        """What the form says, as the service wants it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {**data, "body": self.bodies[data["body"]], "basis": tuple(data.get("basis", ()))}


class ReaderForm(forms.Form):
    organisation: Any = forms.ModelChoiceField(label=_("Which organisation reads along?"), queryset=None)

    def __init__(self, *args: Any, actor: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = selectors.organisations_to_read_along(actor=actor)  # type: ignore[attr-defined]


class RemarkForm(forms.Form):
    remark = _area(_("What should change?"), QUESTION_LENGTH, help_text=NOBODY)


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class RecipientsForm(forms.Form):
    recipients = _area(
        _("Work e-mail addresses"),
        2_000,
        required=False,
        help_text=_("One on each line. Everybody gets a message of their own. Empty: you copy the text yourself."),
    )

    def clean_recipients(self) -> list[str]:
        found = [line.strip() for line in self.cleaned_data["recipients"].splitlines() if line.strip()]
        for one in found:
            try:
                validate_email(one)
            except ValidationError:
                raise ValidationError(_("One of the lines is not an e-mail address. Look once more.")) from None
        return found


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=_("What do you do with this advice?"), widget=forms.RadioSelect)
    reason = _area(
        _("Why?"),
        QUESTION_LENGTH,
        required=False,
        help_text=_("Needed when you adopt it partly or not. No names of people."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "answer", selectors.choices()["answer"])


class FollowUpForm(forms.Form):
    done = _area(_("What was done?"), QUESTION_LENGTH, help_text=NOBODY)
    change = _area(_("What did it change?"), QUESTION_LENGTH, required=False)
    is_last = forms.BooleanField(label=_("With this the advice is finished"), required=False)


class GatheringForm(forms.Form):
    kind = forms.ChoiceField(label=_("What kind of meeting?"))
    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    held_on = forms.DateField(label=_("Day of the meeting"), widget=forms.DateInput(attrs={"type": "date"}))
    question_1 = forms.CharField(label=_("First question"), max_length=STEP_LENGTH)
    question_2 = forms.CharField(label=_("Second question"), max_length=STEP_LENGTH)
    question_3 = forms.CharField(label=_("Third question"), max_length=STEP_LENGTH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "kind", selectors.gathering_kinds())


class GuestForm(forms.Form):
    organisation: Any = forms.ModelChoiceField(label=_("Organisation"), queryset=None)
    recipient = forms.EmailField(
        label=_("Work e-mail address"),
        max_length=160,
        required=False,
        help_text=_("Empty: you copy the text and send it yourself."),
    )

    def __init__(self, *args: Any, actor: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = selectors.guests_to_ask(actor=actor)  # type: ignore[attr-defined]


class BringForm(forms.Form):
    """The three questions of a gathering, with the words of that gathering as labels."""

    answer_1 = _area("", TEXT_LENGTH, required=False, help_text=NOBODY)
    answer_2 = _area("", TEXT_LENGTH, required=False)
    answer_3 = _area("", TEXT_LENGTH, required=False)

    def __init__(self, *args: Any, questions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, question in zip(self.fields.values(), questions, strict=True):
            field.label = question


class ReportForm(ReaderForm):
    report = _area(_("Report"), REPORT_LENGTH, 14, help_text=NOBODY)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("report", "organisation", "version")


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
