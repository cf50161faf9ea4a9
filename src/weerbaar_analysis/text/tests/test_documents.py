"""Documents of every kind give their text; hostile, damaged and empty ones give one Dutch sentence."""

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator

import docx
import pytest
import typst
import xlsxwriter

from weerbaar_analysis.text.documents import DocumentReader, DocumentRefused, kind_of, open_archive, read_document
from weerbaar_analysis.text.documents.child import MAX_MEMORY


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as one:
        yield one


def _docx() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Raadsbrief"
    document.sections[0].header.paragraphs[0].text = "Gemeente Zuiderwold"
    document.add_heading("Opvang", level=1)
    document.add_paragraph("De raad bespreekt de opvang.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Wijk", "Zuid"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _xlsx() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["gemeente", "aantal", "datum"])
    sheet.write_row(1, 0, ["Zuiderwold", 3])
    sheet.write(1, 2, 46000, book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.write_formula(2, 0, '=HYPERLINK("http://x")', None, "klik")
    book.close()
    return buffer.getvalue()


def _pdf(pages: int = 2) -> bytes:
    body = "#pagebreak()\n".join(
        f"Bladzijde {number + 1}: de raad bespreekt de op-\\ vang.\n" for number in range(pages)
    )
    return typst.compile(f'#set document(title: "Besluitenlijst")\n{body}'.encode())


def _odt() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        container.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        container.writestr(
            "content.xml",
            '<a xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><text:h>Kop</text:h>'
            "<text:p>De <text:span>raad</text:span> vergadert.</text:p></a>",
        )
    return buffer.getvalue()


HTML = (
    b"<!doctype html><html><head><meta charset='utf-8'><title>Nieuws</title></head><body><nav>Menu</nav>"
    b"<article><h1>Opvang</h1><p>De gemeenteraad bespreekt vanavond de opvang in de wijk Zuid.</p></article>"
    b"<script>alert('x')</script></body></html>"
)
RSS = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>Nieuws</title><item><title>Raad &amp; opvang</title>'
    b"<link>https://nieuws.example/1</link><description>&lt;b&gt;Kort&lt;/b&gt; bericht</description>"
    b"<pubDate>Mon, 02 Nov 2026 10:00:00 +0100</pubDate><author>Iemand</author></item></channel></rss>"
)
ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Blad</title><entry><title>Kop</title><id>k1</id>'
    b'<link href="javascript:alert(1)"/><updated>2026-11-03T08:00:00Z</updated></entry></feed>'
)
MAIL = (
    b"From: Iemand <iemand@bedrijf.example>\r\nTo: x@y.example\r\nSubject: Verslag\r\nDate: Tue, 03 Nov 2026 09:00:00 "
    b"+0100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDe bijeenkomst ging over wonen.\r\n"
)


def test_each_kind_is_known_by_its_content_and_gives_its_text(reader: DocumentReader) -> None:
    expected = [
        (_docx(), "docx", "De raad bespreekt de opvang."),
        (_docx(), "docx", "Gemeente Zuiderwold"),
        (_docx(), "docx", "Zuid"),
        (_xlsx(), "xlsx", "Zuiderwold | 3 | 2025-12-09"),
        (_pdf(), "pdf", "Bladzijde 2: de raad bespreekt de opvang."),
        (_odt(), "odt", "De raad vergadert."),
        (HTML, "html", "De gemeenteraad bespreekt vanavond de opvang in de wijk Zuid."),
        (MAIL, "eml", "De bijeenkomst ging over wonen."),
        ("Verslag\nDe raad één".encode("utf-16"), "text", "De raad één"),
        ("Verslag\nDe raad één".encode("utf-16-le"), "text", "De raad één"),
        ("Verslag\nDe raad één".encode("latin-1"), "text", "De raad één"),
        (b"gemeente;aantal\nZuiderwold;3\n", "csv", "Zuiderwold;3"),
    ]
    for data, kind, part in expected:
        document = reader.read(data)
        assert document.kind == kind
        assert part in document.text


def test_titles_dates_tables_and_feed_entries_come_along(reader: DocumentReader) -> None:
    assert reader.read(_docx()).title == "Raadsbrief"
    assert reader.read(_pdf()).title == "Besluitenlijst"
    assert reader.read(MAIL).published == "2026-11-03"
    assert reader.read(_xlsx()).tables[0][1] == ["Zuiderwold", 3, "2025-12-09"]
    entry = reader.read(RSS).entries[0]
    assert (entry.title, entry.summary, entry.published) == (
        "Raad & opvang",
        "Kort bericht",
        "2026-11-02T09:00:00+00:00",
    )
    assert reader.read(ATOM).entries[0].link == ""


def test_the_last_entry_of_a_feed_that_breaks_off_is_not_kept(reader: DocumentReader) -> None:
    two = RSS.replace(b"</channel>", b"<item><title>Tweede bericht</title></item></channel>")
    assert [entry.title for entry in reader.read(two).entries] == ["Raad & opvang", "Tweede bericht"]
    broken = reader.read(two[: two.index(b"bericht</title>")])
    assert [entry.title for entry in broken.entries] == ["Raad & opvang"]
    assert broken.notes == ["De feed is afgebroken; het laatste bericht is niet gelezen."]


def test_scripts_menus_senders_and_authors_are_not_read(reader: DocumentReader) -> None:
    html, mail, feed = reader.read(HTML), reader.read(MAIL), reader.read(RSS)
    assert "alert" not in html.text
    assert "Iemand" not in f"{mail} {feed}"


