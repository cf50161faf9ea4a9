"""The workflow of a signal, as one table: data/workflow.csv. `asks` is what the order needs besides the click."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from weerbaar.signals.models import Status

WORKFLOW_FILE = Path(__file__).parents[1] / "data" / "workflow.csv"
ORDERS = (
    gettext_noop("Start interpreting"),
    gettext_noop("Ask for more"),
    gettext_noop("Confirm"),
    gettext_noop("Put aside"),
    gettext_noop("Go on without an answer"),
    gettext_noop("Look at it again"),
    gettext_noop("Reopen"),
)


@dataclass(frozen=True)
class Move:
    """One row: from where to where, what the button says, and what it asks (nothing, why, reason or question)."""

    before: Status
    after: Status
    order: str
    asks: str

    @property
    def says(self) -> str:
        """The button, in the language of the screen."""
        return _(self.order)


@cache
def workflow() -> tuple[Move, ...]:
    """All moves, in the order of the file."""
    with WORKFLOW_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(Move(Status(row["before"]), Status(row["after"]), row["order"], row["asks"]) for row in rows)


def moves_from(*, status: str) -> list[Move]:
    """What may follow this status."""
    return [move for move in workflow() if move.before == status]


def move_between(*, before: str, after: str) -> Move | None:
    """The row of this move, or None when it is not allowed."""
    return next((move for move in workflow() if (move.before, move.after) == (before, after)), None)
