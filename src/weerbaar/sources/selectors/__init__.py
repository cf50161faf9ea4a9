"""Reads of sources, items, counts and wording."""

from weerbaar.sources.selectors.counts import (
    ALL,
    CountRow,
    attention_per_topic,
    statistics_of,
    weekly_counts,
)
from weerbaar.sources.selectors.items import copies_of, item_visible_to, items_visible_to
from weerbaar.sources.selectors.sources import (
    Health,
    fetches_of,
    health_of,
    quiet_sources,
    recent_counts,
    region_named,
    source_visible_to,
    sources_of,
    sources_visible_to,
    weeks_read,
)

__all__ = [
    "ALL",
    "CountRow",
    "Health",
    "attention_per_topic",
    "copies_of",
    "fetches_of",
    "health_of",
    "item_visible_to",
    "items_visible_to",
    "quiet_sources",
    "recent_counts",
    "region_named",
    "source_visible_to",
    "sources_of",
    "sources_visible_to",
    "statistics_of",
    "weekly_counts",
    "weeks_read",
]
