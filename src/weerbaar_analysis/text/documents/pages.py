"""PDF and plain text."""

import csv
import io
import re

from weerbaar_analysis.text.documents.document import Cell, Document, DocumentRefused
from weerbaar_analysis.text.documents.kinds import Kind, decode, separator_of

MAX_PAGES = 500
"""2,000 full pages take 5 s of computing to read and give 9 MB of text, which takes 20 s to search: no longer an answer
that somebody waits for, and beyond the child's 10 s on a busy machine."""
_HYPHEN = re.compile(r"[\u0002\ufffe](?:\r?\n)?|(?<=\w)[-\u00ad]\r?\n(?=[a-zà-ÿ])")
"""A word broken at the end of a line; U+0002 is how pdfium marks one it has joined."""


def read_pdf(data: bytes) -> Document:
    """The text of the first 500 pages, words joined that were broken at the end of a line."""
    import pypdfium2
    from pypdfium2 import PdfiumError

    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentRefused("De pdf is beveiligd met een wachtwoord. Bewaar hem zonder wachtwoord.") from error
        raise DocumentRefused("De pdf is beschadigd of onvolledig. Haal hem opnieuw op.") from error
    with document:
        count = len(document)
        pages = [_page_text(document, number) for number in range(min(count, MAX_PAGES))]
        title = str(document.get_metadata_dict().get("Title", ""))
    text = _HYPHEN.sub("", "\n".join(pages)).replace("\r\n", "\n").strip()
    notes = [f"De pdf heeft {count} bladzijden; de eerste {MAX_PAGES} zijn gelezen."] if count > MAX_PAGES else []
    if not text:
        notes.append("In de pdf staat geen tekst; waarschijnlijk is het een scan. Maak er een doorzoekbare pdf van.")
    return Document(kind=Kind.PDF, title=title.strip(), text=text, notes=notes)


def _page_text(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    try:
        reader = page.get_textpage()
        try:
            return str(reader.get_text_bounded())
        finally:
            reader.close()
    finally:
        page.close()


def read_text(data: bytes) -> Document:
    """Plain text; the first line is taken as title."""
    text = decode(data).replace("\r\n", "\n").replace("\x00", "").strip("\ufeff \n")
    return Document(kind=Kind.TEXT, title=text.split("\n", 1)[0][:200].strip(), text=text)


def read_csv(data: bytes) -> Document:
    """A table with semicolons, tabs or commas. Cells stay text: what they mean is for the importer to say."""
    text = decode(data).lstrip("\ufeff")
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text) or ";")
        rows: list[list[Cell]] = [list(row) for row in lines]
    except csv.Error as error:
        raise DocumentRefused("De tabel is beschadigd of heeft een heel lange cel. Bewaar hem opnieuw.") from error
    return Document(kind=Kind.CSV, text=text.strip(), tables=[rows])
