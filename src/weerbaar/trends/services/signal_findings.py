"""The findings on signals: only of areas and topics about which something was ever reported."""

from collections import defaultdict
from typing import Any

from weerbaar.trends.models import Finding, Measure, Scan, Tier
from weerbaar.trends.selectors.areas import AreaMap
from weerbaar.trends.selectors.signal_weeks import Cell, SignalTable
from weerbaar.trends.selectors.weekly import ItemTable
from weerbaar.trends.services.judge_signals import SignalAnswers, judge_signals
from weerbaar.trends.services.words import chart_of, words_of


def signal_findings(
    *, scan: Scan, table: SignalTable, items: ItemTable, areas: AreaMap, parameters: dict[str, Any]
) -> tuple[list[Finding], float]:
    """The findings, and how many of those of more or fewer chance explains; per tier and kind of topic."""
    classes = dict(zip(items.topics, items.classes, strict=True))
    groups: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in table.cells:
        groups[cell[0], classes[cell[2]]].append(cell)
    found: list[Finding] = []
    chance = 0.0
    for (_tier, kind), cells in sorted(groups.items()):
        judged = judge_signals(table=table, cells=cells, parameters=parameters)
        chance += judged.answers.expected_by_chance
        found += [_finding(scan, judged, row, kind, areas, parameters) for row in range(len(cells))]
    return found, chance


def _finding(
    scan: Scan, judged: SignalAnswers, row: int, kind: str, areas: AreaMap, parameters: dict[str, Any]
) -> Finding:
    tier, area, topic = judged.cells[row]
    counts, answers = judged.counts[row], judged.answers
    return Finding(
        scan=scan,
        tier=tier,
        municipality=areas.municipalities[area] if tier == Tier.MUNICIPALITY else None,
        safety_region_id=areas.safety_region_ids[area] if tier == Tier.SAFETY_REGION else None,
        topic=topic,
        topic_class=kind,
        measure=Measure.SIGNALS,
        organisation_count=judged.organisations[row],
        chart=chart_of(counts=counts, answers=answers, row=row, weeks=parameters["chart_weeks"]),
        **words_of(counts=counts, answers=answers, row=row),
    )
