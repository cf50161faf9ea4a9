"""How likely a run of capitals names a person: the sum of the learned weights of what `names_model.features` sees.

The same sum as adding the weights feature by feature, a test holds that; but no feature is written out: weights of
words are found by the word, and what hangs on classes of words only is added up once per combination of classes.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import NamedTuple

from weerbaar_analysis.text.lexicon import lexicon
from weerbaar_analysis.text.lexicon_flags import ANY_NAME
from weerbaar_analysis.text.names_model import class_of, letters_of, weights
from weerbaar_analysis.text.names_runs import Run, Token
from weerbaar_analysis.text.names_words import (
    DETERMINERS,
    ORGANISATION_WORDS,
    PERSON_VERBS,
    PLACE_PREPOSITIONS,
    SAYING,
    cue_class,
)

_NOTHING: dict[str, float] = {}
_NO_WORD = (0.0, 0.0, _NOTHING)


class Weights(NamedTuple):
    """The learned weights: per kind of feature, and per neighbouring word for a single word and for more words."""

    of: dict[str, dict[str, float]]
    before: dict[str, tuple[float, float, dict[str, float]]]
    after: dict[str, tuple[float, float, dict[str, float]]]


@cache
def _weights() -> Weights:
    of: dict[str, dict[str, float]] = {}
    for feature, weight in weights().items():
        kind, _, rest = feature.partition(":")
        of.setdefault(kind, {})[rest] = weight
    with_class: dict[str, dict[str, float]] = {}
    for rest, weight in of.get("p", _NOTHING).items():
        word, mark, last = rest.partition("|")
        if mark:
            with_class.setdefault(word, {})[last] = weight
    return Weights(of, _by_word(of, "p", with_class), _by_word(of, "a", {}))


def _by_word(
    of: dict[str, dict[str, float]], kind: str, with_class: dict[str, dict[str, float]]
) -> dict[str, tuple[float, float, dict[str, float]]]:
    both, one, more = (of.get(name, _NOTHING) for name in (kind, f"{kind}1", f"{kind}2"))
    words = both.keys() | one.keys() | more.keys() | with_class.keys()
    return {
        word: (
            both.get(word, 0.0) + one.get(word, 0.0),
            both.get(word, 0.0) + more.get(word, 0.0),
            with_class.get(word, _NOTHING),
        )
        for word in words
    }


def likelihood(text: str, tokens: list[Token], run: Run) -> float:
    """Between 0 and 1: how likely a run names a person."""
    inside = tokens[run.first : run.last]
    words = [token for token in inside if token.shape == "C"] or inside
    total = _of_words(words) + _of_shape(inside, words, text) + _of_neighbours(text, tokens, run, words)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _of_words(words: list[Token]) -> float:
    count, head, tail = len(words), words[0], words[-1]
    total = _of_classes(min(count, 4), head.flags, tail.flags, words[1].flags if count > 1 else 0)
    total += _of_last(tail.word, tail.flags & ANY_NAME) + _of_first(head.word, head.flags & ANY_NAME)
    return total + _weights().of["hw"].get(head.word[-3:], 0.0) if count > 1 else total


@lru_cache(maxsize=16384)
def _of_last(word: str, name: int) -> float:
    of = _weights().of
    total = 0.0 if name else of["lw"].get(word, 0.0)
    return total + sum([of["e"].get(word[-size:], 0.0) for size in (2, 3, 4) if len(word) > size])


@lru_cache(maxsize=16384)
def _of_first(word: str, name: int) -> float:
    of = _weights().of
    total = 0.0 if name else of["fw"].get(word, 0.0)
    return total + sum([of["b"].get(word[:size], 0.0) for size in (2, 3) if len(word) > size])


@lru_cache(maxsize=16384)
def _of_classes(count: int, head: int, tail: int, second: int) -> float:
    known, first, last = weights().get, class_of(head), class_of(tail)
    seen = ["bias", f"n{count}", f"l:{last}", f"f:{first}", f"n{min(count, 3)}f:{first}"]
    if count > 1:
        seen += (f"fl:{first}|{last}", f"2:{class_of(second)}")
    return sum([known(feature, 0.0) for feature in seen])


def _of_shape(inside: list[Token], words: list[Token], text: str) -> float:
    tail, known = words[-1], weights().get
    total = 0.0
    written = text[tail.start : tail.end]
    if not written[1:].islower() or "-" in written:
        total += sum([known(feature, 0.0) for feature in letters_of(written)])
    if not ORGANISATION_WORDS.isdisjoint([token.word for token in words]):
        total += known("organisation", 0.0)
    if len(inside) == 1:
        return total + (known("initials first", 0.0) if inside[0].shape == "I" else 0.0)
    links = [token.word for token in inside if token.shape == "l"]
    if links:
        total += known("link", 0.0) + known(f"link:{' '.join(links[:2])}", 0.0)
    if "I" in [token.shape for token in inside]:
        total += known("initials first" if inside[0].shape == "I" else "initials", 0.0)
    if whole := lexicon().get(" ".join([token.word for token in inside]), 0):
        total += known(f"whole:{class_of(whole)}", 0.0)
    return total


def _of_neighbours(text: str, tokens: list[Token], run: Run, words: list[Token]) -> float:
    found, begin, end = _weights(), tokens[run.first].start, tokens[run.last - 1].end
    before = tokens[run.first - 1] if run.first else None
    after = tokens[run.last] if run.last < len(tokens) else None
    left = (text[before.end : begin] if before else text[max(0, begin - 3) : begin]).strip()
    mark_left, mark_right = left[-1:], text[end : end + 2].strip()[:1]
    previous = before.word if before else "^"
    if mark_left.isdigit():
        previous = "#"
    following = after.word if after and not text[end : after.start].strip() else "$"
    cue = cue_class(previous) if before and left in {"", ".", ":", ","} else ""
    more = run.last - run.first > 1
    last = class_of(words[-1].flags)
    here, there = found.before.get(previous, _NO_WORD), found.after.get(following, _NO_WORD)
    total = (here[1] + there[1] if more else here[0] + there[0]) + here[2].get(last, 0.0)
    total += found.of["ml"].get("0" if mark_left.isalnum() else mark_left, 0.0)
    total += found.of["mr"].get("" if mark_right.isalnum() else mark_right, 0.0)
    total += _of_kinds(
        _kind_of_word(previous),
        following in PERSON_VERBS,
        cue,
        class_of(words[0].flags),
        last,
        run.opening,
        "2" if more else "1",
    )
    if before and before.shape == "l" and len(previous) > 5:
        total += found.of["pe"].get(previous[-4:], 0.0) + found.of["pe"].get(previous[-3:], 0.0)
    if run.first > 1:
        total += found.of["pp"].get(tokens[run.first - 2].word, 0.0)
    if after and text[end : end + 1] == "-":
        total += weights().get("compound", 0.0)
    return total


def _kind_of_word(word: str) -> tuple[str, str]:
    """Whether a word points at a place or a thing, and whether it tells of doing or saying."""
    place = "det" if word in DETERMINERS else "in" if word in PLACE_PREPOSITIONS else ""
    return place, "said" if word in SAYING else "verb" if word in PERSON_VERBS else ""


@lru_cache(maxsize=16384)
def _of_kinds(
    kind: tuple[str, str], verb_after: bool, cue: str, first: str, last: str, opening: bool, single: str
) -> float:
    seen = [f"cue:{cue}", f"cue:{cue}|{first}"]
    if opening:
        seen += (f"open:{first}", f"open{single}")
    if kind[0] == "det":
        seen += ("det", f"det:{first}")
    elif kind[0] == "in":
        seen += ("in", f"in:{last}")
    if kind[1] == "said":
        seen += ("said", f"said|{last}")
    elif kind[1] == "verb":
        seen.append(f"verb before{single}")
    if verb_after:
        seen += (f"verb{single}", f"verb{opening:d}|{first}")
    return sum([weights().get(feature, 0.0) for feature in seen])
