"""Sources and their health. A dead feed is not a quiet week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Endorsement, Membership, Right, Scope
from weerbaar.accounts.selectors import may, municipalities_within, scope_of
from weerbaar.accounts.selectors.endorsement import endorsements_of
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Municipality, Region
from weerbaar.sources.models import Fetch, Item, ItemCount, Source, SourceKind, Statistic
from weerbaar_analysis.counts.weeks import week_of

QUIET_AFTER = timedelta(days=14)


HEALTH = {
    "proposed": _("proposed"),
    "off": _("off"),
    "by_hand": _("by hand"),
    "never_read": _("not read yet"),
    "failing": _("cannot be read"),
    "dead": _("silent: not read for two weeks"),
    "quiet": _("works, brings little"),
    "well": _("works"),
}


@dataclass(frozen=True)
class Health:
    """How a source is doing, in one word for the screen and a sentence why."""

    state: str
    last_success: datetime | None
    items_last_4_weeks: int

    @property
    def label(self) -> str:
        return str(HEALTH[self.state])


def sources_visible_to(*, actor: Membership | None) -> QuerySet[Source]:
    """The sources of the own region, by name, with `last_success` for their health."""
    if actor is None or scope_of(actor=actor, right=Right.VIEW_SOURCES) == Scope.NONE:
        return Source.objects.none()
    return sources_of(region=actor.organisation.region)


def sources_of(*, region: Region) -> QuerySet[Source]:
    """All sources of a region by name, with `last_success`."""
    good = Q(fetches__outcome__in=[Fetch.Outcome.OK, Fetch.Outcome.UNCHANGED])
    found = Source.objects.filter(region=region).select_related("default_municipality")
    return found.annotate(last_success=Max("fetches__started_at", filter=good))


def source_visible_to(*, actor: Membership | None, pk: UUID) -> Source | None:
    return sources_visible_to(actor=actor).filter(pk=pk).first()


def recent_counts(*, region: Region, now: datetime) -> dict[UUID, int]:
    """Items found in the last four weeks, per source."""
    found = Item.objects.filter(source__region=region, found_at__gte=now - timedelta(days=28))
    return dict(found.values_list("source").annotate(number=Count("pk")).order_by())


def health_of(*, source: Source, recent: int, now: datetime) -> Health:
    """The health of a source that came from `sources_visible_to`."""
    last: datetime | None = getattr(source, "last_success", None)
    if source.status != Source.Status.ON:
        state = source.status
    elif source.is_by_hand:
        state = "by_hand"
    elif last is None:
        state = "never_read" if source.failures == 0 else "failing"
    elif now - last > QUIET_AFTER:
        state = "dead"
    elif source.failures >= 3:
        state = "failing"
    else:
        state = "well" if recent else "quiet"
    return Health(state, last, recent)


def weeks_read(*, region: Region, kinds: list[str] | None = None) -> dict[UUID, set[str]]:
    """Per source the ISO weeks in which it was read with success: other weeks are missing, not zero."""
    good = Fetch.objects.filter(source__region=region).exclude(outcome=Fetch.Outcome.FAILED)
    if kinds:
        good = good.filter(source__kind__in=kinds)
    weeks: dict[UUID, set[str]] = {}
    for source_id, moment in good.values_list("source_id", "started_at").distinct():
        weeks.setdefault(source_id, set()).add(week_of(moment.date()))
    return weeks


def fetches_of(*, source: Source) -> QuerySet[Fetch]:
    """The last readings of a source, newest first."""
    return source.fetches.all()


def quiet_sources(*, region: Region, now: datetime) -> list[Source]:
    """Sources that are on but have brought nothing for two weeks, longest first. Statistics need only be read."""
    good = Q(fetches__outcome=Fetch.Outcome.OK)
    good |= Q(fetches__outcome=Fetch.Outcome.UNCHANGED, kind=SourceKind.STATISTICS)
    found = Source.objects.filter(region=region, status=Source.Status.ON).exclude(schedule=Source.Schedule.BY_HAND)
    found = found.annotate(last_news=Max("fetches__started_at", filter=good))
    quiet = found.filter(Q(last_news=None) | Q(last_news__lt=now - QUIET_AFTER))
    return list(quiet.order_by(F("last_news").asc(nulls_first=True)))


def day_of_last_item(*, region: Region) -> date | None:
    """The day of the newest item of a region."""
    newest: date | None = Item.objects.filter(source__region=region).aggregate(day=Max("published_on"))["day"]
    return newest


def region_named(*, slug: str | None) -> Region | None:
    """The region of this pack; without a name the only region there is, None when there are none or more."""
    if slug:
        return regions.region_by_slug(slug=slug)
    found = list(regions.regions()[:2])
    return found[0] if len(found) == 1 else None


def sources_to_read(*, region: Region, name: str | None, kinds: list[str], now: datetime) -> list[Source]:
    """The sources that are on and whose turn it is; with a name that one source, whether or not it is its turn."""
    found = Source.objects.filter(region=region, status=Source.Status.ON, kind__in=kinds)
    found = found.filter(name=name) if name else found.filter(Q(due_at=None) | Q(due_at__lte=now))
    return list(found.select_related("region", "default_municipality"))


@dataclass(frozen=True)
class SourceRow:
    """A source with its health, as it stands in the list."""

    source: Source
    health: Health

    @property
    def items_per_week(self) -> float | None:
        """Over the last four weeks; None for a source that brings figures or has never been read."""
        if self.source.kind in FIGURE_KINDS or (
            self.health.last_success is None and not self.health.items_last_4_weeks
        ):
            return None
        return self.health.items_last_4_weeks / 4


FIGURE_KINDS = (SourceKind.STATISTICS, SourceKind.PAGEVIEWS, SourceKind.NEWS_ATTENTION, SourceKind.COUNCIL)


def source_rows(*, actor: Membership, now: datetime) -> list[SourceRow]:
    """The sources that the actor sees, with their health, by name."""
    recent = recent_counts(region=actor.organisation.region, now=now)
    return [
        SourceRow(source, health_of(source=source, recent=recent.get(source.pk, 0), now=now))
        for source in sources_visible_to(actor=actor)
    ]


@dataclass(frozen=True)
class SourcePage:
    """What stands on the page of one source, and what the actor may order there."""

    source: Source
    health: Health
    endorsements: list[Endorsement]
    weeks: list[tuple[str, int | None]]
    figure_count: int
    last_period: str
    may_approve: bool
    waits_for_other: bool
    may_switch_off: bool
    may_propose_again: bool
    may_add: bool


def source_page(*, actor: Membership, pk: UUID, now: datetime) -> SourcePage | None:
    """The page of a source; None when it does not exist or the actor does not see sources."""
    source = source_visible_to(actor=actor, pk=pk)
    if source is None:
        return None
    recent = Item.objects.filter(source=source, found_at__gte=now - timedelta(days=28)).count()
    proposes, approves = (
        may(actor=actor, right=right, organisation=actor.organisation)
        for right in (Right.PROPOSE_SOURCE, Right.APPROVE_SOURCE)
    )
    endorsements = list(endorsements_of(subject=source))
    own = any(one.organisation_id == actor.organisation_id for one in endorsements if one.step == "propose")
    is_proposed = source.status == Source.Status.PROPOSED
    return SourcePage(
        source=source,
        health=health_of(source=source, recent=recent, now=now),
        endorsements=endorsements,
        weeks=items_per_week(source=source, on=now.date()),
        figure_count=Statistic.objects.filter(source=source).count(),
        last_period=Statistic.objects.filter(source=source).aggregate(last=Max("period"))["last"] or "",
        may_approve=is_proposed and approves and not own,
        waits_for_other=is_proposed and approves and own,
        may_switch_off=source.status != Source.Status.OFF and (proposes or approves),
        may_propose_again=source.status == Source.Status.OFF and proposes,
        may_add=upload_sources(actor=actor).filter(pk=source.pk).exists(),
    )


def items_per_week(*, source: Source, on: date, weeks: int = 26) -> list[tuple[str, int | None]]:
    """Per ISO week the number of items; None for a week in which the source was not read."""
    names = [week_of(on - timedelta(weeks=back)) for back in reversed(range(weeks))]
    counts = dict(
        ItemCount.objects.filter(source=source, municipality=None, topic="*", week__in=names).values_list(
            "week", "count"
        )
    )
    good = Fetch.objects.filter(source=source).exclude(outcome=Fetch.Outcome.FAILED)
    read = {week_of(moment.date()) for moment in good.values_list("started_at", flat=True)}
    return [(name, counts.get(name, 0) if name in read or name in counts else None) for name in names]


def upload_sources(*, actor: Membership | None) -> QuerySet[Source]:
    """The sources that the actor may add documents and tables to: on, by hand, and not about another municipality."""
    scope = scope_of(actor=actor, right=Right.ADD_ITEMS)
    if actor is None or scope == Scope.NONE:
        return Source.objects.none()
    kinds = (SourceKind.DOCUMENTS, SourceKind.TABLES)
    found = sources_of(region=actor.organisation.region).filter(status=Source.Status.ON, kind__in=kinds)
    if scope == Scope.REGION:
        return found
    places = municipalities_within(actor=actor, right=Right.ADD_ITEMS)
    return found.filter(Q(default_municipality=None) | Q(default_municipality__in=places))


def places_of_sources(*, actor: Membership) -> QuerySet[Municipality]:
    """The municipalities of today that a source can be about, by name."""
    return municipalities_within(actor=actor, right=Right.VIEW_SOURCES).filter(valid_to=None).order_by("name")


def sources_that_wait(*, actor: Membership) -> list[Source]:
    """The proposed sources that the actor may switch on: those of another organisation."""
    if not may(actor=actor, right=Right.APPROVE_SOURCE, organisation=actor.organisation):
        return []
    own = Endorsement.objects.filter(subject_kind="source", step="propose", organisation=actor.organisation_id)
    names = set(own.values_list("subject_id", flat=True))
    found = sources_visible_to(actor=actor).filter(status=Source.Status.PROPOSED)
    return [source for source in found if str(source.pk) not in names]


def health_labels() -> list[str]:
    """All words for how a source is doing, for a filter."""
    return [str(label) for label in HEALTH.values()]


def may_propose_source(*, actor: Membership) -> bool:
    return may(actor=actor, right=Right.PROPOSE_SOURCE, organisation=actor.organisation)


def may_add_items(*, actor: Membership) -> bool:
    """True for a role that may add documents, whether or not there is a source for them yet."""
    return scope_of(actor=actor, right=Right.ADD_ITEMS) != Scope.NONE


MASKED = {
    "PERSON": _("names of persons"),
    "BSN": _("citizen service numbers"),
    "PHONE": _("phone numbers"),
    "EMAIL": _("e-mail addresses"),
    "IBAN": _("bank accounts"),
    "PLATE": _("licence plates"),
    "DOCUMENT": _("numbers of identity documents"),
    "ADDRESS": _("addresses"),
    "BIRTH_DATE": _("dates of birth"),
    "HANDLE": _("accounts on social media"),
    "IP": _("IP addresses"),
}


def masked_label(kind: str) -> str:
    """A kind of personal data that went out, in words."""
    return str(MASKED.get(kind, kind))
