"""The kind of a document, decided by its content."""

import csv
import io
import re
import zipfile
from enum import StrEnum
from itertools import islice

from weerbaar_analysis.text.documents.document import DocumentRefused


class Kind(StrEnum):
    """What can be read."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    CSV = "csv"
    EMAIL = "eml"
    TEXT = "text"
    FEED = "feed"


MAX_HEAD = 200_000

_FEED_ROOT = re.compile(r"<(?:rss|feed|(?:\w+:)?RDF)[\s>]", re.IGNORECASE)
_HTML_MARK = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p)[\s>]", re.IGNORECASE)
_MAIL_HEADER = re.compile(r"^(from|to|date|subject|received|return-path|message-id|mime-version):\s", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([\w-]{2,20})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding=[\"']([\w-]{2,20})", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def kind_of(data: bytes) -> Kind:
    """The kind of a document.

    Raises
    ------
    DocumentRefused
        When the content is none of the kinds that can be read; the sentence says what to do.

    Examples
    --------
    >>> kind_of(b"%PDF-1.7 ...").value, kind_of("Gewone tekst.".encode("utf-16")).value
    ('pdf', 'text')
    """
    if not data.strip():
        raise DocumentRefused("Het bestand is leeg. Kies een bestand met inhoud.")
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentRefused(
            "Dit is een oud Office-bestand (.doc of .xls). Open het en bewaar het als .docx of .xlsx."
        )
    return _kind_of_text(decode(data))


def _kind_of_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = set(container.namelist())
            mimetype = container.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise DocumentRefused("Het bestand is beschadigd of onvolledig. Haal het opnieuw op.") from error
    if "word/document.xml" in names:
        return Kind.DOCX
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return Kind.ODT
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return Kind.ODS
    raise DocumentRefused(
        "Dit ingepakte bestand is geen Word-, Excel- of OpenDocument-bestand. Pak het uit en kies de losse bestanden."
    )


def _kind_of_text(text: str) -> Kind:
    start = text.lstrip("\ufeff \t\r\n")[:4000]
    if start.startswith("<") and _FEED_ROOT.search(start):
        return Kind.FEED
    if _HTML_MARK.search(start):
        return Kind.HTML
    if _is_data(start, text):
        raise DocumentRefused(
            "Dit is een gegevensbestand (JSON of XML), geen document. Maak er een bron van, of bewaar het als tabel."
        )
    headers = {match[1].lower() for line in start.splitlines()[:40] if (match := _MAIL_HEADER.match(line))}
    if len(headers) >= 3 and _MAIL_HEADER.match(start):
        return Kind.EMAIL
    return Kind.CSV if separator_of(text) else Kind.TEXT


def _is_data(start: str, text: str) -> bool:
    """Whether a text is the answer of a service, meant for machines."""
    end = text.rstrip("\x00 \t\r\n")[-1:]
    return start.startswith("<?xml") or (start.startswith(('{"', "[{", "{\n", '{ "')) and end in {"}", "]"})


def separator_of(text: str) -> str:
    """The separator when the text is a table (at least two rows with the same number of cells), else empty.

    Examples
    --------
    >>> separator_of("gemeente;aantal\\nZuiderwold;3\\n"), separator_of("Een zin, met een komma.\\nNog een, twee.")
    (';', '')
    >>> separator_of('titel,tekst\\n"Een kop, met een komma","Een zin, en nog een."\\n')
    ','
    """
    for separator in (";", "\t", ","):
        rows = _first_rows(text, separator)
        prose = separator == "," and (
            any(cell.startswith(" ") for row in rows for cell in row) or any(row[-1].endswith(".") for row in rows[:1])
        )
        if len(rows) > 1 and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1 and not prose:
            return separator
    return ""


def _first_rows(text: str, separator: str) -> list[list[str]]:
    """The first rows that are no blank line, quotes respected; none when it cannot be read as a table."""
    try:
        read = islice(csv.reader(io.StringIO(text[:MAX_HEAD], newline=""), delimiter=separator), 20)
        rows = [row for row in read if len(row) > 1 or any(cell.strip() for cell in row)]
    except csv.Error:
        return []
    return rows[:-1] if len(text) > MAX_HEAD and len(rows) > 2 else rows


def decode(data: bytes) -> str:
    """Text of bytes: by byte-order mark, declared charset, UTF-8, UTF-16 without mark, else Windows-1252.

    Raises
    ------
    DocumentRefused
        When the bytes are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    guess = _utf16_without_mark(data)
    if guess:
        return data.decode(guess, "replace")
    if b"\x00" in data[:4096]:
        raise DocumentRefused("Dit soort bestand kan niet worden gelezen. Gebruik PDF, Word, Excel, HTML of tekst.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_as_declared(data)


def _decode_as_declared(data: bytes) -> str:
    declared = _XML_CHARSET.search(data[:400]) or _META_CHARSET.search(data[:4000])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"), "replace")
        except LookupError:
            pass
    return data.decode("cp1252", "replace")


def _utf16_without_mark(data: bytes) -> str:
    sample = data[:2000]
    if len(sample) < 8:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return ""
