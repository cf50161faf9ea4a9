"""From the example documents to a first draft, in one command."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from weerbaar.pictures.services import PeriodNotValid, period_of

Day = tuple[int, int]
EXAMPLES = Path(__file__).resolve().parents[4] / "examples" / "nesserhoeve"


@pytest.mark.django_db
def test_the_example_gives_a_draft_with_counts_origin_and_white_spots_and_says_what_it_left_out(tmp_path: Path) -> None:
    out, said, progress = tmp_path / "beeld", StringIO(), StringIO()
    missing = tmp_path / "bestaat-niet.pdf"
    arguments = ["GX0001", "--period", "2026-Q3", "--keep", "--from", str(EXAMPLES), str(missing), "--out", str(out)]
    call_command("picture", *arguments, "--format", "md", "--format", "html", stdout=said, stderr=progress)
    shares = [int(line.split("%")[0]) for line in progress.getvalue().splitlines() if "%" in line]
    assert (shares[0], shares[-1]) == (0, 100)
    assert shares == sorted(shares)
    assert sorted(one.name for one in out.iterdir()) == [
        "herkomst.csv", "lokaal-beeld-GX0001-2026-Q3.html", "lokaal-beeld-GX0001-2026-Q3.md", "weekaantallen.csv",
    ]  # fmt: skip
    text = (out / "lokaal-beeld-GX0001-2026-Q3.md").read_text()
    for words in ("Witte vlekken", "Waar dit vandaan komt", "Protesteren is een grondrecht", "Nog geen duiding"):
        assert words in text
    assert "Overgeslagen" in said.getvalue()
    assert missing.name in said.getvalue()
    told = list(csv.reader((out / "herkomst.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert f"{len(told) - 1} berichten" in said.getvalue()
    assert all("2026-06-29" <= row[0] <= "2026-10-04" for row in told[1:])
    everything = "".join(one.read_text() for one in out.iterdir())
    assert "Dommelen" not in everything
    assert "12345678" not in everything


@pytest.mark.django_db
def test_a_picture_without_documents_says_so_decently(tmp_path: Path) -> None:
    said = StringIO()
    empty = tmp_path / "leeg"
    empty.mkdir()
    arguments = ["GX0001", "--period", "2026-08", "--keep", "--from", str(empty), "--out", str(tmp_path)]
    call_command("picture", *arguments, "--format", "md", stdout=said, stderr=StringIO())
    text = (tmp_path / "lokaal-beeld-GX0001-2026-08.md").read_text()
    assert "is hierover niets bekend" in text
    assert "0 berichten" in said.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "period"), [("GM9999", "2026-Q3"), ("GX0001", "2026-Q5"), ("GX0001", "2099")])
def test_what_cannot_be_made_is_refused_in_a_sentence(code: str, period: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"\w+ \w+ .*\."):
        call_command(
            "picture", code, "--period", period, "--keep", "--from", str(EXAMPLES), "--out", str(tmp_path),
            stdout=StringIO(), stderr=StringIO(),
        )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_paths_that_do_not_exist_and_a_folder_that_is_a_file_are_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "bestand.txt"
    file.write_text("geen map")
    for source, out in ((tmp_path / "nergens", tmp_path / "uit"), (EXAMPLES, file), (EXAMPLES, file / "dieper")):
        arguments = ["GX0001", "--period", "2026-Q3", "--keep", "--from", str(source), "--out", str(out)]
        with pytest.raises(CommandError, match=r"(bestaat|geen map)\b.*\."):
            call_command("picture", *arguments, stdout=StringIO(), stderr=StringIO())
    assert [one.name for one in tmp_path.iterdir()] == ["bestand.txt"]


@pytest.mark.parametrize(
    ("text", "first", "last", "before"),
    [
        ("2026", (1, 1), (12, 31), "2025-01-01"), ("2026-H2", (7, 1), (12, 31), "2026-01-01"),
        ("2026-q1", (1, 1), (3, 31), "2025-10-01"), ("2024-02", (2, 1), (2, 29), "2024-01-01"),
    ],
)  # fmt: skip
def test_a_period_is_read_as_it_is_written(
    text: str, first: tuple[int, int], last: tuple[int, int], before: str
) -> None:
    found, year = period_of(text), int(text[:4])
    assert (found.first, found.last) == (date(year, *first), date(year, *last))
    assert found.before.first.isoformat() == before
    assert all(week.startswith((str(year), str(year - 1))) for week in found.weeks())


def test_weeks_of_two_periods_never_overlap() -> None:
    quarters = [period_of(f"{year}-Q{number}").weeks() for year in range(2020, 2028) for number in range(1, 5)]
    every = [week for weeks in quarters for week in weeks]
    assert len(every) == len(set(every)) == sum(53 if year in (2020, 2026) else 52 for year in range(2020, 2028))


@pytest.mark.parametrize("text", ["", "2026-Q0", "2026-13", "26", "2026-07-01", "９９９９"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodNotValid):
        period_of(text)
