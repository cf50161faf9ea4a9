"""Facts on words: the flags of the lexicon and the one folding of letters that all lookups share."""

from __future__ import annotations

import sys
import unicodedata

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


def _letter_table() -> dict[int, str]:
    table = {ord(letter): plain for letter, plain in _OTHER_LETTERS.items()}
    for code in range(0xC0, min(0x1F00, sys.maxunicode)):
        plain = unicodedata.normalize("NFKD", chr(code).lower())[:1]
        if plain.isascii() and plain.isalpha():
            table.setdefault(code, plain)
    table[0x130] = "i"
    return table


LETTERS = _letter_table()


def fold(text: str) -> str:
    """Lower case without diacritics, letter for letter, so that offsets stay what they were.

    >>> fold("Öztürk"), fold("İbrahim"), len(fold("Straße")) == len("Straße")
    ('ozturk', 'ibrahim', True)
    """
    return text.replace("`", "'").lower() if text.isascii() else text.translate(LETTERS).lower()
