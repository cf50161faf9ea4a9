"""Sources and their health. A dead feed is not a quiet week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors import scope_of
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Region
from weerbaar.sources.models import Fetch, Item, Source

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
        year, week, _day = moment.date().isocalendar()
        weeks.setdefault(source_id, set()).add(f"{year}-W{week:02d}")
    return weeks


def fetches_of(*, source: Source) -> QuerySet[Fetch]:
    """The last readings of a source, newest first."""
    return source.fetches.all()


def quiet_sources(*, region: Region, now: datetime) -> list[Source]:
    """Sources that are on but have brought nothing for two weeks, longest first."""
    good = Q(fetches__outcome=Fetch.Outcome.OK)
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
