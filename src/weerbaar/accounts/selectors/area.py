"""Reads for the pages of the map: what of the region a right of the actor reaches."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors.rights import municipalities_within, organisations_within, scope_of
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Municipality, Organisation, Place, Region, Succession


@dataclass(frozen=True)
class MunicipalityPage:
    """What stands on the page of one municipality."""

    municipality: Municipality
    is_current: bool
    places: list[Place]
    predecessors: list[Succession]
    successors: list[Municipality]
    partners: list[Organisation]


def map_region_of(*, actor: Membership) -> Region | None:
    """The region whose map the actor may see, or None."""
    if scope_of(actor=actor, right=Right.VIEW_REGION) != Scope.REGION:
        return None
    return actor.organisation.region


def municipalities_to_open(*, actor: Membership) -> QuerySet[Municipality]:
    """The municipalities, of all years, whose page the actor may open."""
    rows = municipalities_within(actor=actor, right=Right.VIEW_MUNICIPALITY)
    return rows.select_related("safety_region__region", "police_team")


def municipality_page(*, actor: Membership, code: str, on: date) -> MunicipalityPage | None:
    """The page of a municipality; None when it does not exist or the right of the actor does not reach it."""
    municipality = municipalities_to_open(actor=actor).filter(code=code).first()
    if municipality is None:
        return None
    successors = regions.successors_of(municipality=municipality, on=on)
    is_current = municipality in successors
    return MunicipalityPage(
        municipality=municipality,
        is_current=is_current,
        places=list(regions.places_of(municipality=municipality)),
        predecessors=list(regions.predecessors_of(municipality=municipality)),
        successors=[] if is_current else list(successors),
        partners=list(_partners(actor, municipality)),
    )


def organisations_visible_to(*, actor: Membership) -> QuerySet[Organisation]:
    """The active organisations that a right of the actor reaches, by name."""
    rows = organisations_within(actor=actor, right=Right.VIEW_ORGANISATIONS).filter(is_active=True)
    return rows.select_related("municipality", "police_team", "safety_region", "region")


def sees_organisations(*, actor: Membership) -> bool:
    """True for a role that may see organisations at all."""
    return scope_of(actor=actor, right=Right.VIEW_ORGANISATIONS) != Scope.NONE


def _partners(actor: Membership, municipality: Municipality) -> QuerySet[Organisation]:
    """The organisations that work for a municipality alone, or for its police team or safety region."""
    here = (
        Q(municipality=municipality)
        | Q(police_team=municipality.police_team_id)
        | Q(safety_region=municipality.safety_region_id)
    )
    return organisations_visible_to(actor=actor).filter(here)
