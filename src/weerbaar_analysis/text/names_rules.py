"""Rules of Dutch spelling and of lists that bound what the model says of a run."""

from __future__ import annotations

import re
from functools import cache

from weerbaar_analysis.text.lexicon import DATA
from weerbaar_analysis.text.lexicon_flags import (
    ANY_FAMILY,
    ANY_NAME,
    CAPITAL,
    FAMILY_KNOWN,
    GIVEN_KNOWN,
    PLACE,
    WORD,
    fold,
)
from weerbaar_analysis.text.names_runs import Run, Token, tokens_of
from weerbaar_analysis.text.names_words import DETERMINERS, ORGANISATION_WORDS, PLACE_PREPOSITIONS, cue_class

_ENDS_NO_PERSON = re.compile(
    r"(?:straat|laan|weg|plein|gracht|kade|singel|dijk|dreef|plantsoen|steeg|park|polder|school|college|lyceum|museum|kerk"
    r"|moskee|huis|ziekenhuis|gasthuis|hal|stadion|fonds|prijs|cup|wet|bank|dagblad|krant|courant|courier|festival|feest|dag"
    r"|toernooi|loop|bond|partij|beweging|unie|raad|instituut|academie|universiteit|stichting|vereniging|achtige?|isme|gate"
    r"|buurt|wijk|brug|tunnel|haven|meer|polder|vaart|kanaal|eiland|bos|duinen|veld|nieuws|tv|land|burgh|rode|dam|akkoord"
    r"|netwerk|groep|club|team|centrum|gebied|route|project|programma|training|dagen|week|maand|overleg|commissie|monitor)$"
)
_BODY_HEADS = frozenset(
    "stichting vereniging basisschool school college lyceum gymnasium scholengemeenschap academie universiteit hogeschool"
    " instituut moskee kerk synagoge tempel cafe restaurant hotel bakkerij slagerij kapsalon garage supermarkt winkel firma"
    " museum theater bibliotheek buurthuis wijkcentrum dorpshuis sporthal zwembad camping park station ziekenhuis gasthuis"
    " kliniek stadion arena scouting kinderopvang drukkerij uitgeverij apotheek manege zorggroep kamp partij fonds autobedrijf"
    " bouwbedrijf transportbedrijf schildersbedrijf loonbedrijf notariskantoor advocatenkantoor makelaardij boekhandel"
    " eetcafe snackbar cafetaria strandpaviljoen brouwerij fc vv sv sc wet fractie platform project programma schip".split()
)
_SAINT = frozenset({"sint", "st", "heilige", "storm", "orkaan", "cafe", "restaurant", "hotel", "camping", "kapsalon"})


@cache
def not_persons_as_written() -> tuple[str, ...]:
    """Capitals that name no living person, as written."""
    lines = (DATA / "not_persons.txt").read_text(encoding="utf-8").split("\n")
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def not_persons() -> frozenset[str]:
    """The same, folded as the tokens of a text are."""
    return frozenset(" ".join(token.word for token in tokens_of(line, fold(line))) for line in not_persons_as_written())


def bounds(text: str, tokens: list[Token], run: Run) -> tuple[float, float, str]:
    """The least and the most that a run can be a name, and why."""
    words = [token for token in tokens[run.first : run.last] if token.shape == "C"]
    if not words:
        return _bare_initials(tokens, run)
    if " ".join([token.word for token in tokens[run.first : run.last]]) in not_persons():
        return 0.0, 0.1, "known name of something else"
    if _is_no_person(text, tokens, run, words):
        return 0.0, 0.2, "name of something else"
    previous = tokens[run.first - 1].word if run.first else ""
    cue = cue_class(previous) if run.first and _touches(text, tokens, run) else ""
    ordinary = all(token.flags & WORD and not token.flags & ANY_NAME for token in words)
    if tokens[run.first].shape == "I":
        return (0.95, 1.0, "initials and name") if len(words[0].word) > 1 else (0.5, 1.0, "initials")
    if cue == "title" and not ordinary:
        return 0.95, 1.0, "title before a name"
    floor, why = _by_lists(words, previous, cue)
    return floor, 1.0, why


