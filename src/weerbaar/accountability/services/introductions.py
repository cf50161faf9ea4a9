"""Reading what Weerbaar is for, once per role (L7)."""

from datetime import datetime

from weerbaar.accountability.models import Introduction
from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import recorded


def read_introduction(*, actor: Membership, now: datetime) -> None:
    """Remembers that the actor read it in this role; a second time changes nothing."""
    with recorded(actor=actor, action=Action.READ_INTRODUCTION, subject=actor, now=now):
        Introduction.objects.get_or_create(membership=actor, defaults={"read_at": now})
