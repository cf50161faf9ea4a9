"""Who is seen by whom, and who may change whom."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from weerbaar.accounts.models import (
    CONTROL_ROLES,
    AuditEvent,
    Invitation,
    Membership,
    OpenSession,
    Right,
    Role,
    Scope,
    User,
)
from weerbaar.accounts.selectors.rights import may, organisations_within, scope_of
from weerbaar.regions.models import Organisation


def memberships_visible_to(*, actor: Membership | None) -> QuerySet[Membership]:
    """Roles of people in the organisations the actor sees, by name; who manages people sees ended roles too."""
    seen = Q(ended_at=None, organisation__in=organisations_within(actor=actor, right=Right.VIEW_PEOPLE))
    managed = Q(organisation__in=organisations_within(actor=actor, right=Right.MANAGE_PEOPLE))
    return (
        Membership.objects.filter(seen | managed, user__erased_at=None)
        .select_related("user", "organisation__municipality")
        .order_by("user__name", "started_at", "pk")
    )


def people_visible_to(*, actor: Membership | None) -> QuerySet[User]:
    """The people behind `memberships_visible_to`, each once, by name."""
    return User.objects.filter(pk__in=memberships_visible_to(actor=actor).order_by().values("user"))


def open_invitations_visible_to(*, actor: Membership | None, now: datetime) -> QuerySet[Invitation]:
    """Invitations that can still be used, at organisations whose people the actor manages; newest first."""
    return Invitation.objects.filter(
        organisation__in=organisations_within(actor=actor, right=Right.MANAGE_PEOPLE),
        accepted_at=None,
        withdrawn_at=None,
        expires_at__gt=now,
    ).select_related("organisation", "invited_by")


def organisations_to_invite_for(*, actor: Membership | None) -> QuerySet[Organisation]:
    """The active organisations the actor may bring people into, by name."""
    return organisations_within(actor=actor, right=Right.MANAGE_PEOPLE).filter(is_active=True)


def organisation_for_first_maintainer(*, code: str | None) -> Organisation | None:
    """The organisation with this code; without one, the programme team when there is exactly one."""
    active = Organisation.objects.filter(is_active=True)
    found = list(active.filter(code=code) if code else active.filter(kind=Organisation.Kind.PROGRAMME))
    return found[0] if len(found) == 1 else None


def grantable_roles(*, actor: Membership | None) -> list[Role]:
    """The roles the actor may give to somebody else; control roles only with the right to grant control."""
    if scope_of(actor=actor, right=Right.MANAGE_PEOPLE) == Scope.NONE:
        return []
    grants_control = scope_of(actor=actor, right=Right.GRANT_CONTROL) != Scope.NONE
    return [role for role in Role if grants_control or role not in CONTROL_ROLES]


def may_change(*, actor: Membership | None, membership: Membership) -> bool:
    """True when the actor may change or end this role: never the own, a control role only with its own right."""
    if actor is None or membership.user_id == actor.user_id or membership.ended_at is not None:
        return False
    if not may(actor=actor, right=Right.MANAGE_PEOPLE, organisation=membership.organisation):
        return False
    if Role(membership.role) not in CONTROL_ROLES:
        return True
    return may(actor=actor, right=Right.GRANT_CONTROL, organisation=membership.organisation)


def may_close_account(*, actor: Membership | None, person: User) -> bool:
    """True when the actor may deactivate or erase this person: somebody else, and every role within reach."""
    if actor is None or person.pk == actor.user_id or not grantable_roles(actor=actor):
        return False
    if not people_visible_to(actor=actor).filter(pk=person.pk).exists():
        return False
    current = Membership.objects.filter(user=person, ended_at=None).select_related("organisation")
    return all(may_change(actor=actor, membership=membership) for membership in current)


def current_memberships_of(*, person: User) -> QuerySet[Membership]:
    """The current roles of one person, oldest first; for the person alone and for services."""
    return Membership.objects.filter(user=person, ended_at=None, organisation__is_active=True).select_related(
        "organisation"
    )


def digest_of(token: str) -> str:
    """What is held of an invitation link."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_for(*, token: str, now: datetime) -> Invitation | None:
    """The invitation that this link opens, while it can be used; None otherwise, whatever the reason."""
    return (
        Invitation.objects.filter(digest=digest_of(token), accepted_at=None, withdrawn_at=None, expires_at__gt=now)
        .select_related("organisation", "invited_by")
        .first()
    )


@dataclass(frozen=True)
class SecondStep:
    """One second step of one person, as its owner sees it."""

    pk: int
    kind: str
    name: str
    added_at: datetime
    used_at: datetime | None


def second_steps_of(*, person: User) -> list[SecondStep]:
    """The second steps of this person, oldest first."""
    rows = Authenticator.objects.filter(user=person).order_by("created_at", "pk")
    return [SecondStep(row.pk, row.type, row.data.get("name", ""), row.created_at, row.last_used_at) for row in rows]


def own_data(*, person: User) -> dict[str, list[dict[str, Any]]]:
    """Everything held on one person, for that person: sections of rows with plain values."""
    events = AuditEvent.objects.filter(actor_id=person.pk)
    memberships = Membership.objects.filter(user=person).select_related("organisation")
    invitations = Invitation.objects.filter(email=person.email).select_related("organisation", "invited_by")
    return {
        "person": [
            {
                "name": person.name,
                "function": person.function,
                "email": person.email,
                "language": person.language,
                "joined_at": person.joined_at,
                "last_login": person.last_login,
            }
        ],
        "roles": [
            {
                "organisation": row.organisation.name,
                "role": row.get_role_display(),
                "started_at": row.started_at,
                "ended_at": row.ended_at,
            }
            for row in memberships
        ],
        "invitations": [
            {
                "organisation": row.organisation.name,
                "role": row.get_role_display(),
                "invited_at": row.invited_at,
                "accepted_at": row.accepted_at,
            }
            for row in invitations
        ],
        "second_steps": [
            {"kind": one.kind, "name": one.name, "added_at": one.added_at, "used_at": one.used_at}
            for one in second_steps_of(person=person)
        ],
        "sessions": [
            {"device": one.device, "network": one.network, "started_at": one.started_at, "used_at": one.used_at}
            for one in OpenSession.objects.filter(user=person)
        ],
        "log": [{"at": event.at, "action": event.action_label, "outcome": event.outcome_label} for event in events],
    }
