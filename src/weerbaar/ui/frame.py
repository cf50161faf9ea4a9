"""What the page frame and its small parts need from Python."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Step:
    """One step of a stepper; `state` is "done", "current" or "later"."""

    number: int
    label: str | Promise
    state: str
    href: str = ""


def steps(labels: Sequence[str | Promise], *, current: int, hrefs: Sequence[str] = ()) -> tuple[Step, ...]:
    """The steps of a task, of which number `current` (from 1) is being done; `current` past the end: all done."""
    return tuple(
        Step(
            number=number,
            label=label,
            state="done" if number < current else "current" if number == current else "later",
            href=hrefs[number - 1] if number <= len(hrefs) else "",
        )
        for number, label in enumerate(labels, start=1)
    )


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu."""

    label: str | Promise
    url: str
    is_current: bool


@dataclass(frozen=True)
class MenuGroup:
    """A part of the menu; without a label it stands alone."""

    label: str | Promise
    items: tuple[MenuItem, ...]
