"""A picture as PDF/UA: tagged, in Dutch, with bookmarks and a text beside every drawing. Typst does the setting.

All content goes to Typst as data (`sys_inputs`), so nothing in a text can become an instruction of the document.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import Part, PictureContent
from weerbaar.pictures.services.language import LANGUAGES, language, say, written_in
from weerbaar.pictures.services.render_chart import chart_svg

TO_WRITE_IN = 2.4
"""In centimetres: a row without any words, to write in with a pen."""
_SHEET = Path(__file__).resolve().parent.parent / "data" / "picture.typ"


NOTHING = Part(kind="paragraph", text=words.NO_DATA)


def render_pdf(*, content: PictureContent, layout: str = "book") -> bytes:
    """The whole picture as PDF/UA-1. Only a `book` has pages of its own for cover and contents."""
    import typst

    compiled: bytes = typst.compile(
        _sheet(),
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        sys_inputs={"picture": json.dumps(_data(content, layout), ensure_ascii=False)},
    )
    return compiled


@cache
def _sheet() -> bytes:
    return _SHEET.read_bytes()


def _data(content: PictureContent, layout: str) -> dict[str, Any]:
    return {
        "layout": layout,
        "lang": language(),
        "region": LANGUAGES[language()][3:].lower(),
        "contents": say("Inhoud"),
        "table": say("Tabel"),
        "page": say("bladzijde"),
        "of": say("van"),
        "title": content.title,
        "area": content.area,
        "marking": words.marking(content),
        "front": words.front_lines(content),
        "woo": say(words.WOO),
        "sections": [
            {
                "title": f"{section.number}. {section.title}",
                "facts": " · ".join(
                    one for one in (section.owner, words.fresh_until(section.fresh_on)) if section.fresh_on
                ),
                "parts": [_part(part) for part in section.parts] or [_part(NOTHING)],
            }
            for section in content.sections
        ],
    }


def _part(part: Part) -> dict[str, Any]:
    text = say(part.text)
    data: dict[str, Any] = {"kind": part.kind, "text": text, "note": part.note, "lang": written_in(text)}
    if part.kind == "heading":
        data["level"] = min(4, max(3, part.level)) - 1
    elif part.kind == "list":
        data["items"] = list(map(_spoken, part.items))
    elif part.kind == "table":
        width = len(part.columns)
        rows = [_filled(row, width) for row in part.rows]
        data |= {"columns": part.columns, "cells": [_spoken(cell) for row in rows for cell in row]}
        data["widths"] = words.column_shares([part.columns, *rows])
        data["heights"] = [0.0 if any(row) else TO_WRITE_IN for row in rows]
    elif part.kind == "chart":
        data |= {"svg": chart_svg(part=part), "alt": words.chart_in_words(part), "figures": words.figures_line(part)}
    elif part.kind == "statement":
        data |= {"facts": words.statement_facts(part), "basis": words.basis_line(part)}
    return data


def _spoken(text: str) -> str | tuple[str, str]:
    """A text; in a document that is not in Dutch with its language."""
    return text if language() == "nl" else (text, written_in(text))


def _filled(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*row[:width], *("" for _missing in range(width - len(row))))
