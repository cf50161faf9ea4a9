"""What somebody adds is shown first, and only what may be kept is kept (T2, T6, T7)."""

import io
import re
from typing import Any

import openpyxl
import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import NOW, Cast
from weerbaar.accounts.services import NotAllowed
from weerbaar.sources import services
from weerbaar.sources.models import Fetch, Item, ItemCount, Source, Statistic
from weerbaar.sources.tests.stage import by_hand, switched_on

LETTER = "Stickers in Aerlevoort\nMevrouw Fatima El Amrani, 06 12345678, zag hakenkruisen in Aerlevoort."
FIGURES = (
    "Maat;Gemeente;Periode;Waarde;Eenheid\nVertrouwen;Aerlevoort;juli 2025;1.234,5;%\nVertrouwen;GM9003;2025-Q3;12;%\n"
)


def preview(cast: Cast, source: Source, *files: tuple[str, bytes], key: str = "analyst") -> services.UploadPreview:
    return services.preview_upload(actor=cast[key], source=source, files=files, now=NOW)


def rows_in_database() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Item, ItemCount, Statistic, Fetch))


@pytest.mark.proves("T2")
def test_a_preview_stores_nothing_and_holds_no_personal_data(cast: Cast) -> None:
    before = rows_in_database()
    found = preview(cast, by_hand(cast), ("brief.txt", LETTER.encode()))
    assert found.masked["PERSON"] == 1
    assert found.masked["PHONE"] == 1
    signed = str(signing.loads(found.token, salt="weerbaar.sources.upload"))
    assert not [word for word in ("Fatima", "Amrani", "12345678", "hakenkruisen") if word in signed]
    assert rows_in_database() == before


def test_what_was_shown_is_kept_and_twice_is_once(cast: Cast) -> None:
    token = preview(cast, by_hand(cast), ("brief.txt", LETTER.encode())).token
    services.keep_upload(actor=cast["analyst"], token=token, now=NOW)
    first = rows_in_database()[:3]
    item = Item.objects.get()
    assert [one.municipality for one in item.places.all()] == [cast.here]
    assert item.topics.get().topic == "rechts-extremisme"
    services.keep_upload(actor=cast["analyst"], token=token, now=NOW)
    assert rows_in_database()[:3] == first
    again = preview(cast, Source.objects.get(), ("anders.txt", LETTER.encode())).token
    services.keep_upload(actor=cast["analyst"], token=again, now=NOW)
    assert rows_in_database()[:3] == first


def test_a_token_of_somebody_else_or_a_changed_one_is_refused(cast: Cast) -> None:
    token = preview(cast, by_hand(cast), ("brief.txt", LETTER.encode())).token
    for actor, given in ((cast["specialist"], token), (cast["analyst"], token[:-3] + "abc"), (cast["analyst"], "")):
        with pytest.raises(services.UploadNotValid):
            services.keep_upload(actor=actor, token=given, now=NOW)
    assert not Item.objects.exists()


def test_a_source_that_is_read_by_itself_takes_no_documents(cast: Cast) -> None:
    feed = switched_on(cast)
    with pytest.raises(NotAllowed):
        preview(cast, feed, ("brief.txt", LETTER.encode()))
    other = by_hand(cast, default_municipality=cast.elsewhere)
    preview(cast, other, ("brief.txt", LETTER.encode()), key="official_elsewhere")
    with pytest.raises(NotAllowed):
        preview(cast, other, ("brief.txt", LETTER.encode()), key="official_here")


