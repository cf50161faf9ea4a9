"""The lexicon in memory: read once, at the first question."""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

from weerbaar_analysis.text.lexicon_flags import WORD

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
    for word in section("PLAIN_NAMES"):
        words[word] &= ~WORD
    for word in section("ENGLISH_WORDS") & words.keys():
        words[word] |= WORD
    return words


@cache
def section(name: str) -> frozenset[str]:
    """The words of one list in `name_cues.txt`; empty when there is no such list."""
    _, found, rest = (DATA / "name_cues.txt").read_text(encoding="utf-8").partition(f"\n[{name}]\n")
    lines = rest.partition("\n[")[0].split("\n") if found else []
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