def _touches(text: str, tokens: list[Token], run: Run) -> bool:
    between = text[tokens[run.first - 1].end : tokens[run.first].start]
    return between.strip() in {"", ".", ":", ",", '"', "'", "“", "‘", "("}


def _bare_initials(tokens: list[Token], run: Run) -> tuple[float, float, str]:
    cue = cue_class(tokens[run.first - 1].word) if run.first else ""
    named = cue in {"title", "role", "kin", "naming"}
    return (0.9, 1.0, "initials after a cue") if named else (0.0, 0.2, "letters")


def _is_no_person(text: str, tokens: list[Token], run: Run, words: list[Token]) -> bool:
    tail, previous = words[-1], tokens[run.first - 1].word if run.first else ""
    unknown = not tail.flags & ANY_FAMILY
    if unknown and _ENDS_NO_PERSON.search(tail.word) and len(tail.word) > 5:
        return True
    if any(token.word in ORGANISATION_WORDS and not token.flags & ANY_NAME for token in words):
        return True
    if _is_bare_place(words, previous, run):
        return True
    if previous in _SAINT and _touches(text, tokens, run):
        return True
    return _names_a_body(text, tokens, run, previous)


def _is_bare_place(words: list[Token], previous: str, run: Run) -> bool:
    """A town that nobody is called after."""
    only = words[0]
    return (
        len(words) == 1 == run.last - run.first
        and bool(only.flags & PLACE)
        and not only.flags & ANY_NAME
        and (cue_class(previous) in {"", "role"})
    )


def _names_a_body(text: str, tokens: list[Token], run: Run, previous: str) -> bool:
    """*basisschool Jan van Nassau*, *de Anne Frank school*, *Jansen-affaire*."""
    if previous in _BODY_HEADS and text[tokens[run.first - 1].end] == " " and cue_class(previous) == "":
        return True
    end = tokens[run.last - 1].end
    if run.last >= len(tokens):
        return False
    following = tokens[run.last]
    return following.word in ORGANISATION_WORDS and following.start == end + 1 and previous in DETERMINERS


def _by_lists(words: list[Token], previous: str, cue: str) -> tuple[float, str]:
    head, tail = words[0], words[-1]
    given = head.flags & GIVEN_KNOWN
    if len(words) > 1:
        return _two_words(head, tail, bool(given), previous)
    clear = not head.flags & (WORD | PLACE)
    if given and not head.flags & WORD and cue in {"role", "kin", "naming", "office"}:
        return 0.9, "given name after a cue"
    if (
        not head.flags & (WORD | PLACE)
        and cue in {"kin", "role", "naming"}
        and previous not in {"aan", "door", "contact"}
    ):
        return 0.6, "capital after a cue"
    if given and clear and previous not in DETERMINERS:
        return (0.6, "given name") if previous not in PLACE_PREPOSITIONS else (0.45, "given name")
    known = head.flags & FAMILY_KNOWN and not head.flags & (WORD | PLACE | CAPITAL)
    if known and previous not in DETERMINERS and previous not in PLACE_PREPOSITIONS:
        return 0.45, "family name"
    return 0.0, "name"


def _two_words(head: Token, tail: Token, given: bool, previous: str) -> tuple[float, str]:
    if not given or tail.flags & PLACE and not tail.flags & ANY_FAMILY:
        return 0.0, "name"
    if head.flags & WORD and not tail.flags & ANY_FAMILY:
        return 0.0, "name"
    if tail.flags & WORD and not tail.flags & ANY_NAME:
        return 0.0, "name"
    if previous in DETERMINERS:
        return 0.45, "given and family name"
    return (0.92, "given and family name") if not head.flags & WORD else (0.7, "given and family name")
