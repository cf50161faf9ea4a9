"""How the Word file and the slides are built: contents that are right at once, and one calm look."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pptx
from lxml import etree

from weerbaar.pictures.services.content import PictureContent
from weerbaar.pictures.services.render import render
from weerbaar.pictures.tests.sample import sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def told(element: Any) -> str:
    return "".join(one.text for one in element.iter(f"{W}t"))


def test_the_contents_of_the_word_file_are_filled_in_and_lead_to_the_headings() -> None:
    data = render(content=sample(), form="docx")
    body = docx.Document(BytesIO(data)).element.body
    kinds = [one.get(f"{W}fldCharType") for one in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert "TOC" in next(body.iter(f"{W}instrText")).text
    lines = {one.get(f"{W}anchor"): told(one) for one in body.iter(f"{W}hyperlink")}
    marked = {start.get(f"{W}name"): told(start.getparent()) for start in body.iter(f"{W}bookmarkStart")}
    assert lines == marked
    assert list(lines.values()) == [f"{one.number}. {one.title}" for one in sample().sections]
    with ZipFile(BytesIO(data)) as parts:
        assert b"updateFields" not in parts.read("word/settings.xml")


def test_slides_are_sixteen_by_nine_and_nothing_stands_outside_them() -> None:
    deck = pptx.Presentation(BytesIO(render(content=sample(), form="pptx")))
    assert deck.slide_width is not None
    assert deck.slide_height is not None
    assert round(deck.slide_width / deck.slide_height, 2) == 1.78
    assert len(deck.slides) > 5
    for slide in deck.slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert 0 <= shape.top < deck.slide_height


def test_the_foot_of_every_slide_says_how_far_it_may_travel_whatever_is_in_it() -> None:
    raw = sample().as_json().replace('"sharing":"amber"', '"sharing":"a<b>&c"')
    content = PictureContent.from_json(raw)
    deck = pptx.Presentation(BytesIO(render(content=content, form="pptx")))
    said = "".join(etree.tostring(deck.slide_master.element, encoding="unicode", method="text"))
    assert "a<b>&c" in said
