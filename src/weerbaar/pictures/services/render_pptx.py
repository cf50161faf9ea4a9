"""Slides for a pressure cooker or a meeting: one judgement a slide, real titles, charts that can be edited."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import Part, PictureContent, SectionContent

TITLE, BULLETS, ONLY_TITLE = 0, 1, 5
ROWS_A_SLIDE, LINES_A_SLIDE, SHORT, LONG = 8, 6, 160, 480


def render_pptx(*, content: PictureContent) -> bytes:
    """The whole picture as slides."""
    from pptx import Presentation

    deck = Presentation()
    deck.core_properties.title, deck.core_properties.language = content.title, "nl-NL"
    front = deck.slides.add_slide(deck.slide_layouts[TITLE])
    front.shapes.title.text = content.title
    _write(front.placeholders[1].text_frame, (content.area, content.period, words.marking(content)), 18)
    for section in content.sections:
        _section(deck, section)
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _section(deck: Any, section: SectionContent) -> None:
    title = f"{section.number}. {section.title}"
    lines: list[str] = []
    for part in section.parts:
        if part.kind == "heading":
            _lines(deck, title, lines)
            title, lines = part.text, []
        elif part.kind in {"statement", "chart", "table"}:
            _lines(deck, title, lines)
            lines = []
            _SLIDES[part.kind](deck, part)
        else:
            lines += list(part.items) if part.kind == "list" else [part.text]
    _lines(deck, title, lines if section.parts else [words.NO_DATA])


def _lines(deck: Any, title: str, lines: Sequence[str]) -> None:
    """As many slides as the lines need."""
    rest = [one for one in lines if one]
    while rest:
        taken, size = [rest.pop(0)], 0
        size = len(taken[0])
        while rest and len(taken) < LINES_A_SLIDE and size + len(rest[0]) <= LONG:
            size += len(rest[0])
            taken.append(rest.pop(0))
        slide = deck.slides.add_slide(deck.slide_layouts[BULLETS])
        slide.shapes.title.text = title
        _write(slide.placeholders[1].text_frame, taken, 32 if size <= SHORT else 22 if size <= LONG else 16)


def _write(frame: Any, lines: Sequence[str], size: int) -> None:
    from pptx.util import Pt

    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.size = line, Pt(size)


def _statement(deck: Any, part: Part) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[BULLETS])
    slide.shapes.title.text = f"Stelling: zekerheid {words.certainty_of(part)}"
    _write(slide.placeholders[1].text_frame, [part.text], 28 if len(part.text) < 240 else 20)
    _write_after(slide.placeholders[1].text_frame, [words.statement_facts(part), words.basis_line(part)])
    slide.notes_slide.notes_text_frame.text = f"{words.statement_facts(part)} {words.basis_line(part)}"


def _write_after(frame: Any, lines: Sequence[str]) -> None:
    from pptx.util import Pt

    for line in lines:
        run = frame.add_paragraph().add_run()
        run.text, run.font.size = line, Pt(16)


def _chart(deck: Any, part: Part) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Cm, Pt

    figures = part.chart or {}
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [str(one) for one in figures["labels"]]
    values = [one if isinstance(one, int | float) else None for one in figures["values"]]
    data.add_series(str(figures.get("unit", "Aantal")), values)
    slide = _titled(deck, part.text)
    kind = XL_CHART_TYPE.BAR_CLUSTERED if figures.get("kind") == "bar" else XL_CHART_TYPE.LINE_MARKERS
    frame = slide.shapes.add_chart(kind, Cm(1.5), Cm(4), Cm(22.4), Cm(12.5), data)
    frame.chart.has_legend, frame.chart.has_title = False, False
    frame.chart.font.size = Pt(12)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", words.chart_in_words(part))  # noqa: SLF001
    if part.note:
        box = slide.shapes.add_textbox(Cm(1.5), Cm(16.8), Cm(22.4), Cm(1.5)).text_frame
        box.word_wrap = True
        _write(box, [part.note], 12)
    slide.notes_slide.notes_text_frame.text = words.figures_line(part)


def _table(deck: Any, part: Part) -> None:
    from pptx.util import Cm, Pt

    for start in range(0, max(1, len(part.rows)), ROWS_A_SLIDE):
        rows = part.rows[start : start + ROWS_A_SLIDE]
        slide = _titled(deck, part.text or "Tabel")
        shape = slide.shapes.add_table(len(rows) + 1, len(part.columns), Cm(1.5), Cm(4), Cm(22.4), Cm(1))
        for y, row in enumerate((part.columns, *rows)):
            for x, text in enumerate(row[: len(part.columns)]):
                frame = shape.table.cell(y, x).text_frame
                run = frame.paragraphs[0].add_run()
                run.text, run.font.size = text, Pt(12)


def _titled(deck: Any, title: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[ONLY_TITLE])
    slide.shapes.title.text = title
    return slide


_SLIDES = {"statement": _statement, "chart": _chart, "table": _table}
