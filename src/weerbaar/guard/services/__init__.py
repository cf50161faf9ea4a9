"""Orders of the guard: take the key of a form that was sent, keep its answer, give it again."""

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

__all__ = [
    "AlreadySent",
    "Answer",
    "Sending",
    "answer_again",
    "forget_sent_forms",
    "keep_answer",
    "new_key",
    "sending",
    "taken",
]
