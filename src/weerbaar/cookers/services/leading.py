"""Leading a pressure cooker: opening it, asking, counting votes, closing it."""

import secrets
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.cookers.models import CODE_LENGTH, Answer, Cooker, Question
from weerbaar.cookers.selectors.phone import phone_page
from weerbaar.cookers.selectors.visible import leads

LETTERS = "ACDEFHJKMNPRTUVWXY34679"
"""Without letters and digits that look alike on a screen."""


class CodeNotKnown(Refused):
    """There is no open meeting with this code."""

    says = _("This code does not work (any more). Look at the screen in the room.")


class NotOpenNow(Refused):
    """The meeting or the question is not open."""

    says = _("This is not open at the moment.")


def open_cooker(*, actor: Membership, cooker: Cooker, present: int | None = None, now: datetime) -> None:
    """Starts the clock and gives the code for the phones; twice is once, but for how many are `present`.

    Refused: `NotOpenNow` when it was closed.
    """
    with recorded(actor=actor, action=Action.LEAD_COOKER, subject=cooker, now=now):
        _leads_or_refuse(actor, cooker)
        Cooker.objects.filter(pk=cooker.pk, opened_at=None).update(opened_at=now, code=_new_code())
        cooker.refresh_from_db()
        if not cooker.is_open:
            raise NotOpenNow
        if present is not None:
            cooker.present = present
            cooker.save(update_fields=["present"])


def ask_question(*, actor: Membership, cooker: Cooker, kind: str, number: int, now: datetime) -> None:
    """Opens one statement for votes (and closes the one before), or all questions of the evaluation at once."""
    with recorded(actor=actor, action=Action.LEAD_COOKER, subject=cooker, now=now):
        _open_or_refuse(actor, cooker)
        asked = cooker.questions.filter(kind=kind, opened_at=None)
        asked = asked.filter(number=number) if number else asked
        if not asked.exists():
            raise NotOpenNow
        cooker.questions.filter(opened_at__isnull=False, closed_at=None).update(closed_at=now)
        asked.update(opened_at=now)


def close_question(*, actor: Membership, cooker: Cooker, now: datetime) -> None:
    """Ends the voting on what is open; from now on the counts are shown."""
    with recorded(actor=actor, action=Action.LEAD_COOKER, subject=cooker, now=now):
        _open_or_refuse(actor, cooker)
        if not cooker.questions.filter(opened_at__isnull=False, closed_at=None).update(closed_at=now):
            raise NotOpenNow


def close_cooker(*, actor: Membership, cooker: Cooker, now: datetime) -> None:
    """Ends the meeting: the code works no more."""
    with recorded(actor=actor, action=Action.LEAD_COOKER, subject=cooker, now=now):
        _open_or_refuse(actor, cooker)
        cooker.questions.filter(opened_at__isnull=False, closed_at=None).update(closed_at=now)
        Cooker.objects.filter(pk=cooker.pk).update(closed_at=now, code="")
        cooker.refresh_from_db()


def vote(*, code: str, number: int, answer: str, now: datetime) -> Question:
    """Adds one to a count. The log says that somebody voted, never what, who or from where.

    Refused: `CodeNotKnown`, and `NotOpenNow` for a question that is not open.
    """
    page = phone_page(code=code, now=now)
    if page is None:
        raise CodeNotKnown
    column = Answer(answer).value
    with recorded(actor=None, action=Action.VOTE_COOKER, subject=page.cooker, now=now):
        question = page.cooker.questions.filter(number=number, opened_at__isnull=False, closed_at=None)
        if not question.update(**{column: F(column) + 1}):
            raise NotOpenNow
    return Question.objects.get(cooker=page.cooker, number=number)


def _new_code() -> str:
    while True:
        code = "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))
        if not Cooker.objects.filter(code=code, closed_at=None).exists():
            return code


def _leads_or_refuse(actor: Membership, cooker: Cooker) -> None:
    if not leads(actor=actor, cooker=cooker):
        raise NotAllowed


def _open_or_refuse(actor: Membership, cooker: Cooker) -> None:
    _leads_or_refuse(actor, cooker)
    if not Cooker.objects.filter(pk=cooker.pk, opened_at__isnull=False, closed_at=None).exists():
        raise NotOpenNow
