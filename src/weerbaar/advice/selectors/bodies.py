"""The bodies an advice can go to, and who belongs to them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from weerbaar.accounts.models import Membership, Right, Role, Scope
from weerbaar.accounts.selectors import municipalities_within, rights_table, scope_of
from weerbaar.advice.models import Advice, BodyKind
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Organisation, PoliceTeam

OF_KIND = {
    Organisation.Kind.MUNICIPALITY: BodyKind.COLLEGE,
    Organisation.Kind.PROGRAMME: BodyKind.PROJECT_GROUP,
    Organisation.Kind.SAFETY_HOUSE: BodyKind.SAFETY_HOUSE,
    Organisation.Kind.SCHOOL: BodyKind.SCHOOL_BOARD,
}
"""Which body an organisation of this kind is addressed as; any other kind is a partner."""


@dataclass(frozen=True)
class Body:
    """A body that can be advised: an organisation, or the triangle of a police team."""

    kind: BodyKind
    organisation: Organisation | None = None
    police_team: PoliceTeam | None = None

    @property
    def key(self) -> str:
        return f"{self.kind.value}:{self.organisation.pk if self.organisation else getattr(self.police_team, 'pk', '')}"

    @property
    def name(self) -> str:
        return f"{self.kind.label}: {self.organisation or self.police_team}"


def bodies_to_advise(*, actor: Membership) -> list[Body]:
    """The bodies within reach of the right to give advice, triangles first, then by kind and name.

    With a municipal right these are the own municipality, who works for it, its triangle and the region's project
    group.
    """
    scope, own = scope_of(actor=actor, right=Right.GIVE_ADVICE), actor.organisation
    if scope == Scope.NONE:
        return []
    teams = regions.police_teams(region=own.region)
    places = regions.organisations(region=own.region)
    if scope != Scope.REGION:
        area = municipalities_within(actor=actor, right=Right.GIVE_ADVICE)
        teams = teams.filter(pk__in=area.values("police_team"))
        works_here = Q(municipality__in=area) | Q(police_team__in=area.values("police_team"))
        works_here |= Q(safety_region__in=area.values("safety_region")) | Q(kind=Organisation.Kind.PROGRAMME)
        places = places.filter(works_here)
    found = [Body(BodyKind.TRIANGLE, police_team=team) for team in teams]
    bodies = [body_of(organisation=place) for place in places]
    return found + sorted(bodies, key=lambda body: BodyKind.values.index(body.kind))


def body_of(*, organisation: Organisation) -> Body:
    """An organisation as the body it is addressed as."""
    return Body(OF_KIND.get(Organisation.Kind(organisation.kind), BodyKind.PARTNER), organisation=organisation)


def body_of_advice(*, advice: Advice) -> Body:
    return Body(BodyKind(advice.body), advice.addressee, advice.police_team)


def addressed_to(*, actor: Membership) -> Q:
    """The advice that goes to a body the organisation of the actor belongs to.

    A triangle are the municipalities and the police of its team, and the public prosecution of the region.
    """
    own = actor.organisation
    team = Q(pk__in=[])
    if own.kind == Organisation.Kind.MUNICIPALITY and own.municipality is not None:
        team = Q(police_team=own.municipality.police_team_id)
    elif own.kind == Organisation.Kind.POLICE and own.police_team_id:
        team = Q(police_team=own.police_team_id)
    elif own.kind == Organisation.Kind.PROSECUTION:
        area = regions.working_area_of(organisation=own)
        team = Q(police_team__in=area.values("police_team"))
    return Q(region=own.region_id) & (Q(addressee=own) | team)


def audience_of(*, advice: Advice) -> list[str]:
    """The names of the organisations that see this advice once it is sent, by name."""
    kind = Organisation.Kind
    seen = Q(pk=advice.organisation_id) | Q(pk=advice.second_id) | Q(pk=advice.addressee_id) | Q(kind=kind.PROGRAMME)
    if advice.police_team_id:
        team = Q(police_team=advice.police_team_id) | Q(municipality__police_team=advice.police_team_id)
        seen |= (team & Q(kind__in=(kind.POLICE, kind.MUNICIPALITY))) | Q(kind=kind.PROSECUTION)
    places = regions.organisations(region=advice.region).filter(seen)
    return list(places.values_list("name", flat=True))


def organisations_to_read_along(*, actor: Membership) -> QuerySet[Organisation]:
    """Other organisations in the region that somebody works for who may be a second reader, by name."""
    roles = [role for role in Role if rights_table()[Right.SECOND_READ][role] != Scope.NONE]
    seats = Membership.objects.filter(ended_at=None, user__is_active=True, role__in=roles)
    places = regions.organisations(region=actor.organisation.region).filter(pk__in=seats.values("organisation"))
    return places.exclude(pk=actor.organisation_id)
