"""The signals of professionals per area and topic, by organisation: provenance, never a subject."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from weerbaar.regions.models import Region
from weerbaar.signals import selectors as signals
from weerbaar.trends.models import Tier
from weerbaar.trends.selectors.areas import AreaMap
from weerbaar_analysis.counts.robust import Reports

Cell = tuple[str, int, str]
"""Tier, number of the area, topic."""
Entry = tuple[int, int, int, int]
"""Organisation, its kind, day and items; the day is the Monday of the week."""


@dataclass(frozen=True)
class SignalTable:
    """Reports per cell, and per area over all topics; `first_week` is where signals of the region begin."""

    cells: dict[Cell, Reports]
    areas: dict[tuple[str, int], Reports]
    first_week: int
    week_count: int


def signal_table(*, region: Region, areas: AreaMap, weeks: tuple[str, ...], topics: tuple[str, ...]) -> SignalTable:
    """Reads the signals about these topics, on the map of the judged week. What an organisation reports goes where
    its municipality went; a part counts where its largest part went."""
    rows = signals.weekly_counts(region=region, first_week=weeks[0], last_week=weeks[-1])
    column = {week: number for number, week in enumerate(weeks)}
    who = {one: number for number, one in enumerate(sorted({row.organisation_id for row in rows}, key=str))}
    kinds = {one: number for number, one in enumerate(sorted({row.organisation_kind for row in rows}))}
    cells: dict[Cell, list[Entry]] = defaultdict(list)
    whole: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for row in rows:
        entry = (who[row.organisation_id], kinds[row.organisation_kind], 7 * column[row.week], row.count)
        for tier, area in _areas_of(row.municipality, areas):
            whole[tier, area].append(entry)
            if row.topic in topics:
                cells[tier, area, row.topic].append(entry)
    first = min((column[row.week] for row in rows), default=len(weeks))
    return SignalTable(_reports(cells), _reports(whole), first, len(weeks))


def _reports(entries: dict[Any, list[Entry]]) -> dict[Any, Reports]:
    return {key: Reports.of(found) for key, found in sorted(entries.items())}


def _areas_of(code: str, areas: AreaMap) -> list[tuple[str, int]]:
    found = [(str(Tier.REGION), 0)]
    shares = areas.shares.get(code, {})
    if shares:
        number = areas.codes.index(max(sorted(shares), key=lambda name: shares[name]))
        found += [(str(Tier.MUNICIPALITY), number), (str(Tier.SAFETY_REGION), int(areas.district[number]))]
    return found
