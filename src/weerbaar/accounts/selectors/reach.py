"""How far the database itself lets an actor see: the widest of the rights over what organisations wrote."""

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors.rights import municipalities_within, scope_of
from weerbaar.guard.services import Reach

OVER_ROWS = (
    Right.VIEW_SIGNALS,
    Right.HANDLE_SIGNALS,
    Right.REPORT_SIGNAL,
    Right.VIEW_TRENDS,
    Right.INTERPRET_TREND,
    Right.SECOND_READ,
    Right.VIEW_ADVICE,
    Right.GIVE_ADVICE,
    Right.VIEW_PICTURES,
    Right.WRITE_PICTURE,
    Right.MANAGE_PEOPLE,
)


def reach_of(*, actor: Membership | None) -> Reach:
    """The rows within reach of an actor, for the second lock; nothing without one."""
    if actor is None:
        return Reach()
    scopes = {scope_of(actor=actor, right=right): right for right in OVER_ROWS}
    own = str(actor.organisation_id)
    if Scope.REGION in scopes:
        return Reach(organisation=own, region=str(actor.organisation.region_id))
    for scope in (Scope.SAFETY_REGION, Scope.MUNICIPALITY):
        if scope in scopes:
            area = municipalities_within(actor=actor, right=scopes[scope]).order_by("pk").values_list("pk", flat=True)
            return Reach(organisation=own, municipalities=tuple(map(str, area)))
    return Reach(organisation=own)
