"""Bringing people in by one link. Works without a mail server: the inviter hands the link over."""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts import selectors
from weerbaar.accounts.models import CONTROL_ROLES, Action, Invitation, Membership, Right, Role, User
from weerbaar.accounts.selectors.people import digest_of
from weerbaar.accounts.services.audit import recorded
from weerbaar.regions.models import Organisation
from weerbaar.ui.orders import NotAllowed, Refused

LINK_LASTS = timedelta(days=7)


class AlreadyHasRole(Refused):
    """This person already has this role at this organisation."""

    says = _("This person already has this role at this organisation.")


class InvitationNotUsable(Refused):
    """The link is unknown, used, withdrawn or expired, or the inviter may no longer give this role."""

    says = _("This link does not work any more. Ask the person who invited you for a new one.")


class SignInFirst(Refused):
    """The invited address already has an account; only its owner, signed in, can accept."""

    says = _("You already have an account. Log in with it first, then open the link again.")


class MaintainerExists(Refused):
    """The region already has a maintainer, who can invite others."""

    says = _("This region already has a maintainer. Ask that person for an invitation.")


def invite(
    *, actor: Membership, email: str, organisation: Organisation, role: Role, now: datetime
) -> tuple[Invitation, str]:
    """Makes an invitation and its token, which is shown once; only a digest is kept.

    An open invitation for the same person, role and organisation is withdrawn: one link works at a time.
    Refused with `NotAllowed` without the right, for a control role without the right to grant control, and for the
    own address: nobody raises their own rights.
    """
    email = email.lower()
    with recorded(actor=actor, action=Action.INVITE, subject=organisation, now=now) as entry:
        if not _may_give(actor, organisation, role) or email == actor.user.email:
            raise NotAllowed
        if Membership.objects.filter(user__email=email, organisation=organisation, role=role, ended_at=None).exists():
            raise AlreadyHasRole
        invitation, token = _new_invitation(email, organisation, role, actor.user, now)
        entry.subject = invitation
    return invitation, token


def invite_first_maintainer(*, email: str, organisation: Organisation, now: datetime) -> tuple[Invitation, str]:
    """The invitation that starts an installation; refused with `MaintainerExists` once there is a maintainer."""
    with recorded(actor=None, action=Action.INVITE, subject=organisation, now=now) as entry:
        if _has_maintainer(organisation):
            raise MaintainerExists
        invitation, token = _new_invitation(email.lower(), organisation, Role.MAINTAINER, None, now)
        entry.subject = invitation
    return invitation, token


def withdraw_invitation(*, actor: Membership, invitation: Invitation, now: datetime) -> None:
    """Makes a link useless."""
    with recorded(actor=actor, action=Action.WITHDRAW_INVITATION, subject=invitation, now=now):
        if not selectors.may(actor=actor, right=Right.MANAGE_PEOPLE, organisation=invitation.organisation):
            raise NotAllowed
        Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)


def accept_invitation(
    *, token: str, signed_in: User | None, name: str, function: str, password: str | None, now: datetime
) -> User:
    """Uses the link once: makes the account, or adds the role to the account of whoever is signed in.

    An existing active account is never taken over by a link: `SignInFirst`. A deactivated one comes back with the
    new name, function and password. Raises ValidationError for a weak password; None means no password (demo only).
    """
    invitation = selectors.invitation_for(token=token, now=now)
    with recorded(actor=signed_in, action=Action.ACCEPT_INVITATION, subject=invitation, now=now) as entry:
        if invitation is None or not _still_backed(invitation) or not _use_once(invitation, now):
            raise InvitationNotUsable
        person, is_new = User.objects.get_or_create(
            email=invitation.email, defaults={"name": name, "function": function, "joined_at": now}
        )
        if person.is_active and not is_new and person != signed_in:
            raise SignInFirst
        if is_new or not person.is_active:
            _set_up(person, name, function, password)
        Membership.objects.get_or_create(
            user=person,
            organisation=invitation.organisation,
            role=invitation.role,
            ended_at=None,
            defaults={"started_at": now},
        )
        entry.subject = person
    return person


def _may_give(actor: Membership, organisation: Organisation, role: Role) -> bool:
    if not organisation.is_active:
        return False
    needed = {Right.MANAGE_PEOPLE, Right.GRANT_CONTROL} if role in CONTROL_ROLES else {Right.MANAGE_PEOPLE}
    return all(selectors.may(actor=actor, right=right, organisation=organisation) for right in needed)


def _new_invitation(
    email: str, organisation: Organisation, role: Role, invited_by: User | None, now: datetime
) -> tuple[Invitation, str]:
    Invitation.objects.filter(
        email=email, organisation=organisation, role=role, accepted_at=None, withdrawn_at=None
    ).update(withdrawn_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        digest=digest_of(token),
        email=email,
        organisation=organisation,
        role=role,
        invited_by=invited_by,
        invited_at=now,
        expires_at=now + LINK_LASTS,
    )
    return invitation, token


def _still_backed(invitation: Invitation) -> bool:
    """A link dies with the right of its maker, so nobody keeps a key to come back with."""
    if invitation.invited_by is None:
        return not _has_maintainer(invitation.organisation)
    makers = selectors.current_memberships_of(person=invitation.invited_by)
    return any(_may_give(maker, invitation.organisation, Role(invitation.role)) for maker in makers)


def _has_maintainer(organisation: Organisation) -> bool:
    return Membership.objects.filter(
        role=Role.MAINTAINER, ended_at=None, organisation__region=organisation.region_id
    ).exists()


def _use_once(invitation: Invitation, now: datetime) -> bool:
    """The condition stands in the UPDATE, so two clicks at once cannot both win."""
    return bool(
        Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(accepted_at=now)
    )


def _set_up(person: User, name: str, function: str, password: str | None) -> None:
    person.name, person.function, person.is_active = name, function, True
    if password is None:
        person.set_unusable_password()
    else:
        validate_password(password, person)
        person.set_password(password)
    person.save()
