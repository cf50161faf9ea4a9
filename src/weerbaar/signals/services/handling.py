"""Working on signals: moving, owning, coding, clustering. Every order is in the history and in the log."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.accounts.services.endorsement import assign
from weerbaar.signals.models import ClosedBecause, Cluster, Label, SavedFilter, Signal, Status, Step, StepKind
from weerbaar.signals.selectors.visible import (
    first_handler,
    handles_signals,
    may_handle,
    sees_signals,
    signals_visible_to,
)
from weerbaar.signals.selectors.workflow import move_between
from weerbaar.signals.services.gate import PersonalDataInText, pass_or_refuse

MOST_TOGETHER = 200


class NotInTheWorkflow(Refused):
    """The table of the workflow has no row for this move."""

    says = _("This step is not possible from where the signal is now.")


class MovedMeanwhile(Refused):
    """Somebody else moved the signal between looking and clicking."""

    says = _("Somebody else has just moved this signal. Look at how it is now and choose again.")


class ReasonMissing(Refused):
    """The step asks for a reason."""

    says = _("Say why. Everybody can read it in the history.")


class FeedbackMissing(Refused):
    """A signal is not put aside before its reporter heard something."""

    says = _("Tell the reporter first what is done with the signal. Then you can put it aside.")


class ConsentNeeded(Refused):
    """Only the organisation that reported may let a signal travel further."""

    says = _("Only the organisation that gave this signal may share it more widely. Ask it first.")


@contextmanager
def handled(actor: Membership, signal: Signal, now: datetime) -> Iterator[None]:
    """One recorded order on a signal that the actor sees and may handle."""
    with recorded(actor=actor, action=Action.HANDLE_SIGNAL, subject=signal, now=now):
        if not signals_visible_to(actor=actor).filter(pk=signal.pk).exists():
            raise NotAllowed
        if not may_handle(actor=actor, signal=signal):
            raise NotAllowed
        yield


def note_step(
    *,
    signal: Signal,
    kind: StepKind,
    actor: Membership,
    now: datetime,
    before: str = "",
    after: str = "",
    reason: str = "",
) -> None:
    """Adds a line to the history of a signal."""
    Step.objects.create(
        signal=signal, kind=kind, organisation=actor.organisation, before=before, after=after, reason=reason, at=now
    )


def move_signal(
    *, actor: Membership, signal: Signal, before: str, after: str, why: str = "", reason: str = "", now: datetime
) -> None:
    """Moves a signal as the table of the workflow allows; `before` is where the actor saw it.

    Refused: `NotInTheWorkflow`, `ReasonMissing`, `FeedbackMissing` (putting aside), `MovedMeanwhile`.
    """
    reason = reason.strip()
    pass_or_refuse(reason)
    with handled(actor, signal, now):
        move = move_between(before=before, after=after)
        if move is None or move.asks == "question":
            raise NotInTheWorkflow
        if (move.asks == "why" and why not in ClosedBecause.values) or (move.asks == "reason" and not reason):
            raise ReasonMissing
        if after == Status.CLOSED and not signal.feedback.exists():
            raise FeedbackMissing
        shift(signal=signal, before=before, after=after, why=why if after == Status.CLOSED else "")
        note_step(signal=signal, kind=StepKind.MOVED, actor=actor, now=now, before=before, after=after, reason=reason)


def shift(*, signal: Signal, before: str, after: str, why: str = "") -> None:
    """The condition stands in the UPDATE, so of two people at once one wins and the other hears it."""
    changed = Signal.objects.filter(pk=signal.pk, status=before).update(status=after, closed_because=why)
    if not changed:
        raise MovedMeanwhile
    signal.status, signal.closed_because = after, why


def take_signal(*, actor: Membership, signal: Signal, now: datetime) -> None:
    """Makes the actor the owner."""
    with handled(actor, signal, now):
        assign(actor=actor, subject=signal, owner=actor, due_on=signal.due_on, now=now)
        note_step(signal=signal, kind=StepKind.OWNED, actor=actor, now=now, after=actor.organisation.name[:60])


def give_back(*, actor: Membership, signal: Signal, now: datetime) -> None:
    """Back to the one who gets the new signals of this municipality: wrongly sent, so never without an owner."""
    with handled(actor, signal, now):
        owner = first_handler(municipality=signal.municipality)
        if owner is None:
            raise NotAllowed
        assign(actor=actor, subject=signal, owner=owner, due_on=signal.due_on, now=now)
        note_step(signal=signal, kind=StepKind.OWNED, actor=actor, now=now, after=owner.organisation.name[:60])


def code_signal(
    *, actor: Membership, signal: Signal, topic: str, reliability: str, certainty: str, label: str, now: datetime
) -> None:
    """Sets topic, scales and label. Narrowing the label is free; widening is for the organisation that reported."""
    with handled(actor, signal, now):
        order = Label.values
        if order.index(label) > order.index(signal.label) and actor.organisation_id != signal.organisation_id:
            raise ConsentNeeded
        coded = {"topic": topic, "reliability": reliability, "certainty": certainty, "label": label}
        changed = [name for name, value in coded.items() if getattr(signal, name) != value]
        if changed:
            Signal.objects.filter(pk=signal.pk).update(**coded)
            note_step(signal=signal, kind=StepKind.CODED, actor=actor, now=now, after=", ".join(changed))


def cluster_signals(*, actor: Membership, signals: Sequence[Signal], name: str, now: datetime) -> Cluster:
    """Puts signals beside each other under a name. A signal is in one cluster at most; no text changes."""
    pass_or_refuse(name)
    if not handles_signals(actor=actor) or not signals:
        raise NotAllowed
    cluster = Cluster.objects.create(region=actor.organisation.region, name=name.strip(), made_at=now)
    for signal in signals:
        with handled(actor, signal, now):
            Signal.objects.filter(pk=signal.pk).update(cluster=cluster)
            note_step(signal=signal, kind=StepKind.CLUSTERED, actor=actor, now=now, after=cluster.name[:60])
    return cluster


def save_filter(*, actor: Membership, name: str, query: str) -> SavedFilter:
    """Keeps a view of the list for the team; the same name again replaces it."""
    pass_or_refuse(name)
    if not sees_signals(actor=actor):
        raise NotAllowed
    found, _is_new = SavedFilter.objects.update_or_create(
        organisation=actor.organisation, name=name.strip(), defaults={"query": query}
    )
    return found


def forget_filter(*, actor: Membership, saved: SavedFilter) -> None:
    SavedFilter.objects.filter(pk=saved.pk, organisation=actor.organisation_id).delete()


def handle_together(
    *, actor: Membership, ids: Sequence[str], order: str, name: str = "", now: datetime
) -> tuple[int, list[str]]:
    """The same order for many signals; says for how many it was done, and why not for the others.

    Signals the actor does not see are as if they were not there.
    """
    found = [one for one in ids[:MOST_TOGETHER] if _is_id(one)]
    signals = list(signals_visible_to(actor=actor).filter(pk__in=found))
    if order == "cluster":
        if not name.strip():
            return 0, [str(_("Give the cluster a name."))]
        return _clustered(actor, signals, name, now)
    done, refused = 0, []
    for signal in signals:
        try:
            _one_of_many(actor, signal, order, now)
            done += 1
        except Refused as refusal:
            refused.append(str(refusal.says))
    return done, list(dict.fromkeys(refused))


def _one_of_many(actor: Membership, signal: Signal, order: str, now: datetime) -> None:
    if order == "take":
        take_signal(actor=actor, signal=signal, now=now)
    elif order == "give-back":
        give_back(actor=actor, signal=signal, now=now)
    else:
        after = {"review": Status.REVIEW, "confirm": Status.CONFIRMED}[order]
        move_signal(actor=actor, signal=signal, before=signal.status, after=after.value, now=now)


def _clustered(actor: Membership, signals: list[Signal], name: str, now: datetime) -> tuple[int, list[str]]:
    try:
        with transaction.atomic():
            cluster_signals(actor=actor, signals=signals, name=name, now=now)
    except PersonalDataInText as refusal:
        return 0, [*refusal.mends]
    except Refused as refusal:
        return 0, [str(refusal.says)]
    return len(signals), []


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
