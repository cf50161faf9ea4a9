"""Closed lists of Dutch words around names: particles, titles, kinship, roles, and words that open a sentence.

The words themselves stand in `data/name_cues.txt`, each list under its name.
"""

from __future__ import annotations

from functools import lru_cache

from weerbaar_analysis.text.lexicon import section

LINKS = section("LINKS")
WEAK_LINKS = section("WEAK_LINKS")
AFTER_WEAK = section("AFTER_WEAK")
TITLES = section("TITLES")
OFFICES = section("OFFICES")
KINSHIP = section("KINSHIP")
ROLES = section("ROLES")
NAMING = section("NAMING")
DETERMINERS = section("DETERMINERS")
PLACE_PREPOSITIONS = section("PLACE_PREPOSITIONS")
OPENERS = section("OPENERS")
ORGANISATION_WORDS = section("ORGANISATION_WORDS")
PERSON_VERBS = section("PERSON_VERBS")
SAYING = section("SAYING")
ENGLISH_WORDS = section("ENGLISH_WORDS")

_CUES: dict[str, str] = {}
for _list, _name in ((ROLES, "role"), (OFFICES, "office"), (KINSHIP, "kin"), (NAMING, "naming"), (TITLES, "title")):
    _CUES.update(dict.fromkeys(_list, _name))
_TAILS = frozenset(word for word in ROLES | OFFICES if len(word) > 4)


@lru_cache(maxsize=4096)
def cue_class(word: str) -> str:
    """Which list of cues a folded word stands in, by itself or by its last part; empty when in none.

    >>> cue_class("imam"), cue_class("kunstschilder"), cue_class("likoed-premier"), cue_class("fiets")
    ('title', 'role', 'office', '')
    """
    if word in _CUES:
        return _CUES[word]
    tail = word.rsplit("-", 1)[-1]
    if tail in _CUES:
        return _CUES[tail]
    for start in range(2, len(word) - 4):
        if word[start:] in _TAILS:
            return _CUES[word[start:]]
    return ""
