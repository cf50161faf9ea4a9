"""A picture as Markdown: plain text that can be pasted anywhere."""

import re
from collections.abc import Callable

from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import Part, PictureContent, SectionContent
from weerbaar.pictures.services.language import say

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~])")
_LINE_START = re.compile(r"^([^\S\n]*)([#+-]|\d+[.)])(\s)", re.MULTILINE)


def render_md(*, content: PictureContent) -> str:
    """The whole picture as one text."""
    facts = [f"- **{name}**: {_m(text)}" for name, text in words.front_lines(content)]
    lines = [f"# {_m(content.title)}", "\n".join(facts), f"_{_m(say(words.WOO))}_"]
    for section in content.sections:
        lines += _section(section)
    return "\n\n".join(lines) + "\n"


def _section(section: SectionContent) -> list[str]:
    parts = [_PARTS[part.kind](part) for part in section.parts]
    return [f"## {section.number}. {_m(section.title)}", *(parts or [_m(say(words.NO_DATA))])]


def _table(part: Part) -> str:
    lines = [_row(part.columns), _row(tuple("---" for _one in part.columns)), *(_row(row) for row in part.rows)]
    above = [f"**{_m(part.text)}**", ""] if part.text else []
    below = ["", _m(part.note)] if part.note else []
    return "\n".join([*above, *lines, *below])


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell if cell == "---" else _m(cell).replace("\n", " ") for cell in cells) + " |"


def _statement(part: Part) -> str:
    return f"> **{_m(part.text)}**\n>\n> {_m(words.statement_facts(part))} {_m(words.basis_line(part))}"


def _m(text: str) -> str:
    """Text that stays text: nothing in it becomes markup."""
    return _LINE_START.sub(r"\1\\\2\3", _SPECIAL.sub(r"\\\1", text))


_PARTS: dict[str, Callable[[Part], str]] = {
    "heading": lambda part: f"{'#' * min(4, max(3, part.level))} {_m(part.text)}",
    "paragraph": lambda part: _m(part.text),
    "quote": lambda part: "> " + _m(part.text).replace("\n", "\n> "),
    "list": lambda part: "\n".join(f"- {_m(item)}" for item in part.items),
    "table": _table,
    "chart": lambda part: f"**{_m(part.text)}** {_m(part.note)}\n\n{_m(words.figures_line(part))}",
    "statement": _statement,
    "note": lambda part: f"_{_m(part.text)}_",
}
