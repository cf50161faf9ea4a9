"""The contents of a Word file: a real field, filled in beforehand, so that it is right before anybody updates it.

Each line is a link to its heading. The page numbers are fields of their own, which Word fills in when the file is
printed or when somebody asks for it; nothing asks a question when the file opens.
"""

from collections.abc import Sequence
from typing import Any

from weerbaar.pictures.services.language import say

INSTRUCTION = r' TOC \o "1-1" \h \z \n '
"""The headings of the first level, as links, without page numbers: those are only known to who lays out the pages."""


def add_contents(document: Any, titles: Sequence[str]) -> None:
    """The contents below the facts of the cover; `titles` in the order in which `mark` is called on the headings."""
    if not titles:
        return
    document.add_paragraph(say("Inhoud")).runs[0].bold = True
    for place, title in enumerate(titles):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = 0
        if place == 0:
            _field(paragraph, "begin")
            _instruction(paragraph)
            _field(paragraph, "separate")
        _link(paragraph, title, _name(int(title.split(".", maxsplit=1)[0])))
        if place == len(titles) - 1:
            _field(paragraph, "end")


def mark(heading: Any, number: int) -> None:
    """The bookmark that the line in the contents leads to."""
    start = _made("w:bookmarkStart", {"w:id": str(number), "w:name": _name(number)})
    heading._p.insert(1 if heading._p.pPr is not None else 0, start)  # noqa: SLF001
    heading._p.append(_made("w:bookmarkEnd", {"w:id": str(number)}))  # noqa: SLF001


def _name(number: int) -> str:
    return f"_Toc{number:08d}"


def _field(paragraph: Any, kind: str) -> None:
    paragraph.add_run()._r.append(_made("w:fldChar", {"w:fldCharType": kind}))  # noqa: SLF001


def _instruction(paragraph: Any) -> None:
    text = _made("w:instrText", {"xml:space": "preserve"})
    text.text = INSTRUCTION
    paragraph.add_run()._r.append(text)  # noqa: SLF001


def _link(paragraph: Any, title: str, name: str) -> None:
    link = _made("w:hyperlink", {"w:anchor": name, "w:history": "1"})
    run = paragraph.add_run(title)._r  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001
    link.append(run)


def _made(tag: str, attributes: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    return made
