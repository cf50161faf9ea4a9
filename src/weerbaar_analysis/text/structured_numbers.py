"""Numbers that point at one person: BSN, telephone, IBAN, number plate, document, date of birth, IP address.

Every pattern is bounded, so that the time grows in step with the text; a check digit or a cue word confirms.
"""

from __future__ import annotations

import ipaddress
import itertools
import re
from collections.abc import Iterator

from weerbaar_analysis.text.cues import Cues, Digits
from weerbaar_analysis.text.spans import Span
from weerbaar_analysis.text.structured_dates import NUMBER_WORD, find_birth_dates

_BSN_CUE = re.compile(
    r"\b(?:bsn|b\.s\.n\.?|sofi|burgerservice\w*|burger service ?\w*|persoonsnummer)(?:[- ]?(?:nummer|nr\.?|num))?\b"
)
_BSN = re.compile(r"(?<![\d+])(?<!\d[.,-])\d(?:[ .\-]{0,3}\d){7,8}(?![\d])(?![.,]\d)")
_BSN_FORM = re.compile(r"\d{9}|\d{4}[ .\-]\d{2}[ .\-]\d{3}|\d{3}[ .\-]\d{3}[ .\-]\d{3}|\d{3}[ .\-]\d{2}[ .\-]\d{4}")
_OTHER_NUMBER = re.compile(
    r"\b(?:zaak|kvk|k\.v\.k|kamer van koophandel|factuur|kenmerk|dossier|order|artikel|polis|klant|referentie|ref\b"
    r"|rsin"
    r"|ticket|isbn|issn|bestel|volg|kamerstuk|vergunning|project|btw|inschrijf|inschrijv|registratie|beschikking"
    r"|aanvraag|perceel|contract|debiteur|crediteur|document|verseon|corsa|djuma|besluit|tender|begroting|budget"
    r"|subsidie|lidmaat|serie|barcode|ean|offerte|meter|fiscaal|vestigings)\w*[^.!?\n]{0,24}$"
)
_AMOUNT_BEFORE = re.compile(r"(?:€|eur|euro|\$)\s?$")
_AMOUNT_AFTER = re.compile(r"\s?(?:euro|eur\b|€|%|procent|inwoners|mensen|miljoen|m2|m²|m3|kwh|stemmen|keer)")

_SEP = r"[ .\-/()]{0,3}"
_PHONE_NL = re.compile(
    rf"(?<![\w])(?<!\d[.,\-/])(?:(?:\+|00){_SEP}31{_SEP}(?:\(?0\)?{_SEP})?|\(?[0oO]{_SEP})[1-9](?:{_SEP}[0-9]){{8}}(?!\d)"
)
_PHONE_MOBILE_BARE = re.compile(rf"(?<![\w+])(?<!\d[.,\-/])31{_SEP}6(?:{_SEP}\d){{8}}(?!\d)")
_PHONE_ABROAD = re.compile(r"(?<![\w+])(?:\+|00)[ ]?[1-9](?:[ .\-/()]{0,2}\d){7,14}(?!\d)")
_PHONE_CUE = re.compile(
    r"\b(?:tel(?:efoon)?(?:nummer|nr)?|mobiel(?:e nummer|nummer)?|mob|gsm|whatsapp|06-nummer|belt?|app|nummer)\.?"
    r"(?:\s(?:is|op|naar|onder|met))?[: ]{1,3}$"
)
_PHONE_LOOSE = re.compile(r"(?<![\w+.,])[06](?:[ .\-/]{0,2}\d){7,10}(?![\d])")
_AREA_THREE = frozenset(
    "10 13 14 15 20 23 24 26 30 33 35 36 38 40 43 45 46 50 53 55 58 70 71 72 73 74 75 76 77 78 79 85 88 91".split()
)
_DATE_LIKE = re.compile(r"\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d")
_PHONE_WORDS = re.compile(
    rf"\b(?:nul[\s,\-]{{1,3}}{NUMBER_WORD}|06(?=[\s,\-]{{1,3}}[a-z]))"
    rf"(?:[\s,\-]{{1,3}}(?:{NUMBER_WORD}|\d\d)){{3,11}}\b",
    re.IGNORECASE,
)

