"""A picture of more than one municipality adds up the local ones, and lets none of them be worked out. Pure.

Every figure of one municipality over the whole period is first rounded down to fives; what is shown is made of those
and of nothing else. So whoever knows all the others and subtracts, even all others together, finds five numbers that
the last one can be, and never a number below five from nothing. See docs/decisions/0015.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import Part, PictureContent
from weerbaar.pictures.services.small_numbers import LEAST

FEWEST = 5
"""With fewer local pictures than this nothing of them is added up."""
ROUNDED = "Per gemeente naar beneden afgerond op vijf en dan opgeteld: het zijn er dus ten minste zoveel."
MISSING, NAMED = "niets geregeld", "In lokale beelden"


def rounded_down(count: int) -> int:
    """The count in fives, downwards: 0 to 4 gives 0, 5 to 9 gives 5."""
    return count - count % LEAST


def added_up(per_municipality: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Per key the sum over the municipalities, each rounded down first; keys that come to nothing are left out."""
    total: Counter[str] = Counter()
    for counts in per_municipality:
        total.update({key: rounded_down(count) for key, count in counts.items()})
    return {key: count for key, count in total.items() if count}


def figures_of(*, title: str, sums: Mapping[str, int], names: Mapping[str, str], topics: Sequence[str]) -> Part:
    """One chart of all topics instead of a chart per week: weeks of one municipality are too small to add up."""
    shown = [one for one in topics if sums.get(one)]
    figures = {
        "kind": "bar",
        "labels": [names.get(one, one) for one in shown],
        "values": [sums[one] for one in shown],
        "unit": "berichten, ten minste",
    }
    return Part(kind="chart", text=title, chart=figures, note=f"Openbare bronnen. {ROUNDED} {words.RISE}")


def made_of(*, local: Mapping[str, PictureContent | None]) -> Iterator[Part]:
    """Which municipalities have a frozen picture of this period, and which have not."""
    have = [name for name, content in local.items() if content is not None]
    lack = [name for name, content in local.items() if content is None]
    yield Part(kind="heading", text="Lokale beelden")
    yield Part(kind="paragraph", text=f"Van {len(have)} van de {len(local)} gemeenten is een lokaal beeld vastgesteld.")
    if have:
        yield Part(kind="list", items=(f"Met een lokaal beeld: {', '.join(have)}.",))
    if lack:
        yield Part(kind="list", items=(f"Nog zonder: {', '.join(lack)}. Daar weten wij minder van.",))
    yield Part(kind="note", text=f"Uit dit beeld is geen gemeente terug te rekenen. {ROUNDED}")


def approach_of(*, local: Mapping[str, PictureContent | None]) -> Iterator[Part]:
    """Picture beside approach of all local pictures together: how often something is missing, in words."""
    tables = [_approach_in(content) for content in local.values() if content is not None]
    if len(tables) < FEWEST:
        yield Part(
            kind="note",
            text=f"Er zijn minder dan {FEWEST} lokale beelden. Wat zij over de aanpak zeggen, wordt dan niet opgeteld.",
        )
        return
    named = Counter(topic for table in tables for topic in table)
    rows = tuple(
        (topic, in_words(named[topic]), *(in_words(_missing(tables, topic, place)) for place in range(len(_COLUMNS))))
        for topic in sorted(named)
        if named[topic] >= FEWEST
    )
    if not rows:
        yield Part(kind="note", text=f"Geen fenomeen staat in {FEWEST} of meer lokale beelden.")
        return
    columns = ("Fenomeen", NAMED, *(f"{name} ontbreekt" for name in _COLUMNS))
    yield Part(
        kind="table",
        text="Aanpak naast beeld in alle lokale beelden samen",
        columns=columns,
        rows=rows,
        note=f"Aantallen lokale beelden, van {len(tables)}. Alleen in vijven, zodat geen gemeente terug te rekenen is.",
    )


def in_words(count: int) -> str:
    """How many local pictures, in steps of five: `minder dan 5`, `5 tot 9`, `10 tot 14`."""
    low = rounded_down(count)
    return f"{low} tot {low + LEAST - 1}" if low else f"minder dan {LEAST}"


_COLUMNS = words.APPROACH[1:]


def _approach_in(content: PictureContent) -> dict[str, tuple[str, ...]]:
    """Per phenomenon the words of the four columns, as frozen."""
    parts = [part for one in content.sections if one.key == "approach" for part in one.parts]
    tables = [part for part in parts if part.kind == "table" and part.columns == words.APPROACH]
    return {row[0]: row[1:] for table in tables for row in table.rows if row}


def _missing(tables: Sequence[Mapping[str, tuple[str, ...]]], topic: str, place: int) -> int:
    cells = [table[topic][place] for table in tables if topic in table and len(table[topic]) > place]
    return sum(1 for cell in cells if cell.split(":", maxsplit=1)[0] == MISSING)
