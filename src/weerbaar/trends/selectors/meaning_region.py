"""The region at a glance: words per municipality and topic over a week, a quarter or a year. No number is ranked."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weerbaar.accounts.models import Membership, Right
from weerbaar.accounts.selectors import municipalities_within
from weerbaar.regions.models import Municipality
from weerbaar.sources.selectors import taxonomy_in_use, topic_names
from weerbaar.trends.models import Finding, Measure, Tier, Trend, Verdict
from weerbaar.trends.selectors.findings import expected_by_chance, findings_visible_to, sees_trends, weeks_scanned
from weerbaar.trends.selectors.meaning_pages import TimelineEntry, timeline_of, trends_listed
from weerbaar.trends.selectors.sentences import sentence_of

PERIODS = {"week": 1, "kwartaal": 13, "jaar": 52}
PERIOD_WORDS = {"week": gettext_lazy("week"), "kwartaal": gettext_lazy("quarter"), "jaar": gettext_lazy("year")}
CLASSES = ("phenomenon", "protected", "context", "resilience")
LEAST_WEEKS, LEAST_SHARE = 2, 0.1
MOST_WORDS = 12


@dataclass(frozen=True)
class Word:
    """What a period says of one place and topic: one of four words, and in how many of the judged weeks."""

    verdict: str
    said_weeks: int
    judged_weeks: int
    weeks: int

    @property
    def label(self) -> str:
        return str(Verdict(self.verdict).label)

    @property
    def is_told(self) -> bool:
        return self.verdict != Verdict.TOO_LITTLE

    @property
    def weeks_in_words(self) -> str:
        """Empty for a single week and where there is nothing to say."""
        if self.weeks == 1 or not self.is_told:
            return ""
        return _("%(said)d of %(judged)d weeks") % {"said": self.said_weeks, "judged": self.judged_weeks}


def word_of(counts: dict[str, int], *, weeks: int) -> Word:
    """The word of a period from the number of weeks with each word.

    Too little: fewer than half of the weeks were judged. More (or fewer): at least two weeks and a tenth of the judged
    weeks say so, and more weeks than say the opposite; of one week that week itself. Otherwise as expected.
    """
    more, fewer = counts.get(Verdict.MORE, 0), counts.get(Verdict.FEWER, 0)
    judged = more + fewer + counts.get(Verdict.AS_EXPECTED, 0)
    if judged * 2 < weeks or not judged:
        return Word(Verdict.TOO_LITTLE, 0, judged, weeks)
    least = max(min(LEAST_WEEKS, weeks), LEAST_SHARE * judged)
    if more >= least and more > fewer:
        return Word(Verdict.MORE, more, judged, weeks)
    if fewer >= least and fewer > more:
        return Word(Verdict.FEWER, fewer, judged, weeks)
    return Word(Verdict.AS_EXPECTED, judged - more - fewer, judged, weeks)


@dataclass(frozen=True)
class Glance:
    """The matrix of topics (columns) and municipalities (lines, by name), with the words of the region below."""

    week: str
    first_week: str
    period: str
    topic_class: str
    topics: dict[str, str]
    places: list[Municipality]
    lines: list[tuple[Municipality | None, list[Word]]]
    expected_by_chance: int | None

    @property
    def told(self) -> dict[str, int]:
        """The topics of which something can be said somewhere, in the order of the word list, with their column."""
        said = {number for _place, words in self.lines for number, word in enumerate(words) if word.is_told}
        return {topic: number for number, topic in enumerate(self.topics) if number in said}

    @property
    def untold(self) -> list[str]:
        """The names of the topics with too little data everywhere."""
        told = self.told
        return [name for topic, name in self.topics.items() if topic not in told]


def glance(*, actor: Membership, topic_class: str, period: str) -> Glance:
    """What the current scans say, up to the latest week, within reach of the actor."""
    scanned = weeks_scanned(actor=actor)[: PERIODS[period]]
    topics = {
        one.key: one.name
        for one in taxonomy_in_use(region=actor.organisation.region).topics
        if one.topic_class == topic_class
    }
    found = findings_visible_to(actor=actor).filter(
        scan__week__in=scanned,
        measure=Measure.ITEMS,
        topic_class=topic_class,
        tier__in=(Tier.MUNICIPALITY, Tier.REGION),
    )
    cells: dict[tuple[int | None, str], dict[str, int]] = defaultdict(dict)
    rows = found.order_by().values_list("municipality", "topic", "verdict").annotate(number=Count("pk"))
    for place, topic, verdict, number in rows:
        cells[place, topic][verdict] = number
    ids = {place for place, _topic in cells if place is not None}
    places = list(Municipality.objects.filter(pk__in=ids).order_by("name"))
    weeks = max(len(scanned), 1)
    lines: list[tuple[Municipality | None, list[Word]]] = [
        (place, [word_of(cells.get((place.pk if place else None, topic), {}), weeks=weeks) for topic in topics])
        for place in (*places, None)
    ]
    first, last = (scanned[-1], scanned[0]) if scanned else ("", "")
    chance = expected_by_chance(actor=actor, week=last)
    return Glance(last, first, period, topic_class, topics, places, lines, chance)


def period_choices() -> list[tuple[str, str]]:
    return [(key, str(PERIOD_WORDS[key])) for key in PERIODS]


def words_as_values(words: dict[str, Word]) -> dict[str, float]:
    """A place on the scale of the legend for each word: which of the four words it is, nothing more."""
    order = [Verdict.TOO_LITTLE, Verdict.FEWER, Verdict.AS_EXPECTED, Verdict.MORE]
    return {key: float(order.index(Verdict(word.verdict))) for key, word in words.items()}


def words_in_order() -> list[str]:
    """The four words, in the order of `words_as_values`."""
    order = (Verdict.TOO_LITTLE, Verdict.FEWER, Verdict.AS_EXPECTED, Verdict.MORE)
    return [str(word.label) for word in order]


@dataclass(frozen=True)
class AreaPage:
    """What stands on the page of one topic or one municipality: findings of the latest week, trends and meaning."""

    title: str
    week: str
    findings: list[tuple[Finding, str, str]]
    charted: list[Finding]
    trends: list[Trend]
    timeline: list[TimelineEntry]
    expected_by_chance: int | None


def topic_page(*, actor: Membership, topic: str) -> AreaPage | None:
    """The page of a topic; None for a topic that is not in use or for who sees no trends."""
    names = topic_names(region=actor.organisation.region)
    found, week = _latest(actor)
    if topic not in names or not sees_trends(actor=actor):
        return None
    rows = list(found.filter(topic=topic))
    charted = [row for row in rows if row.measure == Measure.ITEMS and row.tier != Tier.MUNICIPALITY]
    trends = trends_listed(actor=actor).filter(topic=topic)
    return _area_page(actor, names[topic], week, rows, charted, list(trends[:MOST_WORDS]))


def place_page(*, actor: Membership, code: str) -> AreaPage | None:
    """The page of a municipality; None when it is out of reach. Only what is more or fewer is charted."""
    found, week = _latest(actor)
    place = places_to_open(actor=actor).filter(code=code).first()
    if place is None:
        return None
    rows = list(found.filter(municipality=place))
    telling = [row for row in rows if row.verdict in (Verdict.MORE, Verdict.FEWER) and row.measure == Measure.ITEMS]
    trends = trends_listed(actor=actor).filter(places__municipality=place)
    return _area_page(actor, place.name, week, rows, telling[:4], list(trends[:MOST_WORDS]))


def places_to_open(*, actor: Membership) -> QuerySet[Municipality]:
    """The municipalities whose trends the actor sees."""
    return municipalities_within(actor=actor, right=Right.VIEW_TRENDS)


def _latest(actor: Membership) -> tuple[Any, str]:
    week = next(iter(weeks_scanned(actor=actor)), "")
    return findings_visible_to(actor=actor, week=week), week


def _area_page(
    actor: Membership, title: str, week: str, rows: list[Finding], charted: list[Finding], trends: list[Trend]
) -> AreaPage:
    names = topic_names(region=actor.organisation.region)
    told = [(row, names.get(row.topic, row.topic), sentence_of(row)) for row in rows if _is_told(row)]
    timeline = timeline_of(actor=actor, trends=trends)[:MOST_WORDS]
    return AreaPage(title, week, told, charted, trends, timeline, expected_by_chance(actor=actor, week=week))


def _is_told(row: Finding) -> bool:
    """Larger areas always; a municipality when there is something to say."""
    return row.tier != Tier.MUNICIPALITY or row.verdict != Verdict.TOO_LITTLE
