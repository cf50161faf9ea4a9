"""Where our own looking goes, per topic: so that over-watching shows (M5, B8). It says nothing about anybody."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from weerbaar.accounts.models import Membership
from weerbaar.guard.services import all_rows
from weerbaar.regions.models import Region
from weerbaar.signals.selectors import weekly_counts
from weerbaar.sources.selectors import attention_per_topic, taxonomy_in_use, topic_class_label
from weerbaar.trends.models import Effort, EffortKind, Interpretation, InterpretationStatus, Trend
from weerbaar.trends.selectors.sentences import SMALLEST

MUCH = 0.1


@dataclass(frozen=True)
class Attention:
    """How much of the looking of a period goes to one topic. Shares are of all that got any topic, 0-1.

    `signal_share` is None where fewer than five signals are meant. `policy`, `training` and `offer` are what the
    programme noted for the year of the last week; None where nothing was noted. `is_only_watched` says that a tenth or
    more of the items goes to it, while nothing is done about it.
    """

    topic: str
    name: str
    topic_class: str
    items: int
    item_share: float | None
    signals: int
    signal_share: float | None
    trends: int
    interpretations: int
    policy: int | None = None
    training: int | None = None
    offer: int | None = None

    @property
    def is_only_watched(self) -> bool:
        noted = (self.policy, self.training, self.offer)
        return (self.item_share or 0) >= MUCH and None not in noted and not any(noted)


def attention_report(*, actor: Membership, weeks: list[str]) -> list[Attention]:
    """One line per topic in use, in the order of the taxonomy, over these weeks (oldest first)."""
    region = actor.organisation.region
    items = attention_per_topic(region=region, first_week=weeks[0], last_week=weeks[-1])
    signals = _signals(region, weeks)
    topics = taxonomy_in_use(region=region).topics
    all_items = sum(items.get(one.key, 0) for one in topics)
    all_signals = sum(signals[one.key] for one in topics)
    counting = Interpretation.objects.filter(trend__region=region, status=InterpretationStatus.COUNTS)
    efforts = _efforts(region, int(weeks[-1][:4]))
    with all_rows():
        opened = dict(Trend.objects.filter(region=region).values_list("topic").annotate(n=Count("pk")).order_by())
        counted = dict(counting.values_list("trend__topic").annotate(n=Count("pk")).order_by())
    return [
        Attention(
            topic=one.key,
            name=one.name,
            topic_class=topic_class_label(one.topic_class),
            items=items.get(one.key, 0),
            item_share=items.get(one.key, 0) / all_items if all_items else None,
            signals=signals[one.key],
            signal_share=signals[one.key] / all_signals if signals[one.key] >= SMALLEST else None,
            trends=opened.get(one.key, 0),
            interpretations=counted.get(one.key, 0),
            **{kind: efforts.get((one.key, kind)) for kind in EffortKind.values},
        )
        for one in topics
    ]


def _efforts(region: Region, year: int) -> dict[tuple[str, str], int]:
    rows = Effort.objects.filter(region=region, year=year).values_list("topic", "kind", "count")
    return {(topic, kind): count for topic, kind, count in rows}


def _signals(region: Region, weeks: list[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in weekly_counts(region=region, first_week=weeks[0], last_week=weeks[-1]):
        found[row.topic] += row.count
    return found


def share_per_class(rows: list[Attention]) -> list[tuple[str, float]]:
    """The share of the items per kind of topic, in hundredths, in the order of the taxonomy."""
    shares: dict[str, float] = {}
    for row in rows:
        shares[row.topic_class] = shares.get(row.topic_class, 0.0) + 100 * (row.item_share or 0.0)
    return [(name, round(share, 1)) for name, share in shares.items()]
