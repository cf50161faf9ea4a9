"""Orders about advice and gatherings. Every free text goes through the privacy gate before anything is stored."""

from weerbaar.accounts.models import Action
from weerbaar.accounts.services import NotAllowed, Refused, record_export
from weerbaar.advice.services.answering import (
    AlreadyAnswered,
    LinkNotUsable,
    NotAnsweredYet,
    ReasonMissing,
    answer_advice,
    answer_by_link,
    note_follow_up,
)
from weerbaar.advice.services.demo import load_demo_advice
from weerbaar.advice.services.gatherings import (
    AlreadyBrought,
    AlreadyPublished,
    NothingBrought,
    Plan,
    ask_report_reader,
    ask_what_they_bring,
    bring,
    call_gathering,
    publish_report,
    return_report,
)
from weerbaar.advice.services.sending import (
    AlreadySent,
    NotReadYet,
    RemindedToday,
    Sent,
    TooManyRecipients,
    remind_addressee,
    send_advice,
)
from weerbaar.advice.services.writing import (
    ChangedMeanwhile,
    Draft,
    TooManySentences,
    ask_second_reader,
    change_advice,
    confirm_reading,
    return_advice,
    take_advice,
    write_advice,
)
from weerbaar.outbox.services import NotOneRecipient
from weerbaar.signals.services import PersonalDataInText, judge

__all__ = [
    "Action",
    "AlreadyAnswered",
    "AlreadyBrought",
    "AlreadyPublished",
    "AlreadySent",
    "ChangedMeanwhile",
    "Draft",
    "LinkNotUsable",
    "NotAllowed",
    "NotAnsweredYet",
    "NotOneRecipient",
    "NotReadYet",
    "NothingBrought",
    "PersonalDataInText",
    "Plan",
    "ReasonMissing",
    "Refused",
    "RemindedToday",
    "Sent",
    "TooManyRecipients",
    "TooManySentences",
    "answer_advice",
    "answer_by_link",
    "ask_report_reader",
    "ask_second_reader",
    "ask_what_they_bring",
    "bring",
    "call_gathering",
    "change_advice",
    "confirm_reading",
    "judge",
    "load_demo_advice",
    "note_follow_up",
    "publish_report",
    "record_export",
    "remind_addressee",
    "return_advice",
    "return_report",
    "send_advice",
    "take_advice",
    "write_advice",
]
