"""`may`, `municipalities_within` and `organisations_within`: the one place where the rights table is asked."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from weerbaar.accounts.models import Membership, Right, Role, Scope, User
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Municipality, Organisation

RIGHTS_FILE = Path(__file__).parents[1] / "data" / "rights.csv"


@cache
def rights_table() -> dict[Right, dict[Role, Scope]]:
    """The rights table as it stands in data/rights.csv: right -> role -> scope."""
    with RIGHTS_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {Right(row["right"]): {role: Scope(row[role.value]) for role in Role} for row in rows}


@dataclass(frozen=True)
class RightInWords:
    """One row of the rights table, turned round: how far it reaches, and for which roles."""

    label: str
    reach: list[tuple[str, list[str]]]
    own_reach: str


def rights_in_words(*, actor: Membership | None) -> list[RightInWords]:
    """The rights table for the screen, widest reach first, with what the actor may in each row."""
    scopes = [Scope.REGION, Scope.SAFETY_REGION, Scope.MUNICIPALITY, Scope.ORGANISATION]
    words = []
    for right, row in rights_table().items():
        reach = [(str(scope.label), [str(role.label) for role in Role if row[role] == scope]) for scope in scopes]
        own = scope_of(actor=actor, right=right)
        words.append(RightInWords(str(right.label), [one for one in reach if one[1]], str(own.label)))
    return words


def role_choices() -> list[tuple[str, str]]:
    """All roles, as choices for a filter."""
    return [(role.value, str(role.label)) for role in Role]


def scope_of(*, actor: Membership | None, right: Right) -> Scope:
    """How far this right of this actor reaches; `Scope.NONE` for nobody."""
    if actor is None:
        return Scope.NONE
    return rights_table()[right][Role(actor.role)]


def may(*, actor: Membership | None, right: Right, organisation: Organisation) -> bool:
    """True when the right of the actor reaches this organisation."""
    return organisations_within(actor=actor, right=right).filter(pk=organisation.pk).exists()


def municipalities_within(*, actor: Membership | None, right: Right) -> QuerySet[Municipality]:
    """The municipalities, of all years, that a right of the actor reaches."""
    scope = scope_of(actor=actor, right=right)
    if actor is None or scope == Scope.NONE:
        return Municipality.objects.none()
    return Municipality.objects.filter(_municipality_condition(actor.organisation, scope))


def _municipality_condition(own: Organisation, scope: Scope) -> Q:
    if scope == Scope.REGION:
        return Q(safety_region__region=own.region_id)
    if scope == Scope.SAFETY_REGION:
        return Q(safety_region__in=regions.safety_regions_of(organisation=own))
    if scope == Scope.MUNICIPALITY:
        return Q(pk__in=regions.working_area_of(organisation=own))
    return Q(pk__in=[])


def organisations_within(*, actor: Membership | None, right: Right) -> QuerySet[Organisation]:
    """The organisations that a right of the actor reaches.

    With scope *municipality* these are the own organisation and those whose working area is one of the own
    municipalities; a partner that works for a larger area is seen by name in `regions`, not its people here.
    """
    scope = scope_of(actor=actor, right=right)
    if actor is None or scope == Scope.NONE:
        return Organisation.objects.none()
    own = Q(pk=actor.organisation_id)
    if scope == Scope.ORGANISATION:
        return Organisation.objects.filter(own)
    if scope == Scope.REGION:
        return Organisation.objects.filter(region=actor.organisation.region_id)
    return Organisation.objects.filter(own | Q(municipality__in=municipalities_within(actor=actor, right=right)))


def membership_in_use(*, user: User | AnonymousUser, chosen: str | None) -> Membership | None:
    """The current membership through which the user looks: the chosen one, else the oldest; None without any."""
    if not user.is_authenticated:
        return None
    current = list(
        Membership.objects.filter(
            user=user, user__is_active=True, ended_at=None, organisation__is_active=True
        ).select_related(
            "user",
            "organisation__region",
            "organisation__municipality",
            "organisation__police_team",
            "organisation__safety_region",
        )
    )
    return next((one for one in current if str(one.pk) == chosen), current[0] if current else None)


def actor_of(request: HttpRequest) -> Membership:
    """The actor of this request. Somebody without a current role finds nothing: 404."""
    actor: Any = getattr(request, "actor", None)
    if not isinstance(actor, Membership):
        raise Http404
    return actor


def user_of(request: HttpRequest) -> User:
    """The signed-in user of this request, with or without a current role; 404 for a visitor."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
