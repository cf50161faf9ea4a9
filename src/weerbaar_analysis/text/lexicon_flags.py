"""Facts on words: the flags of the lexicon and the one folding of letters that all lookups share."""

from __future__ import annotations

import unicodedata

from weerbaar_analysis.text.letters import Letters

WORD = 1  # an ordinary Dutch word
GIVEN = 2  # a given name in some registers
GIVEN_KNOWN = 4  # a given name in many registers
FAMILY = 8  # a family name in a census
FAMILY_KNOWN = 16  # a family name in a national list
PLACE = 32  # a town or country
CAPITAL = 64  # written with a capital in the Dutch word list: a name of any kind

ANY_GIVEN = GIVEN | GIVEN_KNOWN
ANY_FAMILY = FAMILY | FAMILY_KNOWN
ANY_NAME = ANY_GIVEN | ANY_FAMILY

_OTHER_LETTERS = {"ı": "i", "ł": "l", "ø": "o", "ß": "s", "đ": "d", "ð": "d", "þ": "t", "æ": "a", "œ": "o", "ħ": "h"}
_OTHER_LETTERS |= {"ə": "e", "ĳ": "i", "ŋ": "n", "ŧ": "t", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"}


def _folded(letter: str) -> str:
    if letter == "İ":
        return "i"
    if letter in _OTHER_LETTERS:
        return _OTHER_LETTERS[letter]
    lower = letter.lower()
    plain = unicodedata.normalize("NFKD", lower)[:1] if letter >= "À" else ""
    return plain.lower() if plain.isascii() and plain.isalpha() else lower


_FOLDED = Letters(_folded, end=0x2200)


def fold(text: str) -> str:
    """Lower case without diacritics, letter for letter, so that offsets stay what they were.

    >>> fold("Öztürk"), fold("İbrahim"), len(fold("Straße")) == len("Straße")
    ('ozturk', 'ibrahim', True)
    """
    return text.replace("`", "'").lower() if text.isascii() else _FOLDED(text)
