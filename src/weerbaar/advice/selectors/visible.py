"""Who sees an advice: until it is sent who writes and reads along, after that also the addressee and the region."""

from django.db.models import Q, QuerySet

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors import scope_of
from weerbaar.advice.models import UNSENT, Advice, Gathering, GatheringStatus, Status
from weerbaar.advice.selectors.bodies import addressed_to


def advices_visible_to(*, actor: Membership | None) -> QuerySet[Advice]:
    """The advice this actor may read, newest first.

    The own organisation: all it wrote. An organisation that was asked to read along: from then on. The addressee: from
    the moment it was sent. Who sees advice of the whole region: all that was sent.
    """
    scope = scope_of(actor=actor, right=Right.VIEW_ADVICE)
    if actor is None or scope == Scope.NONE:
        return Advice.objects.none()
    own = actor.organisation
    seen = Q(organisation=own) | (Q(second=own) & ~Q(status=Status.DRAFT))
    sent = addressed_to(actor=actor) if scope != Scope.REGION else Q(region=own.region_id)
    rows = Advice.objects.filter(seen | (sent & ~Q(status__in=UNSENT)), region=own.region_id)
    return rows.select_related("region", "organisation", "addressee", "police_team", "second")


def sees_advice(*, actor: Membership | None) -> bool:
    """True for a role that may see advice at all."""
    return scope_of(actor=actor, right=Right.VIEW_ADVICE) != Scope.NONE


def gives_advice(*, actor: Membership | None) -> bool:
    """True for a role that may write advice at all."""
    return scope_of(actor=actor, right=Right.GIVE_ADVICE) != Scope.NONE


def may_write_on(*, actor: Membership, advice: Advice) -> bool:
    """True when the actor may change, send and follow up this advice: of the organisation that wrote it."""
    return gives_advice(actor=actor) and advice.organisation_id == actor.organisation_id


def may_read_along(*, actor: Membership, advice: Advice) -> bool:
    """True when this advice waits for the actor as second reader; that it is another person is asked when signing."""
    reads = scope_of(actor=actor, right=Right.SECOND_READ) != Scope.NONE
    return reads and advice.status == Status.READING and advice.second_id == actor.organisation_id


def is_addressee(*, actor: Membership, advice: Advice) -> bool:
    """True when the organisation of the actor belongs to the body that was advised."""
    if advice.is_open or not sees_advice(actor=actor):
        return False
    return Advice.objects.filter(addressed_to(actor=actor), pk=advice.pk).exists()


def convenes(*, actor: Membership | None) -> bool:
    """True for a role that may call a gathering: it gives advice in the whole region."""
    return scope_of(actor=actor, right=Right.GIVE_ADVICE) == Scope.REGION


def gatherings_visible_to(*, actor: Membership | None) -> QuerySet[Gathering]:
    """Gatherings, latest first: those of the own organisation, those to read along with, and every published report."""
    if actor is None or not sees_advice(actor=actor):
        return Gathering.objects.none()
    own = actor.organisation
    seen = Q(status=GatheringStatus.PUBLISHED) | (Q(second=own) & Q(status=GatheringStatus.READING))
    if convenes(actor=actor):
        seen |= Q(organisation=own)
    return Gathering.objects.filter(seen, region=own.region_id).select_related("organisation", "second", "region")
