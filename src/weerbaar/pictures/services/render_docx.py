"""A picture as Word: real headings, lists, tables and captions, so that others can work on with it."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import Part, PictureContent, SectionContent
from weerbaar.pictures.services.language import LANGUAGES, language, ours, say, written_in
from weerbaar.pictures.services.render_contents import add_contents, mark
from weerbaar.pictures.services.render_png import chart_pngs

ROOMIER = "nnn"
"""The room that a cell needs more, because letters are wider in some systems, and in bold."""


def render_docx(*, content: PictureContent, template: bytes | None = None, layout: str = "book") -> bytes:
    """The whole picture as Word; with `template` in that house style (checked by `house_style`)."""
    from docx import Document

    document = Document(BytesIO(template)) if template else Document()
    _empty(document)
    if not template:
        _plain_page(document)
    _properties(document, content)
    pictures = iter(chart_pngs(parts=[p for s in content.sections for p in s.parts if p.kind == "chart"]))
    document.add_paragraph(content.title, style=_style(document, "Title") or document.styles["Heading 1"])
    for name, text in words.front_lines(content):
        paragraph = document.add_paragraph()
        paragraph.add_run(ours(f"{name}: ")).bold = True
        paragraph.add_run(text)
    document.add_paragraph(say(words.WOO))
    if layout == "book":
        add_contents(document, [_title_of(one) for one in content.sections])
    for number, section in enumerate(content.sections):
        heading = _section(document, section, pictures)
        heading.paragraph_format.page_break_before = layout == "sheets" and number > 0
    if language() != "nl":
        _spoken(document)
    return _saved(document)


def _spoken(document: Any) -> None:
    """What people wrote keeps its own language in a document in another one."""
    from docx.oxml.ns import qn

    for run in document.element.body.iter(qn("w:r")):
        if run.text and written_in(run.text) == "nl":
            _language_of(run.get_or_add_rPr(), LANGUAGES["nl"])


def _saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _empty(document: Any) -> None:
    """A house style brings its styles, header and footer; its example text goes out."""
    body = document.element.body
    for element in list(body):
        if not element.tag.endswith("}sectPr"):
            body.remove(element)


def _plain_page(document: Any) -> None:
    """A4, with the number of the page at the foot."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2.3)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot = page.footer.paragraphs[0]
    foot.add_run(say("Bladzijde "))
    foot._p.append(field)  # noqa: SLF001  (python-docx has no name for a field)


def _properties(document: Any, content: PictureContent) -> None:
    tongue = LANGUAGES[language()]
    core = document.core_properties
    core.title, core.language, core.author = content.title, tongue, content.director
    core.subject, core.comments, core.keywords = f"{content.area}, {content.period}", "", words.marking(content)
    _language_of(document.styles["Normal"].element.get_or_add_rPr(), tongue)
    header = document.sections[0].header
    header.is_linked_to_previous = False
    header.add_paragraph(words.marking(content))


def _language_of(properties: Any, tongue: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    found = properties.find(qn("w:lang"))
    if found is None:
        found = OxmlElement("w:lang")
        properties.append(found)
    found.set(qn("w:val"), tongue)


def _title_of(section: SectionContent) -> str:
    return ours(f"{section.number}. {section.title}")


def _section(document: Any, section: SectionContent, pictures: Iterator[bytes]) -> Any:
    heading = document.add_heading(_title_of(section), level=1)
    mark(heading, section.number)
    facts = [section.owner, words.fresh_until(section.fresh_on)]
    if any(facts):
        below = document.add_paragraph(ours(" · ".join(one for one in facts if one)))
        below.paragraph_format.keep_with_next = True
    for part in section.parts:
        if part.kind == "chart":
            _chart(document, part, next(pictures))
        else:
            _PARTS[part.kind](document, part)
    if not section.parts:
        document.add_paragraph(say(words.NO_DATA))
    return heading


def _list(document: Any, part: Part) -> None:
    for item in part.items:
        document.add_paragraph(item, style=_style(document, "List Bullet"))


def _table(document: Any, part: Part) -> None:
    from docx.shared import Cm

    if part.text:
        document.add_paragraph(part.text, style=_style(document, "Caption")).paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(part.columns))
    table.style = _style(document, "Table Grid")
    for cell, name in zip(table.rows[0].cells, part.columns, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(name).bold = True
    _repeat_head(table.rows[0])
    for row in part.rows:
        made = table.add_row()
        made.height = None if any(row) else Cm(2.4)
        for cell, text in zip(made.cells, row, strict=False):
            cell.text = text
    whole = (part.columns, *(row for row in part.rows if len(row) == len(part.columns)))
    shares = words.column_shares([tuple(f"{cell}{ROOMIER}" for cell in row) for row in whole])
    page = document.sections[0]
    line = page.page_width - page.left_margin - page.right_margin
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        width = int(line * share / sum(shares))
        column.width = width
        for cell in column.cells:
            cell.width = width
    document.add_paragraph(part.note)


def _repeat_head(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  (python-docx has no name for it)


def _chart(document: Any, part: Part, png: bytes) -> None:
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    drawing = paragraph.add_run().add_picture(BytesIO(png), width=Cm(15.5))
    drawing._inline.docPr.set("descr", words.chart_in_words(part))  # noqa: SLF001  (the text beside the drawing)
    paragraph.paragraph_format.keep_with_next = True
    caption = document.add_paragraph(ours(f"{part.text}. {part.note}".strip()), style=_style(document, "Caption"))
    caption.paragraph_format.keep_with_next = True
    document.add_paragraph(words.figures_line(part))


def _statement(document: Any, part: Part) -> None:
    paragraph = document.add_paragraph(style=_style(document, "List Bullet"))
    paragraph.add_run(part.text).bold = True
    paragraph.paragraph_format.keep_with_next = True
    document.add_paragraph(ours(f"{words.statement_facts(part)} {words.basis_line(part)}"))


def _style(document: Any, name: str) -> Any:
    """The style of the template, or its plain one when the template does not have it."""
    return document.styles[name] if name in [style.name for style in document.styles] else None


_PARTS: dict[str, Callable[[Any, Part], Any]] = {
    "heading": lambda document, part: document.add_heading(part.text, level=min(4, max(3, part.level)) - 1),
    "paragraph": lambda document, part: document.add_paragraph(part.text),
    "quote": lambda document, part: document.add_paragraph(part.text, style=_style(document, "Quote")),
    "list": _list,
    "table": _table,
    "statement": _statement,
    "note": lambda document, part: document.add_paragraph(part.text),
}
