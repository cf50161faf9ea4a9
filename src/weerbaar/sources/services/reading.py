"""Reading one entry in memory: places and topics are found, personal data goes out, and what may be kept remains."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Municipality, Region
from weerbaar.sources.selectors.wording import place_changes_in_use, topics_in_use
from weerbaar.sources.services.harvest import Entry
from weerbaar_analysis.text.duplicates import sketch_to_bytes
from weerbaar_analysis.text.personal_data import find_personal_data
from weerbaar_analysis.text.places import Gazetteer, PlaceRow, locate
from weerbaar_analysis.text.scrub import scrub
from weerbaar_analysis.text.topics import Taxonomy, classify, load_default_taxonomy, parse_taxonomy

TITLE_LENGTH = 300


@dataclass(frozen=True)
class Tools:
    """What reading needs: the place names and topics in use, and the municipalities by code."""

    gazetteer: Gazetteer
    taxonomy: Taxonomy
    municipalities: dict[str, Municipality]


@dataclass(frozen=True)
class Reading:
    """What may be kept of one entry, and how much personal data went out, per kind."""

    title: str
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
    rows = [
        PlaceRow(row.name, code, row.kind, row.ambiguity, row.note)  # type: ignore[arg-type]
        for row in regions.gazetteer_rows(region=region, on=on)
        for code in row.municipality_codes
    ]
    municipalities = {one.code: one for one in regions.municipalities_on(region=region, on=on)}
    return Tools(
        gazetteer=Gazetteer(
            rows,
            municipality_names={code: one.name for code, one in municipalities.items()},
            districts={code: str(one.safety_region_id) for code, one in municipalities.items()},
        ),
        taxonomy=parse_taxonomy(topics) if topics else load_default_taxonomy(),
        municipalities=municipalities,
    )


def read_entry(*, entry: Entry, tools: Tools, default_code: str | None) -> Reading:
    """The reading of one entry. The text itself is let go of."""
    text = f"{entry.title}\n{entry.text}" if entry.text else entry.title
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
    return Reading(
        title=title,
        sketch=sketch,
        digest=_digest(title, sketch, places, topics, entry),
        places=places,
        topics=topics,
        masked=Counter(span.kind for span in spans),
    )


DEFAULT_PLACE_REASON = "de bron gaat over deze gemeente"


def _digest(title: str, sketch: bytes, places: object, topics: object, entry: Entry) -> str:
    kept = (title, sketch.hex(), repr(places), repr(topics), entry.link, str(entry.published_on))
    return sha256("\n".join(kept).encode()).hexdigest()