_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ .\-]?\d[ .]?\d(?:[ .\-]{0,2}[A-Za-z0-9]){8,30}")
IBAN_LENGTHS = dict(
    pair.split(":")
    for pair in (
        "AD:24 AE:23 AL:28 AT:20 AZ:28 BA:20 BE:16 BG:22 BH:22 BI:27 BR:29 BY:28 CH:21 CR:22 CY:28 CZ:24 DE:22 DJ:27 "
        "DK:18 DO:28 EE:20 EG:29 ES:24 FI:18 FK:18 FO:18 FR:27 GB:22 GE:22 GI:23 GL:18 GR:27 GT:28 HR:21 HU:28 IE:22 "
        "IL:23 IQ:23 IS:26 IT:27 JO:30 KW:30 KZ:20 LB:28 LC:32 LI:21 LT:20 LU:20 LV:21 LY:25 MC:27 MD:24 ME:22 MK:19 "
        "MN:20 MR:27 MT:31 MU:30 NI:28 NL:18 NO:15 OM:23 PK:24 PL:28 PS:29 PT:25 QA:29 RO:24 RS:22 RU:33 SA:24 SC:31 "
        "SD:18 SE:24 SI:19 SK:24 SM:27 SO:23 ST:25 SV:28 TL:23 TN:24 TR:26 UA:29 VA:22 VG:24 XK:20 YE:30 MA:28 DZ:26"
    ).split()
)
_DUTCH_IBAN = re.compile(r"NL\d\d[A-Z]{4}\d{10}")
_IBAN_SPELLED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z](?:[ .\-][A-Za-z0-9]){14,33}(?![A-Za-z0-9])")
_ACCOUNT_CUE = re.compile(r"\b(?:bank)?rek(?:ening)?\.?(?:nummer|nr\.?)\s?(?:is|luidt)?[\s:,]{0,3}$")
_ACCOUNT = re.compile(r"(?<![\w.])\d(?:[ .]?\d){6,9}(?!\w)")
_BANK_CUE = re.compile(r"\b(?:iban|rekening\w*|bank\w*|overmaken|storten|giro\w*)\b")

_PLATE = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}-\d\d-\d\d|\d\d-\d\d-[A-Z]{2}|\d\d-[A-Z]{2}-\d\d|[A-Z]{2}-\d\d-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d\d"
    r"|\d\d-[A-Z]{2}-[A-Z]{2}|\d\d-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2,3}|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}"
    r"|[A-Z]{3}-\d\d-[A-Z]|[A-Z]-\d\d-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d)(?![\w-])",
    re.IGNORECASE,
)
_PLATE_CUE = re.compile(
    r"\b(?:kenteken\w*|nummerplaat|nummerplaten|nummerbord|plaat|auto|busje|bestelbus\w*|voertuig\w*|scooter|brommer|motor"
    r"|wagen|golf|polo|bmw|audi|mercedes|volkswagen|opel|ford|toyota|seat|renault|peugeot|fiat|kia|volvo|tesla|vrachtwagen"
    r"|trekker|tractor|aanhanger|bestuurder|geparkeerd|reed|taxi|bus|personenauto)\b[^.!?\n]{0,30}$"
)
_PLATE_CUE_START = re.compile(
    r"\b(?:kenteken|nummerpla|nummerbord|plaat|auto|bus|wagen|voertuig|scooter|brommer|motor|golf|polo|bmw|audi|mercedes"
    r"|volkswagen|opel|ford|toyota|renault|peugeot|volvo|tesla|bestuurder)"
)
_PLATE_STRONG_CUE = re.compile(r"\b(?:kenteken\w*|nummerplaat|nummerplaten|nummerbord)\b[^.!?\n]{0,16}$")
_PLATE_LOOSE = re.compile(
    r"(?<![\w-])(?=[A-Za-z0-9])(?=[A-Za-z0-9 \-]{0,8}\d)(?=[A-Za-z0-9 \-]{0,8}[A-Za-z])[A-Za-z]{0,3}\d{0,3}"
    r"[ \-·]?[A-Za-z]{0,3}\d{0,4}[ \-·]?[A-Za-z]{0,3}\d{0,4}(?![\w-])"
)
_PLATE_BARE = re.compile(
    r"[A-Z]{2}\d{4}|\d{4}[A-Z]{2}|\d\d[A-Z]{2}\d\d|[A-Z]{2}\d\d[A-Z]{2}|[A-Z]{4}\d\d|\d\d[A-Z]{4}|\d\d[A-Z]{3}\d"
    r"|\d[A-Z]{3}\d{2,3}|[A-Z]{2}\d{3}[A-Z]|[A-Z]\d{3}[A-Z]{2}|[A-Z]{3}\d\d[A-Z]|[A-Z]\d\d[A-Z]{3}|\d[A-Z]{2}\d{3}"
    r"|\d{3}[A-Z]{2}\d"
)

