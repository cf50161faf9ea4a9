"""What is written with capitals and is nobody: organisations, works, towns."""

from __future__ import annotations

import csv
from functools import cache

from weerbaar_analysis.text.lexicon import DATA, lexicon
from weerbaar_analysis.text.lexicon_flags import GIVEN_KNOWN, fold
from weerbaar_analysis.text.names_runs import tokens_of
from weerbaar_analysis.text.names_words import LINKS


@cache
def not_persons_as_written() -> tuple[str, ...]:
    """Capitals that name no living person, as written."""
    lines = (DATA / "not_persons.txt").read_text(encoding="utf-8").split("\n")
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def not_persons() -> frozenset[str]:
    """The same, folded as the tokens of a text are, and towns (*Wijk aan Zee*, *Meierijstad*)."""
    lines = [line for line in not_persons_as_written() if not line.endswith("'s")] + _towns_that_are_nobody()
    return frozenset(" ".join(token.word for token in tokens_of(line, fold(line))) for line in lines)


@cache
def _towns() -> frozenset[str]:
    """All towns of the country."""
    with (DATA / "places" / "towns_nl.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["name"] for row in csv.DictReader(file))


@cache
def towns_with_particle() -> frozenset[str]:
    """Towns that look like a family name, folded: *De Rijp*."""
    return frozenset(name for name in map(fold, _towns()) if name.split(" ", maxsplit=1)[0] in LINKS)


def _towns_that_are_nobody() -> list[str]:
    """Towns that no person is called after, as far as the lexicon does not say so.

    Not those that begin as a person may: *De Waal*, *Van Starkenborgh*.
    """
    return sorted(name for name in _towns() if _is_only_a_town(fold(name)))


def _is_only_a_town(name: str) -> bool:
    known, first = lexicon().get, name.split(" ", maxsplit=1)[0]
    if " " in name:
        return not known(first, 0) & GIVEN_KNOWN and first not in LINKS
    return not known(name, 0)


AROUND_BODY = ((0, 0), (1, 0), (0, 1), (0, 2), (2, 0))  # words of a body before and after the run


@cache
def parts_of_bodies() -> frozenset[str]:
    """What a run can hold of a known body, with some of its words standing outside the run."""
    parts = set[str]()
    for body in not_persons():
        words = body.split(" ")
        parts.update(" ".join(words[before : len(words) - after]) for before, after in AROUND_BODY)
    return frozenset(parts - {""})


@cache
def first_words_of_bodies() -> frozenset[str]:
    """With what such a part begins: most runs begin with something else."""
    return frozenset(part.split(" ", maxsplit=1)[0] for part in parts_of_bodies())
