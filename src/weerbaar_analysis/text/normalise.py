"""Undo disguises: invisible characters, look-alike letters, wide digits, words broken over lines.

The finders read the plain text; a map leads every offset back to the text that was given.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from weerbaar_analysis.text.letters import Letters

_LOOK_ALIKE_FROM = "аеорсухіјѕԁԛԝһӏквмнтгбдАВЕКМНОРСТУХІЈЅԌαορνικτυγεχηΑΒΕΖΗΙΚΜΝΟΡΤΥΧɑɡıℓ"
_LOOK_ALIKE_TO = "aeopcyxijsdqwhlkbmhtrbdABEKMHOPCTYXIJSGaopvikturexnABEZHIKMNOPTYXagil"
LOOK_ALIKES = dict(zip(_LOOK_ALIKE_FROM, _LOOK_ALIKE_TO, strict=True))

# Everything that can be a disguise; a text that has none of it is passed on untouched.
_SUSPICIOUS = re.compile(
    "[\u00a0\u00ad\u034f\u0300-\u036f\u0370-\u052f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u2100-\u214f\u2460-\u24ff\u3000\u3164\ufe00-\ufe0f\ufe50-\ufe6b\ufeff\uff01-\uffee"
    "\u2010-\u2015\u2212\U0001d400-\U0001d7ff\U000e0000-\U000e01ef]|[^\\W\\d_]-[ \t]*\r?\n[ \t]*[^\\W\\d_A-Z]"
)
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[^\W\d_A-Z])")
_DASH = re.compile("[\u2010-\u2015\u2212]")
_WORD = re.compile(r"[^\W\d_]+")


class PlainText(NamedTuple):
    """Plain text with, per character, where it stood; no map when nothing changed."""

    text: str
    origin: list[int] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch in the text that was given."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def plain(text: str) -> PlainText:
    """Text as a reader sees it, in one pass.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    PlainText
        The text without invisible characters, with wide and styled characters in their ordinary form, look-alike
        Cyrillic and Greek letters inside Latin words replaced, and words joined that a line end broke.

    Examples
    --------
    >>> plain("Ah\\u200bmed belt \\uff10\\uff16").text
    'Ahmed belt 06'
    >>> plain("Jan-\\nsen").text
    'Jansen'
    >>> plain("gewoon").origin is None
    True
    """
    if "\n" not in text or "-" not in text or _BROKEN_WORD.search(text) is None:
        ordinary = text if text.isascii() else _ORDINARY.of_alphabet(text)
        if ordinary is not None:
            return PlainText(ordinary, None)
        if _SUSPICIOUS.search(text) is None:
            return PlainText(text, None)
    return _letter_by_letter(text)


def _letter_by_letter(text: str) -> PlainText:
    """The slow way, with a map."""
    skipped = set[int]()
    for gap in _BROKEN_WORD.finditer(text):
        skipped.update(range(gap.start(), gap.end()))
    letters: list[str] = []
    origin: list[int] = []
    for index, letter in enumerate(text):
        if index in skipped or (letter > "\u007f" and _INVISIBLE.match(letter)):
            continue
        if letter > "\u007f" and _combines(letter, letters):
            origin[-1] = index if origin[-1] == index else origin[-1]
            continue
        for piece in _ordinary(letter):
            letters.append(piece)
            origin.append(index)
    return PlainText(_latin("".join(letters)), origin)


def _combines(letter: str, letters: list[str]) -> bool:
    """Join a loose accent with the letter before it; True when the accent is used up."""
    if not letters or not unicodedata.combining(letter):
        return False
    joined = unicodedata.normalize("NFC", letters[-1] + letter)
    if len(joined) == 1:
        letters[-1] = joined
    return True


def _ordinary(letter: str) -> str:
    if letter <= "\u024f" and letter != "\u00a0":
        return letter
    if _DASH.match(letter):
        return "-"
    return unicodedata.normalize("NFKC", letter)


_ORDINARY = Letters(lambda letter: _ordinary(letter) if letter in "\u00a0–—" else letter, end=0x2020)


def _latin(text: str) -> str:
    """Replace look-alikes in words that also hold Latin letters; words wholly in another script stay."""

    def replaced(word: re.Match[str]) -> str:
        letters = word.group()
        if letters.isascii() or not any(letter in LOOK_ALIKES for letter in letters):
            return letters
        if not any("A" <= letter <= "z" for letter in letters) and not all(letter in LOOK_ALIKES for letter in letters):
            return letters
        return "".join(LOOK_ALIKES.get(letter, letter) for letter in letters)

    return _WORD.sub(replaced, text)
