"""Every form is read back, and says what the content says."""

import re
import time
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pptx
import pypdfium2
import pytest
from markdown_it import MarkdownIt

from weerbaar.pictures.services.audience import RIGHTS, for_audience
from weerbaar.pictures.services.content import PictureContent
from weerbaar.pictures.services.render import FORMATS, render, write_whole
from weerbaar.pictures.services.render_words import NO_DATA, certainty_of
from weerbaar.pictures.tests.sample import STATEMENTS, empty, sample


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\ufffe", "-").replace("\u00ad", "")).strip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.skip = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skip = tag == "style"

    def handle_data(self, data: str) -> None:
        if not self.skip:
            self.words.append(data)


def html_text(data: bytes) -> str:
    reader = _Words()
    reader.feed(data.decode())
    return flat("".join(reader.words))


def md_text(data: bytes) -> str:
    return html_text(MarkdownIt().enable("table").render(data.decode()).encode())


def pdf_text(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return flat(" ".join(page.get_textpage().get_text_range() for page in pdf))
    finally:
        pdf.close()


def docx_text(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return flat(" ".join([paragraph.text for paragraph in document.paragraphs] + cells))


def pptx_text(data: bytes) -> str:
    words = []
    for slide in pptx.Presentation(BytesIO(data)).slides:
        for shape in slide.shapes:
            words += [shape.text_frame.text] if shape.has_text_frame else []
            words += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
        words += [slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide else []
    return flat(" ".join(words))


READERS: dict[str, Callable[[bytes], str]] = {
    "html": html_text, "pdf": pdf_text, "docx": docx_text, "pptx": pptx_text, "md": md_text,
}  # fmt: skip


def facts_of(content: PictureContent) -> list[str]:
    """All statements with how sure they are, and all figures."""
    parts = [part for section in content.sections for part in section.parts]
    found = [one.text for one in parts if one.kind == "statement"]
    found += [f"Zekerheid: {certainty_of(one)}" for one in parts if one.kind == "statement"]
    found += [cell for one in parts if one.kind == "table" for row in one.rows for cell in row]
    found += [item for one in parts for item in one.items]
    found += ["37", "40"] if any(one.kind == "chart" for one in parts) else []
    return found


@pytest.mark.parametrize("audience", ["full", "driehoek", "council", "public"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_form_says_the_same_statements_and_figures(form: str, audience: str) -> None:
    content = sample()
    read = READERS[form](render(content=content, form=form, audience=audience))
    expected = facts_of(for_audience(content=content, audience=audience))
    assert STATEMENTS[0] in expected
    assert [one for one in expected if flat(one) not in read] == []


@pytest.mark.parametrize("audience", ["full", "driehoek", "council", "public"])
@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_without_data_says_so_decently_to_every_audience_in_every_form(form: str, audience: str) -> None:
    assert NO_DATA in READERS[form](render(content=empty(), form=form, audience=audience))


def test_the_pdf_is_tagged_in_dutch_with_bookmarks_and_a_text_beside_each_drawing() -> None:
    with pikepdf.open(BytesIO(render(content=sample(charts=3), form="pdf"))) as pdf:
        assert str(pdf.Root.Lang).startswith("nl")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Lokaal beeld Meerwijk"
        with pdf.open_outline() as outline:
            assert [entry.title for entry in outline.root][-1] == "11. Bijlagen"
        tags = tags_of(pdf.Root.StructTreeRoot)
        assert {"/H1", "/H2", "/P", "/L", "/Table", "/TH", "/Figure", "/TOC"} <= {name for name, _alt in tags}
        drawings = [alt for name, alt in tags if name == "/Figure"]
        assert len(drawings) == 4
        assert all(alt.startswith("Grafiek: ") for alt in drawings)


def tags_of(node: pikepdf.Object) -> list[tuple[str, str]]:
    found = []
    if isinstance(node, pikepdf.Array):
        for one in node:
            found += tags_of(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.append((str(node["/S"]), str(node.get("/Alt", ""))))
        if "/K" in node:
            found += tags_of(node["/K"])
    return found


def test_word_has_real_headings_a_repeated_table_head_and_a_text_beside_each_drawing() -> None:
    document = docx.Document(BytesIO(render(content=sample(), form="docx")))
    headings = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert headings[1] == "2. Kern op één bladzijde"
    assert len(headings) == 11
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in document.tables)
    drawings = document.element.body.xpath(".//wp:docPr/@descr")
    assert len(drawings) == 3
    assert all(one.startswith("Grafiek: ") for one in drawings)
    assert document.core_properties.language == "nl-NL"


def test_the_version_for_college_and_raad_is_two_pages_however_long_the_picture_is() -> None:
    pdf = pypdfium2.PdfDocument(render(content=sample(repeat=200), form="pdf", audience="council"))
    assert 1 <= len(pdf) <= 2
    pdf.close()


def test_the_public_version_gives_no_small_count_away_and_names_the_rights() -> None:
    read = READERS["html"](render(content=sample(), form="html", audience="public"))
    table = read[read.index("Signalen per kwartaal") :]
    assert "Onrust*<515" in table.replace(" ", "")
    assert "Polarisatie**23" in table.replace(" ", "")
    assert RIGHTS[0] in read
    assert "/ontwikkelingen/" not in render(content=sample(), form="html", audience="public").decode()


def test_text_of_a_picture_never_becomes_markup() -> None:
    page = render(content=sample(), form="html").decode()
    assert "&lt;neemt&gt;" in page
    assert "<neemt>" not in page
    assert "<script" not in page


def test_a_pdf_of_25_pages_with_12_charts_takes_at_most_a_second() -> None:
    content = sample(charts=11, repeat=150)
    render(content=sample(), form="pdf")
    started = time.process_time()
    made = render(content=content, form="pdf")
    spent = time.process_time() - started
    pdf = pypdfium2.PdfDocument(made)
    pages = len(pdf)
    pdf.close()
    assert pages >= 25
    assert spent <= 1.0


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "beeld.pdf"
    write_whole(path=path, data=b"first")
    with pytest.raises(TypeError):
        write_whole(path=path, data=None)  # type: ignore[arg-type]
    assert path.read_bytes() == b"first"
    assert [one.name for one in tmp_path.iterdir()] == ["beeld.pdf"]
