"""Orders: prepare a pressure cooker, lead it, vote without a name, and note what was agreed."""

from weerbaar.accounts.services import NotAllowed, Refused
from weerbaar.cookers.services.demo import load_demo_cookers
from weerbaar.cookers.services.leading import (
    CodeNotKnown,
    NotOpenNow,
    ask_question,
    close_cooker,
    close_question,
    open_cooker,
    vote,
)
from weerbaar.cookers.services.outcomes import BodyMissing, finish_action, note_outcome
from weerbaar.cookers.services.papers import KINDS, Paper, paper_of
from weerbaar.cookers.services.preparing import AlreadyOpened, Plan, change_plan, prepare_cooker
from weerbaar.signals.services import PersonalDataInText, judge

__all__ = [
    "KINDS",
    "AlreadyOpened",
    "BodyMissing",
    "CodeNotKnown",
    "NotAllowed",
    "NotOpenNow",
    "Paper",
    "PersonalDataInText",
    "Plan",
    "Refused",
    "ask_question",
    "change_plan",
    "close_cooker",
    "close_question",
    "finish_action",
    "judge",
    "load_demo_cookers",
    "note_outcome",
    "open_cooker",
    "paper_of",
    "prepare_cooker",
    "vote",
]