@pytest.mark.proves("T6")
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "leeg"),
        (b"%PDF-1.7 afgebroken", ""),
        (b"PK\x03\x04 afgebroken", ""),
        (b"\x00\x01\x02\x03" * 50, ""),
        (b"x" * 5_000_001, "5 MB"),
        (b"kolom;ander\n1;2\n", "kolommen"),
        (b"maat;gemeente;periode;waarde\n;;;\n", "geen enkele rij"),
    ],
)
def test_one_bad_file_is_told_and_nothing_can_be_kept(cast: Cast, data: bytes, says: str) -> None:
    source = by_hand(cast)
    assert preview(cast, source, ("goed.txt", LETTER.encode())).token
    found = preview(cast, source, ("goed.txt", LETTER.encode()), ("slecht", data))
    assert found.files[0].is_fit
    assert found.files[1].refused
    assert says in found.files[1].refused
    assert not found.token


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_a_dutch_table_of_figures_is_read_in_every_encoding(cast: Cast, encoding: str) -> None:
    text = FIGURES.replace("Vertrouwen", "Vertrouwen in cafés")
    found = preview(cast, by_hand(cast), ("cijfers.csv", text.encode(encoding)))
    assert [file.problems for file in found.files] == [[]]
    services.keep_upload(actor=cast["analyst"], token=found.token, now=NOW)
    rows = Statistic.objects.order_by("period").values_list("measure", "municipality__code", "period", "value")
    assert [(*row[:3], str(row[3])) for row in rows] == [
        ("Vertrouwen in cafés", "GM9001", "2025-07", "1234.5000"),
        ("Vertrouwen in cafés", "GM9003", "2025-Q3", "12.0000"),
    ]


def test_every_wrong_cell_of_a_table_is_told_by_row_and_column_and_none_is_kept(cast: Cast) -> None:
    text = FIGURES + "Vertrouwen;Nergenshuizen;ooit;=1+1;%\nVertrouwen;GM9003;3e kwartaal 2025;13;%\n"
    found = preview(cast, by_hand(cast), ("cijfers.csv", text.encode()))
    assert [(one.row, one.column) for one in found.files[0].problems] == [
        (4, "Gemeente"),
        (4, "Periode"),
        (4, "Waarde"),
        (5, "Maat"),
    ]
    assert not found.token


@pytest.mark.proves("T7")
def test_a_formula_in_a_workbook_comes_in_as_no_formula_and_goes_out_as_text(cast: Cast) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Titel", "Datum"])  # type: ignore[union-attr]
    book.active.append(["-2+3 meer fietsen in Aerlevoort", "3-2-2026"])  # type: ignore[union-attr]
    stream = io.BytesIO()
    book.save(stream)
    found = preview(cast, by_hand(cast), ("lijst.xlsx", stream.getvalue()))
    services.keep_upload(actor=cast["analyst"], token=found.token, now=NOW)
    answer = cast.client("analyst").get("/items/", {"items-export": "xlsx"})
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active for cell in row]  # type: ignore[union-attr]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert next(str(cell.value) for cell in cells if "fietsen" in str(cell.value)).startswith("'-")


def test_a_table_of_items_is_checked_row_by_row(cast: Cast) -> None:
    good = "titel;datum\nNieuws uit Zwanemeer;3 februari 2026\n"
    assert preview(cast, by_hand(cast), ("a.csv", good.encode())).item_count == 1
    bad = good + ";3-2-2026\nMorgen;3-2-2199\nOoit;gisteren\n"
    found = preview(cast, Source.objects.get(), ("a.csv", bad.encode()))
    assert [(one.row, one.column) for one in found.files[0].problems] == [(3, "titel"), (4, "datum"), (5, "datum")]
    assert (found.token, found.item_count) == ("", 0)


def post_file(cast: Cast, data: bytes, name: str = "brief.txt") -> Any:
    source = Source.objects.get()
    fields = {"source": str(source.pk), "documents": SimpleUploadedFile(name, data)}
    return cast.client("analyst").post("/items/toevoegen/", fields)


def test_the_page_shows_counts_only_and_the_confirmation_keeps(cast: Cast) -> None:
    by_hand(cast)
    text = post_file(cast, LETTER.encode()).content.decode()
    assert "namen van personen: 1" in text
    assert "Amrani" not in text
    token = re.search(r'name="token" value="([^"]+)"', text)
    assert token is not None
    assert not Item.objects.exists()
    cast.client("analyst").post("/items/toevoegen/bewaren/", {"token": token[1]})
    assert Item.objects.count() == 1


@pytest.mark.proves("T6")
def test_files_that_are_too_large_together_are_refused_in_words(cast: Cast) -> None:
    by_hand(cast)
    answer = post_file(cast, b"x" * 5_300_000)
    assert "5 MB" in answer.content.decode()
    assert answer.status_code == 200
