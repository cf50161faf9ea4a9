"""The Dutch catalogue is complete: every text in code and templates has one, none is fuzzy, no placeholder is lost."""

import ast
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.walls.house import House

KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
CALL = re.compile(
    r"""\b(_|n?p?gettext)\(((?:\s*u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,?)+)""",
    re.DOTALL,
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def texts_in(path: Path) -> list[tuple[int, str | None, str]]:
    """(line, context, text) of everything that goes through gettext in one file."""
    return _texts_of(path.suffix, path.read_text(encoding="utf-8"))


@cache
def _texts_of(suffix: str, source: str) -> list[tuple[int, str | None, str]]:
    if suffix == ".html":
        return _texts_of_template(templatize(source))
    found = extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS)
    return [(line, context, text[0] if isinstance(text, tuple) else text) for line, text, _, context in found]


def _texts_of_template(calls: str) -> list[tuple[int, str | None, str]]:
    """Django turns the tags of a template into calls of gettext; these are read here."""
    found = []
    for call in CALL.finditer(calls):
        line = calls.count("\n", 0, call.start()) + 1
        strings = ast.literal_eval(f"({call[2]},)".replace(",,", ",").replace(", ,", ","))
        context = strings[0] if "p" in call[1] else None
        found.append((line, context, strings[1] if context else strings[0]))
    return found


def messages(house: House) -> list[tuple[Path, Message]]:
    """Every message of every Dutch catalogue."""
    found = []
    for path in sorted(house.source.rglob("locale/nl/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            found += [(path, message) for message in read_po(file, locale="nl") if message.id]
    return found


def every_text_has_its_dutch(house: House) -> list[str]:
    known = {(message.context, _first(message.id)) for _, message in messages(house) if _is_filled(message)}
    paths = sorted(path for kind in ("*.py", "*.html") for path in house.source.rglob(kind))
    return [
        f"{house.short(path)} (line {line}): “{text}” has no Dutch: add it to "
        f"src/weerbaar/{path.relative_to(house.source).parts[0]}/locale/nl/LC_MESSAGES/django.po."
        for path in paths
        if not {"tests", "migrations"} & set(path.parts)
        for line, context, text in texts_in(path)
        if (context, text) not in known and text.strip()
    ]


def nothing_is_left_empty_or_fuzzy(house: House) -> list[str]:
    found = []
    for path, message in messages(house):
        if message.fuzzy:
            found.append(
                f"{house.short(path)}: “{_first(message.id)}” is fuzzy: check the Dutch and take the mark away."
            )
        if not _is_filled(message):
            found.append(f"{house.short(path)}: “{_first(message.id)}” has no Dutch: write it in msgstr.")
    return found


def placeholders_survive(house: House) -> list[str]:
    return [
        f"{house.short(path)}: “{_first(message.id)}” and its Dutch have other placeholders: make them the same."
        for path, message in messages(house)
        if _is_filled(message)
        and set(PLACEHOLDER.findall(_all(message.id))) != set(PLACEHOLDER.findall(_all(message.string)))
    ]


def one_text_has_one_dutch(house: House) -> list[str]:
    """Django takes one of two catalogues by the order of rooms; a text that means two things needs a context."""
    seen: dict[tuple[str | None, str], tuple[Path, str]] = {}
    found = []
    for path, message in messages(house):
        key, dutch = (message.context, _first(message.id)), _all(message.string)
        other = seen.setdefault(key, (path, dutch))
        if other[1] != dutch:
            found.append(
                f"“{key[1]}” has other Dutch in {house.short(path)} than in {house.short(other[0])}: make them the "
                "same, or give one a context with pgettext."
            )
    return found


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


def _all(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else " ".join(text)


def _is_filled(message: Message) -> bool:
    return bool(message.string) and (isinstance(message.string, str) or all(message.string))


CHECKS = (every_text_has_its_dutch, nothing_is_left_empty_or_fuzzy, placeholders_survive, one_text_has_one_dutch)
