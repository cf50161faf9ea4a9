"""Orders: freeze a picture as one of two, make its forms, and see whether what was frozen still holds."""

from weerbaar.pictures.services.demo import load_demo_pictures
from weerbaar.pictures.services.freeze import (
    NobodyAgreedYet,
    NothingChanged,
    NotTheSameAnyMore,
    ReasonForNewVersion,
    agree_to_freeze,
    freeze_picture,
)
from weerbaar.pictures.services.language import LANGUAGES
from weerbaar.pictures.services.main_job import Job, municipality_for, run, written
from weerbaar.pictures.services.period import PeriodNotValid, period_of
from weerbaar.pictures.services.render import FORMATS
from weerbaar.pictures.services.verify import verify_pictures

__all__ = [
    "FORMATS",
    "LANGUAGES",
    "Job",
    "NobodyAgreedYet",
    "NotTheSameAnyMore",
    "NothingChanged",
    "PeriodNotValid",
    "ReasonForNewVersion",
    "agree_to_freeze",
    "freeze_picture",
    "load_demo_pictures",
    "municipality_for",
    "period_of",
    "run",
    "verify_pictures",
    "written",
]
