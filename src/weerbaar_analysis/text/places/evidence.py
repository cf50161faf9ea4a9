"""The rules: what speaks against a mention, and what supports one. Each answers a Dutch reason, or nothing."""

import re
from collections.abc import Callable

from weerbaar_analysis.text.places.context import Hit
from weerbaar_analysis.text.places.traps import Cues

NAMELY = frozenset("is was heeft had werd kreeg kwam kan wilde schilderde".split())
PLAYS = frozenset("verloor verliest won wint speelde speelt degradeerde promoveerde".split())
SCORE = re.compile(r"\b\d{1,2}-\d{1,2}\b")
ROAD = re.compile(r"[an]\d{1,3}|afslag|knooppunt|spoor|snelweg")
SERVED = frozenset("plak plakje kilo ons stuk stukje jonge belegen pond gram".split())
RECEIVES = frozenset("krijgt kreeg heeft had wil wilde bouwt bouwde opent opende verliest verloor".split())
LOCAL_FACILITIES = frozenset(
    "dorpshuis buurthuis gemeentehuis zwembad wijkagent dorpsraad kermis station rotonde fietspad woningen"
    " opvanglocatie azc jongerencentrum bibliotheek haven winkelcentrum".split()
)
WORKS = frozenset("film lied roman boek serie musical opera toneelstuk single album podcast hit komedie".split())
TRIED = frozenset("dient dienen diende zitting rechtszaak strafzaak terecht voorkomen".split())
COMPANY = frozenset(
    "verzekeringen transport bv nv makelaars makelaardij advocaten holding notarissen accountants catering logistics"
    " techniek bouwgroep vastgoed".split()
)
NO_TOWN = frozenset(
    "achternaam familienaam straatnaam personage schip admiraal roman film boek lied rivier kaas hond kat paard".split()
)
TYPES = frozenset("klasse fregat fregatten type methode variant".split())
Rule = Callable[[Hit, Cues], str]
QUARTERS = ["noordoost", "noordwest", "zuidoost", "zuidwest"]
COMPASS = frozenset(["noord", "zuid", "oost", "west", *QUARTERS, "centrum", "binnen", "stad", "dorp"])
NOT_BEFORE_A_SURNAME = frozenset(["bij", "door", "onder", "boven", "binnen", "tussen"])
PREFIXES = frozenset(["nieuw", "oud", "nieuwe", "oude", "klein", "kleine"])
NOT_A_MUNICIPALITY = frozenset(["straat", "laan", "plein", "kade", "weg"])


def a_common_word(hit: Hit, cues: Cues) -> str:
    trap = hit.entry.trap
    if hit.has_capital or not trap.common_word:
        return ""
    if trap.lower_case and hit.before[-1] in cues.place_preposition and hit.after[0] not in {"van", "en"}:
        return ""
    return "met kleine letter is dit een gewoon woord"


def somewhere_else(hit: Hit, cues: Cues) -> str:
    if hit.brackets in cues.province_there:
        return f"ligt in {hit.brackets}"
    after, before = hit.after, hit.before
    far = cues.province_there
    if after[0] in {"in", "bij", "op"} and not hit.text[hit.end : hit.end + 1].strip():
        place = after[1] if after[1] in far else f"{after[1]} {after[2]}"
        if place in far and len(place) > 2:
            return f"ligt in {place}"
    if before[-1] in far and before[-1].endswith("se") and len(before[-1]) > 3:
        return f"het {before[-1]} {hit.name}"
    if hit.text[hit.end : hit.end + 1] == "," and (after[0] in far or f"{after[0]} {after[1]}" in far):
        return f"ligt in {after[0]}"
    if hit.brackets not in cues.province_here and (word := hit.mentions(hit.entry.trap.elsewhere)):
        return f"«{word}» in de tekst wijst naar een gelijknamige plaats of zaak"
    return ""


def a_person(hit: Hit, cues: Cues) -> str:
    before = hit.before
    if before[-1] in cues.person_title and hit.glue in {"", "."}:
        return f"naam van een persoon na «{before[-1]}»"
    if before[-1] == "van":
        return _a_person_with_van(hit, cues)
    if len(before[-1]) == 1 and before[-1].isalpha() and hit.glue == ".":
        return "achternaam na een voorletter"
    if before[-1] in cues.given_names and hit.previous.istitle() and hit.has_capital:
        return "achternaam na een voornaam"
    if not hit.entry.trap.surname:
        return ""
    return _a_surname(hit, cues)


