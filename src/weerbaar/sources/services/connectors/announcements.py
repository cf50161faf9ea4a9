"""Officiële Bekendmakingen over SRU 2.0.

Option: `query`, the CQL of what is wanted, such as `c.product-area==officielepublicaties and dt.creator="Zuiderwold"`.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import parse_qsl, urlencode
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from weerbaar.sources.services.harvest import Entry, Harvest, Reader, SourceLike, Unreadable, day_of
from weerbaar.sources.services.web_client import Request

PAGE = 100


def check(source: SourceLike) -> list[str]:
    if not str(source.settings.get("query", "")).strip():
        return ["Vul bij 'query' in welke bekendmakingen u zoekt, bijvoorbeeld dt.creator=\"Zuiderwold\"."]
    return []


def requests(source: SourceLike, since: date, until: date) -> list[Request]:
    query = f"({source.settings['query']}) and dt.modified>={since.isoformat()} and dt.modified<={until.isoformat()}"
    options = {
        "operation": "searchRetrieve",
        "version": "2.0",
        "query": query,
        "startRecord": 1,
        "maximumRecords": PAGE,
    }
    return [Request(f"{source.url}?{urlencode(options)}", {"Accept": "application/xml"})]


def read(source: SourceLike, answers: Sequence[bytes], reader: Reader) -> Harvest:
    entries = []
    for answer in answers:
        found, root = _list_of(answer)
        entries += [entry for record in _named(root, "record") if (entry := _entry(record))]
    most = len(answers) * PAGE
    notes = [f"Er zijn {found} bekendmakingen; de eerste {most} zijn gelezen."] if found > most else []
    return Harvest(entries=entries, notes=notes)


def next_page(request: Request, answer: bytes) -> Request | None:
    """The next hundred, while there are more."""
    address, _mark, query = request.url.partition("?")
    options = dict(parse_qsl(query))
    start = int(options["startRecord"]) + PAGE
    if start > _list_of(answer)[0]:
        return None
    return Request(f"{address}?{urlencode({**options, 'startRecord': start})}", request.headers)


def _list_of(answer: bytes) -> tuple[int, Element]:
    """How many announcements there are in all, and the answer that holds some of them."""
    try:
        root: Element = fromstring(answer, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Unreadable("De bron gaf geen leesbare XML terug.") from error
    found = next((element.text or "" for element in _named(root, "numberOfRecords")), "").strip()
    if not (found.isascii() and found.isdigit() and len(found) < 10):
        raise Unreadable("De bron gaf geen lijst van bekendmakingen terug.")
    return int(found), root


def _entry(record: Element) -> Entry | None:
    title, key = _text(record, "title"), _text(record, "identifier")
    link = _text(record, "preferredUrl") or _text(record, "url")
    day = day_of(_text(record, "available") or _text(record, "date") or _text(record, "modified"))
    if not title or not key:
        return None
    return Entry(key, title, _text(record, "abstract"), link if link.startswith("https://") else "", day)


def _named(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if element.tag.rsplit("}", 1)[-1] == name)


def _text(record: Element, name: str) -> str:
    return next(((element.text or "").strip() for element in _named(record, name)), "")
