"""Reads for the pages: one signal, lists, what is like it, what waits for whom, and the status for a reporter."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from weerbaar.accounts.models import Assignment, Endorsement, Membership, Right, Scope
from weerbaar.accounts.selectors import municipalities_within, organisations_within, scope_of
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Municipality, Organisation, Region
from weerbaar.signals.models import (
    Certainty,
    ClosedBecause,
    Cluster,
    Label,
    Period,
    Question,
    Reliability,
    SavedFilter,
    Sighting,
    Signal,
    Status,
)
from weerbaar.signals.selectors.visible import KIND, may_handle, signals_visible_to
from weerbaar.sources.selectors.wording import topic_names

SIMILAR_MOST = 5
SIMILAR_LOOKED_AT = 300
SIMILAR_FROM = 0.12
LISTS = ("mine", "team", "left", "late", "waiting")


@dataclass(frozen=True)
class Owner:
    """Who looks after a signal, for a list."""

    name: str
    organisation: str
    due_on: date | None
    is_gone: bool


def signals_listed(*, actor: Membership, which: str, on: date) -> QuerySet[Signal]:
    """The visible signals of a list: mine, team, left (owner is gone), late, waiting (the reporter heard nothing)."""
    rows = signals_visible_to(actor=actor)
    seen_by = Sighting.objects.filter(signal=OuterRef("pk")).order_by().values("signal").annotate(n=Count("pk"))
    rows = rows.annotate(also_seen=Coalesce(Subquery(seen_by.values("n")), 0))
    owned = Assignment.objects.filter(subject_kind=KIND, ended_at=None)
    if which == "mine":
        return rows.filter(pk__in=_ids(owned.filter(membership__user=actor.user_id))).exclude(status=Status.CLOSED)
    if which == "team":
        return rows.filter(pk__in=_ids(owned.filter(membership__organisation=actor.organisation_id)))
    if which == "left":
        gone = ~Q(membership__ended_at=None) | Q(membership__user__is_active=False)
        return rows.filter(pk__in=_ids(owned.filter(gone))).exclude(status=Status.CLOSED)
    if which == "late":
        return rows.filter(due_on__lt=on).exclude(status=Status.CLOSED)
    return rows.filter(feedback=None) if which == "waiting" else rows


def _ids(assignments: QuerySet[Assignment]) -> list[str]:
    return list(assignments.values_list("subject_id", flat=True))


def owners() -> dict[str, Owner]:
    """The owner of every signal that has one, by id, in one query."""
    found = Assignment.objects.filter(subject_kind=KIND, ended_at=None).order_by()
    rows = found.values_list(
        "subject_id",
        "membership__user__name",
        "membership__organisation__name",
        "due_on",
        "membership__ended_at",
        "membership__user__is_active",
    )
    return {
        key: Owner(name, place, due, ended is not None or not active) for key, name, place, due, ended, active in rows
    }


@dataclass(frozen=True)
class SignalPage:
    """What stands on the page of one signal."""

    signal: Signal
    topic: str
    owner: Owner | None
    may_handle: bool
    may_see_too: bool
    similar: list[tuple[Signal, int]]


def signal_page(*, actor: Membership, pk: UUID) -> SignalPage | None:
    """The page of a signal; None when the actor may not see it."""
    related = ("sightings__organisation", "steps__organisation", "questions__organisation", "feedback")
    signal = signals_visible_to(actor=actor).prefetch_related(*related).filter(pk=pk).first()
    if signal is None:
        return None
    handles = may_handle(actor=actor, signal=signal)
    seen_too = Sighting.objects.filter(signal=signal, organisation=actor.organisation_id).exists()
    reports = municipalities_within(actor=actor, right=Right.REPORT_SIGNAL).exists()
    current = Assignment.objects.filter(subject_kind=KIND, subject_id=str(signal.pk), ended_at=None)
    row = current.select_related("membership__user", "membership__organisation").first()
    member = row.membership if row else None
    owner = (
        Owner(member.user.name, member.organisation.name, row.due_on, member.ended_at is not None)
        if row and member
        else None
    )
    return SignalPage(
        signal=signal,
        topic=topic_names(region=actor.organisation.region).get(signal.topic, str(_("not known"))),
        owner=owner,
        may_handle=handles,
        may_see_too=reports and not seen_too and signal.organisation_id != actor.organisation_id and signal.is_open,
        similar=similar_to(actor=actor, signal=signal),
    )


def similar_to(*, actor: Membership, signal: Signal) -> list[tuple[Signal, int]]:
    """At most five visible signals like this one, with the likeness in hundredths; the most alike first.

    Same topic and municipality count a little, shared words the most. Looked for among the latest 300 with the same
    topic or municipality.
    """
    rows = signals_visible_to(actor=actor).filter(Q(topic=signal.topic) | Q(municipality=signal.municipality_id))
    words = _words(signal.text)
    found = []
    for other in rows.exclude(pk=signal.pk)[:SIMILAR_LOOKED_AT]:
        likeness = _likeness(words, _words(other.text))
        likeness += 0.1 * (other.topic == signal.topic != "") * (likeness > 0)
        likeness += 0.05 * (other.municipality_id == signal.municipality_id) * (likeness > 0)
        if likeness >= SIMILAR_FROM:
            found.append((other, min(round(likeness * 100), 100)))
    return sorted(found, key=lambda pair: (-pair[1], str(pair[0].pk)))[:SIMILAR_MOST]


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", text.casefold()))


def _likeness(first: set[str], second: set[str]) -> float:
    return len(first & second) / len(first | second) if first and second else 0.0


def new_signals(*, actor: Membership | None, since: datetime) -> QuerySet[Signal]:
    """The visible signals that came in since then, newest first."""
    return signals_visible_to(actor=actor).filter(received_at__gte=since)


def reported_by(*, actor: Membership) -> QuerySet[Signal]:
    """What this person reported, newest first, with what was told about it."""
    steps = Endorsement.objects.filter(subject_kind=KIND, step="reported", membership__user=actor.user_id)
    rows = Signal.objects.filter(pk__in=list(steps.values_list("subject_id", flat=True)))
    return rows.select_related("municipality").prefetch_related("feedback")


def municipalities_to_report_about(*, actor: Membership, on: date) -> QuerySet[Municipality]:
    """Where this actor may report about on a day."""
    rows = municipalities_within(actor=actor, right=Right.REPORT_SIGNAL)
    return regions.valid_on(rows=rows, on=on).select_related("safety_region", "police_team")


def municipalities_of_organisation(*, organisation: Organisation, on: date) -> QuerySet[Municipality]:
    """Where somebody with a link of this organisation may report about on a day."""
    rows = regions.valid_on(rows=regions.working_area_of(organisation=organisation), on=on)
    return rows.select_related("safety_region", "police_team")


def organisations_to_give_links(*, actor: Membership) -> QuerySet[Organisation]:
    """The active organisations whose people this actor may let report by a link."""
    return organisations_within(actor=actor, right=Right.HANDLE_SIGNALS).filter(is_active=True)


def organisations_to_ask(*, actor: Membership, signal: Signal) -> QuerySet[Organisation]:
    """The organisations that work for the municipality of a signal, but not the own one."""
    here = signal.municipality
    area = (
        Q(municipality=here)
        | Q(police_team=here.police_team_id)
        | Q(safety_region=here.safety_region_id)
        | Q(municipality=None, police_team=None, safety_region=None, region=actor.organisation.region_id)
    )
    return Organisation.objects.filter(area, is_active=True).exclude(pk=actor.organisation_id)


def answers_questions(*, actor: Membership) -> bool:
    """True for a role that sees signals or reports them: it may answer for its organisation."""
    rights = (Right.VIEW_SIGNALS, Right.REPORT_SIGNAL)
    return any(scope_of(actor=actor, right=right) != Scope.NONE for right in rights)


def questions_for(*, actor: Membership) -> QuerySet[Question]:
    """The questions to the organisation of this actor: open ones first, by date."""
    rows = Question.objects.filter(organisation=actor.organisation_id)
    return rows.select_related("signal__municipality").order_by("answered_at", "due_on", "pk")


def safety_house_of(*, municipality: Municipality) -> str:
    """The Care and Safety House of the safety region of a municipality; empty when the region has none."""
    found = Organisation.objects.filter(
        kind=Organisation.Kind.SAFETY_HOUSE, safety_region=municipality.safety_region_id, is_active=True
    )
    return found.values_list("name", flat=True).first() or ""


@dataclass(frozen=True)
class ClusterPage:
    """A cluster and those of its signals that the actor sees, beside each other."""

    cluster: Cluster
    signals: list[Signal]
    organisation_count: int


def cluster_page(*, actor: Membership, pk: UUID) -> ClusterPage | None:
    """The page of a cluster; None when the actor sees none of its signals."""
    signals = list(signals_visible_to(actor=actor).filter(cluster=pk).order_by("received_at"))
    if not signals or signals[0].cluster is None:
        return None
    return ClusterPage(signals[0].cluster, signals, len({one.organisation_id for one in signals}))


def clusters_visible_to(*, actor: Membership) -> QuerySet[Cluster]:
    """Clusters with at least one signal the actor sees."""
    seen = signals_visible_to(actor=actor).exclude(cluster=None).order_by().values("cluster")
    return Cluster.objects.filter(pk__in=seen)


def saved_filters(*, actor: Membership) -> QuerySet[SavedFilter]:
    """The saved filters of the team, for who sees signals."""
    if scope_of(actor=actor, right=Right.VIEW_SIGNALS) == Scope.NONE:
        return SavedFilter.objects.none()
    return SavedFilter.objects.filter(organisation=actor.organisation_id)


def topic_choices(*, region: Region) -> list[tuple[str, str]]:
    """Every topic in use, with a first line for who does not know."""
    return [("", str(_("I don't know"))), *topic_names(region=region).items()]


def choices() -> dict[str, list[tuple[str, str]]]:
    """The closed lists, for forms and filters."""
    lists: dict[str, type[TextChoices]] = {
        "label": Label, "status": Status, "period": Period, "reliability": Reliability, "certainty": Certainty,
        "closed_because": ClosedBecause,
    }  # fmt: skip
    return {name: [(str(one.value), str(one.label)) for one in options] for name, options in lists.items()}


def defaults() -> dict[str, str]:
    """What a form starts with."""
    return {"label": Label.AMBER_STRICT.value, "period": Period.THIS_WEEK.value}


def names_of(*, municipalities: Iterable[Municipality]) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in municipalities]
