"""Two people who know that an older back-up was put back, so that the log may go on from there (T15)."""

from datetime import datetime

from weerbaar.accounts import selectors
from weerbaar.accounts.models import Action, Endorsement, Membership
from weerbaar.accounts.models.audit import AuditSeal
from weerbaar.accounts.services.audit import recorded
from weerbaar.accounts.services.audit_chain import open_restores
from weerbaar.accounts.services.audit_key import ACKNOWLEDGED, Checkpoint, write_checkpoint
from weerbaar.accounts.services.endorsement import endorse, kind_of
from weerbaar.accounts.services.recovery import SecondPersonNeeded
from weerbaar.ui.orders import NotAllowed


def step_of(restore: Checkpoint) -> str:
    """The step under which people acknowledge this restore and no other."""
    return f"restored:{restore.signature[:20]}"


def acknowledge_restore(*, actor: Membership, now: datetime) -> bool:
    """Says that the actor knows of the oldest restore that waits. True when that was the second one.

    `SecondPersonNeeded` unless the second is somebody else in another role; `NotAllowed` without the right to read the
    log, or when nothing waits.
    """
    with recorded(actor=actor, action=Action.ACKNOWLEDGE_RESTORE, subject=actor.organisation, now=now):
        waiting = open_restores()
        if not waiting or not selectors.sees_audit(actor=actor):
            raise NotAllowed
        seal, step = AuditSeal.objects.select_for_update().get(pk=1), step_of(waiting[0])
        first = Endorsement.objects.filter(subject_kind=kind_of(seal), subject_id=str(seal.pk), step=step)
        earlier = first.values_list("membership__user_id", "membership__role").first()
        if earlier and (earlier[0] == actor.user_id or earlier[1] == actor.role):
            raise SecondPersonNeeded
        endorse(actor=actor, subject=seal, step=step, now=now)
        if earlier:
            one = waiting[0]
            write_checkpoint(number=one.number, digest=one.digest, kind=ACKNOWLEDGED, until=one.until, now=now)
    return earlier is not None
