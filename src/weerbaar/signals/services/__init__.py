"""Orders about signals. Every free text goes through the gate before anything is stored or logged."""

from weerbaar.accounts.models import Action
from weerbaar.accounts.services import NotAllowed, Refused
from weerbaar.accounts.services.audit import record_export
from weerbaar.signals.services.demo import load_demo_signals
from weerbaar.signals.services.ending import (
    GoneMeanwhile,
    destroy_text,
    release_text,
    retire,
    set_retention,
)
from weerbaar.signals.services.gate import Judgement, PersonalDataInText, judge, mask, pass_or_refuse
from weerbaar.signals.services.handling import (
    ConsentNeeded,
    FeedbackMissing,
    MovedMeanwhile,
    NotInTheWorkflow,
    ReasonMissing,
    cluster_signals,
    code_signal,
    forget_filter,
    give_back,
    handle_together,
    move_signal,
    save_filter,
    take_signal,
)
from weerbaar.signals.services.links import issue_link, revoke_link
from weerbaar.signals.services.reporting import (
    LinkNotUsable,
    NobodyToHandle,
    Outcome,
    Report,
    record_by_link,
    record_signal,
    see_too,
)
from weerbaar.signals.services.suggest import Preview, Suggestion, preview, suggest
from weerbaar.signals.services.talking import (
    AlreadyAnswered,
    NotFilledIn,
    answer_question,
    ask_partner,
    tell_reporter,
)

__all__ = [
    "Action",
    "AlreadyAnswered",
    "ConsentNeeded",
    "FeedbackMissing",
    "GoneMeanwhile",
    "Judgement",
    "LinkNotUsable",
    "MovedMeanwhile",
    "NobodyToHandle",
    "NotAllowed",
    "NotFilledIn",
    "NotInTheWorkflow",
    "Outcome",
    "PersonalDataInText",
    "Preview",
    "ReasonMissing",
    "Refused",
    "Report",
    "Suggestion",
    "answer_question",
    "ask_partner",
    "cluster_signals",
    "code_signal",
    "destroy_text",
    "forget_filter",
    "give_back",
    "handle_together",
    "issue_link",
    "judge",
    "load_demo_signals",
    "mask",
    "move_signal",
    "pass_or_refuse",
    "preview",
    "record_by_link",
    "record_export",
    "record_signal",
    "release_text",
    "retire",
    "revoke_link",
    "save_filter",
    "see_too",
    "set_retention",
    "suggest",
    "take_signal",
    "tell_reporter",
]