def _a_person_with_van(hit: Hit, cues: Cues) -> str:
    word = hit.before[-2]
    if word in cues.person_title and word not in {"gezin", "naam", "huisarts", "advocaat", "trainer", "minister"}:
        return f"naam van een persoon na «{word}»"
    raw = hit.raw_before.split()
    if word in cues.given_names and len(raw) > 1 and raw[-2][:1].isupper():
        return "achternaam met «van» na een voornaam"
    if len(word) == 1 and word.isalpha() and len(raw) > 1 and raw[-2][:1].isupper():
        return "achternaam met «van» na een voorletter"
    if hit.previous == "Van" and len(raw) > 1 and raw[-2][-1:] not in {".", "!", "?", ":"}:
        return "achternaam met een hoofdletter in «Van»"
    if raw == ["Van"] and hit.after[0] in cues.said | NAMELY:
        return f"achternaam: hij of zij {hit.after[0]}"
    return ""


def _a_surname(hit: Hit, cues: Cues) -> str:
    word, raw = hit.before[-1], hit.previous
    clear = hit.entry.trap.needs == "name"
    if not clear and hit.after[0] in cues.said and word not in cues.place_preposition and word not in cues.place_noun:
        return f"achternaam: hij of zij {hit.after[0]}"
    if not clear and word in cues.office_title and not hit.glue:
        return f"na «{word}» kan dit een achternaam zijn"
    if not raw[:1].isupper() or (raw.isupper() and len(raw) > 1) or raw.endswith("se"):
        return ""
    known = cues.place_preposition | cues.place_noun | cues.island_preposition
    if word in cues.given_names or (word not in known and len(hit.raw_before.split()) > 1):
        return "achternaam na een naam"
    return ""


def an_organisation(hit: Hit, cues: Cues) -> str:
    word = hit.before[-1]
    if word in cues.court or (hit.before[-2] in cues.court and word == "te"):
        return "zittingsplaats van een rechtbank, niet de plaats van het voorval"
    if word in cues.club and not hit.glue:
        return "naam van een club"
    if word == "plantage":
        return "naam van een plantage"
    if word in cues.ship or f"{hit.before[-2]} {word}" in cues.ship or (word == "de" and hit.before[-2] in cues.ship):
        return "naam van een schip"
    if hit.after[0] in PLAYS and SCORE.search(hit.text, hit.start, hit.end + 80):
        return "naam van een club: er staat een uitslag"
    if hit.after[0] in {"courant", "dagblad"}:
        return "naam van een krant"
    return ""


def another_thing(hit: Hit, _cues: Cues) -> str:
    """*De film Volendam*, *Texel-klasse*, *Drechterland Verzekeringen*, *Wognum tegen Barneveld werd 2-2*."""
    after, before = hit.after, hit.before
    if before[-1] in WORKS and not hit.glue:
        return f"naam van een {before[-1]}"
    if before[-1] in {"in", "te"} and before[-2] in TRIED:
        return "plaats van een rechtszaak, niet van het voorval"
    if hit.hyphen_after and after[0] in TYPES:
        return "naam van een soort"
    if after[0] in COMPANY and hit.text[hit.end + 1 : hit.end + 2].isupper():
        return "naam van een bedrijf"
    if after[0] == "tegen" and SCORE.search(hit.text, hit.start, hit.end + 80):
        return "naam van een club: er staat een uitslag"
    return ""


def said_to_be_no_place(hit: Hit, cues: Cues) -> str:
    """*Aartswoud is een achternaam*, *Warder was een keeper*."""
    if hit.after[0] not in {"is", "was"}:
        return ""
    what = hit.after[2] if hit.after[1] in {"een", "de"} else hit.after[1]
    if what in NO_TOWN:
        return f"de tekst zegt: {what}"
    somebody = what in cues.person_title | cues.office_title and hit.after[1] != "de"
    return f"naam van een persoon: {what}" if somebody else ""


def half_a_name(hit: Hit, _cues: Cues) -> str:
    """*De rijp ligt op het gras*: the capital is that of the sentence."""
    first, _, last = hit.name.rpartition(" ")
    return "de naam staat er niet met hoofdletter" if first[:1].isupper() and last[:1].islower() else ""


def a_direction(hit: Hit, cues: Cues) -> str:
    if hit.before[-1] == "richting" and hit.mentions(cues.traffic):
        return "alleen een reisrichting"
    return ""


def a_street(hit: Hit, _cues: Cues) -> str:
    if hit.before[-1] in {"van", "de"} and hit.before[-2] in NOT_A_MUNICIPALITY:
        return "naam van een straat"
    number = hit.after[0]
    if hit.entry.trap.needs == "name" or not number[:1].isdigit() or len(number.rstrip("abcdef")) > 3:
        return ""
    return "straat met huisnummer" if hit.text[hit.end : hit.end + 1] == " " else ""


def a_product(hit: Hit, cues: Cues) -> str:
    if hit.entry.demonym and (hit.entry.trap.product or hit.after[0] in cues.demonym_not_place or hit.hyphen_after):
        return "afgeleid woord voor een product of straat"
    if hit.entry.demonym and not hit.has_capital:
        return "afgeleid woord zonder hoofdletter"
    if hit.entry.trap.product and (hit.after[0] in cues.demonym_not_place or hit.before[-1] in SERVED):
        return "naam van een product"
    return ""