_DOCUMENT_CUE = re.compile(
    r"\b(?:paspoort\w*|passport|identiteitskaart\w*|identiteitsbewij\w*|id[- ]?kaart\w*|id[- ]?bewij\w*|rijbewij\w*"
    r"|verblijfsdocument\w*|verblijfsvergunning\w*|v-?(?:nummer|nr)|vreemdelingen(?:nummer|nr)|documentn(?:umme)?r|crv-?(?:nummer|nr)?|reisdocument\w*"
    r"|legitimatie\w*|kaartnummer|w-document)\b"
)
_DOCUMENT_NUMBER = re.compile(
    r"(?<![\w])(?=[A-Za-z]{0,4}[A-Za-z0-9]{0,8}\d)[A-Za-z0-9](?:[ .]?[A-Za-z0-9]){6,11}(?![\w])"
)
_DOCUMENT_FORM = re.compile(
    r"(?<![\w-])(?=[A-Z]{2}\d{0,5}[A-Z])(?=(?:[A-Z]*\d){3})[A-NP-Z]{2}[A-NP-Z0-9]{6}\d(?![\w-])"
)

_IPV4 = re.compile(
    r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|\[\.\]|\(\.\))){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:(?![\w:]|\.\d)|:\d{1,5}\b|(?=:\D))"
)
_VERSION_CUE = re.compile(r"\b(?:versie|version|v|release|paragraaf|par|artikel|hoofdstuk|bijlage|punt)\.?\s?$")
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:|::)(?:[0-9a-fA-F]{0,4}:){1,6}[0-9a-fA-F]{0,4}(?![\w:])")


def find_numbers(text: str, folded: str, digits: Digits, cues: Cues) -> Iterator[Span]:
    """All numbers of persons in a text that holds at least one digit."""
    yield from find_birth_dates(text, folded)
    if digits.how_many >= 2:
        yield from _plates(text, folded, digits, cues)
        yield from _documents(text, folded, digits, cues)
    if digits.how_many >= 4:
        yield from _addresses_of_machines(text, folded, digits)
    if digits.how_many >= 8:
        long = digits.longer_than(7)
        yield from _phones(text, folded, long)
        yield from _bsns(text, folded, long)
        yield from _ibans(text, folded, digits)


def find_spoken_numbers(text: str) -> Iterator[Span]:
    """Telephone numbers written in words."""
    for match in _PHONE_WORDS.finditer(text):
        yield Span(match.start(), match.end(), "PHONE", "sure", "telephone number in words")


def _before(folded: str, start: int, size: int = 44) -> str:
    return folded[max(0, start - size) : start]


def passes_eleven_test(digits: str) -> bool:
    """The check of a burgerservicenummer.

    >>> passes_eleven_test("111222333"), passes_eleven_test("123456789")
    (True, False)
    """
    if len(digits) == 8:
        digits = "0" + digits
    if len(digits) != 9 or int(digits) == 0:
        return False
    weighted = sum(weight * int(digit) for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True))
    return weighted % 11 == 0


