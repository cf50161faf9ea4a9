"""Finding the terms in a text: one pass of an automaton, then the words around each hit."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from weerbaar_analysis.text.places.gazetteer import flatten

WINDOW = 140


@dataclass(frozen=True, slots=True)
class Pattern:
    """One term of one topic, with its words resolved."""

    topic: int
    term: str
    weight: float
    slogan: bool
    requires: tuple[str, ...]
    also: tuple[str, ...]
    excludes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A term that counts: characters `start` up to `end` of the text, and the rule that let it count."""

    pattern: Pattern
    start: int
    end: int
    rule: str


class Condition:
    """A set of words to find near a term. Compiled at first use."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = words

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(rf" (?:{'|'.join(map(_expression, self._words))})(?= )").search


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern with its conditions."""

    pattern: Pattern
    open_ended: bool
    requires: Condition | None
    also: Condition | None
    excludes: Condition | None


class Matcher:
    """All terms of a taxonomy in one automaton; immutable."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        conditions: dict[tuple[str, ...], Condition] = {}

        def condition(words: tuple[str, ...]) -> Condition | None:
            return conditions.setdefault(words, Condition(words)) if words else None

        by_form: dict[str, list[Entry]] = {}
        for pattern in patterns:
            requires, also, excludes = (
                condition(words) for words in (pattern.requires, pattern.also, pattern.excludes)
            )
            entry = Entry(pattern, pattern.term.endswith("*"), requires, also, excludes)
            by_form.setdefault(_form(pattern.term), []).append(entry)
        self._shift = [form[0] != " " for form in by_form]
        self._entries = list(by_form.values())
        self._automaton = AhoCorasick(list(by_form), matchkind=MatchKind.Standard)

    def find(self, text: str) -> list[Found]:
        """The terms that count, in order of the text. Empty text gives an empty list."""
        flat = " " + flatten(text) + " "
        found: list[Found] = []
        for index, start, end in self._automaton.find_matches_as_indexes(flat, overlapping=True):
            closed = flat[end] == " "
            found += [
                Found(entry.pattern, start - self._shift[index], end - 1, rule)
                for entry in self._entries[index]
                if (closed or entry.open_ended) and (rule := _rule(entry, flat, start, end))
            ]
        found.sort(key=lambda hit: (hit.start, hit.end))
        return found


def _rule(entry: Entry, flat: str, start: int, end: int) -> str:
    """Why the term counts here; empty when it does not."""
    first = max(0, start - WINDOW)
    if entry.excludes and entry.excludes.search(flat[first : end + WINDOW]):
        return ""
    if not entry.requires:
        return "staat er"
    word_end = flat.find(" ", end, end + WINDOW)
    if word_end < 0:
        return ""
    around = flat[first : start + 1] + " " + flat[word_end : word_end + WINDOW]
    near = entry.requires.search(around)
    if not near or not entry.also:
        return f"met «{near.group().strip()}»" if near else ""
    more = entry.also.search(around)
    return f"met «{near.group().strip()}» en «{more.group().strip()}»" if more else ""


def _form(term: str) -> str:
    flat = " ".join(flatten(term.strip("*")).split())
    return flat if term.startswith("*") else " " + flat


def _expression(word: str) -> str:
    core = re.escape(" ".join(flatten(word.strip("*")).split()))
    return (r"\w*" if word.startswith("*") else "") + core + (r"\w*" if word.endswith("*") else "")
