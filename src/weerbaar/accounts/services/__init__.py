"""Orders about people: every one asks the rights table, works in one transaction and leaves an audit event."""

from weerbaar.accounts.models import Action, Role
from weerbaar.accounts.services.audit import Entry, record, record_export, recorded
from weerbaar.accounts.services.audit_chain import log_problems, open_restores, prune_log, seal_checkpoint
from weerbaar.accounts.services.audit_key import public_key
from weerbaar.accounts.services.demo import NotAnInventedRegion, invite_demo_people
from weerbaar.accounts.services.guesses import TooManyGuesses
from weerbaar.accounts.services.identity import AddressNotAccepted, NoAccess, identity_sign_in
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
from weerbaar.accounts.services.marks import mark_of, whose_file
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
from weerbaar.accounts.services.reasons import ReasonNamesSomebody
from weerbaar.accounts.services.recovery import (
    LinkNotUsable,
    ResetAlreadyAsked,
    SecondPersonNeeded,
    ask_new_password,
    ask_reset,
    decide_reset,
    recover_password,
)
from weerbaar.accounts.services.restored import acknowledge_restore
from weerbaar.accounts.services.rows import (
    BudgetSpent,
    ask_export,
    decide_export,
    names_somebody,
    spend_export_budget,
)
from weerbaar.accounts.services.second_step import (
    LastSecondStep,
    WrongCode,
    add_code_app,
    add_passkey,
    check_code,
    check_passkey,
    code_app_to_add,
    passkey_question,
    passkey_to_add,
    remove_second_step,
)
from weerbaar.accounts.services.sessions import end_other_sessions, end_session, note_session, note_use
from weerbaar.accounts.services.sign_in import (
    confirm_password,
    demo_sign_in,
    mark_second_step,
    mark_session,
    new_mark,
    note_refused,
    password_sign_in,
    remember_pending,
    sign_out,
)
from weerbaar.ui.orders import NotAllowed, Refused

__all__ = [
    "Action",
    "AddressNotAccepted",
    "AlreadyHasRole",
    "BudgetSpent",
    "Entry",
    "InvitationNotUsable",
    "LastMaintainer",
    "LastSecondStep",
    "LinkNotUsable",
    "MaintainerExists",
    "NoAccess",
    "NotAllowed",
    "NotAnInventedRegion",
    "ReasonNamesSomebody",
    "Refused",
    "ResetAlreadyAsked",
    "Role",
    "SecondPersonNeeded",
    "SignInFirst",
    "TooManyGuesses",
    "WrongCode",
    "accept_invitation",
    "acknowledge_restore",
    "add_code_app",
    "add_passkey",
    "ask_export",
    "ask_new_password",
    "ask_reset",
    "change_password",
    "change_role",
    "check_code",
    "check_passkey",
    "code_app_to_add",
    "confirm_password",
    "correct_own_data",
    "deactivate_person",
    "decide_export",
    "decide_reset",
    "demo_sign_in",
    "end_membership",
    "end_other_sessions",
    "end_session",
    "erase_person",
    "erase_self",
    "export_own_data",
    "identity_sign_in",
    "invite",
    "invite_demo_people",
    "invite_first_maintainer",
    "log_problems",
    "mark_of",
    "mark_second_step",
    "mark_session",
    "names_somebody",
    "new_mark",
    "note_refused",
    "note_session",
    "note_use",
    "open_restores",
    "passkey_question",
    "passkey_to_add",
    "password_sign_in",
    "prune_log",
    "public_key",
    "record",
    "record_export",
    "recorded",
    "recover_password",
    "remember_pending",
    "remove_second_step",
    "seal_checkpoint",
    "sign_out",
    "spend_export_budget",
    "switch_role",
    "whose_file",
    "withdraw_invitation",
]
