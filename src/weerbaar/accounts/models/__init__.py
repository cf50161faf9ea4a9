"""People (professionals in their function), their roles, and the log of what was done."""

from weerbaar.accounts.models.access import (
    ExportRequest,
    FailedGuess,
    OpenSession,
    PasswordRecovery,
    RowsTaken,
    SecondStepReset,
    UsedCode,
)
from weerbaar.accounts.models.audit import SUBJECT_WORDS, Action, AuditEvent, AuditIsAppendOnly, AuditSeal, Outcome
from weerbaar.accounts.models.people import CONTROL_ROLES, Invitation, Membership, Right, Role, Scope, User, UserManager
from weerbaar.accounts.models.steps import Assignment, Endorsement

__all__ = [
    "CONTROL_ROLES",
    "SUBJECT_WORDS",
    "Action",
    "Assignment",
    "AuditEvent",
    "AuditIsAppendOnly",
    "AuditSeal",
    "Endorsement",
    "ExportRequest",
    "FailedGuess",
    "Invitation",
    "Membership",
    "OpenSession",
    "Outcome",
    "PasswordRecovery",
    "Right",
    "Role",
    "RowsTaken",
    "Scope",
    "SecondStepReset",
    "UsedCode",
    "User",
    "UserManager",
]
