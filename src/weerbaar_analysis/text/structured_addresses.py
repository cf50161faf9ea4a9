"""Addresses: street with number, postcode with number. A street without a number and a town are no address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weerbaar_analysis.text.cues import Digits
from weerbaar_analysis.text.lexicon import lexicon
from weerbaar_analysis.text.lexicon_flags import WORD
from weerbaar_analysis.text.spans import Span

_SUFFIX = (
    "straat|straatje|str|laan|laantje|weg|wegje|plein|pleintje|gracht|kade|singel|dijk|dijkje|pad|hof|hofje|park|steeg|dreef"
    "|plantsoen|baan|markt|wal|haven|ring|burg|akker|veld|kamp|werf|hout|hoek|sluis|brug|oord|horst|stede|meent|zoom|kreek"
    "|poort|erf|bos|brink|rijn|vaart|meer|plaats|dam|zand|berg|daal|donk|heide|hage|haag|tuin|gaarde|weide|weid|wei|land"
    "|kwartier|boulevard|avenue|allee|passage|esplanade|kolk|sloot|gouw|ven|vliet|stroom|rak|es|enk|kant|end|einde|eind|gang"
    "|kerkhof|lande|linie|wijk|bocht|park|kuil|polder|ven|duin|strand|trap|terp|werff|zijde|zij|waard|schans"
)
_STREET_END = re.compile(rf"(?:{_SUFFIX})\.?$")
_CERTAIN_END = re.compile(r"(?:straat|straatje|laan|laantje|weg|plein|gracht|kade|singel|dreef|plantsoen|steeg|dijk)$")
_COUNTED_ENDS = re.compile(r"(?:snel|onder|rijks|spoor|provinciale |vaar|half|auto|fiets|winkel|hoofd)(?:weg|straat)$")
_NUMBER = re.compile(
    r"(?<=[^\W\d])\.?(?:,?\s{1,2}(?:nr\.?\s?|nummer\s|huisnummer\s|no\.?\s)?)(\d{1,5}"
    r"(?:(?:[ \-/]?[a-zA-Z]\b(?!\.[a-z]))?(?:[ ]?[\-/][ ]?\d{1,4}(?:h[gs]|hoog)?\b(?![\-./]\d))?"
    r"(?:[ \-]?(?:bis|hs|rood|zwart|huis|I{1,3}|IV)\b)?"
    r"(?:[ \-]?(?:[a-zA-Z]|\d?hoog)\b(?!\.[a-z]))?))"
    r"(?![\d%:]|[.,]\d|[ ]?(?:uur|euro|procent|%|jaar|keer|km|m2|meter|minuten))"
)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'’\-]{0,60}|['’][ts])\s{0,9}$")
_PARTICLES = frozenset("van de der den het 't ten ter te op aan in d' la le du des en bij ’t la over onder".split())
_SHORT_TITLES = frozenset(
    "burg. dr. st. prof. mr. ds. jhr. past. kard. ir. adm. gen. mgr. pr. kon. kap. luit. pres. min.".split()
)
_STREET_HEAD = re.compile(
    r"\b((?:Laan|Plein|Weg|Hof|Kade|Park|Pad|Singel|Oever|Gracht|Straat|Poort|Huis|Dijk) "
    r"(?:van|der|den|de|ten|het|'t|op)"
    r"(?: (?:van|der|den|de|het|'t))?(?: [A-Z][\w'’\-]{1,30}){1,3})$"
)
_ORDINAL = re.compile(r"(?<!\w)(?:\d{1,2}(?:e|de|ste)|Eerste|Tweede|Derde|Vierde) $")
_YEAR_STREET = re.compile(
    r"\b(?:Plein|Laan|Straat|Hof|Park|Weg|Boulevard) (?:19\d\d|'?\d\d)(?:-(?:19\d\d|'?\d\d))?"
    r",? (?:huis)?(?:nr\.?|nummer) ?\d{1,4}\b"
)
_NUMBER_FIRST = re.compile(
    r"\b(?:huis)?(?:nummer|nr\.?) (\d{1,5}[a-zA-Z]? (?:van|in|aan|op) de [A-Z][\w'’\-]{1,30}"
    r"(?: [A-Z][\w'’\-]{1,30}){0,3})"
)
_STREET_CUE = re.compile(
    r"\b(?:woont|wonen|woonde|woonachtig|wonende|woonadres|verblijft|adres|verhuisd|ingeschreven|huisadres|bezoek|pand|woning"
    r"|huis|flat|appartement|perceel|deur|bewoner|bewoners|straat)\b(?:[\s:,]{1,2}(?:op|aan|in|naar|bij|van|is|het|de|nummer"
    r"|huidig\w*|adres|staat)){0,4}[\s:]{0,2}$"
)
_POSTCODE = re.compile(r"(?<![\w.,-])[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2})(?!\w|-[a-z]{3})")
_POSTCODE_SMALL = re.compile(r"(?<![\w.,-])[1-9]\d{3} ?(?!sa|sd|ss)[a-z]{2}(?![\w])")
_NOT_POSTCODE = frozenset(
    "EN OF IN OP DE KM MB GB TB KG CM MM EU VN NL TE TM AD WO ER IS NA DD KW WH OM ZE WE HA EX AZ ME AN".split()
)
_POST_BOX = re.compile(r"\b(?:postbus|antwoordnummer|po box)\s[\d ]{1,8}[,.\s]{0,4}$")
_AFTER_POSTCODE = re.compile(
    r"(?:\s?,?\s?(?:nr\.?|nummer|huisnummer|huisnr\.?|no\.?|-|/)?\s?)(\d{1,5}(?:[ \-]?[a-zA-Z]\b)?)(?![\d%:]|[.,]\d)"
)
_POSTCODE_AFTER = re.compile(r"[\s,(]{1,4}([1-9]\d{3} ?[A-Za-z]{2})(?!\w)")
_COUNTED = re.compile(
    r"\s(?!in |te |en |is |waar |werd |staat |hangt |op |bij |zijn |was |heeft |om |door |aan |van "
    r"|(?:hang|hing|staan|stond|ligg|lag|won|woond|zitt|zat|kom|kwam|word|werd|war|hebb|hadd|kunn|kond|moet|will|wild"
    r"|plakk|plakt|roep|riep|lop|liep|verzamel|tuss|sam|teg|naast|sinds|steeds|soms|vaak|verschill)(?:en|n)?\b)"
    r"[a-z]{4,}(?:en|s)\b"
)


def find_addresses(text: str, folded: str, digits: Digits) -> Iterator[Span]:
    """Streets with a number and postcodes, in a text that holds at least one digit."""
    covered = -1
    for match in digits.matches(_NUMBER, text, 18, 40):
        start = _street_start(text, folded, match)
        if start is None or start < covered:
            continue
        end = match.end(1)
        if postcode := _POSTCODE_AFTER.match(text, end):
            end = postcode.end(1)
        covered = end
        if ordinal := _ORDINAL.search(text[max(0, start - 12) : start]):
            start -= len(ordinal.group())
        yield Span(start, end, "ADDRESS", "sure", "street with number")
    yield from _other_ways(text, folded)
    yield from _postcodes(text, folded, digits, covered)


def _other_ways(text: str, folded: str) -> Iterator[Span]:
    """A street called after years, and a number before its street."""
    for match in _YEAR_STREET.finditer(text):
        yield Span(match.start(), match.end(), "ADDRESS", "sure", "street with number")
    for match in _NUMBER_FIRST.finditer(text) if "nummer" in folded or "nr" in folded else ():
        if _CERTAIN_END.search(match.group().lower()):
            yield Span(match.start(1), match.end(), "ADDRESS", "sure", "number with street")


def _street_start(text: str, folded: str, number: re.Match[str]) -> int | None:
    """Where the street name before a number begins; None when it is no street."""
    offset = max(0, number.start() + 1 - 70)
    word = _WORD_BEFORE.search(text[offset : number.start() + 1].rstrip(",. "))
    if word is None:
        return None
    start, name = offset + word.start(1), word.group(1)
    if headed := _STREET_HEAD.search(text[offset : start + len(name)]):
        return offset + headed.start(1)
    named = _first_word(text, start)
    ending = folded[start : start + len(name)]
    if not _STREET_END.search(ending) or ending in {"es", "end", "str", "wei"}:
        return named if _cued(text, folded, named, start) else None
    if name[0].isupper() or named < start:
        return named if _is_street(text, folded, named, start, ending, number) else None
    return start if _is_small_street(ending, text, number) else None


def _first_word(text: str, start: int) -> int:
    """Walk back over the capitals and particles of a street name."""
    named = candidate = start
    for _ in range(5):
        before = _WORD_BEFORE.search(text[max(0, candidate - 30) : candidate])
        if before is None:
            break
        candidate = max(0, candidate - 30) + before.start(1)
        word = before.group(1)
        if (word[0].isupper() or word in {"'t", "’t"}) and (not word.endswith(".") or word.lower() in _SHORT_TITLES):
            if word.lower() in _SENTENCE_WORD and word not in {"De", "Het", "Van"}:
                break
            named = candidate
        elif word.lower() not in _PARTICLES:
            break
    return named


_SENTENCE_WORD = frozenset(
    "op aan in bij de het langs naar adres woonadres hij zij ze wij ook toen vanaf rond tot van uit".split()
)


def _is_street(text: str, folded: str, named: int, start: int, ending: str, number: re.Match[str]) -> bool:
    if _POSTCODE_AFTER.match(text, number.end(1)):
        return True
    if _COUNTED.match(text, number.end(1)):
        return False
    whole = folded[named : start + len(ending)]
    if whole.removeprefix("het ") == ending and ending in _PLAIN_NOUNS:
        return False
    return not (whole == ending and lexicon().get(ending, 0) & WORD and not _CERTAIN_END.search(ending) and named == 0)


_PLAIN_NOUNS = frozenset(
    "park wijk plein haven meer markt land veld bos station hoofdstuk bijlage buurtwijk plaats weg onderweg kamp"
    " brug poort eind einde hof school kant noordzijde sportpark dorp duin strand nederland rijksweg snelweg"
    " halfweg oktober duitsland engeland finland friesland zeeland gelderland flevoland rusland griekenland"
    " ijsland ierland buitenland schotland zwitserland amsterdam rotterdam volendam edam zaandam monnickendam"
    " amstelveen hoogeveen heerenveen veenendaal heemskerk uithoorn landsmeer wormerland haarlemmermeer waterland"
    " drechterland koggenland purmerland".split()
)


def _is_small_street(ending: str, text: str, number: re.Match[str]) -> bool:
    """A street typed without capitals: only with an ending that leaves no doubt."""
    if not _CERTAIN_END.search(ending) or len(ending) < 8 or _COUNTED_ENDS.search(ending) or ending in _PLAIN_NOUNS:
        return False
    return not re.match(r"\s[a-z]{3,}(?:en|s)\b", text[number.end(1) : number.end(1) + 30])


def _cued(text: str, folded: str, named: int, start: int) -> bool:
    """A name without a street ending counts after *woont op* and the like."""
    if not text[start].isupper() or lexicon().get(folded[start : start + 30].split(" ", maxsplit=1)[0], 0) & ~WORD & 32:
        return False
    return _STREET_CUE.search(folded[max(0, named - 60) : named]) is not None


def _postcodes(text: str, folded: str, digits: Digits, covered: int) -> Iterator[Span]:
    for match in digits.longer_than(3).matches(_POSTCODE, text, 1, 8):
        spaced = " " in match.group()
        if match.start() < covered or (spaced and match.group()[-2:] in _NOT_POSTCODE):
            continue
        if not _POST_BOX.search(folded[max(0, match.start() - 40) : match.start()]):
            yield _with_number(text, match)
    if "postcode" in folded:
        for match in _POSTCODE_SMALL.finditer(text, folded.find("postcode")):
            yield _with_number(text, match)


def _with_number(text: str, match: re.Match[str]) -> Span:
    after = _AFTER_POSTCODE.match(text, match.end())
    end = after.end(1) if after else match.end()
    return Span(match.start(), end, "ADDRESS", "sure", "postcode with number" if after else "postcode")
