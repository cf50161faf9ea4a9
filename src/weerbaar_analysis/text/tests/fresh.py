"""The fresh labelled sets (data/fresh/README.md) and how they are scored; the tests and the benchmarks share this."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data" / "fresh"
Spans = list[tuple[int, int, str]]
Row = dict[str, Any]
Score = tuple[int, int]


def rows(name: str, *, half: str = "even") -> list[Row]:
    """The rows of a set: the even half that nobody who writes rules reads, the odd half, or all."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines][
        {"even": slice(0, None, 2), "odd": slice(1, None, 2)}.get(half, slice(None))
    ]


def is_hidden(text: str, found: Spans, words: str) -> bool:
    """Whether every letter and digit of the marked words is masked."""
    masked = {index for start, end, _ in found for index in range(start, end)}
    begin = text.index(words)
    return all(index in masked or not text[index].isalnum() for index in range(begin, begin + len(words)))


def personal_scores(find: Callable[[str], Spans], half: str = "even") -> dict[str, Score]:
    """Names and identifiers found whole, texts fully clean, harmless texts flagged at all and by an identifier."""
    right, asked = Counter[str](), Counter[str]()
    for row in rows("personal", half=half):
        found = find(row["text"])
        results = [(kind, is_hidden(row["text"], found, words)) for words, kind, *_ in row["spans"]]
        for key, good in [
            *(("names" if kind == "PERSON" else "identifiers", hidden) for kind, hidden in results),
            ("clean", all(hidden for _, hidden in results)),
        ]:
            asked[key] += 1
            right[key] += good
    for row in rows("harmless", half=half):
        found = find(row["text"])
        asked.update(["flagged", "flagged by identifier"])
        right["flagged"] += bool(found)
        right["flagged by identifier"] += any(kind != "PERSON" for _, _, kind in found)
    return {key: (right[key], asked[key]) for key in asked}


def personal_agreement() -> tuple[float, float]:
    """How far the two annotators of personal data agree, over all 660 texts.

    Returns the F1 of spans that both marked with the same words and kind, and Cohen's kappa of the kind (or none) that
    each gave to every word.
    """
    same, marked, kinds = 0, 0, Counter[tuple[str, str]]()
    for row in rows("personal", half="all") + rows("harmless", half="all"):
        a, b = ({(words, kind) for words, kind, *_ in row.get(key, [])} for key in ("spans", "b"))
        same += len(a & b)
        marked += len(a) + len(b)
        kinds.update(zip(_kinds_of_words(row["text"], a), _kinds_of_words(row["text"], b), strict=True))
    total = sum(kinds.values())
    first, second = Counter[str](), Counter[str]()
    for (one, other), count in kinds.items():
        first[one] += count
        second[other] += count
    chance = sum(first[kind] * second[kind] for kind in first) / total**2
    agreed = sum(count for (one, other), count in kinds.items() if one == other) / total
    return 2 * same / marked, (agreed - chance) / (1 - chance)


def _kinds_of_words(text: str, spans: set[tuple[str, str]]) -> list[str]:
    """The kind that each word got; empty for most."""
    at = {index: kind for words, kind in spans for index in range(text.index(words), text.index(words) + len(words))}
    words = re.finditer(r"\S+", text)
    return [next((at[index] for index in range(*word.span()) if index in at), "") for word in words]


def place_scores(find: Callable[[str], Iterable[str]], half: str = "even") -> dict[str, Score]:
    """Texts with exactly the right municipalities, and texts without any that got one; the labels of annotator a."""
    found = [(set(row["a"]), set(find(row["text"]))) for row in rows("places", half=half)]
    somewhere = [wanted == got for wanted, got in found if wanted]
    nowhere = [bool(got) for wanted, got in found if not wanted]
    return {"exact": (sum(somewhere), len(somewhere)), "wrong where none": (sum(nowhere), len(nowhere))}


def agreed_topics(half: str = "even") -> list[tuple[set[str], str]]:
    """The texts that both annotators gave the same topics."""
    return [(set(row["a"]), row["text"]) for row in rows("topics", half=half) if row["a"] == row["b"]]


def topic_scores(find: Callable[[str], Iterable[str]], half: str = "even") -> tuple[float, Score]:
    """Macro-F1 on the agreed texts, and texts that neither gave a topic but we did."""
    answers = [(wanted, set(find(text))) for wanted, text in agreed_topics(half)]
    topics = {topic for wanted, _ in answers for topic in wanted}
    each = []
    for topic in topics:
        hits = sum(topic in wanted and topic in got for wanted, got in answers)
        each.append(2 * hits / sum((topic in wanted) + (topic in got) for wanted, got in answers))
    neutral = [bool(got) for wanted, got in answers if not wanted]
    return sum(each) / len(each), (sum(neutral), len(neutral))
