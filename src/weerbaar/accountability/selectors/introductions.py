"""Who still has to read what Weerbaar is for (L7)."""

from weerbaar.accountability.models import Introduction
from weerbaar.accounts.models import Membership


def needs_introduction(*, actor: Membership) -> bool:
    """True until this person has read it in this role."""
    return not Introduction.objects.filter(membership=actor).exists()
