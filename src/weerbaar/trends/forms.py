"""The shape of what people fill in. Every free text says what not to write; the gate in the service reads along."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Membership
from weerbaar.regions.models import Municipality, Organisation
from weerbaar.sources.selectors import topic_names
from weerbaar.trends import selectors
from weerbaar.trends.models.effort import EffortKind
from weerbaar.trends.models.meaning import (
    NAME_LENGTH,
    NOTE_LENGTH,
    TEXT_LENGTH,
    Alternative,
    Criterion,
    Direction,
    Extent,
    Likelihood,
    Nature,
    Weighed,
)

NOBODY = _("No names, accounts, phone numbers or addresses. Describe what happens, not who does it.")


def new_submission() -> str:
    """The mark by which a form that arrives twice is known."""
    return uuid4().hex


class TrendForm(forms.Form):
    """Name, topic and places of a new trend; what it rests on comes along."""

    submission = forms.CharField(max_length=64, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name of the trend"),
        help_text=_("What happens, in a few words. No names of people or groups."),
        max_length=NAME_LENGTH,
    )
    topic = forms.ChoiceField(label=_("Topic"))
    municipalities = forms.MultipleChoiceField(
        label=_("Municipalities"), required=False, widget=forms.CheckboxSelectMultiple
    )
    week = forms.CharField(
        label=_("Since which week?"),
        help_text=_("Such as 2026-W07."),
        max_length=8,
        error_messages={"invalid": _("Write the week as 2026-W07.")},
    )
    evidence = forms.CharField(required=False, max_length=4_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Membership, places: Sequence[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_write_about_all = selectors.writes_about_the_region(actor=actor)
        _choices(self, "topic", [("", "---------"), *topic_names(region=actor.organisation.region).items()])
        _choices(self, "municipalities", [(one.code, one.name) for one in places])
        if self.may_write_about_all:
            self.fields["municipalities"].help_text = _("Tick none for the whole region.")

    def clean_week(self) -> str:
        week = str(self.cleaned_data["week"]).strip().upper()
        if not selectors.is_week(week):
            raise forms.ValidationError(_("Write the week as 2026-W07."))
        return week

    def clean_municipalities(self) -> list[str]:
        codes = list(self.cleaned_data["municipalities"])
        if not codes and not self.may_write_about_all:
            raise forms.ValidationError(_("Tick at least one municipality."))
        return codes


class MeaningForm(forms.Form):
    """An interpretation: fact and meaning apart, five criteria, four other explanations, one word of certainty."""

    submission = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    fact = forms.CharField(
        label=_("Fact: what was counted or seen"),
        help_text=_("Only what stands in the sources. No names, accounts or addresses."),
        max_length=TEXT_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    meaning = forms.CharField(
        label=_("Meaning: what it says here"),
        help_text=_("Your reading of the facts, for this area. Write as if it will be published one day."),
        max_length=TEXT_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 7}),
    )  # fmt: skip
    nature = forms.ChoiceField(
        label=_("What is it about?"),
        help_text=_("Activism and protest is part of democracy. Choose extremism only when you can say why."),
        choices=Nature.choices, widget=forms.RadioSelect,
    )  # fmt: skip
    nature_reason = forms.CharField(
        label=_("If it is extremism: why is it not activism?"), max_length=NOTE_LENGTH, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    direction = forms.ChoiceField(label=_("Where does it go?"), choices=Direction.choices)
    likelihood = forms.ChoiceField(label=_("How certain is the meaning?"), choices=Likelihood.choices)
    likelihood_reason = forms.CharField(
        label=_("Why this word?"),
        help_text=_("How many sources, how independent, how recent, and do they agree?"),
        max_length=NOTE_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in Criterion.choices:
            self.fields[f"criterion_{key}"] = forms.ChoiceField(
                label=str(label).capitalize(), choices=Extent.choices, required=False
            )
            self.fields[f"criterion_{key}_note"] = _note(_("Note with “%(what)s”") % {"what": label})
        for key, label in Alternative.choices:
            self.fields[f"alternative_{key}"] = forms.ChoiceField(
                label=str(label).capitalize(), choices=Weighed.choices, required=False
            )
            self.fields[f"alternative_{key}_note"] = _note(_("What did you look at for “%(what)s”?") % {"what": label})

    @classmethod
    def initial_of(cls, text: selectors.MeaningText) -> dict[str, Any]:
        """The start values for a text."""
        values = dict(text.fields)
        for name, code, prefix in (("criteria", "extent", "criterion"), ("alternatives", "weighed", "alternative")):
            for key, row in values.pop(name).items():
                values[f"{prefix}_{key}"], values[f"{prefix}_{key}_note"] = row[code], row["note"]
        return values

    @property
    def text(self) -> selectors.MeaningText:
        """What was filled in, as one value."""
        given = self.cleaned_data
        plain = {name: given[name] for name in selectors.PLAIN_FIELDS}
        criteria = {
            key: {"extent": given[f"criterion_{key}"] or Extent.UNKNOWN.value, "note": given[f"criterion_{key}_note"]}
            for key in Criterion.values
        }
        alternatives = {
            key: {"weighed": given[f"alternative_{key}"], "note": given[f"alternative_{key}_note"]}
            for key in Alternative.values
        }
        return selectors.MeaningText(**plain, criteria=criteria, alternatives=alternatives)

    @property
    def criteria(self) -> list[tuple[Any, Any]]:
        """The fields of the five criteria, each with its note."""
        return [(self[f"criterion_{key}"], self[f"criterion_{key}_note"]) for key in Criterion.values]

    @property
    def alternatives(self) -> list[tuple[Any, Any]]:
        """The fields of the other explanations, each with its note."""
        return [(self[f"alternative_{key}"], self[f"alternative_{key}_note"]) for key in Alternative.values]


class AskReaderForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    organisation = forms.ChoiceField(label=_("Which organisation reads as second?"))

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        _choices(
            self, "organisation", [("", "---------"), *((key, one.name) for key, one in self.organisations.items())]
        )

    def clean_organisation(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]


class ReadForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    remark = forms.CharField(
        label=_("What has to change?"), help_text=NOBODY, max_length=NOTE_LENGTH, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why is this trend closed?"), help_text=NOBODY, max_length=NOTE_LENGTH)


class LinkForm(forms.Form):
    """What a trend rests on, chosen from what the actor sees about the same topic and places."""

    evidence = forms.MultipleChoiceField(label=_("What to link"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "evidence", choices)


class PromiseForm(forms.Form):
    submission = forms.CharField(max_length=64, widget=forms.HiddenInput)
    addressee = forms.ChoiceField(label=_("To which organisation?"))
    text = forms.CharField(label=_("What was promised?"), help_text=NOBODY, max_length=NOTE_LENGTH)
    due_on = forms.DateField(label=_("Before"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        _choices(self, "addressee", [("", "---------"), *((key, one.name) for key, one in self.organisations.items())])

    def clean_addressee(self) -> Organisation:
        return self.organisations[self.cleaned_data["addressee"]]


class EffortForm(forms.Form):
    """What stands against our looking, one topic and kind at a time."""

    topic = forms.ChoiceField(label=_("Topic"))
    kind = forms.ChoiceField(label=_("What is done about it"), choices=EffortKind.choices)
    count = forms.IntegerField(label=_("How many in this year"), min_value=0, max_value=999)

    def __init__(self, *args: Any, actor: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "topic", [("", "---------"), *topic_names(region=actor.organisation.region).items()])


def _note(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=NOTE_LENGTH)


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
