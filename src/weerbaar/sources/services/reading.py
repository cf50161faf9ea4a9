"""Reading one entry in memory: places and topics are found, personal data goes out, and what may be kept remains."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import unquote, urlsplit

from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Municipality, Region
from weerbaar.sources.selectors.wording import gazetteer_of, parsed_topics, place_changes_in_use, topics_in_use
from weerbaar.sources.services.harvest import Entry
from weerbaar_analysis.text.duplicates import sketch_to_bytes
from weerbaar_analysis.text.personal_data import find_personal_data
from weerbaar_analysis.text.places import Gazetteer, locate
from weerbaar_analysis.text.scrub import scrub
from weerbaar_analysis.text.topics import Taxonomy, classify

TITLE_LENGTH = 300
LINK_LENGTH = 600


@dataclass(frozen=True)
class Tools:
    """What reading needs: the place names and topics in use, and the municipalities by code."""

    gazetteer: Gazetteer
    taxonomy: Taxonomy
    municipalities: dict[str, Municipality]


@dataclass(frozen=True)
class Reading:
    """What may be kept of one entry, and how much personal data went out, per kind."""

    key_digest: str
    title: str
    published_on: date | None
    link: str
    sketch: bytes
    digest: str
    places: Sequence[tuple[str, str, str]] = ()
    topics: Sequence[dict[str, Any]] = ()
    masked: Counter[str] = field(default_factory=Counter)


def tools_for(*, region: Region, on: date) -> Tools:
    """The tools of a region on a day. Building them takes about a second, so they are kept while nothing changes."""
    topics = topics_in_use(region=region)
    changes = place_changes_in_use(region=region)
    return _tools(region.pk, region.pack_digest, on.year, topics, changes)


@lru_cache(maxsize=4)
def _tools(region_id: int, pack_digest: str, year: int, topics: str, changes: str) -> Tools:
    region = Region.objects.get(pk=region_id)
    on = date(year, 12, 31)
    municipalities = {one.code: one for one in regions.municipalities_on(region=region, on=on)}
    return Tools(
        gazetteer=gazetteer_of(region=region, changes=changes, on=on),
        taxonomy=parsed_topics(topics),
        municipalities=municipalities,
    )


def read_entry(*, entry: Entry, tools: Tools, default_code: str | None) -> Reading:
    """The reading of one entry. The text itself is let go of."""
    text = _storable(f"{entry.title}\n{entry.text}" if entry.text else entry.title)
    spans = find_personal_data(text)
    scrubbed = scrub(text, spans)
    title = " ".join(scrubbed.split("\n", 1)[0].split())[:TITLE_LENGTH]
    located = locate(text, tools.gazetteer, default_code)
    reasons = {code: mention for mention in reversed(located.mentions) for code in mention.codes}
    places = [
        (code, reasons[code].name, reasons[code].reason) if code in reasons else (code, "", DEFAULT_PLACE_REASON)
        for code in located.municipalities
        if code in tools.municipalities
    ]
    topics = [
        {
            "topic": found.topic,
            "topic_class": found.topic_class,
            "weight": round(found.weight, 3),
            "terms": [{"term": term.term, "weight": term.weight, "rule": term.rule} for term in found.terms],
        }
        for found in classify(text, tools.taxonomy)
    ]
    sketch = sketch_to_bytes(scrubbed)
    link = _link_without_people(entry.link, [text[span.start : span.end] for span in spans])
    return Reading(
        key_digest=sha256(entry.key.encode("utf-8", "replace")).hexdigest(),
        title=title,
        published_on=entry.published_on,
        link=link,
        sketch=sketch,
        digest=_digest(title, sketch, places, topics, link, entry.published_on),
        places=places,
        topics=topics,
        masked=Counter(span.kind for span in spans),
    )


def _storable(text: str) -> str:
    """Text without what no database keeps: half characters and the character zero."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")


DEFAULT_PLACE_REASON = "de bron gaat over deze gemeente"


def _link_without_people(link: str, found: Sequence[str]) -> str:
    """The link, when it is one that a browser opens and no personal data stands in it; else empty."""
    if len(link) > LINK_LENGTH or not link.startswith(("https://", "http://")):
        return ""
    address = urlsplit(link)
    if address.username or address.password:
        return ""
    rest = unquote(f"{address.path} {address.query}")
    words = {word for text in found for word in re.findall(r"\w{4,}", text.casefold())}
    if words & set(re.findall(r"\w{4,}", rest.casefold().replace("_", " "))):
        return ""
    return "" if any(span.kind != "PERSON" for span in find_personal_data(rest)) else link


def _digest(title: str, sketch: bytes, places: object, topics: object, link: str, day: date | None) -> str:
    kept = (title, sketch.hex(), repr(places), repr(topics), link, str(day))
    return sha256("\n".join(kept).encode()).hexdigest()
