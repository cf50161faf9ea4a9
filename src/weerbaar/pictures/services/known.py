"""What the other rooms know of the area and period of a picture, read once and the same for whoever looks."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from weerbaar.pictures.models import Picture
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.selectors.frozen import frozen_inside, frozen_of_area
from weerbaar.pictures.selectors.grounds import telling_findings
from weerbaar.pictures.services.above import AdviceSeen, advice_of
from weerbaar.pictures.services.adding_up import added_up
from weerbaar.pictures.services.calendar import Day, days_between
from weerbaar.pictures.services.content import PictureContent
from weerbaar.pictures.services.period import Period
from weerbaar.signals import selectors as signals
from weerbaar.sources import selectors as sources
from weerbaar.sources.models import Statistic
from weerbaar.trends import selectors as trends
from weerbaar.trends.models import Finding, Interpretation, Trend


@dataclass(frozen=True)
class Known:
    """What the other rooms know. `codes` are the municipalities of the area; `counts` and `signals` are per topic.

    Of an area with more municipalities `signals`, `sums` and `per_source` were added up so that none can be worked out
    (`adding_up`), and `local` holds the frozen picture of each municipality by name.
    """

    picture: Picture
    codes: tuple[str, ...]
    names: dict[str, str]
    classes: dict[str, str]
    definitions: dict[str, str]
    weeks: tuple[str, ...]
    counts: dict[str, dict[str, int]]
    signals: dict[str, int]
    sums: dict[str, int]
    local: dict[str, PictureContent | None]
    trends: tuple[tuple[Trend, tuple[Interpretation, ...]], ...]
    findings: tuple[Finding, ...]
    statistics: tuple[Statistic, ...]
    quiet: tuple[str, ...]
    per_source: dict[tuple[str, str], int]
    advice: tuple[AdviceSeen, ...]
    days: tuple[Day, ...]
    previous: PictureContent | None

    @property
    def is_wide(self) -> bool:
        return len(self.codes) > 1

    @property
    def phenomena(self) -> list[str]:
        """The phenomena of the picture: with a trend, a count or a signal in the period, by name."""
        seen = {trend.topic for trend, _meanings in self.trends} | {one for one, count in self.signals.items() if count}
        seen |= {one for one, found in self.counts.items() if any(found.values())}
        return sorted((one for one in seen if self.classes.get(one) == "phenomenon"), key=self.name_of)

    def name_of(self, topic: str) -> str:
        return self.names.get(topic, topic)


def known_of(*, picture: Picture, now: datetime) -> Known:
    """Reads the other rooms, in a fixed number of queries."""
    region = picture.region
    taxonomy = sources.taxonomy_in_use(region=region)
    weeks = tuple(Period(picture.period_from, picture.period_to).weeks())
    codes = [one.code for one in drafts.municipalities_of(picture=picture)]
    counts, sums, per_source = _counted(picture, codes, weeks)
    last = frozen_of_area(picture=picture).first()
    return Known(
        picture=picture,
        codes=tuple(codes),
        names={one.key: one.name for one in taxonomy.topics},
        classes={one.key: one.topic_class for one in taxonomy.topics},
        definitions={one.key: one.definition for one in taxonomy.topics},
        weeks=weeks,
        counts=counts,
        signals=_signals(picture, codes, weeks),
        sums=sums,
        local=local_pictures(picture=picture) if len(codes) > 1 else {},
        trends=_trends_of(picture, codes, weeks),
        findings=tuple(telling_findings(region=region, codes=codes, weeks=weeks)),
        statistics=tuple(sources.statistics_of(region=region, municipality_codes=codes)),
        quiet=tuple(sorted(one.name for one in sources.quiet_sources(region=region, now=now))),
        per_source=per_source,
        advice=advice_of(picture=picture, codes=codes),
        days=tuple(days_between(first=picture.period_from, last=max(picture.period_to, picture.review_on))),
        previous=PictureContent.from_json(last.content) if last else None,
    )


def _counted(
    picture: Picture, codes: list[str], weeks: tuple[str, ...]
) -> tuple[dict[str, dict[str, int]], dict[str, int], dict[tuple[str, str], int]]:
    """Items per topic and week, per topic, and per source (its id and name), the last two over the whole period."""
    counts: dict[str, dict[str, int]] = {}
    topics: dict[str, Counter[str]] = {}
    per_source: dict[str, Counter[str]] = {}
    if not weeks or not codes:
        return counts, {}, {}
    for row in sources.weekly_counts(region=picture.region, first_week=weeks[0], last_week=weeks[-1]):
        if row.municipality not in codes:
            continue
        if row.topic == sources.ALL:
            per_source.setdefault(row.municipality, Counter())[str(row.source_id)] += row.count
        topics.setdefault(row.municipality, Counter())[row.topic] += row.count
        week = counts.setdefault(row.topic, {})
        week[row.week] = week.get(row.week, 0) + row.count
    names = {str(one.pk): one.name for one in sources.sources_of(region=picture.region)}
    summed = {(key, names.get(key, "")): count for key, count in _summed(per_source, codes).items()}
    return counts, _summed(topics, codes), summed


def _summed(per_municipality: dict[str, Counter[str]], codes: list[str]) -> dict[str, int]:
    """Of one municipality as it is; of more so that none can be worked out."""
    return added_up(per_municipality.values()) if len(codes) > 1 else dict(per_municipality.get(codes[0], {}))


def _signals(picture: Picture, codes: list[str], weeks: tuple[str, ...]) -> dict[str, int]:
    if not weeks or not codes:
        return {}
    found: dict[str, Counter[str]] = {}
    for row in signals.weekly_counts(region=picture.region, first_week=weeks[0], last_week=weeks[-1]):
        if row.municipality in codes:
            found.setdefault(row.municipality, Counter())[row.topic] += row.count
    return _summed(found, codes)


def local_pictures(*, picture: Picture) -> dict[str, PictureContent | None]:
    """By name of the municipality: its last frozen picture inside the period, or None."""
    latest: dict[str, str] = {}
    for one in frozen_inside(picture=picture):
        latest.setdefault(str(one.picture.municipality_id), one.content)
    places = {str(one.pk): one.name for one in drafts.municipalities_of(picture=picture).order_by("name", "code")}
    return {name: PictureContent.from_json(latest[key]) if key in latest else None for key, name in places.items()}


def _trends_of(
    picture: Picture, codes: list[str], weeks: tuple[str, ...]
) -> tuple[tuple[Trend, tuple[Interpretation, ...]], ...]:
    if not weeks:
        return ()
    found = trends.trends_of_area(region=picture.region, codes=codes, last_week=weeks[-1], open_on=picture.period_from)
    return tuple(found)
