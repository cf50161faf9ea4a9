"""What the other rooms know of the area and period of a picture, read once and the same for whoever looks."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from weerbaar.pictures.models import Picture
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.selectors.frozen import frozen_of_area
from weerbaar.pictures.selectors.grounds import telling_findings
from weerbaar.pictures.services.above import AdviceSeen, advice_of
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
    """What the other rooms know. `codes` are the municipalities of the area; `counts` and `signals` are per topic."""

    picture: Picture
    codes: tuple[str, ...]
    names: dict[str, str]
    classes: dict[str, str]
    definitions: dict[str, str]
    weeks: tuple[str, ...]
    counts: dict[str, dict[str, int]]
    signals: dict[str, int]
    trends: tuple[tuple[Trend, tuple[Interpretation, ...]], ...]
    findings: tuple[Finding, ...]
    statistics: tuple[Statistic, ...]
    quiet: tuple[str, ...]
    per_source: dict[tuple[str, str], int]
    advice: tuple[AdviceSeen, ...]
    days: tuple[Day, ...]
    previous: PictureContent | None

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
    counts, per_source = _counted(picture, codes, weeks)
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
) -> tuple[dict[str, dict[str, int]], dict[tuple[str, str], int]]:
    """Items per topic and week, and per source (its id and name) over the whole period."""
    counts: dict[str, dict[str, int]] = {}
    per_source: Counter[tuple[str, str]] = Counter()
    if not weeks:
        return counts, per_source
    names = {one.pk: one.name for one in sources.sources_of(region=picture.region)}
    for row in sources.weekly_counts(region=picture.region, first_week=weeks[0], last_week=weeks[-1]):
        if row.municipality not in codes:
            continue
        if row.topic == sources.ALL:
            per_source[str(row.source_id), names.get(row.source_id, "")] += row.count
        week = counts.setdefault(row.topic, {})
        week[row.week] = week.get(row.week, 0) + row.count
    return counts, dict(per_source)


def _signals(picture: Picture, codes: list[str], weeks: tuple[str, ...]) -> dict[str, int]:
    if not weeks:
        return {}
    found: Counter[str] = Counter()
    for row in signals.weekly_counts(region=picture.region, first_week=weeks[0], last_week=weeks[-1]):
        if row.municipality in codes:
            found[row.topic] += row.count
    return dict(found)


def _trends_of(
    picture: Picture, codes: list[str], weeks: tuple[str, ...]
) -> tuple[tuple[Trend, tuple[Interpretation, ...]], ...]:
    if not weeks:
        return ()
    found = trends.trends_of_area(region=picture.region, codes=codes, last_week=weeks[-1], open_on=picture.period_from)
    return tuple(found)
