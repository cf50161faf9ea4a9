"""Reads about people, rights and the log. The rights table is asked in `selectors.rights` and nowhere else."""

from weerbaar.accounts.selectors.audit import audit_choices, audit_events_visible_to, sees_audit
from weerbaar.accounts.selectors.demo import demo_people, signed_up_demo_people
from weerbaar.accounts.selectors.people import (
    current_memberships_of,
    grantable_roles,
    invitation_for,
    may_change,
    may_close_account,
    memberships_visible_to,
    open_invitations_visible_to,
    organisation_for_first_maintainer,
    organisations_to_invite_for,
    own_data,
    people_visible_to,
)
from weerbaar.accounts.selectors.rights import (
    actor_of,
    may,
    membership_in_use,
    municipalities_within,
    organisations_within,
    rights_in_words,
    rights_table,
    role_choices,
    scope_of,
    user_of,
)

__all__ = [
    "actor_of",
    "audit_choices",
    "audit_events_visible_to",
    "current_memberships_of",
    "demo_people",
    "grantable_roles",
    "invitation_for",
    "may",
    "may_change",
    "may_close_account",
    "membership_in_use",
    "memberships_visible_to",
    "municipalities_within",
    "open_invitations_visible_to",
    "organisation_for_first_maintainer",
    "organisations_to_invite_for",
    "organisations_within",
    "own_data",
    "people_visible_to",
    "rights_in_words",
    "rights_table",
    "role_choices",
    "scope_of",
    "sees_audit",
    "signed_up_demo_people",
    "user_of",
]
