"""The lexicon in memory: read once, at the first question."""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def lexicon() -> dict[str, int]:
    """Folded word → facts (see `lexicon_flags`).

    >>> from weerbaar_analysis.text.lexicon_flags import GIVEN_KNOWN, WORD
    >>> bool(lexicon()["fatima"] & GIVEN_KNOWN), bool(lexicon()["gemeente"] & WORD)
    (True, True)
    """
    words: dict[str, int] = {}
    for line in zlib.decompress((DATA / "lexicon.bin").read_bytes()).decode("ascii").split("\n"):
        flag, _, group = line.partition("\t")
        words.update(dict.fromkeys(group.split(","), int(flag)))
    return words
