"""What is wrong with a pack, in words that help to mend it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it stands, what is the matter, and how to mend it."""

    file: str
    fact: str
    mend: str
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        where = [self.file]
        if self.row is not None:
            where.append(_("row %(row)d") % {"row": self.row})
        if self.column:
            where.append(_("column %(column)s") % {"column": self.column})
        return f"{', '.join(where)}: {self.fact} {self.mend}"


class PackRefused(Exception):
    """The pack has problems; nothing was stored."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems), key=lambda one: (one.file, one.row or 0, one.column, one.fact))
        super().__init__("\n".join(str(problem) for problem in self.problems))
