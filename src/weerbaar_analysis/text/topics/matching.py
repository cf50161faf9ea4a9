"""Finding the terms in a text: one pass of an automaton, then the words around each hit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

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


class Matcher:
    """All terms of a taxonomy in one automaton; immutable."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._by_form: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            self._by_form.setdefault(_form(pattern.term), []).append(pattern)
        self._forms = list(self._by_form)
        self._open_ended = [all(p.term.endswith("*") for p in self._by_form[form]) for form in self._forms]
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard)

    def find(self, text: str) -> list[Found]:
        """The terms that count, in order of the text. Empty text gives an empty list."""
        flat = " " + flatten(text) + " "
        matches = self._automaton.find_matches_as_indexes(flat, overlapping=True)
        found: list[Found] = []
        for index, start, end in matches:
            closed = flat[end] == " "
            form = self._forms[index]
            for pattern in self._by_form[form]:
                if not closed and not pattern.term.endswith("*"):
                    continue
                rule = self._rule(pattern, flat, start, end)
                if rule:
                    first = start if form[0] == " " else start - 1
                    found.append(Found(pattern, first, end - 1, rule))
        return found

    def _rule(self, pattern: Pattern, flat: str, start: int, end: int) -> str:
        """Why the term counts here; empty when it does not."""
        if not (pattern.requires or pattern.excludes):
            return "staat er"
        around = flat[max(0, start - WINDOW) : end + WINDOW]
        if pattern.excludes and _any_of(pattern.excludes).search(around):
            return ""
        if not pattern.requires:
            return "staat er"
        word_end = flat.index(" ", end)
        rest = flat[max(0, start - WINDOW) : start + 1] + " " + flat[word_end : word_end + WINDOW]
        near = _any_of(pattern.requires).search(rest)
        if not near:
            return ""
        if not pattern.also:
            return f"met «{near.group().strip()}»"
        more = _any_of(pattern.also).search(rest)
        return f"met «{near.group().strip()}» en «{more.group().strip()}»" if more else ""


def _form(term: str) -> str:
    flat = " ".join(flatten(term.strip("*")).split())
    return flat if term.startswith("*") else " " + flat


@lru_cache(maxsize=4096)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = []
    for word in words:
        core = re.escape(" ".join(flatten(word.strip("*")).split()))
        before = r"\w*" if word.startswith("*") else ""
        after = r"\w*" if word.endswith("*") else ""
        parts.append(f"{before}{core}{after}")
    return re.compile(rf" (?:{'|'.join(parts)})(?= )")
