"""Sixty hostile files that somebody could add, by name (T6). Each is made when asked for."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.fuzz import ATOM, DOCX, FIGURES, HTML, ITEMS, MAIL, ODT

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd">%x;]>'


def packed(entries: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as container:
        for name, content in entries.items():
            container.writestr(name, content)
    return buffer.getvalue()


def lol(depth: int = 9) -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth))
    return f'<!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'


def lying_zip() -> bytes:
    """The head says the entry is small."""
    whole = bytearray(packed({"word/document.xml": b"<a>" + b" " * 40_000_000}))
    at = whole.rindex(b"PK\x01\x02")
    whole[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(whole)


def png() -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    )


def sheet(cells: str, extra: dict[str, str] | None = None) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"/>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
            **(extra or {}),
        }
    )


def pdf(body: str) -> bytes:
    return f"%PDF-1.7\n{body}\ntrailer<</Root 1 0 R>>\n%%EOF".encode("latin-1")


FILES: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "white space": lambda: b" \r\n\t" * 100,
    "only NUL": lambda: b"\x00" * 5000,
    "a mark and no more": lambda: b"\xef\xbb\xbf",
    "half a UTF-16": lambda: "Dag".encode("utf-16") + b"\xd8",
    "surrogates": lambda: b"\xff\xfe" + b"\x00\xd8" * 500,
    "UTF-7": lambda: b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "one line of 4 MB": lambda: b"a" * 4_000_000,
    "a million lines": lambda: b"\n" * 1_000_000,
    "a deep tree": ("<a>" * 100_000).encode,
    "a deep feed": ("<rss><channel>" + "<item>" * 10_000).encode,
    "deep HTML": ("<!doctype html><body>" + "<div>" * 10_000).encode,
    "HTML with a script": lambda: HTML.replace("De raad", "<script>fetch('//kwaad.example')</script>").encode(),
    "HTML with endless attributes": ("<html " + "a=b " * 300_000 + ">").encode,
    "HTML with a broken comment": lambda: b"<html><!-- " + b"-" * 500_000,
    "an entity bomb in a feed": f"{lol()}<rss><channel><title>&l8;</title></channel></rss>".encode,
    "an entity bomb after a mark": lambda: "\ufeff".encode() + f"{lol()}<rss><channel>&l8;</channel></rss>".encode(),
    "a quadratic bomb": (f'<!DOCTYPE a [<!ENTITY x "{"y" * 50_000}">]><rss>' + "&x;" * 50_000).encode,
    "a file of the server in a feed": f"{ENTITY}<rss><channel><title>&x;</title></channel></rss>".encode,
    "an address in a feed": f"{REMOTE}<rss><channel/></rss>".encode,
    "a feed in UTF-16 with an entity": lambda: f"{ENTITY}<rss><channel>&x;</channel></rss>".encode("utf-16"),
    "a feed of impossible numbers": lambda: ATOM.replace("Kop", "&#xD800;&#99999999999;&#0;").encode(),
    "a feed with a script as link": lambda: ATOM.replace("https://a.example/1", "javascript:alert(1)").encode(),
    "an entity bomb in a document": lambda: packed({"word/document.xml": f"{lol()}<a>&l8;</a>"}),
    "a file of the server in a document": lambda: packed({"word/document.xml": f"{ENTITY}<a>&x;</a>"}),
    "an address in a document": lambda: packed({"word/document.xml": f"{REMOTE}<a/>"}),
    "an entity bomb in an open document": lambda: packed(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"{lol()}<a>&l8;</a>"}
    ),
    "a bomb in a document": lambda: packed({"word/document.xml": b"<a>" + b" " * 90_000_000}),
    "a bomb in a style of a document": lambda: packed(
        {"word/document.xml": "<a/>", "word/styles.xml": b" " * 90_000_000}
    ),
    "a bomb in a workbook": lambda: packed({"xl/workbook.xml": b"<a>" + b" " * 90_000_000}),
    "a bomb that lies": lying_zip,
    "a zip in a zip": lambda: packed({"a.zip": packed({"b.zip": packed({"c.zip": b" " * 1_000_000})})}),
    "a zip of a zip of a document": lambda: packed({"brief.docx": DOCX}),
    "two thousand entries": lambda: packed({"word/document.xml": "<a/>", **{f"{n}.xml": "" for n in range(2_000)}}),
    "a path upwards": lambda: packed({"word/document.xml": "<a/>", "../../etc/passwd": "x"}),
    "an entry without a name": lambda: packed({"word/document.xml": "<a/>", " ": "x"}),
    "the same entry twice": lambda: DOCX[:-22] + DOCX,
    "a zip with a comment of 60 kB": lambda: DOCX[:-2] + struct.pack("<H", 60_000) + b"x" * 60_000,
    "a macro": lambda: packed({"word/document.xml": "<a/>", "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "a macro in capitals": lambda: packed({"xl/workbook.xml": "<a/>", "xl/VBAPROJECT.BIN": b"x"}),
    "a program in a document": lambda: packed({"word/document.xml": "<a/>", "word/embeddings/a.exe": b"MZ"}),
    "a locked zip": lambda: DOCX.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"),
    "a zip packed in an unknown way": lambda: DOCX[:8] + b"\x63\x00" + DOCX[10:],
    "half a document": lambda: DOCX[: len(DOCX) // 2],
    "half an open document": lambda: ODT[: len(ODT) // 2],
    "only the end of a zip": lambda: DOCX[-22:],
    "an old Word file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 5_000,
    "a sheet with a cell at the very end": lambda: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "a sheet with a cell nowhere": lambda: sheet('<row r="0"><c r="AAAAAAA99999999999"><v>1</v></c></row>'),
    "a sheet with texts that are not there": lambda: sheet('<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'),
    "a sheet with an address": lambda: sheet("", {"xl/externalLinks/externalLink1.xml": REMOTE}),
    "a pdf without anything": lambda: pdf(""),
    "a pdf that goes round": lambda: pdf(
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R]/Count 1>>endobj"
    ),
    "a pdf with a script": lambda: pdf("1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj"),
    "a pdf with a bomb": lambda: pdf(
        "1 0 obj<</Length 9>>stream\n" + zlib.compress(b" " * 50_000_000, 9).decode("latin-1") + "\nendstream endobj"
    ),
    "a pdf with a password": lambda: pdf(
        "1 0 obj<</Filter/Standard/V 4/R 4/O(x)/U(x)/P -4>>endobj trailer<</Encrypt 1 0 R>>"
    ),
    "a pdf and a web page at once": lambda: b"<html><script>alert(1)</script>%PDF-1.7\n%%EOF</html>",
    "a picture": png,
    "a program": lambda: b"\x7fELF\x02\x01\x01" + b"\x00" * 4_000,
    "a packed stream": lambda: gzip.compress(b" " * 10_000_000),
    "a mail in a mail": (MAIL.replace("text/plain", "message/rfc822") * 50).encode,
    "a mail with endless parts": (MAIL + "--q\r\n\r\n" * 50_000).encode,
    "a mail in a code nobody knows": lambda: MAIL.replace("text/plain", "text/plain; charset=klingon").encode(),
    "a table with formulas": lambda: ITEMS.replace("Nieuws", "=cmd|'/c calc'!A0").encode(),
    "a table of a million cells": lambda: ("a;" * 1_000_000 + "\n").encode() * 2,
    "a table with an endless cell": ('titel;datum\n"' + "a" * 2_000_000 + '";3-2-2026\n').encode,
    "figures beyond all bounds": lambda: FIGURES.replace("1.234,5", "9" * 400).encode(),
    "just too large": lambda: b"a" * 5_000_001,
}