def test_of_a_very_long_pdf_the_first_500_pages_are_read_and_it_says_so(reader: DocumentReader) -> None:
    document = reader.read(_pdf(510))
    assert "Bladzijde 500:" in document.text
    assert "Bladzijde 501:" not in document.text
    assert document.notes == ["De pdf heeft 510 bladzijden; de eerste 500 zijn gelezen."]


def _zip(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in entries.items():
            container.writestr(name, content)
    return buffer.getvalue()


def _entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><rss><channel>&l8;</channel></rss>'.encode()
    )


ENTITY_IN_DOCX = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "only white space": lambda: b" \n\t ",
    "binary": lambda: b"\x7fELF\x00\x01\x02\x00\x00\x00" * 40,
    "picture": lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 60,
    "old office": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    "entity bomb": _entity_bomb,
    "external entity in docx": lambda: _zip({"word/document.xml": ENTITY_IN_DOCX}),
    "external entity in odt": lambda: _zip(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": ENTITY_IN_DOCX}
    ),
    "zip bomb": lambda: _zip({"word/document.xml": b"<a>" + b" " * 60_000_000}),
    "many entries": lambda: _zip({"word/document.xml": b"<a/>", **{f"{n}": b"" for n in range(1_100)}}),
    "macro": lambda: _zip({"word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}),
    "zip of something else": lambda: _zip({"readme.txt": b"x"}),
    "truncated docx": lambda: _docx()[:2000],
    "truncated xlsx": lambda: _xlsx()[:1500],
    "damaged docx": lambda: _zip({"word/document.xml": b"<a><b></a>"}),
    "damaged xlsx": lambda: _zip({"xl/workbook.xml": b"<a>"}),
    "truncated pdf": lambda: _pdf()[:700],
    "pdf header only": lambda: b"%PDF-1.7\n",
    "feed without an entry": lambda: b"<rss><channel><item><title>half",
    "answer of a service in JSON": lambda: (
        b'{"@odata.context": "https://x", "value": [{"ID": 0, "Gemeente": "Hoorn"}]}'
    ),
    "answer of a service in XML": lambda: (
        b'<?xml version="1.0"?><searchRetrieveResponse><records/></searchRetrieveResponse>'
    ),
    "too large": lambda: b"a" * 5_000_001,
}


@pytest.mark.proves("T6")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_damaged_file_gets_one_dutch_sentence_and_the_reader_lives_on(
    name: str, reader: DocumentReader
) -> None:
    assert reader.read(b"Gewone tekst").kind == "text"
    with pytest.raises(DocumentRefused) as refusal:
        reader.read(HOSTILE[name]())
    assert str(refusal.value).endswith(".")
    assert reader.read(b"Gewone tekst").kind == "text"


def _answer(reader: DocumentReader, data: bytes) -> str:
    try:
        return reader.read(data).kind
    except DocumentRefused as refusal:
        return str(refusal)


@pytest.mark.proves("T6")
def test_every_truncation_of_every_kind_is_answered(reader: DocumentReader) -> None:
    answers = [
        _answer(reader, whole[: int(len(whole) * share)])
        for whole in (_docx(), _xlsx(), _pdf(), _odt(), RSS, MAIL, HTML)
        for share in (0.05, 0.3, 0.6, 0.9, 0.99)
    ]
    assert len(answers) == 35
    assert all(answers)
    assert any("beschadigd" in answer for answer in answers)


@pytest.mark.proves("T6")
def test_a_child_that_takes_too_long_is_ended_and_replaced() -> None:
    with DocumentReader(max_seconds=0.05) as hurried:
        with pytest.raises(DocumentRefused, match="overgeslagen"):
            hurried.read(_pdf(400))
        hurried.max_seconds = 10
        assert hurried.read(b"Gewone tekst").kind == "text"


@pytest.mark.proves("T6")
def test_a_child_that_wants_too_much_memory_is_refused_while_the_parent_lives(reader: DocumentReader) -> None:
    rows = b"a;b\n" + b"1;2\n" * 2_000_000
    with DocumentReader(max_bytes=20_000_000) as roomy, pytest.raises(DocumentRefused):
        roomy.read(rows)
    assert MAX_MEMORY == 256_000_000


def test_an_archive_gives_its_files_and_refuses_archives_within() -> None:
    added_by_a_system = {"__MACOSX/a.xml": b"x", "b/.DS_Store": b"x"}
    kept = {"a.xml": RSS, "b/c.txt": b"tekst"}
    assert dict(open_archive(_zip({**kept, **added_by_a_system}))) == kept
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        info = tarfile.TarInfo("a.xml")
        info.size = len(RSS)
        archive.addfile(info, io.BytesIO(RSS))
    assert dict(open_archive(buffer.getvalue())) == {"a.xml": RSS}
    for bad in (_zip({"a.zip": _zip({"b": b"x"})}), buffer.getvalue()[:40], _zip({"x": b" " * 50_000_000})):
        with pytest.raises(DocumentRefused):
            list(open_archive(bad))


def test_one_document_can_be_read_without_keeping_a_child() -> None:
    assert read_document(b"Verslag").title == "Verslag"


def test_prose_with_commas_is_no_table() -> None:
    assert kind_of(b"De raad, het college en de burgemeester.\nZij spraken, kort, met elkaar.\n") == "text"
