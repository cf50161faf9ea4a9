"""Reads a free text that passed the gate and suggests topic, place and period with the reason. A human confirms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from weerbaar.regions.models import Municipality, Organisation, Region
from weerbaar.signals.models import Period
from weerbaar.signals.selectors.visible import audience_of
from weerbaar.signals.services.gate import Judgement, judge
from weerbaar.sources.services import tools_for
from weerbaar_analysis.text.places import locate
from weerbaar_analysis.text.topics import classify

PERIODS = tuple(
    (period, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for period, words in (
        (Period.LONGER, r"(?:al|sinds) (?:\w+ )?(?:maanden|jaren|een jaar|een half jaar|lange tijd|lang)"),
        (Period.THIS_MONTH, r"(?:deze|afgelopen|vorige) maand|(?:enkele|paar|twee|drie|vier|laatste|afgelopen) weken"),
        (Period.LAST_WEEK, r"(?:vorige|afgelopen|voorbije) week(?:end)?"),
        (Period.THIS_WEEK, r"deze week|vandaag|(?:eer)?gisteren|van(?:morgen|middag|avond)"),
        (Period.THIS_WEEK, r"(?:sinds|afgelopen|op) (?:maan|dins|woens|donder|vrij|zater|zon)dag"),
    )
)


@dataclass(frozen=True)
class Suggestion:
    """What the text seems to be about. An empty reason means that nothing was found and the default stands."""

    topic: str
    topic_reason: str
    municipality: str
    place_reason: str
    period: str
    period_reason: str

    def starts(self) -> dict[str, str]:
        """The first values of the form; what was not found stays out."""
        found = {"topic": self.topic, "municipality": self.municipality, "period": self.period}
        return {name: value for name, value in found.items() if value}


def suggest(*, region: Region, text: str, municipalities: Sequence[Municipality], on: date) -> Suggestion:
    """The suggestion for a text, of the municipalities the reporter may report about."""
    tools = tools_for(region=region, on=on)
    codes = [one.code for one in municipalities]
    topics = sorted(classify(text, tools.taxonomy), key=lambda one: (-one.weight, one.topic_class != "protected"))
    located = locate(text, tools.gazetteer, codes[0] if len(codes) == 1 else None)
    place = next((code for code in located.municipalities if code in codes), codes[0] if len(codes) == 1 else "")
    mention = next((one.name for one in located.mentions if place and place in one.codes), "")
    period, words = next(
        ((period, match[0]) for period, pattern in PERIODS if (match := pattern.search(text))), (Period.THIS_WEEK, "")
    )
    return Suggestion(
        topic=topics[0].topic if topics else "",
        topic_reason=_topic_reason([term.term for term in topics[0].terms]) if topics else "",
        municipality=place,
        place_reason=_("because the text says “%(word)s”") % {"word": mention} if mention else "",
        period=period.value,
        period_reason=_("because the text says “%(word)s”") % {"word": words} if words else "",
    )


@dataclass(frozen=True)
class Preview:
    """What a reporter sees before sending: what the gate says, what is suggested, and who will see it per label."""

    judgement: Judgement
    suggestion: Suggestion | None
    municipality: Municipality | None
    names: dict[str, list[str]]


def preview(
    *, organisation: Organisation, text: str, municipalities: Sequence[Municipality], chosen: str = "", on: date
) -> Preview:
    """Reads a text before anything is kept. Nothing is suggested for a text that the gate refuses."""
    judgement = judge(text)
    found = None
    if judgement.verdict != "refuse":
        found = suggest(region=organisation.region, text=text, municipalities=municipalities, on=on)
    code = chosen or (found.municipality if found else "")
    place = next((one for one in municipalities if one.code == code), None)
    names = audience_of(organisation=organisation, municipality=place) if place and found else {}
    return Preview(judgement, found, place, names)


def _topic_reason(terms: list[str]) -> str:
    words = ", ".join(dict.fromkeys(terms[:3]))
    return _("because of the words %(words)s; a hit is no interpretation") % {"words": words}
