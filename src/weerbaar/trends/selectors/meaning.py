"""Trends and interpretations: who sees them, who may write and who may read as second."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from weerbaar.accounts.models import Membership, Right, Role, Scope
from weerbaar.accounts.selectors import municipalities_within, organisations_within, rights_table, scope_of
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Municipality, Organisation
from weerbaar.signals.selectors.visible import works_for
from weerbaar.trends.models import Interpretation, InterpretationStatus, Promise, Trend


def trends_visible_to(*, actor: Membership | None) -> QuerySet[Trend]:
    """The trends about a municipality in reach and those about the whole region, newest first."""
    scope = scope_of(actor=actor, right=Right.VIEW_TRENDS)
    if actor is None or scope == Scope.NONE:
        return Trend.objects.none()
    found = Trend.objects.filter(region=actor.organisation.region_id)
    if scope != Scope.REGION:
        area = municipalities_within(actor=actor, right=Right.VIEW_TRENDS)
        seen = Trend.objects.filter(Q(places=None) | Q(places__municipality__in=area))
        found = found.filter(pk__in=seen.order_by().values("pk"))
    return found.select_related("organisation", "region").prefetch_related("places__municipality")


def interprets(*, actor: Membership | None) -> bool:
    """True for a role that opens trends and writes what they mean."""
    return scope_of(actor=actor, right=Right.INTERPRET_TREND) != Scope.NONE


def reads_as_second(*, actor: Membership | None) -> bool:
    """True for a role that can be a second reader."""
    return scope_of(actor=actor, right=Right.SECOND_READ) != Scope.NONE


def reach_of_writing(*, actor: Membership | None) -> tuple[QuerySet[Municipality], bool]:
    """The municipalities an actor may write about, and whether the whole region too."""
    places = municipalities_within(actor=actor, right=Right.INTERPRET_TREND)
    return places, scope_of(actor=actor, right=Right.INTERPRET_TREND) == Scope.REGION


def may_write_about(*, actor: Membership | None, codes: Iterable[str]) -> bool:
    """True when the actor may write about all of these municipalities; none of them is the whole region."""
    wanted = set(codes)
    places, whole = reach_of_writing(actor=actor)
    if not wanted:
        return whole
    return places.filter(code__in=wanted).count() == len(wanted)


def may_interpret(*, actor: Membership | None, trend: Trend) -> bool:
    """True when the actor may write what this trend means; it must be visible to the actor as well."""
    return may_write_about(actor=actor, codes=[one.municipality.code for one in trend.places.all()])


def interpretations_visible_to(*, actor: Membership | None) -> QuerySet[Interpretation]:
    """What counts, what the own organisation writes, and what it was asked to read, newest first."""
    if actor is None:
        return Interpretation.objects.none()
    own = actor.organisation_id
    seen = Q(status=InterpretationStatus.COUNTS) | Q(organisation=own)
    if reads_as_second(actor=actor):
        seen |= Q(status=InterpretationStatus.ASKED, asked=own)
    found = Interpretation.objects.filter(seen, trend__in=trends_visible_to(actor=actor).order_by().values("pk"))
    return found.select_related("trend__region", "organisation", "asked").prefetch_related(
        "trend__places__municipality"
    )


def counting_interpretations(*, actor: Membership | None) -> QuerySet[Interpretation]:
    """The interpretations that count, for the rooms above."""
    return interpretations_visible_to(actor=actor).filter(status=InterpretationStatus.COUNTS)


def interpretation_visible_to(*, actor: Membership | None, pk: UUID) -> Interpretation | None:
    return interpretations_visible_to(actor=actor).filter(pk=pk).first()


def may_edit(*, actor: Membership | None, interpretation: Interpretation) -> bool:
    """True for people of the writing organisation who may interpret this trend, while it is open."""
    if actor is None or interpretation.organisation_id != actor.organisation_id or not interpretation.trend.is_open:
        return False
    return may_interpret(actor=actor, trend=interpretation.trend)


def may_read_as_second(*, actor: Membership | None, interpretation: Interpretation) -> bool:
    """True for people of the organisation that was asked and is another than the writing one."""
    if actor is None or not reads_as_second(actor=actor) or interpretation.status != InterpretationStatus.ASKED:
        return False
    return interpretation.asked_id == actor.organisation_id != interpretation.organisation_id


def organisations_to_ask(*, actor: Membership, trend: Trend) -> list[Organisation]:
    """The organisations, by name, with somebody who may be second reader of this trend; not the own one."""
    scopes = rights_table()[Right.SECOND_READ]
    roles = [role for role in Role if scopes[role] != Scope.NONE]
    members = Membership.objects.filter(
        role__in=roles,
        ended_at=None,
        user__is_active=True,
        organisation__is_active=True,
        organisation__region=trend.region_id,
    ).exclude(organisation=actor.organisation_id)
    places = [one.municipality for one in trend.places.all()]
    found = {
        member.organisation
        for member in members.select_related("organisation")
        if scopes[Role(member.role)] == Scope.REGION
        or not places
        or any(works_for(place=member.organisation, municipality=place) for place in places)
    }
    return sorted(found, key=lambda one: one.name)


def waits_for_reading(*, actor: Membership | None) -> QuerySet[Interpretation]:
    """The interpretations that the organisation of the actor was asked to read, the oldest question first."""
    if actor is None or not reads_as_second(actor=actor):
        return Interpretation.objects.none()
    found = interpretations_visible_to(actor=actor).filter(status=InterpretationStatus.ASKED, asked=actor.organisation)
    return found.exclude(organisation=actor.organisation_id).order_by("asked_at")


def own_drafts(*, actor: Membership | None) -> QuerySet[Interpretation]:
    """What the organisation of the actor writes and does not count yet, the longest untouched first."""
    if actor is None or not interprets(actor=actor):
        return Interpretation.objects.none()
    found = interpretations_visible_to(actor=actor).filter(organisation=actor.organisation_id)
    return found.exclude(status=InterpretationStatus.COUNTS).order_by("changed_at")


def promises_visible_to(*, actor: Membership | None) -> QuerySet[Promise]:
    """What the own organisation promised and what was promised to it, by date; for who sees trends."""
    if actor is None or scope_of(actor=actor, right=Right.VIEW_TRENDS) == Scope.NONE:
        return Promise.objects.none()
    found = Promise.objects.filter(Q(organisation=actor.organisation_id) | Q(addressee=actor.organisation_id))
    return found.select_related("organisation", "addressee", "trend")


def audience_of_trend(*, actor: Membership, codes: Iterable[str]) -> list[str]:
    """The names of the organisations that will see a trend about these municipalities; none is the whole region."""
    places = list(Municipality.objects.filter(code__in=list(codes)).select_related("safety_region"))
    scopes = rights_table()[Right.VIEW_TRENDS]
    members = Membership.objects.filter(
        ended_at=None,
        user__is_active=True,
        organisation__is_active=True,
        organisation__region=actor.organisation.region_id,
    ).select_related("organisation")
    names = {
        member.organisation.name
        for member in members
        if (scope := scopes[Role(member.role)]) != Scope.NONE
        and (
            scope == Scope.REGION
            or not places
            or any(works_for(place=member.organisation, municipality=place) for place in places)
        )
    }
    return sorted(names)


def municipalities_to_write_about(*, actor: Membership, on: date) -> list[Municipality]:
    """The municipalities of a day that the actor may write about, by name."""
    places, _whole = reach_of_writing(actor=actor)
    return list(regions.valid_on(rows=places, on=on).order_by("name"))


def writes_about_the_region(*, actor: Membership | None) -> bool:
    """True when the actor may open a trend about the whole region."""
    return reach_of_writing(actor=actor)[1]


def organisations_to_promise(*, actor: Membership) -> list[Organisation]:
    """The active organisations that something can be promised to, by name: those in reach and the programme."""
    near = organisations_within(actor=actor, right=Right.VIEW_ORGANISATIONS).values("pk")
    programme = Q(region=actor.organisation.region_id, kind=Organisation.Kind.PROGRAMME)
    found = Organisation.objects.filter(Q(pk__in=near) | programme, is_active=True)
    return list(found.exclude(pk=actor.organisation_id).order_by("name"))
