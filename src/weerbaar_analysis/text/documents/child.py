"""The child process that parses. It is started by `reader`, limits itself, and answers one document at a time.

Protocol on standard input and output: a request is 8 bytes of length, then the document; an answer is 8 bytes of
length, then JSON with `document`, or with `refused` and a Dutch sentence.
"""

import contextlib
import json
import socket
import sys
from typing import BinaryIO, NoReturn

from weerbaar_analysis.text.documents.document import Document, DocumentRefused
from weerbaar_analysis.text.documents.kinds import Kind, kind_of

MAX_MEMORY = 256_000_000
"""Bytes of private memory for the child."""


def parse(data: bytes) -> Document:
    """The document, read in this process. Use `reader.read_document`, which guards this."""
    from weerbaar_analysis.text.documents import office, pages, web

    kind = kind_of(data)
    if kind in (Kind.XLSX, Kind.ODS):
        return office.read_spreadsheet(data, kind)
    readers = {
        Kind.HTML: web.read_html,
        Kind.FEED: web.read_feed,
        Kind.EMAIL: web.read_email,
        Kind.DOCX: office.read_docx,
        Kind.ODT: office.read_odt,
        Kind.PDF: pages.read_pdf,
        Kind.CSV: pages.read_csv,
        Kind.TEXT: pages.read_text,
    }
    return readers[kind](data)


def answer(data: bytes) -> bytes:
    """One answer as JSON. Whatever a parser trips over, no content of the document is in the answer but its text."""
    try:
        result = {"document": parse(data).as_dict()}
    except DocumentRefused as refusal:
        result = {"refused": {"sentence": str(refusal)}}
    except MemoryError:
        result = {"refused": {"sentence": "Het bestand vraagt te veel geheugen en is niet gelezen. Splits het."}}
    except Exception:  # a hostile file may raise anything in any parser
        result = {"refused": {"sentence": "Het bestand is beschadigd en kan niet worden gelezen. Bewaar het opnieuw."}}
    return json.dumps(result, ensure_ascii=True).encode("ascii")


def _no_network(*_arguments: object, **_options: object) -> NoReturn:
    raise OSError("no network in the reader")


def _limit() -> None:
    socket.socket.connect = _no_network  # type: ignore[method-assign]
    socket.getaddrinfo = _no_network
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answers until the input ends."""
    while len(header := source.read(8)) == 8:
        reply = answer(source.read(int.from_bytes(header, "big")))
        sink.write(len(reply).to_bytes(8, "big") + reply)
        sink.flush()


if __name__ == "__main__":
    _limit()
    serve(sys.stdin.buffer, sys.stdout.buffer)
