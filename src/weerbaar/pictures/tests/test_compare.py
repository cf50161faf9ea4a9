"""What changed is told once: a new row in one line, a row that stayed only where it changed."""

from dataclasses import replace

from weerbaar.pictures.services.compare import changes_between
from weerbaar.pictures.services.content import Part, PictureContent
from weerbaar.pictures.tests.sample import sample

COLUMNS = ("Gemeente", "Cijfer", "Jaar", "Waarde")
FIRST = ("Aerlevoort", "Inwoners", "2025", "14.200")


def _with(*rows: tuple[str, ...]) -> PictureContent:
    whole = sample(charts=0)
    table = Part(kind="table", text="Cijfers", columns=COLUMNS, rows=rows)
    return replace(whole, sections=(replace(whole.sections[0], parts=(table,)), *whole.sections[1:]))


def test_rows_that_begin_alike_are_told_apart_and_a_new_one_takes_one_line() -> None:
    before = _with(FIRST)
    now = _with(FIRST, ("Aerlevoort", "Inwoners", "2026", "14.310"))
    assert [(one.name, one.before, one.now) for one in changes_between(before=before, now=now)] == [
        ("Cijfers: Aerlevoort, Inwoners", "", "Jaar: 2026; Waarde: 14.310")
    ]


def test_a_row_that_stayed_names_the_cell_that_moved() -> None:
    before, now = _with(FIRST), _with((*FIRST[:3], "14.310"))
    found = changes_between(before=before, now=now)
    assert [(one.name, one.before, one.now) for one in found] == [("Cijfers: Aerlevoort, Waarde", "14.200", "14.310")]
