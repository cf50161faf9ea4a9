"""What the log shows, and to whom."""

from django.db.models import Q, QuerySet

from weerbaar.accounts.models import AuditEvent, Membership, Right
from weerbaar.accounts.selectors.rights import organisations_within


def audit_events_visible_to(*, actor: Membership | None) -> QuerySet[AuditEvent]:
    """The log of the organisations the actor oversees, newest first.

    Events without an organisation (a refused sign-in, somebody without a role) are seen by whoever sees any.
    """
    overseen = organisations_within(actor=actor, right=Right.VIEW_AUDIT)
    if actor is None or not overseen.exists():
        return AuditEvent.objects.none()
    return AuditEvent.objects.filter(Q(organisation_id__in=overseen.values("pk")) | Q(organisation_id=None))
