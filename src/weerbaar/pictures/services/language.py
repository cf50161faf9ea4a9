"""A document in English: the fixed words of the house are translated, what people wrote stays as it was written. Pure.

A picture is frozen in Dutch. Only while a document is made are its fixed words looked up in `data/english.csv`, where
`{}` stands for what changes (`{w}` for one word). What is not found there was written by people, or is a name, and
keeps its language, which the document says part by part.
"""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from pathlib import Path

from weerbaar.pictures.services.content import Part, PictureContent, SectionContent

FILE = Path(__file__).parents[1] / "data" / "english.csv"
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_MONTHS = dict(
    zip(
        "januari februari maart april mei juni juli augustus september oktober november december".split(),
        "January February March April May June July August September October November December".split(),
        strict=True,
    )
)
_PERIOD = re.compile(rf"(?:(?:{'|'.join(_MONTHS)})(?: \d{{4}})?(?: - )?){{1,2}} ?\d{{4}}")
_PLACE = re.compile(r"\{w?\}")
_DAY = re.compile(r"(\d\d)-(\d\d)-(\d{4})")
_FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,15},\d+")
_made: ContextVar[set[str] | None] = ContextVar("_made", default=None)
"""The English texts of the document that is being made; None for a document in Dutch."""


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Everything that is said inside is said in this language: `nl` or `en`."""
    token = _made.set(set() if language == "en" else None)
    try:
        yield
    finally:
        _made.reset(token)


def language() -> str:
    """`nl` or `en`: the language of the document that is being made."""
    return "nl" if _made.get() is None else "en"


def written_in(text: str) -> str:
    """The language of one text in the document: English when it was translated or says nothing in words, else Dutch."""
    made = _made.get()
    return "en" if made is not None and (text in made or not any(map(str.isalpha, text))) else "nl"


def say(text: str) -> str:
    """A text of the house in the language of the document; what the house does not know stays as it is."""
    made = _made.get()
    if made is None:
        return text
    found, foreign = _english(text)
    if foreign * 2 <= len(found):
        made.add(found)  # what is Dutch for the greater part is not called English
    return found


def ours(text: str) -> str:
    """A line that was put together in the language of the document, with what people wrote in it."""
    made = _made.get()
    if made is not None:
        made.add(text)
    return text


def translated(content: PictureContent) -> PictureContent:
    """The content with every fixed word in the language of the document; in Dutch the content itself."""
    if _made.get() is None:
        return content
    return replace(
        content,
        title=say(content.title),
        period=say(content.period),
        director=say(content.director),
        sections=tuple(map(_section, content.sections)),
    )


def _section(section: SectionContent) -> SectionContent:
    return replace(section, title=say(section.title), parts=tuple(map(_part, section.parts)))


def _part(part: Part) -> Part:
    chart = part.chart
    if chart:
        chart = {
            **chart,
            "labels": [say(str(one)) for one in chart["labels"]],
            "unit": say(chart.get("unit", "Aantal")),
        }
    return replace(
        part,
        text=say(part.text),
        note=say(part.note),
        items=tuple(map(say, part.items)),
        columns=tuple(map(say, part.columns)),
        rows=tuple(tuple(map(say, row)) for row in part.rows),
        chart=chart,
        traces=tuple(replace(trace, label=say(trace.label)) for trace in part.traces),
    )


@cache
def _phrases() -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """The fixed texts, and those with something in them that changes: the longest first."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = {row["dutch"]: row["english"] for row in csv.DictReader(file)}
    changing = sorted((one for one in rows if "{" in one), key=lambda one: -len(_PLACE.sub("", one)))
    patterns = []
    for one in changing:
        words = [re.escape(part) for part in _PLACE.split(one)]
        places = [r"(\S+)" if place == "{w}" else "(.+?)" for place in _PLACE.findall(one)]
        whole = "".join(part for pair in zip(words, [*places, ""], strict=True) for part in pair)
        patterns.append((re.compile(whole, re.DOTALL), _PLACE.sub("{}", rows[one])))
    return {one: text for one, text in rows.items() if "{" not in one}, tuple(patterns)


def _english(text: str) -> tuple[str, int]:
    """The text in English, and how many of its characters stayed as they were written."""
    fixed, changing = _phrases()
    plain = fixed.get(text) or _plain(text)
    if plain is not None:
        return plain, 0
    for pattern, english in changing:
        found = pattern.fullmatch(text)
        if found:
            inner = [_english(one) for one in found.groups()]
            return english.format(*(one for one, _foreign in inner)), sum(foreign for _one, foreign in inner)
    return text, len(text) if any(map(str.isalpha, text)) else 0


def _plain(text: str) -> str | None:
    """A day, a figure or a period, as they are written in English."""
    if day := _DAY.fullmatch(text):
        return f"{int(day[1])} {list(_MONTHS.values())[int(day[2]) - 1]} {day[3]}" if 1 <= int(day[2]) <= 12 else None
    if _FIGURE.fullmatch(text):
        return text.translate(str.maketrans(",.", ".,"))
    if _PERIOD.fullmatch(text):
        return " ".join(_MONTHS.get(word, word) for word in text.split())
    return None
