"""The shape of what people fill in about sources, files and wording."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Membership
from weerbaar.regions.models import Place
from weerbaar.sources import selectors, services
from weerbaar.sources.models import Source, SourceKind

MOST_FILES = 10
LARGEST_FILE = 5_000_000
PAIRS_HELP = _("One per line, as: code = words.")


class PairsField(forms.CharField):
    """Lines such as `code = words`, as a dictionary."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> Any:
        lines = [line for line in (super().to_python(value) or "").splitlines() if line.strip()]
        pairs = {}
        for line in lines:
            key, equals, words = line.partition("=")
            if not equals or not key.strip() or not words.strip():
                raise forms.ValidationError(_("Write each line as: code = words."))
            pairs[key.strip()] = words.strip()
        return pairs


def option_fields(kind: str) -> dict[str, forms.Field]:
    """The options of a kind of source; its connector checks them."""
    fields: dict[str, dict[str, forms.Field]] = {
        SourceKind.COUNCIL: {
            "index": forms.CharField(
                label=_("Name of the index"), max_length=61, help_text=_("As the service knows it, such as ori_naam*.")
            ),
            "topics": PairsField(label=_("Topics with the words to count"), help_text=PAIRS_HELP, max_length=4000),
        },
        SourceKind.ANNOUNCEMENTS: {
            "query": forms.CharField(
                label=_("Which announcements"), max_length=400, help_text='dt.creator="Zuiderwold"'
            ),
        },
        SourceKind.STATISTICS: {
            "version": forms.ChoiceField(label=_("Version of OData"), choices=[("4", "4"), ("3", "3")]),
            "measures": PairsField(
                label=_("Measures of the table"), help_text=_("One per line, as: code = name|unit."), max_length=4000
            ),
            "region_field": forms.CharField(label=_("Column with the municipality"), max_length=60, initial="RegioS"),
            "period_field": forms.CharField(label=_("Column with the period"), max_length=60, initial="Perioden"),
        },
        SourceKind.PAGEVIEWS: {"article": forms.CharField(label=_("Title of the article"), max_length=120)},
        SourceKind.NEWS_ATTENTION: {
            "query": forms.CharField(label=_("Words to look for"), max_length=200),
            "name": forms.CharField(label=_("What we call this figure"), max_length=80),
        },
    }
    return fields.get(kind, {})


class SourceForm(forms.Form):
    """A source to propose; which options it asks depends on the kind."""

    name = forms.CharField(label=_("Name of the source"), max_length=120)
    publisher = forms.CharField(label=_("Who publishes it"), max_length=120)
    url = forms.CharField(
        label=_("Where it can be read"), max_length=600, help_text=_("Starts with https://"), initial="https://"
    )
    licence = forms.CharField(label=_("Licence or terms of use"), max_length=160)
    legal_basis = forms.CharField(
        label=_("Legal basis"), max_length=300, help_text=_("Why may we read this, and for which task?")
    )
    default_municipality: Any = forms.ModelChoiceField(
        label=_("Municipality it is mostly about"), queryset=None, required=False, empty_label=_("The whole region")
    )
    schedule = forms.ChoiceField(label=_("How often"), choices=Source.Schedule.choices, initial="daily")
    retention_days = forms.IntegerField(
        label=_("Days that items are kept"), min_value=1, max_value=366, initial=90, help_text=_("90 is the rule.")
    )

    def __init__(self, *args: Any, actor: Membership, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.options = option_fields(kind)
        self.fields["default_municipality"].queryset = selectors.places_of_sources(actor=actor)  # type: ignore[attr-defined]
        if kind in (SourceKind.DOCUMENTS, SourceKind.TABLES):
            del self.fields["url"], self.fields["schedule"]
        for name, field in self.options.items():
            self.fields[f"option_{name}"] = field

    def proposal(self) -> services.Proposal:
        data = self.cleaned_data
        return services.Proposal(
            name=data["name"],
            publisher=data["publisher"],
            kind=self.kind,
            licence=data["licence"],
            legal_basis=data["legal_basis"],
            url=data.get("url", ""),
            settings={name: data[f"option_{name}"] for name in self.options},
            default_municipality=data["default_municipality"],
            schedule=data.get("schedule", Source.Schedule.BY_HAND),
            retention_days=data["retention_days"],
        )


def source_kinds() -> list[tuple[str, str]]:
    """The closed list of kinds."""
    return [(kind.value, str(kind.label)) for kind in SourceKind]


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A few files, none larger than 5 MB."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [super(FilesField, self).clean(one, initial) for one in (data or [None])]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Choose at most 10 files at a time."))
        return [one for one in files if one is not None]


