"""People (professionals in their function), their roles, and the log of what was done."""

from weerbaar.accounts.models.audit import SUBJECT_WORDS, Action, AuditEvent, AuditIsAppendOnly, Outcome
from weerbaar.accounts.models.people import CONTROL_ROLES, Invitation, Membership, Right, Role, Scope, User, UserManager
from weerbaar.accounts.models.steps import Assignment, Endorsement

__all__ = [
    "CONTROL_ROLES",
    "SUBJECT_WORDS",
    "Action",
    "Assignment",
    "AuditEvent",
    "AuditIsAppendOnly",
    "Endorsement",
    "Invitation",
    "Membership",
    "Outcome",
    "Right",
    "Role",
    "Scope",
    "User",
    "UserManager",
]
