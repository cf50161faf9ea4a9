"""Who sees a signal: label, municipality and rights table together. The names of an audience follow the same rule."""

from django.db.models import Q, QuerySet

from weerbaar.accounts.models import Membership, Right, Role, Scope
from weerbaar.accounts.selectors import municipalities_within, rights_table, scope_of
from weerbaar.accounts.selectors.endorsement import assigned_to
from weerbaar.regions.models import Municipality, Organisation
from weerbaar.signals.models import Label, Quarantine, Signal

KIND = "signal"
WIDE = (Label.GREEN, Label.CLEAR)


def signals_visible_to(*, actor: Membership | None) -> QuerySet[Signal]:
    """The signals whose label lets this actor read them, newest first.

    Own organisation: all it reported. The municipality itself: from AMBER+STRICT. Partners and the programme: from
    AMBER, within the reach of their right. Everybody in the region with the right: GREEN and CLEAR. Besides: what this
    person looks after.
    """
    scope = scope_of(actor=actor, right=Right.VIEW_SIGNALS)
    if actor is None or scope == Scope.NONE:
        return Signal.objects.none()
    own, area = actor.organisation, municipalities_within(actor=actor, right=Right.VIEW_SIGNALS)
    seen = Q(organisation=own) | Q(label__in=WIDE) | Q(label=Label.AMBER, municipality__in=area)
    if own.kind == Organisation.Kind.MUNICIPALITY:
        seen |= Q(label=Label.AMBER_STRICT, municipality__in=area)
    seen |= Q(pk__in=assigned_to(actor=actor, kind=KIND))
    rows = Signal.objects.filter(seen, organisation__region=own.region_id)
    return rows.select_related("municipality__safety_region", "organisation", "cluster")


def sees_signals(*, actor: Membership | None) -> bool:
    """True for a role that may see signals at all."""
    return scope_of(actor=actor, right=Right.VIEW_SIGNALS) != Scope.NONE


def may_handle(*, actor: Membership | None, signal: Signal) -> bool:
    """True when the actor may work on this signal; it must be visible to the actor as well."""
    return municipalities_within(actor=actor, right=Right.HANDLE_SIGNALS).filter(pk=signal.municipality_id).exists()


def handles_signals(*, actor: Membership | None) -> bool:
    """True for a role that works on signals at all."""
    return scope_of(actor=actor, right=Right.HANDLE_SIGNALS) != Scope.NONE


def quarantine_visible_to(*, actor: Membership | None) -> QuerySet[Quarantine]:
    """Held reports, oldest first, for a second pair of eyes: handlers of another organisation than the reporter's."""
    if actor is None:
        return Quarantine.objects.none()
    area = municipalities_within(actor=actor, right=Right.HANDLE_SIGNALS)
    rows = Quarantine.objects.filter(municipality__in=area).exclude(organisation=actor.organisation_id)
    return rows.select_related("municipality", "organisation")


def audience_of(*, organisation: Organisation, municipality: Municipality) -> dict[str, list[str]]:
    """Per label the names of the organisations that will see a signal of this organisation about this municipality."""
    owner = first_handler(municipality=municipality)
    members = Membership.objects.filter(
        organisation__region=organisation.region_id, ended_at=None, user__is_active=True, organisation__is_active=True
    )
    scopes = rights_table()[Right.VIEW_SIGNALS]
    seats = {
        (row.organisation, scopes[Role(row.role)]) for row in members.select_related("organisation").order_by("pk")
    }
    found = {}
    for label in Label:
        names = {place.name for place, scope in seats if _reads(label, place, scope, organisation, municipality)}
        found[label.value] = sorted(names | {organisation.name} | ({owner.organisation.name} if owner else set()))
    return found


def _reads(label: Label, place: Organisation, scope: Scope, source: Organisation, municipality: Municipality) -> bool:
    """The rule of `signals_visible_to`, for one organisation."""
    if scope == Scope.NONE:
        return False
    if place.pk == source.pk or label in WIDE:
        return True
    if label == Label.AMBER_STRICT:
        return place.kind == Organisation.Kind.MUNICIPALITY and place.municipality_id == municipality.pk
    return label == Label.AMBER and (scope == Scope.REGION or works_for(place=place, municipality=municipality))


def works_for(*, place: Organisation, municipality: Municipality) -> bool:
    """True when the municipality lies in the working area of the organisation."""
    if place.municipality_id:
        return place.municipality_id == municipality.pk
    if place.police_team_id:
        return place.police_team_id == municipality.police_team_id
    if place.safety_region_id:
        return place.safety_region_id == municipality.safety_region_id
    return place.region_id == municipality.safety_region.region_id


def first_handler(*, municipality: Municipality) -> Membership | None:
    """Who gets a new signal: the longest serving official of the municipality, else an analyst or specialist."""
    current = Membership.objects.filter(ended_at=None, user__is_active=True, organisation__is_active=True)
    current = current.select_related("organisation", "user").order_by("started_at", "pk")
    official = current.filter(
        role=Role.OFFICIAL,
        organisation__municipality=municipality,
        organisation__kind=Organisation.Kind.MUNICIPALITY,
    ).first()
    if official is not None:
        return official
    region = municipality.safety_region.region_id
    regional = current.filter(organisation__region=region, role__in=(Role.ANALYST, Role.SPECIALIST))
    return regional.order_by("role", "started_at", "pk").first()
