"""HTML pages, feeds and e-mail."""

import email
import email.policy
import html
import re
import sys
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import islice
from time import struct_time
from typing import Any

import nh3

from weerbaar_analysis.text.documents.document import Document, DocumentRefused, FeedEntry
from weerbaar_analysis.text.documents.kinds import Kind, decode

MAX_ENTRIES = 5_000
_ENTITY = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]{0,400}\[", re.IGNORECASE)
_FEED_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>", re.IGNORECASE)
_ENTRY = re.compile(rb"<(?:item|entry)[\s>]")
_TITLE = re.compile(r"<title[^>]*>(.{0,600}?)</title>", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|div|br|li|h[1-6]|tr|td|blockquote)\b[^>]{0,300}>", re.IGNORECASE)
_NUMBER = re.compile(rb"&#(x[0-9a-f]{1,400}|[0-9]{1,400})", re.IGNORECASE)
_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, as in &#xD800;: it can be stored nowhere."""
_SPACES = re.compile(r"[ \t\xa0]+")


def plain(markup: str) -> str:
    """Text without any markup; blocks become lines.

    Examples
    --------
    >>> plain("<p>Eén</p><script>alert(1)</script><p>twee &amp; drie</p>")
    'Eén\\ntwee & drie'
    """
    markup = _HALF.sub("\ufffd", markup)
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    text = nh3.clean(_BLOCK.sub("\n", markup), tags=set(), clean_content_tags={"script", "style"})
    lines = (_SPACES.sub(" ", line).strip() for line in html.unescape(text).splitlines())
    return "\n".join(line for line in lines if line)


def read_html(data: bytes) -> Document:
    """The main text of a page: no menus, scripts, comments or author."""
    import trafilatura

    source = decode(data)
    text = trafilatura.extract(source, fast=True, include_comments=False, include_tables=True) or ""
    found = _TITLE.search(source)
    title = plain(found[1]) if found else ""
    notes = [] if text else ["Er is geen hoofdtekst gevonden op deze pagina."]
    return Document(kind=Kind.HTML, title=" ".join(title.split()), text=text or plain(source), notes=notes)


def read_feed(data: bytes) -> Document:
    """The entries of an RSS or Atom feed, as plain text."""
    import feedparser

    if _ENTITY.search(data[:20_000]):
        raise DocumentRefused("De feed bevat een eigen DOCTYPE of entiteit. Dat is onveilig; de feed is niet gelezen.")
    head = _first_entries(data)
    try:
        parsed = feedparser.parse(_NUMBER.sub(_possible, head), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError) as error:  # the parser trips over some damage
        raise DocumentRefused("De feed is beschadigd. Haal hem opnieuw op.") from error
    found = parsed.entries
    notes = []
    if not _FEED_END.search(data[-2_000:].replace(b"\x00", b"")):  # the last entry may be cut in the middle
        found = found[:-1]
        notes.append("De feed is afgebroken; het laatste bericht is niet gelezen.")
    if parsed.bozo and not found:
        raise DocumentRefused("De feed is beschadigd of onvolledig: er is geen enkel heel bericht in te lezen.")
    if len(head) < len(data):
        notes.append(f"Alleen de eerste {MAX_ENTRIES} berichten zijn gelezen.")
    entries = [_entry(entry) for entry in found[:MAX_ENTRIES]]
    return Document(kind=Kind.FEED, title=plain(parsed.feed.get("title") or ""), entries=entries, notes=notes)


def _possible(found: re.Match[bytes]) -> bytes:
    """The number of a character, or of a question mark when no such character exists: the parser trips over it."""
    number = found[1].lower()
    code = int(number[1:], 16) if number.startswith(b"x") else int(number)
    return b"&#63;" if 0xD800 <= code < 0xE000 or code > sys.maxunicode else found[0]


def _first_entries(data: bytes) -> bytes:
    """The feed as far as entry 5,001, which is then cut off: reading a hundred thousand takes too long."""
    starts = islice(_ENTRY.finditer(data), MAX_ENTRIES + 1, None)
    following = next(starts, None)
    return data[: following.start()] if following else data


def _entry(entry: Any) -> FeedEntry:
    summary = entry.get("summary") or next((part.get("value", "") for part in entry.get("content", [])), "")
    link = entry.get("link") or ""
    return FeedEntry(
        title=" ".join(plain(entry.get("title") or "").split()),
        summary=plain(summary),
        link=link if link.startswith(("http://", "https://")) else "",
        published=_iso(entry.get("published_parsed") or entry.get("updated_parsed")),
        key=entry.get("id", "") or link,
    )


def _iso(moment: struct_time | None) -> str:
    if moment is None:
        return ""
    year, month, day, hour, minute, second = moment[:6]
    return f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}+00:00"


def read_email(data: bytes) -> Document:
    """Subject and body of a message. Sender, recipients and attachments are not read."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise DocumentRefused("Het e-mailbericht is beschadigd. Bewaar het opnieuw als .eml.")
    body = message.get_body(preferencelist=("plain", "html"))
    try:
        text = str(body.get_content()) if body is not None else ""
    except (LookupError, ValueError, KeyError) as error:
        raise DocumentRefused(
            "De tekst van het e-mailbericht is niet leesbaar. Bewaar het opnieuw als .eml."
        ) from error
    if body is not None and body.get_content_type() == "text/html":
        text = plain(text)
    count = sum(1 for _ in message.iter_attachments())
    notes = [f"{count} bijlage(n) niet gelezen."] if count else []
    return Document(
        kind=Kind.EMAIL, title=str(message.get("subject", "")), text=text.strip(), published=_sent(message), notes=notes
    )


def _sent(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    except (TypeError, ValueError):
        return ""
