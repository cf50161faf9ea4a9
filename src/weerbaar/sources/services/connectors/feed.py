"""RSS and Atom."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from weerbaar.sources.services.harvest import Entry, Harvest, Reader, SourceLike, Unreadable, day_of
from weerbaar.sources.services.web_client import Request
from weerbaar_analysis.text.documents import Document, DocumentRefused


def check(source: SourceLike) -> list[str]:
    if not urlsplit(source.url).hostname:
        return ["Vul het volledige adres van de feed in, zoals https://www.nieuws.example/rss."]
    return []


def requests(source: SourceLike, since: date, until: date) -> list[Request]:
    return [Request(source.url, {"Accept": "application/rss+xml, application/atom+xml, application/xml;q=0.9"})]


def read(source: SourceLike, answers: Sequence[bytes], reader: Reader) -> Harvest:
    try:
        document = reader.read(answers[0])
    except DocumentRefused as refusal:
        raise Unreadable(str(refusal)) from refusal
    if document.kind != "feed":
        raise Unreadable("Op dit adres staat geen RSS of Atom. Zoek het adres van de feed en pas het aan.")
    return harvest_of(document)


def harvest_of(document: Document) -> Harvest:
    """The entries of a feed that was read."""
    entries = [
        Entry(entry.key or entry.title, entry.title, entry.summary, entry.link, day_of(entry.published))
        for entry in document.entries
        if entry.title
    ]
    return Harvest(entries=entries, notes=document.notes)
