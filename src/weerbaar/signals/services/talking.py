"""Asking a partner for more, answering, and telling the reporter. The words pass the gate or are not kept at all."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.regions.models import Organisation
from weerbaar.signals.models import Feedback, Question, Signal, Status, StepKind
from weerbaar.signals.selectors.feedback import UNFILLED
from weerbaar.signals.selectors.reading import organisations_to_ask
from weerbaar.signals.selectors.workflow import move_between
from weerbaar.signals.services.gate import pass_or_refuse
from weerbaar.signals.services.handling import NotInTheWorkflow, handled, note_step, shift
from weerbaar.signals.services.reporting import WORKING_DAYS, working_days_later


class NotFilledIn(Refused):
    """A template text still says `[vul in …]`."""

    says = _("There is still “[vul in …]” in the text. Fill it in or take it out.")


class AlreadyAnswered(Refused):
    """The question has an answer; it is never changed."""

    says = _("This question has been answered already. Your answer was not kept.")


def ask_partner(*, actor: Membership, signal: Signal, organisation: Organisation, text: str, now: datetime) -> Question:
    """Asks a partner whether it sees more. It gets the question, topic, municipality and week, not the signal."""
    pass_or_refuse(text)
    with handled(actor, signal, now):
        if not organisations_to_ask(actor=actor, signal=signal).filter(pk=organisation.pk).exists():
            raise NotAllowed
        if signal.status != Status.ASKED:
            if move_between(before=signal.status, after=Status.ASKED) is None:
                raise NotInTheWorkflow
            before = signal.status
            shift(signal=signal, before=before, after=Status.ASKED)
        due_on = working_days_later(on=now.date(), days=WORKING_DAYS)
        question = Question.objects.create(
            signal=signal, organisation=organisation, text=text.strip(), asked_at=now, due_on=due_on
        )
        note_step(signal=signal, kind=StepKind.ASKED, actor=actor, now=now, after=organisation.name[:60])
    return question


def answer_question(*, actor: Membership, question: Question, text: str, now: datetime) -> None:
    """The answer of the partner; once. When no question is open any more, interpreting goes on."""
    pass_or_refuse(text)
    with recorded(actor=actor, action=Action.HANDLE_SIGNAL, subject=question, now=now):
        if question.organisation_id != actor.organisation_id:
            raise NotAllowed
        kept = Question.objects.filter(pk=question.pk, answered_at=None).update(answer=text.strip(), answered_at=now)
        if not kept:
            raise AlreadyAnswered
        signal = question.signal
        note_step(signal=signal, kind=StepKind.ANSWERED, actor=actor, now=now)
        if not signal.questions.filter(answered_at=None).exists():
            Signal.objects.filter(pk=signal.pk, status=Status.ASKED).update(status=Status.REVIEW)


def tell_reporter(*, actor: Membership, signal: Signal, text: str, now: datetime) -> Feedback:
    """What is done with the signal, for the status page of the reporter. The same text twice is once."""
    text = " ".join(text.split())
    pass_or_refuse(text.replace(UNFILLED, ""))
    with handled(actor, signal, now):
        if UNFILLED in text.casefold():
            raise NotFilledIn
        feedback, is_new = Feedback.objects.get_or_create(
            signal=signal, text=text, defaults={"organisation": actor.organisation, "at": now}
        )
        if is_new:
            note_step(signal=signal, kind=StepKind.TOLD, actor=actor, now=now)
    return feedback