def a_longer_name(hit: Hit, _cues: Cues) -> str:
    if hit.hyphen_before and hit.before[-1] in PREFIXES:
        return f"deel van een langere naam ({hit.before[-1]}-)"
    if (
        hit.hyphen_after
        and hit.entry.trap.needs != "name"
        and hit.after[0] not in COMPASS | {"gemeenten", "organisatie"}
    ):
        return "deel van een dubbele naam"
    return ""


DISTURBING_AFTER = frozenset(["in", "bij", "op", "courant", "dagblad", "is", "was", "tegen"]) | PLAYS | COMPANY | TYPES
AGAINST: tuple[Rule, ...] = (
    a_common_word, half_a_name, somewhere_else, a_person, an_organisation, another_thing, said_to_be_no_place,
    a_direction, a_street, a_product, a_longer_name,
)  # fmt: skip


def is_undisturbed(hit: Hit, cues: Cues) -> bool:
    """Whether no rule can object to a name that is nothing but a place: a shorter way to the same answer."""
    if hit.before[-1] in cues.disturbing or hit.after[0] in DISTURBING_AFTER or hit.hyphen_before:
        return False
    if len(hit.before[-1]) == 1 or (" " in hit.name and half_a_name(hit, cues)):
        return False
    if hit.before[-1] in WORKS or hit.before[-2] in TRIED:
        return False
    return "(" not in hit.text[hit.end : hit.end + 2] and hit.text[hit.end : hit.end + 1] != ","


def named_outright(hit: Hit, cues: Cues) -> str:
    """The municipality or the province is named beside it: enough for any name."""
    word = hit.before[-1] if hit.before[-1] != "van" else hit.before[-2]
    if hit.entry.is_municipality and word in cues.municipality_noun and hit.has_capital:
        return f"«{word}» ervoor"
    if hit.brackets in cues.province_here:
        return f"({hit.brackets}) erachter"
    near = [hit.after[0], f"{hit.after[0]} {hit.after[1]}", f"{hit.after[1]} {hit.after[2]}"]
    province = next((words for words in near if words in cues.province_here), "")
    if province and (hit.after[0] in province or hit.after[0] in {"in", "te"}):
        return f"«{province}» erachter"
    if f"{hit.before[-2]} {hit.before[-1]}" == "noord hollandse":
        return "«Noord-Hollandse» ervoor"
    return _said_to_be_a_place(hit, cues)


def _said_to_be_a_place(hit: Hit, cues: Cues) -> str:
    """*Hoorn is een stad*, *Berkhout kreeg een nieuw dorpshuis*: a place gets what only a place has."""
    if not hit.has_capital or hit.before[-1] or hit.entry.trap.needs == "neighbour":
        return ""
    words = hit.after
    if words[0] in {"is", "was", "wordt"} and words[1] in {"een", "de"} and words[2] in cues.place_noun:
        return f"«{words[0]} {words[1]} {words[2]}» erachter"
    if words[0] in RECEIVES and (what := next((word for word in words[1:] if word in LOCAL_FACILITIES), "")):
        return f"«{words[0]} … {what}» erachter"
    return ""


def in_a_setting(hit: Hit, cues: Cues) -> str:
    """The words around it treat the name as a place: enough for a name that is also a word or surname."""
    word = hit.before[-1]
    could_be_a_person = hit.entry.trap.surname and word in NOT_BEFORE_A_SURNAME
    if not hit.glue and word in cues.place_preposition | cues.island_preposition and not could_be_a_person:
        return f"plaatsvoorzetsel «{word}» ervoor"
    if not hit.glue and word in cues.place_noun:
        return f"«{word}» ervoor"
    if word == "bij" and not hit.glue and ROAD.fullmatch(hit.before[-2]):
        return f"«{hit.before[-2]} bij» ervoor"
    if hit.before[-2].isdigit() and len(hit.before[-2]) == 4 and len(word) == 2:
        return "postcode ervoor"
    if hit.is_dateline:
        return "plaatsnaam boven het bericht"
    if word == "van" and hit.before[-2] and _is_a_common_noun(hit, cues):
        return f"«{hit.before[-2]} van» ervoor"
    if hit.hyphen_after and hit.after[0] in COMPASS | {"gemeenten", "organisatie"}:
        return f"«-{hit.after[0]}» erachter"
    return ""


def _is_a_common_noun(hit: Hit, cues: Cues) -> bool:
    """Whether the word before «van» is no name: inwoners van, Wethouder van, het strand van."""
    noun = hit.before[-2]
    return noun in cues.place_noun or noun in cues.office_title or hit.raw_before.split()[-2:][0][:1].islower()
