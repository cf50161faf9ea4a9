"""What a phone in the room sees. Nothing tells one phone from another."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from weerbaar.cookers.models import CODE_LENGTH, Cooker, Question

LASTS = timedelta(hours=12)


@dataclass(frozen=True)
class PhonePage:
    """The meeting a code belongs to, and what can be voted on now."""

    cooker: Cooker
    questions: tuple[Question, ...]

    @property
    def stamp(self) -> str:
        return " ".join(str(one.pk) for one in self.questions)


def phone_page(*, code: str, now: datetime) -> PhonePage | None:
    """The open meeting with this code; None when there is none (any more)."""
    typed = code.strip().upper()
    if len(typed) != CODE_LENGTH:
        return None
    found = Cooker.objects.filter(code=typed, closed_at=None, opened_at__gt=now - LASTS)
    cooker = found.select_related("organisation").prefetch_related("questions").first()
    if cooker is None:
        return None
    return PhonePage(cooker, tuple(one for one in cooker.questions.all() if one.is_open))
