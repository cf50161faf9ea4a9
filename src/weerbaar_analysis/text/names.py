"""Find the names of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weerbaar_analysis.text.lexicon_flags import ANY_FAMILY, ANY_GIVEN, FAMILY_KNOWN, GIVEN_KNOWN, PLACE, WORD
from weerbaar_analysis.text.names_model import likelihood
from weerbaar_analysis.text.names_runs import Run, Token, runs_of, tokens_of
from weerbaar_analysis.text.names_words import LINKS, OFFICES, OPENERS, TITLES, cue_class
from weerbaar_analysis.text.spans import Span

SURE = 0.85
SUSPECT = 0.40


def find_names(text: str, folded: str, structured: list[Span]) -> Iterator[Span]:
    """Names of persons in a plain text, outside what was found already."""
    tokens = tokens_of(text, folded)
    found: list[tuple[Run, float]] = []
    doubtful: list[tuple[Run, float]] = []
    for run in runs_of(text, tokens):
        chance = likelihood(text, tokens, run)
        (found if chance >= SUSPECT else doubtful).append((run, chance))
    found += _said_again(tokens, found, doubtful)
    for run, chance in found:
        start, end = tokens[run.first].start, tokens[run.last - 1].end
        yield Span(start, end, "PERSON", "sure" if chance >= SURE else "suspect", f"name, {round(100 * chance)} of 100")
    yield from _small_names(text, tokens)


def _said_again(
    tokens: list[Token], found: list[tuple[Run, float]], doubtful: list[tuple[Run, float]]
) -> list[tuple[Run, float]]:
    """A word of a name found in full is that name again when it stands alone."""
    named = {
        tokens[index].word: chance
        for run, chance in found
        if chance >= SURE and run.last - run.first > 1
        for index in range(run.first, run.last)
        if tokens[index].shape == "C" and len(tokens[index].word) > 2
    }
    return [
        (run, named[tokens[run.last - 1].word])
        for run, _ in doubtful
        if run.last - run.first <= 2 and tokens[run.last - 1].word in named
    ]


def _small_names(text: str, tokens: list[Token]) -> Iterator[Span]:
    """Names typed without capitals."""
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.shape != "l" or not token.flags & GIVEN_KNOWN or token.word in OPENERS or token.word in LINKS:
            position += 1
            continue
        last = _small_end(text, tokens, position)
        if last > position + 1:
            yield Span(token.start, tokens[last - 1].end, "PERSON", "sure", "name in small letters")
        elif not token.flags & (WORD | PLACE) and len(token.word) > 3:
            yield Span(token.start, token.end, "PERSON", "suspect", "given name in small letters")
        position = last


def _small_end(text: str, tokens: list[Token], position: int) -> int:
    """Past the family name that follows a given name in small letters."""
    index = position + 1
    while index < len(tokens) and index < position + 4 and tokens[index].word in LINKS:
        index += 1
    if (
        index >= len(tokens)
        or tokens[index].shape != "l"
        or re.search(r"[^\s]", text[tokens[index - 1].end : tokens[index].start])
    ):
        return position + 1
    tail = tokens[index]
    linked = index > position + 1
    ordinary = tail.flags & WORD and not (linked and tail.flags & FAMILY_KNOWN)
    if not tail.flags & ANY_FAMILY or ordinary or (tokens[position].flags & WORD and not linked):
        return position + 1
    return index + 1


__all__ = ["ANY_GIVEN", "OFFICES", "TITLES", "cue_class", "find_names"]
