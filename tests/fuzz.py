"""Throws damaged and hostile files at the readers of feeds, tables and documents: `python tests/fuzz.py feed 2000 7`.

Each run takes a sound file, a piece of another one, or a hostile token, and damages it. The oracle: an answer within
five seconds of work and 512 MB, either a document or one Dutch sentence; feeds, tables, text and mail raise nothing
else; links are http(s) or empty; what the tables hold is told or kept, never a mishap. Prints the counts as JSON; on
the first failure it prints what and ends with 1. No network, no files.
"""

import gzip
import io
import json
import random
import resource
import signal
import sys
import tarfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

from weerbaar_analysis.text.documents import DocumentRefused, kind_of, open_archive
from weerbaar_analysis.text.documents.child import answer, parse
from weerbaar_analysis.text.documents.document import Document

SECONDS = 5
MEMORY = 512_000_000
ZIP = b"PK\x03\x04"
STRICT = {"feed", "csv", "text", "eml"}
"""Kinds that we read with parsers that must never trip; the others sit in a child process for that reason."""

TOKENS = [
    *("<![CDATA[", "]]>", "<!--", "-->", "<script>alert(1)</script>", "&#x0;", "&#xD800;", "&lol;", "&amp;amp;"),
    *("<item>", "</item>", "<entry>", "<rss>", "</rss>", "<title>", "<link>", "javascript:alert(1)", "data:,x"),
    *('<!DOCTYPE a [<!ENTITY x "y">]>', "<?xml version='1.0' encoding='utf-7'?>", "9999-99-99T99:99:99Z", "\x00"),
    *("0000-00-00", "Mon, 32 Feb 2026 25:61:61 +9999", "=cmd|'/c calc'!A0", "@SUM(1)", "-1", "1e309", "NaN", "1.234,5"),
    *(";;;;;;", "\t\t", '"', '""', '"unclosed', "\r", "\r\n\r\n", "\u202e", "\u200b", "\ufeff", "\U0010ffff", "é" * 99),
    *("A" * 5000, "<a>" * 400, "%PDF-1.7", "endobj", "/Type /Page", "Content-Transfer-Encoding: base64\r\n\r\n===="),
]  # fmt: skip

FEED = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    "<title>Nieuws</title>{items}</channel></rss>"
)
ITEM = (
    "<item><title>Raad &amp; opvang {0}</title><link>https://nieuws.example/{0}</link><guid>k{0}</guid>"
    "<description>&lt;b&gt;Kort&lt;/b&gt;</description><pubDate>Mon, 02 Nov 2026 10:00:00 +0100</pubDate></item>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Blad</title><entry><title>Kop</title><id>k1</id>'
    '<link href="https://a.example/1"/><updated>2026-11-03T08:00:00Z</updated><content type="html">&lt;p&gt;x</content>'
    "</entry></feed>"
)
MAIL = (
    "From: a@b.example\r\nTo: x@y.example\r\nSubject: =?utf-8?q?V?=\r\nDate: Tue, 03 Nov 2026 09:00:00 +0100\r\n"
    "Mime-Version: 1\r\nContent-Type: multipart/alternative; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\n"
    "Wonen.\r\n--q\r\nContent-Type: text/html\r\n\r\n<p>Wonen.</p>\r\n--q--\r\n"
)
HTML = "<!doctype html><html><head><title>N</title></head><body><article><p>De raad spreekt over opvang.</p></article>"
FIGURES = "Maat;Gemeente;Periode;Waarde;Eenheid\nVertrouwen;Aerlevoort;juli 2025;1.234,5;%\nRust;GM9003;2025-Q3;12;%\n"
ITEMS = "titel;datum;link;tekst\nNieuws;3 februari 2026;https://a.example/;Tekst\nAnders;2026-02-04;;\n"


def _zip(entries: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for name, content in entries.items():
            container.writestr(name, content)
    return buffer.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCX = _zip(
    {"word/document.xml": f"<w:document {W}><w:body><w:p><w:r><w:t>De raad</w:t></w:r></w:p></w:body></w:document>"}
)
ODT = _zip(
    {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": '<a xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><text:p>De raad</text:p></a>',
    }
)


def _xlsx() -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Maat", "Gemeente", "Periode", "Waarde"])
        sheet.write_row(1, 0, ["Rust", "GM9003", "2025-Q3", 12.5])
    return buffer.getvalue()


def _pdf() -> bytes:
    import typst

    made: bytes = typst.compile(b"De raad spreekt over opvang.\n#pagebreak()\nEn over wonen.")
    return made


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        info = tarfile.TarInfo("a.xml")
        info.size = len(ATOM)
        archive.addfile(info, io.BytesIO(ATOM.encode()))
    return buffer.getvalue()


SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "feed": lambda: [FEED.format(items="".join(ITEM.format(n) for n in range(3))).encode(), ATOM.encode()],
    "table": lambda: [*(one.encode(name) for one in (FIGURES, ITEMS) for name in ("utf-8", "utf-16")), _xlsx()],
    "archive": lambda: [_zip({"a.xml": ATOM, "b/c.csv": FIGURES}), _tar(), gzip.decompress(_tar())],
    "document": lambda: [DOCX, ODT, _pdf(), HTML.encode(), MAIL.encode(), "Verslag\nDe raad één".encode("utf-16")],
}  # fmt: skip


