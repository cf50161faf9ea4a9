"""The answer of the addressee, and what followed."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.selectors.endorsement import endorsements_of, owners_of_many
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.accounts.services.endorsement import endorse
from weerbaar.advice.models import Advice, Answer, FollowUp, Status
from weerbaar.advice.selectors.reading import KIND, letter_by_link
from weerbaar.advice.selectors.visible import advices_visible_to, is_addressee, may_write_on
from weerbaar.outbox.services import queue_mail
from weerbaar.signals.services import pass_or_refuse


class LinkNotUsable(Refused):
    """The link is unknown or expired."""

    says = gettext_lazy("This link does not work any more. Ask the person who gave it to you for a new one.")


class AlreadyAnswered(Refused):
    """The advice has another answer already; it is never changed."""

    says = gettext_lazy("This advice has been answered already. Your answer was not kept.")


class ReasonMissing(Refused):
    """An answer other than adopted says why."""

    says = gettext_lazy("Say in a sentence why you adopt it partly or not.")


class NotAnsweredYet(Refused):
    """What followed comes after the answer."""

    says = gettext_lazy("There is no answer yet. What followed can be noted once there is one.")


def answer_by_link(*, token: str, answer: str, reason: str, now: datetime) -> Advice:
    """The answer of somebody with a link. The same answer twice is once.

    Refused: `LinkNotUsable`, `ReasonMissing`, `AlreadyAnswered`, `PersonalDataInText`.
    """
    letter = letter_by_link(token=token, now=now)
    if letter is None:
        raise LinkNotUsable
    _answer(None, letter.advice, answer, reason, now)
    return letter.advice


def answer_advice(*, actor: Membership, advice: Advice, answer: str, reason: str, now: datetime) -> None:
    """The answer of somebody of the body that was advised, other than who wrote it or read along."""
    steps = endorsements_of(subject=advice)
    if not is_addressee(actor=actor, advice=advice) or steps.filter(membership__user=actor.user_id).exists():
        raise NotAllowed
    _answer(actor, advice, answer, reason, now)


def _answer(actor: Membership | None, advice: Advice, answer: str, reason: str, now: datetime) -> None:
    """The condition stands in the UPDATE: of two answers at once the first is kept and the other hears it."""
    reason = reason.strip()
    pass_or_refuse(reason)
    with recorded(actor=actor, action=Action.ANSWER_ADVICE, subject=advice, now=now):
        if answer not in Answer.values or (answer != Answer.ADOPTED and not reason):
            raise ReasonMissing
        kept = Advice.objects.filter(pk=advice.pk, status=Status.SENT).update(
            status=Status.ANSWERED, answer=answer, answer_reason=reason, answered_at=now
        )
        advice.refresh_from_db()
        if not kept and (advice.answer, advice.answer_reason) != (answer, reason):
            raise AlreadyAnswered
        if kept:
            if actor is not None:
                endorse(actor=actor, subject=advice, step="answered", now=now)
            _tell_owner(advice, now)


def _tell_owner(advice: Advice, now: datetime) -> None:
    """A short message to who looks after the advice: that there is an answer, and which."""
    owner = owners_of_many(kind=KIND, ids=[advice.pk]).get(str(advice.pk))
    if owner is None or not owner.membership.user.is_active:
        return
    with translation.override(settings.LANGUAGE_CODE):
        words = {"title": advice.title, "answer": advice.get_answer_display()}
        queue_mail(
            key=f"advice:{advice.pk}:answered",
            recipient=owner.membership.user.email,
            subject=_("Answer to advice “%(title)s”") % words,
            body=_("The answer is: %(answer)s. In Weerbaar you read why, and note what follows.") % words + "\n",
            now=now,
        )


def note_follow_up(
    *, actor: Membership, advice: Advice, done: str, change: str = "", is_last: bool = False, now: datetime
) -> FollowUp:
    """Adds what was done and what it changed, by who wrote the advice or who got it. Twice the same is once."""
    done, change = done.strip(), change.strip()
    pass_or_refuse(done, change)
    with recorded(actor=actor, action=Action.FOLLOW_ADVICE, subject=advice, now=now):
        involved = may_write_on(actor=actor, advice=advice) or is_addressee(actor=actor, advice=advice)
        if not involved or not advices_visible_to(actor=actor).filter(pk=advice.pk).exists():
            raise NotAllowed
        advice.refresh_from_db()
        if advice.status not in (Status.ANSWERED, Status.CLOSED):
            raise NotAnsweredYet
        follow_up, _is_new = FollowUp.objects.get_or_create(
            advice=advice, organisation=actor.organisation, done=done, defaults={"change": change, "at": now}
        )
        if is_last:
            Advice.objects.filter(pk=advice.pk, status=Status.ANSWERED).update(status=Status.CLOSED)
    return follow_up
