"""The weekly counts of a region as tables for the library: what was counted, and how much of the looking was done.

A week in which the sources of an area were not read enough is missing, never zero. The share that was read is the
denominator, so a dead feed is no fall and a new feed no rise.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt

from weerbaar.regions.models import Region
from weerbaar.sources import selectors as sources
from weerbaar.trends.models import Tier
from weerbaar.trends.selectors.areas import AreaMap
from weerbaar.trends.selectors.recipe import Recipe
from weerbaar_analysis.counts.weeks import week_index, week_label

FloatArray = npt.NDArray[np.float64]
PROTECTED = "protected"
BORROWED = 0.5
"""A municipality borrows this part of the regional volume of a source, so that few items do not decide its share."""


@dataclass(frozen=True)
class TierCounts:
    """The counts of one tier: area x topic x week, with what was looked at.

    `counts` is NaN in a missing week; `coverage` (area x week) is the part of what is normally read, 0-1;
    `totals` (area,) are all items of the judged week; `mix` (kind x area x topic) the counts of the last weeks.
    """

    tier: str
    counts: FloatArray
    coverage: FloatArray
    totals: FloatArray
    mix: FloatArray


@dataclass(frozen=True)
class ItemTable:
    """The item counts of a region up to and including one week."""

    weeks: tuple[str, ...]
    topics: tuple[str, ...]
    classes: tuple[str, ...]
    kinds: tuple[str, ...]
    tiers: tuple[TierCounts, ...]


@dataclass(frozen=True)
class _Raw:
    """Counts as they were read: source x area x topic x week; the last area is the whole region."""

    source_ids: list[UUID]
    kinds: list[str]
    codes: list[str]
    counts: FloatArray
    totals: FloatArray
    read: npt.NDArray[np.bool_]


def weeks_until(*, until: str, number: int) -> tuple[str, ...]:
    """The labels of so many weeks, the last one included, oldest first."""
    last = week_index(until)
    return tuple(week_label(index) for index in range(last - number + 1, last + 1))


def item_table(*, region: Region, areas: AreaMap, until: str, recipe: Recipe) -> ItemTable:
    """Reads the counts of all topics in use, on the map of the judged week."""
    parameters = recipe.parameters
    weeks = weeks_until(until=until, number=parameters["weeks"])
    topics = {one.key: one.topic_class for one in sources.taxonomy_in_use(region=region).topics}
    raw = _read(region, weeks, list(topics), parameters)
    guarded = np.array([kind != PROTECTED for kind in topics.values()])
    tiers = tuple(_tier(tier, raw, areas, guarded, parameters) for tier in Tier.values)
    return ItemTable(weeks, tuple(topics), tuple(topics.values()), tuple(parameters["kinds"]), tiers)


def _read(region: Region, weeks: tuple[str, ...], topics: list[str], parameters: dict[str, Any]) -> _Raw:
    rows = [
        row
        for row in sources.weekly_counts(region=region, first_week=weeks[0], last_week=weeks[-1])
        if row.kind in parameters["kinds"] and (row.topic in topics or row.topic == sources.ALL)
    ]
    read_weeks = sources.weeks_read(region=region, kinds=parameters["kinds"])
    kinds = {one.pk: one.kind for one in sources.sources_of(region=region) if one.kind in parameters["kinds"]}
    ids = sorted(kinds, key=str)
    codes = sorted({row.municipality for row in rows if row.municipality})
    at = {code: number for number, code in enumerate([*codes, ""])}
    column, place = {week: number for number, week in enumerate(weeks)}, {one: n for n, one in enumerate(ids)}
    line = {topic: number for number, topic in enumerate(topics)}
    counts = np.zeros((len(ids), len(codes) + 1, len(topics), len(weeks)))
    totals = np.zeros((len(codes) + 1, len(weeks)))
    read = np.zeros((len(ids), len(weeks)), dtype=bool)
    for row in rows:
        read[place[row.source_id], column[row.week]] = True
        if row.topic == sources.ALL:
            totals[at[row.municipality], column[row.week]] += row.count
        else:
            counts[place[row.source_id], at[row.municipality], line[row.topic], column[row.week]] += row.count
    for source_id, found in read_weeks.items():
        known = [column[week] for week in found if week in column]
        read[place[source_id], known] = True
    _fill_by_hand(read, [kinds[one] for one in ids])
    return _forgotten(_Raw(ids, [kinds[one] for one in ids], codes, counts, totals, read), parameters)


def _fill_by_hand(read: npt.NDArray[np.bool_], kinds: list[str]) -> None:
    """What is added by hand covers all weeks between its first and its last."""
    for number, kind in enumerate(kinds):
        known = np.flatnonzero(read[number])
        if kind in ("documents", "tables") and known.size:
            read[number, known[0] : known[-1] + 1] = True


def _forgotten(raw: _Raw, parameters: dict[str, Any]) -> _Raw:
    """Without the sources that were not read for some weeks, and without those that joined the others lately."""
    is_alive = raw.read[:, -parameters["forget_after_weeks"] :].any(axis=1)
    weeks = raw.read.shape[1]
    first = np.where(raw.read.any(axis=1), raw.read.argmax(axis=1), weeks)
    is_settled = first <= max(int(first.min(initial=weeks)), weeks - parameters["settle_weeks"])
    kept = np.flatnonzero(is_alive & is_settled)
    return _Raw(
        [raw.source_ids[number] for number in kept],
        [raw.kinds[number] for number in kept],
        raw.codes,
        raw.counts[kept],
        raw.totals,
        raw.read[kept],
    )


def _tier(
    tier: str, raw: _Raw, areas: AreaMap, guarded: npt.NDArray[np.bool_], parameters: dict[str, Any]
) -> TierCounts:
    shape = (areas.size(tier), raw.counts.shape[2], raw.counts.shape[3])
    counts, volume = np.zeros(shape), np.zeros((len(raw.kinds), shape[0]))
    mix = np.zeros((len(parameters["kinds"]), *shape[:2]))
    for number, kind in enumerate(raw.kinds):
        own = _areas_of(tier, raw.counts[number], raw.codes, areas)
        counts += own
        volume[number] = own[:, guarded].sum(axis=(1, 2))
        mix[parameters["kinds"].index(kind)] += own[..., -parameters["mix_weeks"] :].sum(axis=2)
    regional = raw.counts[:, -1][:, guarded].sum(axis=(1, 2))
    coverage = _coverage(volume, regional, raw.read, shape[0])
    unread = np.broadcast_to((coverage < parameters["least_coverage"])[:, np.newaxis, :], shape)
    totals = _areas_of(tier, raw.totals, raw.codes, areas)[:, -1]
    return TierCounts(tier, np.where(unread, np.nan, counts), coverage, totals, mix)


def _areas_of(tier: str, values: FloatArray, codes: list[str], areas: AreaMap) -> FloatArray:
    """Lay (n_codes + 1, …) values on the areas of a tier; the last row is the whole region."""
    if tier == Tier.REGION:
        return np.asarray(values[-1:], dtype=np.float64)
    laid = areas.today(np.asarray(values[:-1], dtype=np.float64), codes)
    return laid if tier == Tier.MUNICIPALITY else areas.by_district(laid)


def _coverage(volume: FloatArray, regional: FloatArray, read: npt.NDArray[np.bool_], size: int) -> FloatArray:
    """Return (area, week) the part of the normal volume that was read: each source weighs what it brings in a week.

    Protests do not weigh: how much is written about them says nothing of how much was looked at (C4).
    """
    weeks = np.maximum(read.sum(axis=1), 1)
    weight = (volume + BORROWED * regional[:, np.newaxis] / max(size, 1)) / weeks[:, np.newaxis]
    weight = np.where(weight.sum(axis=0, keepdims=True) > 0, weight, 1.0)
    if not weight.shape[0]:
        return np.zeros((size, read.shape[1]))
    share = (weight[:, :, np.newaxis] * read[:, np.newaxis, :]).sum(axis=0) / weight.sum(axis=0)[:, np.newaxis]
    return np.asarray(share)
