"""The findings of one week, grouped by what they say; inside a group by level, area and topic, never by size."""

from dataclasses import dataclass

from django.db.models import Count

from weerbaar.accounts.models import Membership
from weerbaar.sources import selectors as sources
from weerbaar.trends.models import Finding, Scan, Verdict
from weerbaar.trends.selectors.findings import explained_by_chance, findings_visible_to, scans_visible_to
from weerbaar.trends.selectors.sentences import sentence_of

MOST_LINES = 60


@dataclass(frozen=True)
class Line:
    """One finding of more or fewer, in a sentence."""

    finding: Finding
    topic: str
    sentence: str


@dataclass(frozen=True)
class Group:
    """The findings that say the same. The resilience topics and protest stand beside extremism, never in it."""

    verdict: str
    label: str
    number: int
    lines: list[Line]


@dataclass(frozen=True)
class WeekPage:
    """What stands on the page of a week."""

    week: str
    scan: Scan | None
    groups: list[Group]
    topics: dict[str, str]
    expected_by_chance: int | None


def week_page(*, actor: Membership, week: str) -> WeekPage:
    """The findings of a week that the actor sees; empty without a scan or while the detector is off."""
    topics = sources.topic_names(region=actor.organisation.region)
    scan = scans_visible_to(actor=actor).filter(week=week, is_current=True).first()
    visible = findings_visible_to(actor=actor, week=week)
    numbers = dict(visible.order_by().values_list("verdict").annotate(number=Count("pk")))
    spoken = visible.filter(verdict__in=[Verdict.MORE, Verdict.FEWER])
    lines = [Line(one, topics.get(one.topic, one.topic), sentence_of(one)) for one in spoken[: 2 * MOST_LINES]]
    groups = [
        Group(
            word.value,
            str(word.label),
            numbers.get(word.value, 0),
            [line for line in lines if line.finding.verdict == word][:MOST_LINES],
        )
        for word in Verdict
    ]
    return WeekPage(week, scan, groups, topics, explained_by_chance(scan=scan) if scan else None)
