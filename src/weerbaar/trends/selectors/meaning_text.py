"""What an interpretation says as one value, with every criterion and alternative in place, and what still lacks."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from weerbaar.trends.models import (
    Alternative,
    Criterion,
    Direction,
    Extent,
    Interpretation,
    Likelihood,
    Nature,
    Weighed,
)
from weerbaar.trends.models.meaning import Meaning

PLAIN_FIELDS = ("nature", "nature_reason", "fact", "meaning", "direction", "likelihood", "likelihood_reason")
CLOSED_LISTS = {"nature": Nature, "direction": Direction, "likelihood": Likelihood}
FIRST_NATURE = {"resilience": Nature.RESILIENCE, "context": Nature.CONTEXT}


class NotInTheLists(ValueError):
    """A coded field holds a word that is not in its list; a form never sends that."""


@dataclass(frozen=True)
class MeaningText:
    """The words and codes of an interpretation, tidied: no spaces around, every key of the two tables there."""

    nature: str = Nature.ACTIVISM
    nature_reason: str = ""
    fact: str = ""
    meaning: str = ""
    direction: str = Direction.UNKNOWN
    likelihood: str = Likelihood.UNKNOWN
    likelihood_reason: str = ""
    criteria: dict[str, dict[str, str]] = field(default_factory=dict)
    alternatives: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in PLAIN_FIELDS:
            # The browser sends line ends as CR LF; one text is one text.
            object.__setattr__(self, name, str(getattr(self, name)).replace("\r\n", "\n").strip())
        for name, options in CLOSED_LISTS.items():
            _listed(getattr(self, name), options.values)
        criteria = _table(self.criteria, Criterion.values, "extent", Extent.values, Extent.UNKNOWN)
        alternatives = _table(self.alternatives, Alternative.values, "weighed", Weighed.values, Weighed.NOT_YET)
        object.__setattr__(self, "criteria", criteria)
        object.__setattr__(self, "alternatives", alternatives)

    @property
    def texts(self) -> list[str]:
        """Every free text, for the privacy gate."""
        notes = [row["note"] for row in (*self.criteria.values(), *self.alternatives.values())]
        return [self.fact, self.meaning, self.nature_reason, self.likelihood_reason, *notes]

    @property
    def fields(self) -> dict[str, Any]:
        """The columns of `Meaning`."""
        plain = {name: getattr(self, name) for name in PLAIN_FIELDS}
        return {**plain, "criteria": self.criteria, "alternatives": self.alternatives}


def _listed(value: str, options: list[str]) -> str:
    if value not in options:
        raise NotInTheLists(value)
    return value


def _table(
    given: dict[str, dict[str, str]], keys: list[str], code: str, options: list[str], default: str
) -> dict[str, dict[str, str]]:
    found = {}
    for key in keys:
        row = given.get(key, {})
        note = str(row.get("note", "")).replace("\r\n", "\n").strip()
        found[key] = {code: _listed(str(row.get(code, default)), options), "note": note}
    return found


def text_of(row: Meaning) -> MeaningText:
    """What stands in an interpretation or in one of its versions."""
    plain = {name: getattr(row, name) for name in PLAIN_FIELDS}
    return MeaningText(**plain, criteria=row.criteria, alternatives=row.alternatives)


def first_text(*, topic_class: str) -> MeaningText:
    """What a new interpretation starts with. Activism is the default, whatever the words of the topic (C4)."""
    return MeaningText(nature=FIRST_NATURE.get(topic_class, Nature.ACTIVISM))


@dataclass(frozen=True)
class Told:
    """One line of a table of an interpretation: the question, the answer in words and the note."""

    key: str
    question: str
    answer: str
    note: str


def criteria_of(text: MeaningText) -> list[Told]:
    """The five criteria in words, in their fixed order."""
    return [
        Told(one.value, str(one.label), str(Extent(text.criteria[one]["extent"]).label), text.criteria[one]["note"])
        for one in Criterion
    ]


def alternatives_of(text: MeaningText) -> list[Told]:
    """The other explanations in words, in their fixed order."""
    rows = text.alternatives
    return [
        Told(one.value, str(one.label), str(Weighed(rows[one]["weighed"]).label), rows[one]["note"])
        for one in Alternative
    ]


def lacks_of(*, interpretation: Interpretation) -> list[str]:
    """What has to be there before a second reader can be asked, in words; empty when it is complete."""
    text = text_of(interpretation)
    lacks = []
    if not text.fact:
        lacks.append(_("Write what the fact is: what was counted or seen."))
    if not text.meaning:
        lacks.append(_("Write what it means here."))
    if text.nature == Nature.EXTREMISM and not text.nature_reason:
        lacks.append(_("Write why this is extremism and not activism."))
    if not text.likelihood_reason:
        lacks.append(_("Give the reason for your word of certainty."))
    lacks += [
        _("Write a note with “%(criterion)s”.") % {"criterion": one.label}
        for one in Criterion
        if text.criteria[one]["extent"] != Extent.UNKNOWN and not text.criteria[one]["note"]
    ]
    lacks += [
        _("Look at the other explanation “%(explanation)s”, tick it off and write a note.") % {"explanation": one.label}
        for one in Alternative
        if not text.alternatives[one]["weighed"] or not text.alternatives[one]["note"]
    ]
    if not interpretation.trend.evidence.exists():
        lacks.append(_("Link the trend to at least one finding, signal, item or figure."))
    return lacks


def changes_between(old: MeaningText, new: MeaningText) -> list[str]:
    """The parts that differ between two texts, in words."""
    labels = {
        "nature": _("what it is about"),
        "nature_reason": _("why this is extremism and not activism"),
        "fact": _("fact"),
        "meaning": _("meaning"),
        "direction": _("direction"),
        "likelihood": _("certainty"),
        "likelihood_reason": _("reason for the certainty"),
        "criteria": _("criteria"),
        "alternatives": _("other explanations"),
    }
    return [label for name, label in labels.items() if getattr(old, name) != getattr(new, name)]
