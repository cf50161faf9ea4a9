"""DOCX, ODT and spreadsheets, read from their zip container."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from weerbaar_analysis.text.documents.archive import checked_zip, read_entry
from weerbaar_analysis.text.documents.document import Cell, Document, DocumentRefused
from weerbaar_analysis.text.documents.kinds import Kind

MAX_ROWS = 20_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OPEN = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_docx(data: bytes) -> Document:
    """Paragraphs of headers, body, tables, notes and text boxes, in the order of the document."""
    with checked_zip(data) as container:
        names = container.namelist()
        parts = [name for name in names if name.startswith("word/header")]
        parts += ["word/document.xml"]
        parts += [name for name in ("word/footnotes.xml", "word/endnotes.xml") if name in names]
        lines = [line for part in parts for line in _paragraphs(_tree(container, part), _WORD)]
        title = _core_title(container, "docProps/core.xml")
    return Document(kind=Kind.DOCX, title=title, text="\n".join(lines))


def read_odt(data: bytes) -> Document:
    """Paragraphs and headings in the order of the document."""
    with checked_zip(data) as container:
        lines = list(_paragraphs(_tree(container, "content.xml"), _OPEN))
        title = _core_title(container, "meta.xml")
    return Document(kind=Kind.ODT, title=title, text="\n".join(lines))


def read_spreadsheet(data: bytes, kind: Kind) -> Document:
    """All sheets as rows of cells: values, never formulas; dates as ISO text."""
    from python_calamine import CalamineError, CalamineWorkbook

    checked_zip(data).close()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        raise DocumentRefused("De tabel is beschadigd of beveiligd. Bewaar hem opnieuw, zonder wachtwoord.") from error
    notes = [f"Alleen de eerste {MAX_ROWS} rijen zijn gelezen."] if any(len(rows) > MAX_ROWS for rows in sheets) else []
    tables = [[[_cell(value) for value in row] for row in rows[:MAX_ROWS]] for rows in sheets]
    text = "\n".join(" | ".join(str(cell) for cell in row if cell != "") for rows in tables for row in rows)
    return Document(kind=kind, text=text, tables=tables, notes=notes)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, dt.datetime) and value.time() == dt.time(0):
        return value.date().isoformat()
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return value if isinstance(value, str | int) else str(value)


def _tree(container: zipfile.ZipFile, name: str) -> Element:
    try:
        root: Element = fromstring(read_entry(container, name), forbid_dtd=True)
    except (ParseError, KeyError, DefusedXmlException) as error:
        raise DocumentRefused("Het bestand is beschadigd of onveilig opgebouwd. Bewaar het opnieuw.") from error
    return root


def _paragraphs(root: Element, space: str) -> Iterator[str]:
    for element in root.iter():
        if element.tag in (f"{space}p", f"{space}h"):
            line = "".join(_runs(element, space)).strip()
            if line:
                yield line


def _runs(paragraph: Element, space: str) -> Iterator[str]:
    if space == _OPEN:
        yield "".join(paragraph.itertext())
        return
    for element in paragraph.iter():
        if element.tag == f"{space}t":
            yield element.text or ""
        elif element.tag in (f"{space}tab", f"{space}br"):
            yield " "


def _core_title(container: zipfile.ZipFile, name: str) -> str:
    if name not in container.namelist():
        return ""
    found = next(_tree(container, name).iter(_TITLE), None)
    return ((found.text if found is not None else "") or "").strip()
