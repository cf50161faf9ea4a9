"""Orders: freeze a picture as one of two, make its forms, and see whether what was frozen still holds."""

from weerbaar.pictures.services.freeze import (
    NobodyAgreedYet,
    NothingChanged,
    NotTheSameAnyMore,
    ReasonForNewVersion,
    agree_to_freeze,
    freeze_picture,
)
from weerbaar.pictures.services.verify import verify_pictures

__all__ = [
    "NobodyAgreedYet",
    "NotTheSameAnyMore",
    "NothingChanged",
    "ReasonForNewVersion",
    "agree_to_freeze",
    "freeze_picture",
    "verify_pictures",
]
