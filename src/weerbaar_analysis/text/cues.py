"""Where in a text a pattern can begin: around digits, and at words that announce something.

A pattern that is tried at every letter costs more than all else together. One pass finds the digits, one the cue words;
the patterns then look at those places only. What they find is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

_DIGITS = re.compile(r"\d(?:[ .\-/()]{0,3}\d)*")
_NO_DIGIT = re.compile(r"\D+")

_STEMS = {
    "plate": (
        *("kenteken", "nummerpla", "nummerbord", "auto", "bus", "wagen", "voertuig", "scooter", "plaat", "brommer"),
        *("motor", "golf", "polo", "bmw", "audi", "mercedes", "volkswagen", "opel", "ford", "toyota", "renault"),
        *("peugeot", "volvo", "tesla", "bestuurder"),
    ),
    "document": (
        *("paspoort", "passport", "identiteits", "id-kaart", "id kaart", "idkaart", "id-bewij", "id bewij", "idbewij"),
        *(
            "rijbewij",
            "verblijfs",
            "v-n",
            "vnummer",
            "vnr",
            "vreemdelingenn",
            "documentn",
            "crv",
            "reisdocument",
            "legitimatie",
        ),
        *("kaartnummer", "w-document"),
    ),
    "account": (
        *("insta", "snap", "tiktok", "twitter", "telegram", "discord", "facebook", "fb", "threads", "youtube"),
        *("twitch", "signal", "steam", "reddit", "mastodon", "bluesky", "playstation", "psn", "xbox", "gamertag"),
        *("roblox", "kik", "skype", "account", "gebruiker", "username", "user", "nick", "schermnaam", "profiel"),
        *("handle", "kanaal", "naam", "id:", "id :", "id=", "id =", "id-", "id -", "alias", "tag", "schuilnaam"),
        *("x:", "x =", "x=", "x-", "x ", "x\n", "x\t"),
    ),
    "online": (
        *("noemt zich", "online als", "online bekend als", "online naam", "online nick", "actief als", "bekend als"),
        *("onder de naam", "onder de nickname", "onder de gebruikersnaam", "alias", "bijgenaamd", "bijnaam"),
        *("schuilnaam", "alter ego"),
    ),
    "at": (
        *("@", "staart", " at ", " at\n", "\nat ", "\nat\n", "\tat ", " at\t", "\u00a0at ", " at\u00a0"),
        *(f"{mark}{gap}a{after}" for mark in "[({<" for gap in ("", " ") for after in ("t", "]", ")", "}", ">", " ")),
    ),
    "host": (
        *(f".{end}/" for end in "com me am be net gg tv app ee social org group".split()),
        *("mastodon.", "discord.", "telegram.", "x.com"),
    ),
}


class Digits(NamedTuple):
    """Stretches of digits with at most three marks between them, and how many digits there are in all."""

    stretches: list[tuple[int, int]]
    how_many: int

    def __bool__(self) -> bool:
        return bool(self.stretches)

    def longer_than(self, size: int) -> Digits:
        """The stretches of more than `size` characters."""
        return Digits([one for one in self.stretches if one[1] - one[0] > size], self.how_many)

    def matches(self, pattern: re.Pattern[str], text: str, before: int, after: int) -> Iterator[re.Match[str]]:
        """What a pattern finds from `before` characters before a stretch to `after` past it."""
        return _around(pattern, text, self.stretches, before, after)


def _around(
    pattern: re.Pattern[str], text: str, stretches: list[tuple[int, int]], before: int, after: int
) -> Iterator[re.Match[str]]:
    begin = end = -1
    for first, last in stretches:
        if first - before > end:
            if end > 0:
                yield from pattern.finditer(text, begin, end)
            begin = max(0, first - before)
        end = last + after
    if end > 0:
        yield from pattern.finditer(text, begin, end)


def digits_of(text: str) -> Digits:
    """The digits of a text."""
    stretches = [match.span() for match in _DIGITS.finditer(text)]
    return Digits(stretches, len(_NO_DIGIT.sub("", text)) if stretches else 0)


class Cues(NamedTuple):
    """Kind of cue to the places where one begins, in order."""

    found: dict[str, list[int]]

    def matches(self, pattern: re.Pattern[str], folded: str, kind: str) -> Iterator[re.Match[str]]:
        """What a pattern finds at the places of its cues."""
        end = 0
        for place in self.found.get(kind, ()):
            if place >= end and (match := pattern.match(folded, place)):
                end = match.end()
                yield match

    def around(
        self, pattern: re.Pattern[str], text: str, kind: str, before: int, after: int
    ) -> Iterator[re.Match[str]]:
        """What a pattern finds from `before` characters before a cue to `after` past its beginning."""
        return _around(pattern, text, [(place, place) for place in self.found.get(kind, ())], before, after)


@cache
def _automaton() -> tuple[AhoCorasick, list[tuple[str, ...]]]:
    """The automaton of all stems, and per stem the kinds of cue that it begins."""
    kinds: dict[str, list[str]] = {}
    for kind, stems in _STEMS.items():
        for stem in stems:
            kinds.setdefault(stem, []).append(kind)
    return AhoCorasick(list(kinds)), [tuple(of) for of in kinds.values()]


def cues_of(folded: str) -> Cues:
    """Where the cues of all kinds begin."""
    automaton, kinds = _automaton()
    found: dict[str, list[int]] = {}
    for number, start, _end in sorted(automaton.find_matches_as_indexes(folded, overlapping=True), key=_by_start):
        for kind in kinds[number]:
            found.setdefault(kind, []).append(start)
    return Cues(found)


def _by_start(match: tuple[int, int, int]) -> int:
    return match[1]
