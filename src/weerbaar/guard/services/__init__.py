"""Orders of the guard: a form that was sent twice, which rows the database shows, and when the timers last worked."""

from weerbaar.guard.services.runs import last_run, note_run
from weerbaar.guard.services.second_lock import (
    EVERYTHING,
    LockState,
    Reach,
    all_rows,
    has_second_lock,
    lock_state,
    rows_within,
)
from weerbaar.guard.services.sent_forms import (
    AlreadySent,
    Answer,
    Sending,
    answer_again,
    forget_sent_forms,
    keep_answer,
    new_key,
    sending,
    taken,
)
from weerbaar.guard.services.time_limit import within_time

__all__ = [
    "EVERYTHING",
    "AlreadySent",
    "Answer",
    "LockState",
    "Reach",
    "Sending",
    "all_rows",
    "answer_again",
    "forget_sent_forms",
    "has_second_lock",
    "keep_answer",
    "last_run",
    "lock_state",
    "new_key",
    "note_run",
    "rows_within",
    "sending",
    "taken",
    "within_time",
]
