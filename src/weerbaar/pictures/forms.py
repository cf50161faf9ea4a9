"""The shape of what people fill in on a draft. The gate in the service reads every text."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from weerbaar.pictures.models import ApproachCell, Openness, Sharing
from weerbaar.regions.models import Organisation
from weerbaar.trends.models.meaning import Likelihood

NOBODY = _("No names, accounts, phone numbers or addresses. Describe what happens, not who does it.")


class StartForm(forms.Form):
    area = forms.ChoiceField(label=_("Area"))
    period = forms.CharField(
        label=_("Period"),
        max_length=7,
        help_text=_("A year, half year, quarter or month: 2026, 2026-H1, 2026-Q3 or 2026-07."),
    )

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("## makes a heading, - a list, > a quote. No names of people."),
    )
    base_number = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    decides = forms.BooleanField(label=_("This text takes the place of the texts beside it"), required=False)

    def __init__(self, *args: Any, may_decide: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_decide:
            del self.fields["decides"]


class AutosaveForm(forms.Form):
    text = forms.CharField(required=False, max_length=40_000, strip=False)
    base_number = forms.IntegerField(min_value=0)


class StatementForm(forms.Form):
    use_required_attribute = False  # an empty field is not wrong yet
    text = forms.CharField(
        label=_("Statement"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}), help_text=NOBODY
    )
    certainty = forms.ChoiceField(label=_("How certain?"))
    reason = forms.CharField(label=_("Why so certain?"), max_length=300)
    basis = forms.MultipleChoiceField(
        label=_("What does it rest on?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, grounds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "said_%s"
        self.fields["certainty"].choices = Likelihood.choices  # type: ignore[attr-defined]
        if grounds:
            self.fields["basis"].choices = grounds  # type: ignore[attr-defined]
        else:
            del self.fields["basis"]


class FreezeForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason of a new version"),
        required=False,
        max_length=300,
        help_text=_("Only when this picture was frozen before."),
    )


class MarkingForm(forms.Form):
    sharing = forms.ChoiceField(label=_("How far may it travel?"), choices=Sharing.choices)
    openness = forms.ChoiceField(label=_("How is it kept?"), choices=Openness.choices)
    recipients = forms.CharField(
        label=_("For which functions?"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One function on each line, such as mayor or team chief. No names of people."),
    )
    review_on = forms.DateField(label=_("Look at it again on"), widget=forms.DateInput(attrs={"type": "date"}))


class WhiteSpotForm(forms.Form):
    use_required_attribute = False
    text = forms.CharField(
        label=_("What do we not know?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text=NOBODY
    )


class ApproachForm(forms.Form):
    """For one phenomenon: per column how far it is covered, and a note."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in ApproachCell.Column:
            self.fields[column.value] = forms.ChoiceField(label=column.label, choices=ApproachCell.Cover.choices)
            self.fields[f"{column.value}_note"] = forms.CharField(
                label=_("Note on %(column)s") % {"column": column.label}, required=False, max_length=300
            )

    def cells(self, topic: str) -> list[tuple[str, str, str, str]]:
        data = self.cleaned_data
        return [(topic, one.value, data[one.value], data[f"{one.value}_note"]) for one in ApproachCell.Column]


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(queryset=Organisation.objects.none(), label=_("Who writes this section?"))

    def __init__(self, *args: Any, partners: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = partners  # type: ignore[attr-defined]


class HouseStyleForm(forms.Form):
    document = forms.FileField(
        label=_("Word template"),
        help_text=_("A .docx file, at most 2 MB, with the styles Heading 1, 2 and 3. Its example text is not kept."),
    )