class Damage:
    """Makes one hostile file out of sound ones; the same seed makes the same files."""

    def __init__(self, seeds: list[bytes], seed: int) -> None:
        self.seeds, self.chance = seeds, random.Random(seed)

    def file(self) -> bytes:
        whole = self.chance.choice(self.seeds)
        if whole.startswith(ZIP) and self.chance.random() < 0.7:
            return self._inside(whole)
        return self._bytes(whole)

    def _inside(self, whole: bytes) -> bytes:
        """Damage within a container that is itself sound."""
        with zipfile.ZipFile(io.BytesIO(whole)) as container:
            entries = {name: container.read(name) for name in container.namelist()}
        name = self.chance.choice(list(entries))
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as made:
            for one, content in entries.items():
                made.writestr(one, self._bytes(content) if one == name else content)
        return buffer.getvalue()

    def _bytes(self, data: bytes) -> bytes:
        made = bytearray(data)
        for _ in range(self.chance.choice((1, 1, 2, 3, 6))):
            self.chance.choice(
                (self._flip, self._flip, self._cut, self._token, self._token, self._twice, self._splice)
            )(made)
        return bytes(made)

    def _spot(self, made: bytearray) -> int:
        return self.chance.randrange(len(made) + 1)

    def _flip(self, made: bytearray) -> None:
        for _ in range(self.chance.choice((1, 1, 4, 20)) if made else 0):
            made[self.chance.randrange(len(made))] = self.chance.randrange(256)

    def _cut(self, made: bytearray) -> None:
        start = self._spot(made)
        del made[start : start + self.chance.choice((1, 10, 100, 100_000))]

    def _token(self, made: bytearray) -> None:
        spot = self._spot(made)
        made[spot:spot] = self.chance.choice(TOKENS).encode("utf-8", "surrogatepass")

    def _twice(self, made: bytearray) -> None:
        start = self._spot(made)
        piece = made[start : start + self.chance.choice((3, 30, 300))]
        made[start:start] = piece * self.chance.choice((1, 2, 50))

    def _splice(self, made: bytearray) -> None:
        other = self.chance.choice(self.seeds)
        start = self.chance.randrange(len(other))
        spot = self._spot(made)
        made[spot:spot] = other[start : start + 200]


def unpack(data: bytes) -> str:
    """What came of one archive."""
    try:
        return f"{len(list(open_archive(data)))} files"
    except DocumentRefused as refusal:
        return _refused(refusal)


def check(data: bytes) -> str:
    """What came of one file; raises when the answer is not as it should be."""
    kind = "zip"
    try:
        kind = kind_of(data).value
        document = parse(data)
    except DocumentRefused as refusal:
        return _refused(refusal)
    except Exception:
        if kind in STRICT or b'"refused"' not in answer(data):
            raise
        return f"mishap in a {kind}, answered by the child"
    _sound(document)
    return kind


def _refused(refusal: DocumentRefused) -> str:
    """One Dutch sentence, whatever the file is."""
    return "refused" if str(refusal).endswith(".") else f"refused without a sentence: {refusal}"


def _sound(document: Document) -> None:
    from weerbaar.sources.services.figure_tables import figures_of_table, has_figures
    from weerbaar.sources.services.item_tables import entries_of_table, has_items, problems_of_table

    json.dumps(document.as_dict())
    for entry in document.entries:
        assert not entry.link or entry.link.startswith(("https://", "http://")), entry.link
    for table in document.tables:
        if has_figures(table):
            figures, _problems = figures_of_table(table, municipalities={"gm9003": "GM9003", "aerlevoort": "GM9001"})
            assert all(abs(one.value) <= 10**13 for one in figures)
        if has_items(table):
            problems_of_table(table, until=date(2026, 11, 25))
        entries_of_table(table)


def _too_slow(*_: Any) -> NoReturn:
    raise TimeoutError(f"no answer within {SECONDS} seconds")


def main(readers: str, runs: int, seed: int) -> int:
    """All readers named, one after the other."""
    return max(run(reader, runs, seed) for reader in readers.split(","))


def run(reader: str, runs: int, seed: int) -> int:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    signal.signal(signal.SIGVTALRM, _too_slow)
    look = unpack if reader == "archive" else check
    for sound in SEEDS[reader]():
        look(sound)  # loads the parsers
    damage, met, slowest = Damage(SEEDS[reader](), seed), Counter[str](), 0.0
    for number in range(runs):
        data = damage.file()
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        start = time.process_time()
        try:
            met[look(data)] += 1
        except BaseException as failure:
            print(
                json.dumps(
                    {
                        "reader": reader,
                        "run": number,
                        "seed": seed,
                        "failure": repr(failure)[:600],
                        "file": data[:4000].hex(),
                    }
                )
            )
            return 1
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        slowest = max(slowest, time.process_time() - start)
    print(json.dumps({"reader": reader, "runs": sum(met.values()), "met": dict(met), "slowest": round(slowest, 3)}))
    return 0


if __name__ == "__main__":
    import logging

    import django

    django.setup()
    logging.disable()
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
