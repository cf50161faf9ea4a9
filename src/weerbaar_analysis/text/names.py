"""Find the names of persons."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from weerbaar_analysis.text.lexicon import lexicon, section
from weerbaar_analysis.text.lexicon_flags import ANY_FAMILY, FAMILY_KNOWN, PLACE, WORD
from weerbaar_analysis.text.names_rules import bounds
from weerbaar_analysis.text.names_runs import Run, Token, runs_of, shorter, tokens_of
from weerbaar_analysis.text.names_score import likelihood
from weerbaar_analysis.text.names_words import LINKS
from weerbaar_analysis.text.spans import Span

_DIGIT = re.compile(r"\d")
_AGE_AFTER = re.compile(
    r"(?:'s)?(?:\s?\(\s?(\d{1,2}(?:\s?(?:jaar|jr\.?|j))?)\s?\)|,?\s(?:is\s|van\s|was\s)?(\d{1,2}\s?(?:jaar|jr\b\.?))"
    r"|\svan\s(\d{1,2})(?=[\s,.;]|$)|,\s(\d{1,2}),)"
)
_AGE_BEFORE = re.compile(r"(?<!\d)(\d{1,3}[- ]jarige?)\s(?:[^\W\d_]{1,24},?\s){0,3}$")
SURE = 0.85
SUSPECT = 0.40


class Name(NamedTuple):
    """A run, how likely it names a person, and why."""

    run: Run
    chance: float
    reason: str


def find_names(text: str, folded: str, structured: list[Span]) -> Iterator[Span]:
    """Names of persons in a plain text, outside what was found already."""
    tokens = tokens_of(text, folded)
    if structured:
        tokens = _outside(tokens, structured)
    found: list[Name] = []
    doubtful: list[Name] = []
    for run in runs_of(text, tokens):
        name = _best(text, tokens, run)
        (found if name.chance >= SUSPECT else doubtful).append(name)
    if found and doubtful:
        found += _said_again(tokens, found, doubtful)
    has_digit = bool(found) and _DIGIT.search(text) is not None
    for name in found:
        start, end = tokens[name.run.first].start, _with_initials(text, tokens, name.run)
        span = Span(start, end, "PERSON", "sure" if name.chance >= SURE else "suspect", name.reason)
        yield span
        if has_digit:
            yield from _age(text, span)
    yield from _small_names(text, tokens)


def _outside(tokens: list[Token], structured: list[Span]) -> list[Token]:
    """The tokens, with those inside another finding as plain words."""
    kept = list(tokens)
    starts = [token.start for token in tokens]
    for span in structured:
        for place in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
            kept[place] = tokens[place]._replace(flags=0, shape="l")
    return kept


def _age(text: str, name: Span) -> Iterator[Span]:
    """The age that is told with a name: *Ahmed (16)*, *de 16-jarige Ahmed*."""
    after = _AGE_AFTER.match(text, name.end)
    if after and (group := after.lastindex):
        yield Span(after.start(group), after.end(group), "BIRTH_DATE", name.certainty, "age with a name")
    start = max(0, name.start - 60)
    if before := _AGE_BEFORE.search(text[start : name.start]):
        yield Span(start + before.start(1), start + before.end(1), "BIRTH_DATE", name.certainty, "age with a name")


def _judged(text: str, tokens: list[Token], run: Run) -> Name:
    least, most, reason = bounds(text, tokens, run)
    if least >= SURE or most < SUSPECT:
        return Name(run, least, reason)
    return Name(run, max(least, min(most, likelihood(text, tokens, run))), reason)


def _best(text: str, tokens: list[Token], run: Run) -> Name:
    """The run, or the run without its first words when only that looks like a name."""
    name = _judged(text, tokens, run)
    if name.chance >= SUSPECT or run.last - run.first == 1:
        return name
    return max([name, *(_judged(text, tokens, part) for part in shorter(tokens, run))], key=lambda part: part.chance)


def _with_initials(text: str, tokens: list[Token], run: Run) -> int:
    """Where a name ends, with the initials of *De Vries, J.P.*"""
    end = tokens[run.last - 1].end
    if run.last < len(tokens) and tokens[run.last].shape == "I" and text[end : tokens[run.last].start] in {", ", ","}:
        return tokens[run.last].end
    return end


def _said_again(tokens: list[Token], found: list[Name], doubtful: list[Name]) -> list[Name]:
    """A word of a name found in full is that name again when it stands alone."""
    named = {
        tokens[index].word: name.chance
        for name in found
        if name.chance >= SURE and name.run.last - name.run.first > 1
        for index in range(name.run.first, name.run.last)
        if tokens[index].shape == "C" and len(tokens[index].word) > 2
    }
    return [
        Name(name.run, named[tokens[name.run.last - 1].word], "named before")
        for name in doubtful
        if name.run.last - name.run.first <= 2 and tokens[name.run.last - 1].word in named
    ]


def _small_names(text: str, tokens: list[Token]) -> Iterator[Span]:
    """Names typed without capitals."""
    past = 0
    for position in [place for place, token in enumerate(tokens) if token.flags and token.shape == "l"]:
        token = tokens[position]
        if position < past:
            continue
        past = _small_end(text, tokens, position)
        if past > position + 1:
            yield Span(token.start, tokens[past - 1].end, "PERSON", "sure", "name in small letters")
        elif not token.flags & (WORD | PLACE) and len(token.word) > 3 and token.word not in section("PLAIN_NAMES"):
            yield Span(token.start, token.end, "PERSON", "suspect", "given name in small letters")


def _small_end(text: str, tokens: list[Token], position: int) -> int:
    """Past the family name that follows a given name in small letters."""
    index = position + 1
    while index < len(tokens) and index < position + 4 and tokens[index].word in LINKS:
        index += 1
    if index >= len(tokens) or tokens[index].shape != "l" or text[tokens[index - 1].end : tokens[index].start].strip():
        return position + 1
    linked = index > position + 1
    if linked and tokens[index - 1].word in {"den", "der"} and tokens[position].word not in section("PLAIN_NAMES"):
        return index + 1
    facts = lexicon().get(tokens[index].word, 0)
    ordinary = facts & WORD and not (linked and facts & FAMILY_KNOWN)
    if not facts & ANY_FAMILY or ordinary or (tokens[position].flags & WORD and not linked):
        return position + 1
    return index + 1
