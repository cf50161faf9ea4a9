"""Changing what somebody else may do, and ending it."""

from collections.abc import Iterable
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts import selectors
from weerbaar.accounts.models import (
    CONTROL_ROLES,
    Action,
    Invitation,
    Membership,
    PasswordRecovery,
    Right,
    Role,
    RowsTaken,
    User,
)
from weerbaar.accounts.services.audit import recorded
from weerbaar.accounts.services.erasures import note_erasure
from weerbaar.accounts.services.invitations import AlreadyHasRole
from weerbaar.accounts.services.second_step import forget_second_steps
from weerbaar.accounts.services.sessions import end_all_sessions
from weerbaar.ui.orders import NotAllowed, Refused


class LastMaintainer(Refused):
    """Without this person nobody could manage the installation any more."""

    says = _("This is the last maintainer. Make somebody else maintainer first.")


def change_role(*, actor: Membership, membership: Membership, role: Role, now: datetime) -> Membership:
    """Ends this role and starts the other at the same organisation, so the history stays; returns the new one.

    Refused with `NotAllowed` for the own role, for a control role without the right to grant control,
    with `AlreadyHasRole`, and with `LastMaintainer`.
    """
    with recorded(actor=actor, action=Action.CHANGE_ROLE, subject=membership, now=now):
        _demand_may_change(actor, membership)
        if role in CONTROL_ROLES and not selectors.may(
            actor=actor, right=Right.GRANT_CONTROL, organisation=membership.organisation
        ):
            raise NotAllowed
        same = {"user": membership.user, "organisation": membership.organisation, "role": role, "ended_at": None}
        if Membership.objects.filter(**same).exists():
            raise AlreadyHasRole
        end_memberships([membership], now=now)
        return Membership.objects.create(**same, started_at=now)


def end_membership(*, actor: Membership, membership: Membership, now: datetime) -> None:
    """Ends one role of somebody else. Refused with `NotAllowed` and `LastMaintainer`."""
    with recorded(actor=actor, action=Action.END_MEMBERSHIP, subject=membership, now=now):
        _demand_may_change(actor, membership)
        end_memberships([membership], now=now)


def deactivate_person(*, actor: Membership, person: User, now: datetime) -> None:
    """Ends every role of somebody else and closes the account; open sessions end with it.

    A new invitation opens the account again. Refused with `NotAllowed` and `LastMaintainer`.
    """
    with recorded(actor=actor, action=Action.DEACTIVATE, subject=person, now=now):
        _demand_may_change_all(actor, person)
        close_account(person, now=now)


def erase_person(*, actor: Membership, person: User, now: datetime) -> None:
    """Deactivates somebody else and removes name, function and address; the log keeps only ids."""
    with recorded(actor=actor, action=Action.ERASE, subject=person, now=now):
        _demand_may_change_all(actor, person)
        erase_account(person, now=now)


def close_account(person: User, *, now: datetime) -> None:
    """Ends all roles and switches the account off. Asks no right: for services that did."""
    end_memberships(Membership.objects.filter(user=person, ended_at=None), now=now)
    end_all_sessions(person)
    User.objects.filter(pk=person.pk).update(is_active=False)


def erase_account(person: User, *, now: datetime) -> None:
    """Closes the account and replaces all that names the person. Asks no right: for services that did."""
    close_account(person, now=now)
    forget_second_steps(person)
    SocialAccount.objects.filter(user=person).delete()
    PasswordRecovery.objects.filter(user=person).delete()
    RowsTaken.objects.filter(user=person).delete()
    replacement = f"{person.pk}@erased.invalid"
    Invitation.objects.filter(email=person.email).update(email=replacement)
    person.email, person.name, person.function = replacement, "", ""
    person.is_active, person.erased_at, person.last_login = False, now, None
    person.set_unusable_password()
    person.save()
    note_erasure(person, now=now)


def end_memberships(memberships: Iterable[Membership], *, now: datetime) -> None:
    """Ends these roles, unless that would leave a region without a maintainer.

    All maintainers of the region are locked first, in a fixed order: of two orders that each remove one of the last
    two, the second waits and then finds the first one gone.
    """
    ending = list(memberships)
    keys = [one.pk for one in ending]
    for region_id in sorted({one.organisation.region_id for one in ending if one.role == Role.MAINTAINER}):
        current = Membership.objects.filter(
            role=Role.MAINTAINER, ended_at=None, organisation__is_active=True, organisation__region=region_id
        )
        locked = list(current.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
        if not set(locked) - set(keys):
            raise LastMaintainer
    Membership.objects.filter(pk__in=keys, ended_at=None).update(ended_at=now)


def _demand_may_change(actor: Membership, membership: Membership) -> None:
    if not selectors.may_change(actor=actor, membership=membership):
        raise NotAllowed


def _demand_may_change_all(actor: Membership, person: User) -> None:
    if not selectors.may_close_account(actor=actor, person=person):
        raise NotAllowed
