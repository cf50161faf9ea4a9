"""What a version of topics or places would change, tried on the items of the last 90 days.

Only scrubbed titles are kept, so only titles are tried: what stood in a text is not known any more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Region
from weerbaar.sources.models import Item, Wording
from weerbaar.sources.selectors.wording import (
    Change,
    base_of,
    changes_between,
    gazetteer_of,
    parsed_topics,
    wording_in_use,
)
from weerbaar_analysis.text.places import locate
from weerbaar_analysis.text.topics import classify

DAYS = 90
MOST_TITLES = 5_000
MOST_EXAMPLES = 20


@dataclass(frozen=True)
class Example:
    """One title with what it would gain and lose."""

    title: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """How many titles were tried, how many change, and the newest of those."""

    tried: int
    changed: int
    examples: tuple[Example, ...]
    is_cut: bool


def effect_of(*, region: Region, kind: str, old: str, new: str, on: date) -> Effect:
    """Tries two versions on the titles of the last 90 days."""
    items = Item.objects.filter(source__region=region, published_on__gt=on - timedelta(days=DAYS))
    rows = list(items.values_list("title", "source__default_municipality__code")[: MOST_TITLES + 1])
    read = _topic_reader if kind == Wording.Kind.TOPICS else _place_reader
    before, after = read(region, old, on), read(region, new, on)
    changed = 0
    examples: list[Example] = []
    for title, default in rows[:MOST_TITLES]:
        was, becomes = before(title, default), after(title, default)
        if was != becomes:
            changed += 1
            if len(examples) < MOST_EXAMPLES:
                examples.append(Example(title, tuple(sorted(becomes - was)), tuple(sorted(was - becomes))))
    return Effect(min(len(rows), MOST_TITLES), changed, tuple(examples), len(rows) > MOST_TITLES)


def effect_of_wording(*, wording: Wording, on: date) -> Effect:
    """Tries a version against the one it was made from."""
    old = base_of(wording=wording)
    return effect_of(region=wording.region, kind=wording.kind, old=old, new=wording.content, on=on)


def trial_of(*, region: Region, kind: str, content: str, on: date) -> dict[str, list[Change] | Effect]:
    """What a version that is not proposed yet would change: line by line, and on the titles."""
    in_use = wording_in_use(region=region, kind=kind)
    old = in_use.content if in_use else ""
    return {
        "changes": changes_between(region=region, kind=kind, old=old, new=content),
        "effect": effect_of(region=region, kind=kind, old=old, new=content, on=on),
    }


Reader = Callable[[str, str | None], set[str]]


def _topic_reader(region: Region, content: str, on: date) -> Reader:
    taxonomy = parsed_topics(content)
    names = {topic.key: topic.name for topic in taxonomy.topics}
    return lambda title, default: {names[found.topic] for found in classify(title, taxonomy)}


def _place_reader(region: Region, content: str, on: date) -> Reader:
    gazetteer = gazetteer_of(region=region, changes=content, on=on)
    names = {one.code: one.name for one in regions.municipalities_on(region=region, on=on)}
    return lambda title, default: {names.get(code, code) for code in locate(title, gazetteer, default).municipalities}
