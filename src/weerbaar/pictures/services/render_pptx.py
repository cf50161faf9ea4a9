"""Slides for a pressure cooker or a meeting: one judgement a slide, real titles, charts that can be edited."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import Part, PictureContent, SectionContent
from weerbaar.pictures.services.language import LANGUAGES, language, ours, say, written_in
from weerbaar.pictures.services.render_deck import BODY_TOP, FRONT, INNER, LINES, MARGIN, OPEN, calm_deck

ROWS_A_SLIDE, SHORT_ROWS_A_SLIDE, CELL, LINES_A_SLIDE, SHORT, LONG = 8, 11, 50, 6, 160, 480


def render_pptx(*, content: PictureContent) -> bytes:
    """The whole picture as slides."""
    tongue = LANGUAGES[language()]
    deck = calm_deck(foot=words.marking(content), language=tongue)
    deck.core_properties.title, deck.core_properties.language = content.title, tongue
    front = deck.slides.add_slide(deck.slide_layouts[FRONT])
    front.shapes.title.text = content.title
    _write(front.placeholders[1].text_frame, (content.area, content.period, words.marking(content)), 18)
    for section in content.sections:
        _section(deck, section)
    _spoken(deck)
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _section(deck: Any, section: SectionContent) -> None:
    title = _title_of(section)
    lines: list[str] = []
    for part in section.parts:
        if part.kind == "heading":
            _lines(deck, title, lines)
            title, lines = part.text, []
        elif part.kind in {"statement", "chart", "table"}:
            _lines(deck, title, lines)
            lines, title = [], _title_of(section)
            _SLIDES[part.kind](deck, part)
        else:
            lines += list(part.items) if part.kind == "list" else [part.text]
    _lines(deck, title, lines if section.parts else [say(words.NO_DATA)])


def _spoken(deck: Any) -> None:
    """Every piece of text says its language, so that it is read aloud well."""
    from pptx.oxml.ns import qn

    for slide in deck.slides:
        for run in slide.element.iter(qn("a:r")):
            text = run.find(qn("a:t")).text or ""
            run.get_or_add_rPr().set("lang", LANGUAGES[written_in(text)])


def _title_of(section: SectionContent) -> str:
    return ours(f"{section.number}. {section.title}")


def _lines(deck: Any, title: str, lines: Sequence[str]) -> None:
    """As many slides as the lines need."""
    rest = [one for one in lines if one]
    while rest:
        taken, size = [rest.pop(0)], 0
        size = len(taken[0])
        while rest and len(taken) < LINES_A_SLIDE and size + len(rest[0]) <= LONG:
            size += len(rest[0])
            taken.append(rest.pop(0))
        slide = _titled(deck, title, LINES)
        frame = slide.placeholders[1].text_frame
        _write(frame, taken, 28 if size <= SHORT else 22 if size <= LONG else 16)
        if len(taken) == 1:
            _unlisted(frame)


def _write(frame: Any, lines: Sequence[str], size: int) -> None:
    from pptx.util import Pt

    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.size = line, Pt(size)


def _statement(deck: Any, part: Part) -> None:
    slide = _titled(deck, say(f"Zekerheid: {words.certainty_of(part)}"), LINES)
    frame = slide.placeholders[1].text_frame
    _write(frame, [part.text], 32 if len(part.text) < 240 else 22)
    _write_after(frame, [words.statement_facts(part), words.basis_line(part)])
    _unlisted(frame)
    slide.notes_slide.notes_text_frame.text = f"{words.statement_facts(part)} {words.basis_line(part)}"


def _write_after(frame: Any, lines: Sequence[str]) -> None:
    from pptx.util import Pt

    for line in lines:
        paragraph = frame.add_paragraph()
        paragraph.space_before = Pt(14)
        run = paragraph.add_run()
        run.text, run.font.size = line, Pt(16)


def _unlisted(frame: Any) -> None:
    """Text that is no list: without the dots of the layout."""
    from pptx.oxml.ns import qn

    for paragraph in frame.paragraphs:
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  (python-pptx has no name for the dot)
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.append(properties.makeelement(qn("a:buNone"), {}))


def _chart(deck: Any, part: Part) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Cm, Pt

    figures = part.chart or {}
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [str(one) for one in figures["labels"]]
    values = [one if isinstance(one, int | float) else None for one in figures["values"]]
    data.add_series(say(str(figures.get("unit", "Aantal"))), values)
    slide = _titled(deck, part.text)
    kind = XL_CHART_TYPE.BAR_CLUSTERED if figures.get("kind") == "bar" else XL_CHART_TYPE.LINE_MARKERS
    frame = slide.shapes.add_chart(kind, Cm(MARGIN), Cm(BODY_TOP), Cm(INNER), Cm(11.6), data)
    frame.chart.has_legend, frame.chart.has_title = False, False
    frame.chart.font.size = Pt(12)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", words.chart_in_words(part))  # noqa: SLF001
    if part.note:
        box = slide.shapes.add_textbox(Cm(MARGIN), Cm(15.9), Cm(INNER), Cm(1.5)).text_frame
        box.word_wrap = True
        _write(box, [part.note], 12)
    slide.notes_slide.notes_text_frame.text = words.figures_line(part)


def _table(deck: Any, part: Part) -> None:
    from pptx.util import Cm, Pt

    most = ROWS_A_SLIDE if any(len(cell) > CELL for row in part.rows for cell in row) else SHORT_ROWS_A_SLIDE
    for start in range(0, max(1, len(part.rows)), most):
        rows = part.rows[start : start + most]
        slide = _titled(deck, part.text or say("Tabel"))
        size = Cm(MARGIN), Cm(BODY_TOP), Cm(INNER), Cm(1)
        shape = slide.shapes.add_table(len(rows) + 1, len(part.columns), *size)
        shares = words.column_shares([part.columns, *(row for row in rows if len(row) == len(part.columns))])
        for column, share in zip(shape.table.columns, shares, strict=True):
            column.width = Cm(INNER * share / sum(shares))
        for y, row in enumerate((part.columns, *rows)):
            for x, text in enumerate(row[: len(part.columns)]):
                frame = shape.table.cell(y, x).text_frame
                run = frame.paragraphs[0].add_run()
                run.text, run.font.size = text, Pt(14)


def _titled(deck: Any, title: str, layout: int = OPEN) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    slide.shapes.title.text = title
    return slide


_SLIDES = {"statement": _statement, "chart": _chart, "table": _table}
