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

__all__ = [
    "ApproachCell",
    "Block",
    "FrozenPicture",
    "FrozenPictureNeverChanges",
    "Openness",
    "Picture",
    "Section",
    "SectionText",
    "Sharing",
    "Statement",
    "StatementBasis",
    "WhiteSpot",
]
