"""The page of an advice, the list, what waits for whom, and what stands behind a link."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet, TextChoices

from weerbaar.accounts.models import Assignment, Endorsement, Membership, Right
from weerbaar.accounts.selectors import scope_of
from weerbaar.accounts.selectors.endorsement import assigned_to, endorsements_of, owners_of_many
from weerbaar.advice.models import Advice, Answer, AnswerLink, BodyKind, FollowUp, Status
from weerbaar.advice.selectors.basis import Ground, basis_in_numbers, grounds_seen, keys_of
from weerbaar.advice.selectors.bodies import addressed_to, audience_of, body_of_advice
from weerbaar.advice.selectors.visible import (
    advices_visible_to,
    gives_advice,
    is_addressee,
    may_read_along,
    may_write_on,
    sees_advice,
)

KIND = "advice"


@dataclass(frozen=True)
class Letter:
    """An advice as it can be read aloud, printed or sent: nothing in it depends on who looks."""

    advice: Advice
    body: str
    basis: str
    follow_ups: list[FollowUp]


@dataclass(frozen=True)
class AdvicePage:
    """What stands on the page of one advice, and what this reader may do there."""

    letter: Letter
    grounds: list[Ground]
    hidden_count: int
    steps: list[Endorsement]
    owner: Assignment | None
    may_write: bool
    may_read_along: bool
    may_answer: bool
    may_follow_up: bool
    is_owner: bool
    audience: list[str]

    @property
    def advice(self) -> Advice:
        return self.letter.advice


def letter_of(*, advice: Advice) -> Letter:
    follow_ups = list(advice.follow_ups.select_related("organisation"))
    return Letter(advice, body_of_advice(advice=advice).name, basis_in_numbers(advice=advice), follow_ups)


def advice_page(*, actor: Membership, pk: UUID) -> AdvicePage | None:
    """The page of an advice; None when the actor may not see it."""
    advice = advices_visible_to(actor=actor).filter(pk=pk).first()
    if advice is None:
        return None
    keys = keys_of(advice=advice)
    grounds = grounds_seen(actor=actor, keys=keys)
    steps = list(endorsements_of(subject=advice))
    owner = owners_of_many(kind=KIND, ids=[advice.pk]).get(str(advice.pk))
    writes, addressed = may_write_on(actor=actor, advice=advice), is_addressee(actor=actor, advice=advice)
    wrote = actor.user_id in {one.membership.user_id for one in steps}
    return AdvicePage(
        letter=letter_of(advice=advice),
        grounds=grounds,
        hidden_count=len(keys) - len(grounds),
        steps=steps,
        owner=owner,
        may_write=writes,
        may_read_along=may_read_along(actor=actor, advice=advice) and not wrote,
        may_answer=addressed and advice.status == Status.SENT and not wrote,
        may_follow_up=(writes or addressed) and advice.status in (Status.ANSWERED, Status.CLOSED),
        is_owner=owner is not None and owner.membership.user_id == actor.user_id,
        audience=audience_of(advice=advice) if writes and advice.status == Status.READY else [],
    )


def advices_listed(*, actor: Membership) -> QuerySet[Advice]:
    """The list: what the actor may see, with how much each rests on."""
    rows = advices_visible_to(actor=actor).annotate(basis_count=Count("basis"))
    return rows.order_by("-written_at", "pk")


def owner_names() -> dict[str, str]:
    """The name of the owner of each advice, by id, in one query."""
    rows = Assignment.objects.filter(subject_kind=KIND, ended_at=None).order_by()
    return dict(rows.values_list("subject_id", "membership__user__name"))


def answers_in_words(*, actor: Membership) -> list[tuple[str, int]]:
    """How many of the sent advices were adopted, partly, not, or still wait; in that order, never by organisation."""
    rows = advices_visible_to(actor=actor).filter(sent_at__isnull=False).order_by()
    counts: Counter[str] = Counter(rows.values_list("answer", flat=True))
    answered = [(str(answer.label), counts[answer.value]) for answer in Answer]
    return [*answered, (str(Status.SENT.label), counts[""])]


def choices() -> dict[str, list[tuple[str, str]]]:
    """The closed lists, as choices."""
    lists: dict[str, type[TextChoices]] = {"body": BodyKind, "status": Status, "answer": Answer}
    return {name: [(one.value, str(one.label)) for one in kind] for name, kind in lists.items()}


def digest_of(token: str) -> str:
    """What is held of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def letter_by_link(*, token: str, now: datetime) -> Letter | None:
    """The advice behind a link while it works: to answer, or to see the answer. None otherwise, whatever the reason."""
    found = AnswerLink.objects.filter(digest=digest_of(token), expires_at__gt=now, advice__sent_at__isnull=False)
    link = found.select_related("advice__organisation", "advice__addressee", "advice__police_team").first()
    return letter_of(advice=link.advice) if link else None


def waits_for_second_reading(*, actor: Membership) -> QuerySet[Advice]:
    """What the organisation of the actor was asked to read along with, oldest first."""
    if not sees_advice(actor=actor) or not scope_of(actor=actor, right=Right.SECOND_READ):
        return Advice.objects.none()
    rows = advices_visible_to(actor=actor).filter(second=actor.organisation_id, status=Status.READING)
    return rows.order_by("written_at")


def waits_for_answer_of(*, actor: Membership) -> QuerySet[Advice]:
    """Advice to a body of the actor that was not answered, the earliest date first."""
    if not sees_advice(actor=actor):
        return Advice.objects.none()
    rows = Advice.objects.filter(addressed_to(actor=actor), status=Status.SENT)
    return rows.exclude(organisation=actor.organisation_id).order_by("due_on")


def own_to_remind(*, actor: Membership, on: date) -> QuerySet[Advice]:
    """Advice this person looks after that is unanswered at its date, or answered but not followed up."""
    if not gives_advice(actor=actor):
        return Advice.objects.none()
    rows = advices_visible_to(actor=actor).filter(pk__in=assigned_to(actor=actor, kind=KIND), due_on__lte=on)
    return rows.filter(status__in=(Status.SENT, Status.ANSWERED)).exclude(reminded_on=on).order_by("due_on")


def own_to_send(*, actor: Membership) -> QuerySet[Advice]:
    """Advice this person looks after that was read by the second reader and can be sent."""
    if not gives_advice(actor=actor):
        return Advice.objects.none()
    rows = advices_visible_to(actor=actor).filter(pk__in=assigned_to(actor=actor, kind=KIND), status=Status.READY)
    return rows.order_by("written_at")
