"""A small linear model: how much a run of capitals looks like the name of a person.

Logistic regression over what the lexicon knows of the words, their endings, and the words around them. The weights are
facts learned by `tools/train_name_model.py`, which says from what; the same input always gives the same answer.
"""

from __future__ import annotations

import json
import zlib
from functools import cache

from weerbaar_analysis.text.lexicon import DATA, lexicon
from weerbaar_analysis.text.lexicon_flags import (
    ANY_NAME,
    CAPITAL,
    FAMILY,
    FAMILY_KNOWN,
    GIVEN,
    GIVEN_KNOWN,
    PLACE,
    WORD,
)
from weerbaar_analysis.text.names_runs import Run, Token
from weerbaar_analysis.text.names_words import (
    DETERMINERS,
    ORGANISATION_WORDS,
    PERSON_VERBS,
    PLACE_PREPOSITIONS,
    SAYING,
    cue_class,
)

_LETTERS = (
    (GIVEN_KNOWN, "G"),
    (GIVEN, "g"),
    (FAMILY_KNOWN, "F"),
    (FAMILY, "f"),
    (WORD, "w"),
    (PLACE, "p"),
    (CAPITAL, "c"),
)


@cache
def class_of(flags: int) -> str:
    """The facts on a word as letters; `u` when nothing is known."""
    if flags & GIVEN_KNOWN:
        flags &= ~GIVEN
    if flags & FAMILY_KNOWN:
        flags &= ~FAMILY
    return "".join(letter for flag, letter in _LETTERS if flags & flag) or "u"


@cache
def weights() -> dict[str, float]:
    """Feature → weight."""
    packed = (DATA / "name_weights.bin").read_bytes()
    learned: dict[str, float] = json.loads(zlib.decompress(packed))
    return learned


def features(text: str, tokens: list[Token], run: Run) -> list[str]:
    """What the model sees of a run: for training; `names_score` adds up the same without writing them out."""
    inside = tokens[run.first : run.last]
    words = [token for token in inside if token.shape == "C"]
    if not words:
        words = inside
    head, tail = words[0], words[-1]
    first, last = class_of(head.flags), class_of(tail.flags)
    seen = [
        "bias",
        f"n{min(len(words), 4)}",
        f"l:{last}",
        f"f:{first}",
        f"n{min(len(words), 3)}f:{first}",
    ]
    if not tail.flags & ANY_NAME:
        seen.append(f"lw:{tail.word}")
    if not head.flags & ANY_NAME:
        seen.append(f"fw:{head.word}")
    seen += [f"e:{tail.word[-size:]}" for size in (2, 3, 4) if len(tail.word) > size]
    seen += [f"b:{head.word[:size]}" for size in (2, 3) if len(head.word) > size]
    if len(words) > 1:
        seen += (f"fl:{first}|{last}", f"2:{class_of(words[1].flags)}", f"hw:{head.word[-3:]}")
    seen += _shape(inside, words, text)
    seen += _around(text, tokens, run, first, last)
    return seen


def _shape(inside: list[Token], words: list[Token], text: str) -> list[str]:
    seen = letters_of(text[words[-1].start : words[-1].end])
    links = [token.word for token in inside if token.shape == "l"]
    if links:
        seen += ("link", f"link:{' '.join(links[:2])}")
    if any(token.shape == "I" for token in inside):
        seen.append("initials first" if inside[0].shape == "I" else "initials")
    if any(token.word in ORGANISATION_WORDS for token in words):
        seen.append("organisation")
    if len(inside) > 1 and (whole := lexicon().get(" ".join(token.word for token in inside), 0)):
        seen.append(f"whole:{class_of(whole)}")
    return seen


def letters_of(tail: str) -> list[str]:
    """How a word is written: in capitals, with a capital inside, with a hyphen."""
    seen: list[str] = []
    if len(tail) > 1 and tail.isupper():
        seen.append(f"capitals{min(len(tail), 6)}")
    elif any(letter.isupper() for letter in tail[2:]):
        seen.append("camel")
    if "-" in tail:
        seen.append("hyphen")
    return seen


def _around(text: str, tokens: list[Token], run: Run, first: str, last: str) -> list[str]:
    begin, end = tokens[run.first].start, tokens[run.last - 1].end
    before = tokens[run.first - 1] if run.first else None
    after = tokens[run.last] if run.last < len(tokens) else None
    left = text[before.end : begin] if before else text[max(0, begin - 3) : begin]
    mark_left, mark_right = left.strip()[-1:], text[end : end + 2].strip()[:1]
    previous = before.word if before and not mark_left.isdigit() else ("#" if mark_left.isdigit() else "^")
    cue = cue_class(previous) if before and left.strip() in {"", ".", ":", ","} else ""
    following = after.word if after and not text[end : after.start].strip() else "$"
    single = "1" if run.last - run.first == 1 else "2"
    seen = [f"p:{previous}", f"a:{following}", f"cue:{cue}", f"cue:{cue}|{first}", f"p:{previous}|{last}"]
    seen += (f"p{single}:{previous}", f"a{single}:{following}")
    seen += (f"ml:{'0' if mark_left.isalnum() else mark_left}", f"mr:{'' if mark_right.isalnum() else mark_right}")
    seen += _kinds_of_words(run, previous, following, single, (first, last))
    if before and before.shape == "l" and len(previous) > 5:
        seen += (f"pe:{previous[-4:]}", f"pe:{previous[-3:]}")
    if run.first > 1:
        seen.append(f"pp:{tokens[run.first - 2].word}")
    if after and text[end : end + 1] == "-":
        seen.append("compound")
    return seen


def _kinds_of_words(run: Run, previous: str, following: str, single: str, classes: tuple[str, str]) -> list[str]:
    first, last = classes
    seen: list[str] = []
    if run.opening:
        seen += (f"open:{first}", f"open{single}")
    if previous in DETERMINERS:
        seen += ("det", f"det:{first}")
    elif previous in PLACE_PREPOSITIONS:
        seen += ("in", f"in:{last}")
    if previous in SAYING:
        seen += ("said", f"said|{last}")
    elif previous in PERSON_VERBS:
        seen.append(f"verb before{single}")
    if following in PERSON_VERBS:
        seen += (f"verb{single}", f"verb{run.opening:d}|{first}")
    return seen