def _bsns(text: str, folded: str, long: Digits) -> Iterator[Span]:
    cued = bool(long) and _BSN_CUE.search(folded) is not None
    for match in long.matches(_BSN, text, 1, 3):
        start, end = match.span()
        if cued and _near_bsn_cue(folded, start, end):
            yield Span(start, end, "BSN", "sure", "burgerservicenummer named")
        elif _looks_like_bsn(match.group(), folded, start, end):
            yield Span(start, end, "BSN", "suspect", "nine digits that pass the 11-test")


def _near_bsn_cue(folded: str, start: int, end: int) -> bool:
    return bool(_BSN_CUE.search(folded, max(0, start - 44), start) or _BSN_CUE.search(folded, end, end + 20))


def _looks_like_bsn(found: str, folded: str, start: int, end: int) -> bool:
    if not _BSN_FORM.fullmatch(found) or not passes_eleven_test(re.sub(r"\D", "", found)):
        return False
    if _OTHER_NUMBER.search(_before(folded, start, 60)) or _AMOUNT_BEFORE.search(_before(folded, start, 6)):
        return False
    return not _AMOUNT_AFTER.match(folded, end)


def _phones(text: str, folded: str, long: Digits) -> Iterator[Span]:
    for match in long.matches(_PHONE_NL, text, 7, 2):
        if _is_dutch_phone(match.group()):
            yield _phone(match, "Dutch telephone number")
    for match in long.matches(_PHONE_ABROAD, text, 7, 2):
        yield _phone(match, "international telephone number")
    for match in long.matches(_PHONE_MOBILE_BARE, text, 1, 2):
        yield _phone(match, "mobile number")
    for match in long.matches(_PHONE_LOOSE, text, 1, 2):
        if _PHONE_CUE.search(_before(folded, match.start(), 30)) and not _is_public(re.sub(r"\D", "", match.group())):
            yield _phone(match, "telephone number after a cue")


def _phone(match: re.Match[str], reason: str) -> Span:
    start = match.start() + (1 if match.group().startswith("(") and ")" not in match.group() else 0)
    return Span(start, match.end(), "PHONE", "sure", reason)


def _is_public(digits: str) -> bool:
    """Free and paid service numbers belong to organisations."""
    return digits.startswith(("0800", "0900", "0906", "0909", "116", "140"))


def _is_dutch_phone(found: str) -> bool:
    if _DATE_LIKE.match(found):
        return False
    digits = re.sub(r"\D", "", re.sub("[oO]", "0", found))
    for prefix in ("0031", "31"):
        if digits.startswith(prefix) and found.lstrip("(")[0] in "+0" and len(digits) > 10:
            digits = "0" + digits[len(prefix) :].lstrip("0")
            break
    if len(digits) != 10 or _is_public(digits):
        return False
    national = digits[1:]
    return national[0] == "6" or national[:2] in _AREA_THREE or national[0] in "12345"


def _ibans(text: str, folded: str, digits: Digits) -> Iterator[Span]:
    for match in digits.matches(_ACCOUNT, text, 0, 2) if "rek" in folded else ():
        if _ACCOUNT_CUE.search(_before(folded, match.start(), 30)):
            yield Span(match.start(), match.end(), "IBAN", "sure", "bank account number after a cue")
    for match in itertools.chain(digits.matches(_IBAN, text, 3, 60), digits.matches(_IBAN_SPELLED, text, 4, 66)):
        country = match.group().replace(" ", "").replace(".", "").replace("-", "")[:2]
        wanted = int(IBAN_LENGTHS.get(country.upper(), "0"))
        end = _end_after(match.group(), wanted)
        if not end:
            continue
        number = re.sub(r"[ .\-]", "", match.group()[:end]).upper()
        cue = _BANK_CUE.search(_before(folded, match.start()))
        if _passes_mod_97(number) or _DUTCH_IBAN.fullmatch(number) or cue:
            yield Span(match.start(), match.start() + end, "IBAN", "sure", "bank account number")


