"""Change a text letter for letter, fast: offsets stay what they were.

`str.translate` asks a dictionary about every letter of a text that is not ASCII. A text in an alphabet of at most 256
letters becomes bytes, and bytes are changed by one table.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable

ALPHABET = (
    "".join(map(chr, range(128)))
    + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
    + "ğĞşŞıİąĄćĆęĘłŁńŃśŚźŹżŻăĂșȘțȚčČšŠžŽđĐőŐűŰĳĲ"
    + "“”„‘’‚…–—•€·«»´°§²³½\u00a0"
)
"""Latin letters of the languages around us, and the marks of a word processor."""


class Letters:
    """A change of single letters into single letters.

    `change` answers for the letters below `end`; the others stay as they are.

    >>> lower = Letters(lambda letter: letter.lower()[:1], end=0x250)
    >>> lower("ÉÉN"), lower("\\U0001f600É")
    ('één', '\\U0001f600é')
    """

    def __init__(self, change: Callable[[str], str], *, end: int) -> None:
        self._changed = {code: new for code in range(end) if (new := change(chr(code))) != chr(code)}
        changed = [self._changed.get(ord(letter), letter) for letter in ALPHABET]
        self._alphabet = "".join(changed).ljust(256, "\ufffe")
        self._encoding = codecs.charmap_build(ALPHABET.ljust(256, "\ufffe"))

    def __call__(self, text: str) -> str:
        """The changed text."""
        known = self.of_alphabet(text)
        return text.translate(self._changed) if known is None else known

    def of_alphabet(self, text: str) -> str | None:
        """The changed text; None when a letter of it is not in the alphabet."""
        try:
            packed: bytes = codecs.charmap_encode(text, "strict", self._encoding)[0]
        except UnicodeEncodeError:
            return None
        return codecs.charmap_decode(packed, "strict", self._alphabet)[0]
