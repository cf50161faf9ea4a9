"""The charts of a picture as PNG, for files that cannot hold SVG."""

import json
from collections.abc import Sequence

from weerbaar.pictures.services.content import Part
from weerbaar.pictures.services.render_chart import chart_svg

_SHEET = b"""
#set page(width: auto, height: auto, margin: 0pt)
#set text(lang: "nl")
#for svg in json(bytes(sys.inputs.at("drawings"))) { page(image(bytes(svg), format: "svg", width: 480pt)) }
"""


def chart_pngs(*, parts: Sequence[Part]) -> list[bytes]:
    """One PNG for each `chart` part, in order."""
    if not parts:
        return []
    import typst

    drawings = json.dumps([chart_svg(part=part) for part in parts])
    made = typst.compile(_SHEET, format="png", ppi=144, ignore_system_fonts=True, sys_inputs={"drawings": drawings})
    return list(made) if isinstance(made, list) else [made]