def _end_after(found: str, wanted: int) -> int:
    """Where the `wanted`-th letter or digit ends; 0 when there are too few or the word goes on."""
    count = 0
    for index, letter in enumerate(found):
        count += letter.isalnum()
        if count == wanted and letter.isalnum():
            rest = found[index + 1 : index + 2]
            return 0 if rest.isalnum() else index + 1
    return 0


def _passes_mod_97(number: str) -> bool:
    rearranged = number[4:] + number[:4]
    return int("".join(str(int(letter, 36)) for letter in rearranged)) % 97 == 1


def _plates(text: str, folded: str, digits: Digits, cues: Cues) -> Iterator[Span]:
    for match in digits.matches(_PLATE, text, 7, 9) if text.count("-") > 1 else ():
        written_large = match.group() == match.group().upper()
        if written_large or _PLATE_CUE.search(_before(folded, match.start(), 60)):
            yield Span(match.start(), match.end(), "PLATE", "sure", "form of a number plate")
    for cue in cues.matches(_PLATE_CUE_START, folded, "plate"):
        for match in _PLATE_LOOSE.finditer(text, cue.end(), cue.end() + 50):
            yield from _loose_plate(match, folded)


def _loose_plate(match: re.Match[str], folded: str) -> Iterator[Span]:
    found = match.group().strip()
    bare = re.sub(r"[ \-·]", "", found)
    if len(bare) < 5:
        return
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    before = _before(folded, start, 60)
    strong = _PLATE_STRONG_CUE.search(before) and sum(letter.isdigit() for letter in bare) >= 2
    if _PLATE_BARE.fullmatch(bare.upper()) and (strong or bare == bare.upper()):
        yield Span(start, start + len(found), "PLATE", "sure", "number plate after a cue")
    elif strong and bare == bare.upper() and len(bare) <= 9:
        yield Span(start, start + len(found), "PLATE", "sure", "foreign number plate after a cue")


def _documents(text: str, folded: str, digits: Digits, cues: Cues) -> Iterator[Span]:
    for cue in cues.matches(_DOCUMENT_CUE, folded, "document"):
        for match in _DOCUMENT_NUMBER.finditer(text, cue.end(), cue.end() + 60):
            if trimmed := _document_in(match.group()):
                yield Span(match.start(), match.start() + trimmed, "DOCUMENT", "sure", "number of an identity document")
                break
    for match in digits.matches(_DOCUMENT_FORM, text, 9, 10):
        yield Span(match.start(), match.end(), "DOCUMENT", "suspect", "form of a document number")


_DOCUMENT_TRIM = re.compile(
    r"[A-Z]{2}[ ]?[A-Z0-9]{6}[ ]?\d|\d{10}|[A-Za-z]{0,3}\d{6,9}[A-Za-z]?|[A-Z0-9]{3}[ ]?[A-Z0-9]{3}[ ]?[A-Z0-9]{3,4}"
    r"|\d{3,4}[ .]\d{3}[ .]\d{3,4}|[A-Za-z0-9]{7,12}"
    r"|[A-Z]{1,3}\d[A-Z0-9]{0,4}(?:[ ][A-Z0-9]{1,4}){1,3}"
)


def _document_in(found: str) -> int:
    """How much of the stretch is a document number."""
    match = _DOCUMENT_TRIM.match(found)
    if match is None or sum(letter.isdigit() for letter in match.group()) < 3:
        return 0
    if match.end() < len(found) and found[match.end()].isalnum():
        return 0
    return match.end()


def _addresses_of_machines(text: str, folded: str, digits: Digits) -> Iterator[Span]:
    stretches = digits if ".]" in text or ".)" in text else digits.longer_than(3)
    for match in stretches.matches(_IPV4, text, 1, 9) if text.count(".") >= 3 else ():
        if not _VERSION_CUE.search(_before(folded, match.start(), 14)):
            yield Span(match.start(), match.end(), "IP", "sure", "IPv4 address")
    if text.count(":") < 2:
        return
    for match in _IPV6.finditer(text):
        try:
            ipaddress.IPv6Address(match.group())
        except ValueError:
            continue
        if len(match.group()) > 4:
            yield Span(match.start(), match.end(), "IP", "sure", "IPv6 address")
