"""Orders about people: every one asks the rights table, works in one transaction and leaves an audit event."""

from weerbaar.accounts.models import Action, Role
from weerbaar.accounts.services.audit import Entry, NotAllowed, Refused, record, record_export, recorded
from weerbaar.accounts.services.demo import NotAnInventedRegion, invite_demo_people
from weerbaar.accounts.services.invitations import (
    AlreadyHasRole,
    InvitationNotUsable,
    MaintainerExists,
    SignInFirst,
    accept_invitation,
    invite,
    invite_first_maintainer,
    withdraw_invitation,
)
from weerbaar.accounts.services.own import (
    change_password,
    correct_own_data,
    erase_self,
    export_own_data,
    switch_role,
)
from weerbaar.accounts.services.people import (
    LastMaintainer,
    change_role,
    deactivate_person,
    end_membership,
    erase_person,
)
from weerbaar.accounts.services.sign_in import demo_sign_in, password_sign_in, sign_out

__all__ = [
    "Action",
    "AlreadyHasRole",
    "Entry",
    "InvitationNotUsable",
    "LastMaintainer",
    "MaintainerExists",
    "NotAllowed",
    "NotAnInventedRegion",
    "Refused",
    "Role",
    "SignInFirst",
    "accept_invitation",
    "change_password",
    "change_role",
    "correct_own_data",
    "deactivate_person",
    "demo_sign_in",
    "end_membership",
    "erase_person",
    "erase_self",
    "export_own_data",
    "invite",
    "invite_demo_people",
    "invite_first_maintainer",
    "password_sign_in",
    "record",
    "record_export",
    "recorded",
    "sign_out",
    "switch_role",
    "withdraw_invitation",
]
