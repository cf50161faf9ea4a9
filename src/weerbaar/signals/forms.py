"""The shape of what people fill in. Every free text says what not to write; the gate in the service reads along."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Membership
from weerbaar.regions.models import Municipality, Region
from weerbaar.signals import selectors
from weerbaar.signals.models import NOTE_LENGTH, TEXT_LENGTH, Signal

NOBODY = _("No names, accounts, phone numbers or addresses. Describe what happens, not who does it.")


class TextForm(forms.Form):
    """The first step: only the words."""

    text = forms.CharField(
        label=_("What do you notice?"),
        help_text=NOBODY,
        max_length=TEXT_LENGTH,
        error_messages={"required": _("Write in a few words what you notice.")},
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )


class ReportForm(TextForm):
    """The second step: what was suggested is confirmed, and the audience is named per label."""

    topic = forms.ChoiceField(label=_("Topic"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"))
    period = forms.ChoiceField(label=_("When?"))
    label = forms.ChoiceField(label=_("Who will see this?"), widget=forms.RadioSelect)
    reliability = forms.ChoiceField(label=_("How reliable is your source?"), required=False)
    certainty = forms.ChoiceField(label=_("How certain is the information?"), required=False)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        region: Region,
        municipalities: Sequence[Municipality],
        names: dict[str, list[str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        lists = selectors.choices()
        _choices(self, "topic", selectors.topic_choices(region=region))
        places = selectors.names_of(municipalities=municipalities)
        _choices(self, "municipality", places if len(places) == 1 else [("", "---------"), *places])
        for name in ("period", "reliability", "certainty"):
            _choices(self, name, lists[name])
        _choices(self, "label", [(key, _in_names(text, names.get(key, []))) for key, text in lists["label"]])


class HandleForm(forms.Form):
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    reliability = forms.ChoiceField(label=_("How reliable is your source?"))
    certainty = forms.ChoiceField(label=_("How certain is the information?"))
    label = forms.ChoiceField(label=_("How far may it travel?"))

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "topic", selectors.topic_choices(region=region))
        for name in ("reliability", "certainty", "label"):
            _choices(self, name, selectors.choices()[name])


class MoveForm(forms.Form):
    """One click, with a reason where the workflow asks for one."""

    before = forms.CharField(widget=forms.HiddenInput)
    after = forms.CharField(widget=forms.HiddenInput)
    why = forms.ChoiceField(label=_("Why?"), required=False)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=NOTE_LENGTH, help_text=NOBODY)

    def __init__(self, *args: Any, asks: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "why", selectors.choices()["closed_because"])
        if asks is not None:
            for name in {"why", "reason"} - {asks, "reason" if asks == "why" else asks}:
                del self.fields[name]


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("A small note of your own"), required=False, max_length=NOTE_LENGTH, help_text=NOBODY
    )


class AskForm(forms.Form):
    organisation: Any = forms.ModelChoiceField(label=_("Organisation"), queryset=None)
    text = forms.CharField(
        label=_("What do you want to know?"),
        help_text=_("The partner sees your question, the topic, the municipality and the week; not the signal."),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, actor: Membership, signal: Signal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = selectors.organisations_to_ask(actor=actor, signal=signal)


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"), help_text=NOBODY, max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 3})
    )


class FeedbackForm(forms.Form):
    text = forms.CharField(
        label=_("What the reporter reads"),
        help_text=_("Fill in what stands between square brackets, or take it out."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class LinkForm(forms.Form):
    organisation: Any = forms.ModelChoiceField(label=_("Organisation"), queryset=None)
    function = forms.CharField(
        label=_("Function"), help_text=_("For instance youth worker or teacher; not a name."), max_length=80
    )

    def __init__(self, *args: Any, actor: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = selectors.organisations_to_give_links(actor=actor)


class RetentionForm(forms.Form):
    months = forms.IntegerField(label=_("Months that the text of a signal is kept"), min_value=1, max_value=24)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class BulkForm(forms.Form):
    """What to do with the ticked signals."""

    order = forms.ChoiceField(
        label=_("With the ticked signals"),
        choices=[
            ("take", _("take them on")),
            ("give-back", _("give them back to the municipality")),
            ("review", _("start interpreting")),
            ("confirm", _("confirm")),
            ("cluster", _("put them beside each other under a name")),
        ],
    )
    name = forms.CharField(label=_("Name of the cluster"), required=False, max_length=120)


class FilterForm(forms.Form):
    name = forms.CharField(label=_("Name of this view"), max_length=80)
    query = forms.CharField(required=False, max_length=600, widget=forms.HiddenInput)


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def _in_names(text: str, names: Sequence[str]) -> str:
    return f"{text}: {', '.join(names)}" if names else text