class UploadForm(forms.Form):
    """Which files, and as part of which source."""

    source: Any = forms.ModelChoiceField(label=_("Source"), queryset=None, empty_label=None)
    documents = FilesField(
        label=_("Files"),
        allow_empty_file=True,
        help_text=_("PDF, Word, Excel, OpenDocument, CSV, HTML, e-mail, text or a feed; together at most 5 MB."),
    )

    def __init__(self, *args: Any, actor: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = selectors.upload_sources(actor=actor)  # type: ignore[attr-defined]

    def contents(self) -> list[tuple[str, bytes]]:
        return [(file.name, file.read(LARGEST_FILE + 1)) for file in self.cleaned_data["documents"]]


class TokenForm(forms.Form):
    """The confirmation of a preview."""

    token = forms.CharField(widget=forms.HiddenInput)


class TermForm(forms.Form):
    """A change to one term of one topic."""

    topic = forms.ChoiceField(label=_("Topic"))
    term = forms.CharField(
        label=_("Word or phrase"),
        max_length=60,
        help_text=_("A star before or after it lets other endings through, such as sticker*."),
    )
    weight = forms.FloatField(
        label=_("Weight"), min_value=0.1, max_value=3, initial=1, help_text=_("1 is enough for a hit by itself.")
    )
    requires = forms.CharField(
        label=_("Only together with one of these words"), max_length=300, required=False, help_text=_("With commas.")
    )
    excludes = forms.CharField(
        label=_("Never beside one of these words"), max_length=300, required=False, help_text=_("With commas.")
    )
    is_ambiguous = forms.BooleanField(label=_("This word has more than one meaning"), required=False)
    needs_care = forms.BooleanField(label=_("This word is about religion"), required=False)
    is_removed = forms.BooleanField(label=_("Take this word out of the topic"), required=False)
    reason = forms.CharField(label=_("Why this change"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, actor: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = selectors.topic_names(region=actor.organisation.region)
        self.fields["topic"].choices = list(names.items())  # type: ignore[attr-defined]

    def change(self) -> services.TermChange:
        data = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        needs_care = data.pop("needs_care")
        words = {name: tuple(one.strip() for one in data[name].split(",") if one.strip()) for name in _LISTS}
        return services.TermChange(**(data | words), is_religious=needs_care)


_LISTS = ("requires", "excludes")


class PlaceForm(forms.Form):
    """A change to one place name."""

    name = forms.CharField(label=_("Place name"), max_length=80)
    municipality: Any = forms.ModelChoiceField(label=_("Municipality"), queryset=None)
    kind = forms.ChoiceField(label=_("Kind"), choices=Place.Kind.choices)
    ambiguity = forms.ChoiceField(label=_("Recognised in a text"), choices=Place.Ambiguity.choices)
    note = forms.CharField(label=_("Note"), max_length=160, required=False)
    reason = forms.CharField(label=_("Why this change"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, actor: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = selectors.places_of_sources(actor=actor)  # type: ignore[attr-defined]

    def change(self) -> services.PlaceChange:
        data = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return services.PlaceChange(**(data | {"municipality": data["municipality"].code}))


class ApproveWordingForm(forms.Form):
    """The explicit yes to terms about religion."""

    care_read = forms.BooleanField(
        label=_("I looked at each term about religion, and it points at a phenomenon, not at a community"),
        required=False,
    )
