"""Words that not every reader knows: which are explained, and which are not yet. Pure; the list is `data/words.csv`."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "words.csv"
_ABBREVIATION = re.compile(r"\b[A-Z]{2,}[a-z]?[A-Z]*\b")
_LEARNED = re.compile(r"\b\w{3,}(?:isme|istisch|istische|ologie|atie-?milieu)\b", re.IGNORECASE)
_EVERYDAY = frozenset(
    "optimisme pessimisme toerisme realisme optimistisch optimistische pessimistisch realistisch realistische "
    "toeristisch toeristische racisme racistisch racistische activisme activistisch activistische extremisme "
    "extremistisch extremistische terrorisme terroristisch terroristische statistisch statistische mechanisme "
    "vandalisme humanisme journalistiek logistische psychologie technologie criminologie sociologie".split()
)


@cache
def _words() -> dict[str, tuple[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["word"].casefold(): (row["word"], row["meaning"]) for row in csv.DictReader(file)}


def explained_in(*, texts: Iterable[str]) -> list[tuple[str, str]]:
    """The words of the list that stand in these texts, with what they mean, in the order of the alphabet."""
    found = {word.casefold() for text in texts for word in re.findall(r"[\w-]{2,}", text)}
    return sorted((_words()[word] for word in found & _words().keys()), key=lambda one: one[0].casefold())


def unexplained_in(*, text: str) -> list[str]:
    """Abbreviations and learned words that the list does not know and the text itself does not explain.

    A text explains a word by brackets: `AVG (de privacywet)`, or `de privacywet (AVG)`. Each word comes once, in the
    order of the text.
    """
    found = [*_ABBREVIATION.findall(text), *_LEARNED.findall(text)]
    return [one for one in dict.fromkeys(found) if not _is_explained(one, text)]


def _is_explained(word: str, text: str) -> bool:
    if word.casefold() in _words() or word.casefold() in _EVERYDAY:
        return True
    return bool(re.search(rf"\({re.escape(word)}\)|\b{re.escape(word)} \(", text))
