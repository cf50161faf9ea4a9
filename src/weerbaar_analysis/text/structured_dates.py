"""Dates of birth: a date, in figures or words, beside a word that says that somebody was born then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weerbaar_analysis.text.spans import Span

NUMBER_WORD = (
    r"(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien"
    r"|zeventien|achttien|negentien|(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)?(?:en|ën)?"
    r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|dubbel|\d)"
)
_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|may|march|june|july|oct(?:ober)?)\.?"
)
_YEAR = r"(?:\d{4}|'?\d\d)"
_DATE = (
    rf"(?:\d{{1,2}}\s?[-./]\s?\d{{1,2}}\s?[-./]\s?(?:\d{{4}}|'?\d{{2}})|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}"
    rf"|(?:\d{{1,2}}(?:e|de|ste)?|{NUMBER_WORD}(?:de|ste)?)[ -](?:{_MONTH})(?:[ -]{_YEAR})?"
    rf"|\d{{8}}|\d{{1,2}} \d{{1,2}} (?:19|20)\d\d)(?!\d)"
)
_CUE = re.compile(
    r"\b(?:geb(?:oorte)?\.? ?dat(?:um)?|geboren|geboortedag|geboortejaar en -datum|geb(?:\.|oren)?|g\.d|dob|jarig"
    r"|verjaardag)\b[.:]?"
)
_SOMEBODY = r"(?:leerling|kind|jongere|man|vrouw|jongen|meisje|moeder|vader|betrokkene|cli[eë]nt|verdachte|deelnemer)"
_GAP = re.compile(
    rf"[\s:;,.(=*]{{0,4}}(?:{_SOMEBODY}[\s:]{{1,2}}|[A-Z][\w'\-]{{1,20}}(?: [A-Z][\w'\-]{{1,20}})?, ?)?"
    rf"(?:(?:is|was|op|d\.?d\.?|datum|te|in|zijn|haar|van)\s(?:[^\W\d_]{{2,20}},?\s){{0,3}}){{0,2}}"
    rf"(?:op\s)?(?:de\s)?({_DATE})",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?<![\w])({_DATE}),? (?:is (?:hij|zij|ze) )?$", re.IGNORECASE)
_IS_FROM = re.compile(
    rf"\b(?:hij|zij|ze) is van (\d{{1,2}}(?:\s?[-./]\s?\d{{1,2}}\s?[-./]\s?| {_MONTH} )(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)


def find_birth_dates(text: str, folded: str) -> Iterator[Span]:
    """Dates of birth of a plain text that holds at least one digit."""
    if " is van " in folded:
        for stated in _IS_FROM.finditer(text):
            yield _span(*stated.span(1))
    if not any(sign in folded for sign in ("geb", "jarig", "dob", "jaardag", "g.d")):
        return
    for cue in _CUE.finditer(folded):
        if match := _GAP.match(text, cue.end()):
            yield _span(*match.span(1))
        elif cue.group().startswith("geb"):
            start = max(0, cue.start() - 24)
            if before := _BEFORE.search(text[start : cue.start()]):
                yield _span(start + before.start(1), start + before.end(1))


def _span(start: int, end: int) -> Span:
    return Span(start, end, "BIRTH_DATE", "sure", "date of birth")
