"""The path through the Beslishulp AI-verordening of BZK, walked again from the answers that are kept (L8).

`data/beslishulp.csv` holds where each answer to a question on our path leads: the label an answer gives, and the
labels it needs or may not meet. Of two lines for one answer the first that fits holds.
"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

TREE = Path(__file__).resolve().parents[1] / "data" / "beslishulp.csv"


class PathIsBroken(Exception):
    """An answer that leads nowhere, or to another question than the next one that is kept."""


def walk(*, steps: Sequence[dict[str, str]], role: dict[str, Any]) -> tuple[str, list[tuple[str, str, str]]]:
    """Where the answers of a role end, and each question with its answer. Raises `PathIsBroken`."""
    labels: set[str] = set()
    at, answers = steps[0]["question"], []
    for step in steps:
        if step["question"] != at:
            raise PathIsBroken(f"{role['role']}: de beslishulp vraagt {at}, niet {step['question']}")
        answer = role["answer"] if at == "1.2" else step["answer"]
        at, gained = _next(at, answer, labels)
        labels |= gained
        answers.append((step["question"], step["asks"], answer))
    return at, answers


def _next(at: str, answer: str, labels: set[str]) -> tuple[str, set[str]]:
    for row in _tree():
        if (row["question"], row["answer"]) == (at, answer):
            gained = _words(row["labels"])
            mine = labels | gained
            if _words(row["needs"]) <= mine and not _words(row["without"]) & labels:
                return row["leads_to"], gained
    raise PathIsBroken(f"{at} {answer}: dit antwoord leidt nergens heen")


def _words(cell: str) -> set[str]:
    return set(cell.split("|")) - {""}


@cache
def _tree() -> tuple[dict[str, str], ...]:
    with TREE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
