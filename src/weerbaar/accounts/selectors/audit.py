"""What the log shows, and to whom."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from weerbaar.accounts.models import Action, AuditEvent, Membership, Outcome, Right, Scope, User
from weerbaar.accounts.selectors.rights import organisations_within, scope_of
from weerbaar.regions.models import Organisation


def audit_events_visible_to(*, actor: Membership | None) -> QuerySet[AuditEvent]:
    """The log of the organisations the actor oversees, newest first; names are looked up now.

    Events without an organisation (a refused sign-in, somebody without a role) are seen by whoever sees any.
    """
    if not sees_audit(actor=actor):
        return AuditEvent.objects.none()
    overseen = organisations_within(actor=actor, right=Right.VIEW_AUDIT)
    seats = Membership.objects.filter(user=OuterRef("actor_id"), organisation=OuterRef("organisation_id"))
    events = AuditEvent.objects.filter(Q(organisation_id__in=overseen.values("pk")) | Q(organisation_id=None))
    return events.annotate(
        person_name=Subquery(User.objects.filter(pk=OuterRef("actor_id")).values("name")),
        person_role=Subquery(seats.order_by("-started_at").values("role")[:1]),
        organisation_name=Subquery(Organisation.objects.filter(pk=OuterRef("organisation_id")).values("name")),
    )


def sees_audit(*, actor: Membership | None) -> bool:
    return scope_of(actor=actor, right=Right.VIEW_AUDIT) != Scope.NONE


def audit_choices() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The actions and the outcomes the log knows, as choices for a filter."""
    return [(one.value, str(one.label)) for one in Action], [(one.value, str(one.label)) for one in Outcome]
