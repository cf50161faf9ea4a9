"""The empty deck that slides are made in: wide, white, one accent, titles on the left.

The look stands on the master, so that whoever works on adds slides that look the same.
"""

import re
from typing import Any
from xml.sax.saxutils import escape

from weerbaar.pictures.services.render_chart import INK, LINE

WIDTH, HEIGHT, MARGIN = 33.867, 19.05, 1.7
"""In centimetres: sixteen by nine, and the white at the sides."""
INNER, BODY_TOP, BODY_HEIGHT = WIDTH - 2 * MARGIN, 4.2, 12.6
FRONT, LINES, OPEN = 0, 1, 2
"""The three layouts: the first slide, a title with lines, and a title with room below it."""
_KEPT = (0, 1, 5)
_CM, _FIELD = 360_000, "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_NAMES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def calm_deck(*, foot: str, language: str) -> Any:
    """A presentation without slides in the look of the house, with `foot` and the number at the foot of each slide."""
    from pptx import Presentation
    from pptx.util import Cm

    deck = Presentation()
    deck.slide_width, deck.slide_height = Cm(WIDTH), Cm(HEIGHT)
    for number, layout in reversed(list(enumerate(deck.slide_layouts))):
        if number not in _KEPT:
            deck.slide_layouts.remove(layout)
    _colour(deck.slide_master)
    _titles(deck.slide_master)
    _places(deck)
    _draw(deck.slide_master, foot, language)
    return deck


def _colour(master: Any) -> None:
    """The theme gets the accent and the ink of the house, so that charts and tables follow by themselves."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = theme.blob.decode()
    for name, colour in (("accent1", LINE), ("dk1", INK)):
        filled = f'<a:{name}><a:srgbClr val="{colour[1:].upper()}"/></a:{name}>'
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", filled, xml, flags=re.DOTALL)
    theme._blob = xml.encode()  # noqa: SLF001  (python-pptx keeps a theme as bytes)


def _titles(master: Any) -> None:
    """Titles in the accent, on the left and not too large."""
    from pptx.oxml.ns import qn

    level = master.element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    run = level.find(qn("a:defRPr"))
    run.set("sz", "2800")
    run.set("b", "1")
    for colour in run.iter(qn("a:schemeClr")):
        colour.set("val", "accent1")


def _places(deck: Any) -> None:
    """Title and text on the master, the two texts of the first slide on its layout; what is at the foot goes out."""
    from pptx.oxml.ns import qn

    master, front = deck.slide_master, deck.slide_layouts[FRONT]
    title, text, *_foot = master.placeholders
    _put(title, 1.1, 2.7)
    _put(text, BODY_TOP, BODY_HEIGHT)
    first, below, *_rest = front.placeholders
    _put(first, 4.6, 3.6)
    _put(below, 8.8, 5.0)
    style = below._element.txBody.find(qn("a:lstStyle"))  # noqa: SLF001
    for level in style:
        level.set("algn", "l")
        for colour in level.iter(qn("a:schemeClr")):
            colour.set("val", "tx1")
            colour[:] = []
    for shapes in (master, *deck.slide_layouts):
        for one in list(shapes.placeholders)[2:] if shapes is not deck.slide_layouts[OPEN] else []:
            one._element.getparent().remove(one._element)  # noqa: SLF001
    for one in list(deck.slide_layouts[OPEN].placeholders)[1:]:
        one._element.getparent().remove(one._element)  # noqa: SLF001


def _put(shape: Any, top: float, height: float) -> None:
    from pptx.util import Cm

    shape.left, shape.top, shape.width, shape.height = Cm(MARGIN), Cm(top), Cm(INNER), Cm(height)


def _draw(master: Any, foot: str, language: str) -> None:
    """A thin line at the top; how far the slides may travel and the number of the slide at the foot."""
    from pptx.oxml import parse_xml

    filled = '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
    small = f'<a:rPr lang="{language}" sz="1000"/>'
    number = f'<a:fld id="{_FIELD}" type="slidenum">{small}<a:t>0</a:t></a:fld>'
    said = f"<a:r>{small}<a:t>{escape(foot)}</a:t></a:r>"
    shapes = (
        _shape(101, "Lijn", (0, 0, WIDTH, 0.3), filled, ""),
        _shape(102, "Merking", (MARGIN, 17.6, INNER - 3, 0.9), "<a:noFill/>", said),
        _shape(103, "Nummer", (WIDTH - MARGIN - 3, 17.6, 3, 0.9), "<a:noFill/>", number, "r"),
    )
    for one in shapes:
        master.shapes._spTree.append(parse_xml(one))  # noqa: SLF001  (python-pptx adds no shape to a master)


def _shape(key: int, name: str, place: tuple[float, ...], fill: str, words: str, side: str = "l") -> str:
    left, top, width, height = (round(one * _CM) for one in place)
    return (
        f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="{key}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" rIns="0"/><a:lstStyle/><a:p><a:pPr algn="{side}"/>{words}</a:p></p:txBody>'
        "</p:sp>"
    )
