"""The privacy gate: reads a text in memory and says whether it may be kept. For every free text of every room.

A clear hit refuses, a doubtful one holds. What was found is never stored, logged or repeated: only its kind, in words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from weerbaar.accounts.services import Refused
from weerbaar_analysis.text.personal_data import Span, find_personal_data, verdict
from weerbaar_analysis.text.scrub import scrub

MENDS: dict[str, str | Promise] = {
    "PERSON": gettext_lazy("Leave out the name. Write for instance “a group of young people” or “a visitor”."),
    "BSN": gettext_lazy("Leave out the citizen service number."),
    "PHONE": gettext_lazy("Leave out the phone number."),
    "EMAIL": gettext_lazy("Leave out the e-mail address."),
    "IBAN": gettext_lazy("Leave out the account number."),
    "PLATE": gettext_lazy("Leave out the number plate."),
    "DOCUMENT": gettext_lazy("Leave out the document number."),
    "ADDRESS": gettext_lazy("Leave out street, house number and postcode. The municipality is enough."),
    "BIRTH_DATE": gettext_lazy("Leave out the date of birth or the exact age."),
    "HANDLE": gettext_lazy("Leave out the name of the account. Write for instance “in a closed chat group”."),
    "IP": gettext_lazy("Leave out the technical address."),
    "LINK": gettext_lazy("Leave out the web address. Write what kind of site it is."),
    "ONE": gettext_lazy("This seems to be about one person. Describe what happens, not who it is."),
    "MASK": gettext_lazy("Replace the words between square brackets by a description without a person."),
}
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]{3,300}", re.IGNORECASE)
_MASK = re.compile(
    r"\[(?:naam|burgerservicenummer|telefoonnummer|e-mailadres|rekeningnummer|kenteken|documentnummer|adres|"
    r"geboortedatum|account|ip-adres|leeftijd|persoon|webadres)\]"
)
_KIN = (
    "zoon|dochter|broer|zus|zusje|broertje|neef|nicht|vader|moeder|opa|oma|oom|tante|kleinzoon|kleindochter|"
    "stiefvader|stiefmoeder|vrouw|man|vriendin|vriend|ex"
)
_OFFICE = "[Ww]ethouder|[Bb]urgemeester|[Rr]aadslid|[Ss]tatenlid|[Gg]edeputeerde|[Ww]ijkagent|[Cc]onciërge|[Dd]irecteur"
_PORTFOLIO = "Financ|Jeugd|Wonen|Onderwijs|Zorg|Sport|Cultuur|Veilig|Econom|Verkeer|Klimaat|Duurzaam|Ruimte|Soci|Openba"
_ONE_PERSON = re.compile(
    rf"\b(?:(?:mijn|onze|zijn|haar|de|een) (?:{_KIN}) van (?:de|het|mijn|onze|een) \w{{3,20}}"
    rf"|(?:mijn|onze) (?:{_KIN})(?:-(?:man|vrouw))?\b(?! en (?:ik|mijn|onze)\b)"
    r"|(?:mijn|onze) (?:buurman|buurvrouw|leerling|cliënt|client|patiënt|student|bewoner|pupil)\b"
    r"(?: (?:van|op|uit) (?:huisnummer|nummer|nr\.?) ?\d{1,4}\w?)?"
    r"|(?:een|de|die|deze) (?:leerling|jongen|meisje|man|vrouw|scholier|student|cliënt|bewoner) (?:van|uit) "
    r"(?:mijn|onze|klas|groep|nummer|nr|huisnummer|\d)"
    r"|(?:de|die|deze) (?:eigenaar|eigenaresse|uitbater|beheerder|voorzitter|penningmeester|secretaris|trainer|coach"
    r"|voorganger|imam|dominee|pastoor|huisarts|kapper|bakker|slager|kroegbaas) van (?:de|het|onze|ons|een) \w{3,20}"
    r"|(?:de|die|deze) (?:\w{3,20} )?\w{3,20} met (?:de|het|een|zijn|haar) "
    r"(?:hoofddoek|baard|snor|bril|tatoeage|keppel|rolstoel|litteken)\b)",
    re.IGNORECASE,
)
_STREET = "straat|laan|plein|plantsoen|weg|kade|park|school|brug|singel|hof|dreef|pad"
_HOLDER = re.compile(
    rf"\b(?:{_OFFICE}) (?:(?:van|de|den|der|ter|ten) ){{0,2}}(?!{_PORTFOLIO}|\w{{1,30}}(?:{_STREET})\b)[A-Z]\w{{2,30}}"
)
_FAMILY = re.compile(
    r"\b(?:[Ff]amilie|[Gg]ezin|[Gg]ebroeders|[Zz]usters) "
    r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en) ){0,2}[A-Z]\w{1,30}"
)
_ACCOUNT = re.compile(
    r"(?<![\w@/.])[A-Za-z][A-Za-z0-9.]{1,30}(?:_| (?:underscore|apenstaartje|liggend streepje) )"
    r"[A-Za-z0-9_.]{0,30}\w"
)


class PersonalDataInText(Refused):
    """A text names or points at a person; nothing of it is kept. `mends` says per kind how to write it instead."""

    says = gettext_lazy("This text seems to be about a person. Weerbaar keeps nothing about people.")

    def __init__(self, mends: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.mends = mends


@dataclass(frozen=True)
class Judgement:
    """What the gate says of a text: the verdict, how to mend it in words, and the text with every hit masked."""

    verdict: Literal["clean", "hold", "refuse"]
    mends: tuple[str, ...]
    masked: str

    @property
    def is_clean(self) -> bool:
        return self.verdict == "clean"


def judge(text: str) -> Judgement:
    """Reads a text: *clean* may be kept, *hold* needs a second pair of eyes, *refuse* may not be kept at all."""
    spans = find_personal_data(text)
    links = _free_of(spans, _LINK.finditer(text))
    pointing = (match for pattern in (_ONE_PERSON, _HOLDER, _FAMILY, _ACCOUNT) for match in pattern.finditer(text))
    ones = _free_of([*spans, *links], pointing)
    kinds = [span.kind for span in spans] + ["LINK"] * bool(links) + ["ONE"] * bool(ones)
    kinds += ["MASK"] * bool(_MASK.search(text))
    outcome = verdict(spans)
    if links or "MASK" in kinds:
        outcome = "refuse"
    elif ones and outcome == "clean":
        outcome = "hold"
    return Judgement(
        outcome, tuple(str(MENDS[kind]) for kind in dict.fromkeys(kinds)), _masked(text, spans, links, ones)
    )


def mask(text: str) -> str:
    """The text with everything about a person masked."""
    return judge(text).masked


def pass_or_refuse(*texts: str) -> None:
    """For a text that is kept at once or not at all: refused (`PersonalDataInText`) also when there is only doubt."""
    judged = [judge(text) for text in texts if text]
    if not all(one.is_clean for one in judged):
        mends = dict.fromkeys(mend for one in judged for mend in one.mends)
        raise PersonalDataInText((*mends,))


def _free_of(spans: Iterable[Span | tuple[int, int]], found: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
    taken = [(span[0], span[1]) for span in spans]
    return [
        match.span() for match in found if not any(start < match.end() and match.start() < end for start, end in taken)
    ]


def _masked(text: str, spans: list[Span], links: list[tuple[int, int]], ones: list[tuple[int, int]]) -> str:
    """From the back to the front, so that the places of what still comes stay right."""
    words = [(start, end, "[webadres]") for start, end in links] + [(start, end, "[persoon]") for start, end in ones]
    for start, end, word in sorted(words, reverse=True):
        shift = len(word) - (end - start)
        text = text[:start] + word + text[end:]
        spans = [
            span._replace(start=span.start + shift, end=span.end + shift) if span.start >= end else span
            for span in spans
        ]
    return scrub(text, spans)
