"""The findings on items of sources: every area and topic of every tier."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from weerbaar.trends.models import Finding, Measure, Scan, Tier
from weerbaar.trends.selectors.areas import AreaMap
from weerbaar.trends.selectors.weekly import ItemTable, TierCounts
from weerbaar.trends.services.judge import LEAST_OFFSET, Answers, Block, judge
from weerbaar.trends.services.words import chart_of, words_of


def item_findings(
    *, scan: Scan, table: ItemTable, areas: AreaMap, parameters: dict[str, Any]
) -> tuple[list[Finding], float]:
    """The findings, and how many of those of more or fewer chance explains.

    A tier is judged per kind of topic: what is written about protest changes nothing about extremism.
    """
    found: list[Finding] = []
    chance = 0.0
    for tier in table.tiers:
        for topics in _kinds_of_topic(table):
            block = _block(tier, topics, areas)
            answers = judge(block=block, parameters=parameters, steps=parameters["methods"])
            chance += answers.expected_by_chance
            found += _findings(scan, table, tier, areas, block, answers, parameters)
    return found, chance


def _kinds_of_topic(table: ItemTable) -> Iterator[list[int]]:
    for kind in sorted(set(table.classes)):
        yield [number for number, own in enumerate(table.classes) if own == kind]


def _block(tier: TierCounts, topics: list[int], areas: AreaMap) -> Block:
    size, weeks = tier.counts.shape[0], tier.counts.shape[2]
    area = np.repeat(np.arange(size), len(topics))
    return Block(
        counts=tier.counts[:, topics].reshape(-1, weeks),
        offset=np.maximum(np.repeat(tier.coverage, len(topics), axis=0), LEAST_OFFSET),
        area=area,
        topic=np.tile(np.array(topics, dtype=np.int64), size),
        zones=areas.zones(tier.tier),
        district=areas.district if tier.tier == Tier.MUNICIPALITY else None,
    )


def _findings(
    scan: Scan,
    table: ItemTable,
    tier: TierCounts,
    areas: AreaMap,
    block: Block,
    answers: Answers,
    parameters: dict[str, Any],
) -> Iterator[Finding]:
    for row, (area, topic) in enumerate(zip(block.area.tolist(), block.topic.tolist(), strict=True)):
        mix = tier.mix[:, area, topic]
        shares = {kind: round(float(part / mix.sum()), 3) for kind, part in zip(table.kinds, mix, strict=True) if part}
        yield Finding(
            scan=scan,
            tier=tier.tier,
            municipality=areas.municipalities[area] if tier.tier == Tier.MUNICIPALITY else None,
            safety_region_id=areas.safety_region_ids[area] if tier.tier == Tier.SAFETY_REGION else None,
            topic=table.topics[topic],
            topic_class=table.classes[topic],
            measure=Measure.ITEMS,
            total_count=round(float(tier.totals[area])),
            coverage=round(float(tier.coverage[area, -1]), 3),
            source_shares=shares,
            chart=chart_of(counts=block.counts[row], answers=answers, row=row, weeks=parameters["chart_weeks"]),
            **words_of(counts=block.counts[row], answers=answers, row=row),
        )
