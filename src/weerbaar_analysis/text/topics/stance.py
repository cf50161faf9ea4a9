"""How a text speaks of what it names: denied, contradicted, quoted, or just told."""

import re
from typing import Literal

Stance = Literal["about", "counter", "quoted", "expressing"]

REACH = 70
STRENGTH = "enkele?|enig|concrete|directe|duidelijke|nieuwe|verdere|daadwerkelijke"
SIGNS = (
    "sprake|aanwijzing(?:en)?|signa(?:al|len)|bewij(?:s|zen)|teken(?:en|s)?|indicaties?|vorm(?:en)?|verband|link|meldingen?"
    "|gevallen?|spoor|sporen|vermoedens?|voorbeelden?|banden?|relatie|connectie|gevaar"
)
DENIED_BEFORE = re.compile(
    rf"(?:^|[\s(])(?:geen|zonder|noch|nergens|nooit)(?: (?:{STRENGTH}))?"
    rf"(?: (?:{SIGNS})(?: (?:van|voor|met|over|op|naar|dat|tussen))?)?"
    r"(?: (?:een|de|het|dit|deze|er|wijzen|duiden|kans|op))*(?: [\w-]+)?\s$",
    re.IGNORECASE,
)
AFTER_NOT = "als|een|per definitie|zomaar|meteen|automatisch|direct|gelijk|om|over|met|van|aan|voor"
NOT_BEFORE = re.compile(
    rf"(?:\bniet(?: (?:{AFTER_NOT}))*(?: de| het| een)?\s$)"
    r"|(?:\bniets(?: te maken)? (?:met|van|over)(?: [\w-]+)?\s$)|(?:\bheeft niets met(?: [\w-]+){0,2}\s$)",
    re.IGNORECASE,
)
VERBS = "is|zijn|werd|werden|was|waren|komt|komen|speelt|spelen|blijkt|bleek|hebben|heeft|kwam|kwamen"
FOUND = "aangetroffen|gevonden|voor|aan de orde|gebleken|vastgesteld|gezien|sprake|rol|bekend|gemeld|waargenomen"
DENIED_AFTER = re.compile(
    rf"^[\w-]*(?: [\w-]+){{0,4}}? (?:{VERBS})(?: [\w-]+){{0,3}}? (?:niet|geen)(?: [\w-]+){{0,2}}? (?:{FOUND})\b",
    re.IGNORECASE,
)
NO_QUESTION_OF = re.compile(
    r"^[\w-]*(?: [\w-]+){0,3}? (?:geen sprake|geen aanwijzing|geen bewijs|geen teken)", re.IGNORECASE
)
NOT_DENIED = re.compile(
    r"\b(?:niet alleen|niet langer|geen plaats|geen ruimte|geen plek|niet meer|waarom niet|geen rekening)\b",
    re.IGNORECASE,
)
COUNTER = re.compile(
    r"\b(?:nee tegen|stop (?:de |het )?|tegen|weg met|strijd tegen|bestrijd\w*|aanpak van|aanpakken van|voorkom\w*"
    r"|geen (?:plaats|ruimte|plek) voor|veroorde\w+|afkeur\w*|afschuw|weerbaar tegen|opstaan tegen|verwerp\w*|herken\w*"
    r"|preventie van|voorlichting over|neemt? afstand van|ontkracht\w*|weerleg\w*|spreek\w* zich uit tegen)"
    r"\s(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"\b(?:volgens|meldt|melden|rapport|onderzoek|waarschuwt|waarschuwen|noemt|noemen|zegt|aldus|artikel|schrijft|bericht"
    r"|politie|aangetroffen|gezien|gespoten|geplakt|geroepen|teksten?|leuzen?|leus|stickers?|verdacht\w*|rechter|aangifte"
    r"|signaal|zorgen)\b",
    re.IGNORECASE,
)
MARKS = '"“”„«»'
QUOTE = re.compile(r"""["“”„«»'‘’]""")
DENIAL = re.compile(r"\b(?:geen|niet|niets|zonder|noch|nergens|nooit)\b", re.IGNORECASE)


class Speech:
    """How one text speaks. Most texts deny and quote nothing; that is seen once per text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._may_deny = DENIAL.search(text) is not None
        self._may_quote = QUOTE.search(text) is not None

    def is_denied(self, start: int, end: int) -> bool:
        """Whether the sentence says that this is not so (geen sprake van …, … is niet aangetroffen)."""
        if not self._may_deny:
            return False
        before = _clause_before(self._text, start)
        if NOT_DENIED.search(before):
            return False
        if DENIED_BEFORE.search(before) or NOT_BEFORE.search(before):
            return True
        after = _clause_after(self._text, end)
        return bool(DENIED_AFTER.search(after) or NO_QUESTION_OF.search(after))

    def stance(self, start: int, end: int, *, slogan: bool) -> Stance:
        """A report, a quotation or a contradiction never comes out as *expressing*; only a bare slogan does."""
        if COUNTER.search(self._text[max(0, start - REACH) : start]):
            return "counter"
        if self._may_quote and self._is_quoted(start, end):
            return "quoted"
        if slogan and not REPORTED.search(self._text[max(0, start - 2 * REACH) : end + 2 * REACH]):
            return "expressing"
        return "about"

    def _is_quoted(self, start: int, end: int) -> bool:
        before, after = self._text[max(0, start - REACH) : start], self._text[end : end + REACH]
        opened = sum(before.count(mark) for mark in MARKS) % 2 == 1 or before.rstrip().endswith(("'", "‘"))
        return opened and any(mark in after for mark in MARKS + "'’")


def _clause_before(text: str, start: int) -> str:
    part = text[max(0, start - REACH) : start]
    cut = max(part.rfind(mark) for mark in ".;!?\n")
    return part[cut + 1 :]


def _clause_after(text: str, end: int) -> str:
    part = text[end : end + REACH]
    cuts = [place for mark in ".;!?\n" if (place := part.find(mark)) >= 0]
    return part[: min(cuts)] if cuts else part
