"""Tables of the lokaal beeld: drafts, and what was frozen."""

from weerbaar.pictures.models.draft import (
    ApproachCell,
    Block,
    Openness,
    Picture,
    Section,
    SectionText,
    Sharing,
    Statement,
    StatementBasis,
    WhiteSpot,
)
from weerbaar.pictures.models.frozen import FrozenPicture, FrozenPictureNeverChanges
from weerbaar.pictures.models.house_style import HouseStyle

__all__ = [
    "ApproachCell",
    "Block",
    "FrozenPicture",
    "FrozenPictureNeverChanges",
    "HouseStyle",
    "Openness",
    "Picture",
    "Section",
    "SectionText",
    "Sharing",
    "Statement",
    "StatementBasis",
    "WhiteSpot",
]
