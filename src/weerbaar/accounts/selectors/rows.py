"""Questions to take many rows along: the own ones, and those of others to decide on."""

from django.db.models import QuerySet

from weerbaar.accounts.models import ExportRequest, Membership, Right, Scope
from weerbaar.accounts.selectors.rights import organisations_within, scope_of


def decides_exports(*, actor: Membership | None) -> bool:
    return scope_of(actor=actor, right=Right.APPROVE_EXPORT) != Scope.NONE


def exports_to_decide(*, actor: Membership | None) -> QuerySet[ExportRequest]:
    """Open questions of people in the organisations this actor may agree for, newest first; the own ones too."""
    reach = organisations_within(actor=actor, right=Right.APPROVE_EXPORT)
    found = ExportRequest.objects.filter(membership__organisation__in=reach, decided_at=None)
    return found.select_related("membership__user", "membership__organisation")


def own_exports(*, actor: Membership) -> QuerySet[ExportRequest]:
    """What this person asked for, newest first."""
    return ExportRequest.objects.filter(membership__user=actor.user_id).select_related("decided_by__user")
