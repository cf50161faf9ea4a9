"""Sparse series: one procedure that keeps power where a series by itself is blind.

The question: has this topic, in this place or among its neighbours, more items in the last weeks than it used to?
Baselines are pooled (`sparse_baseline`). The statistic averages the likelihood ratio over zones (the place, its
neighbourhoods of growing size, its region, the whole area), windows of 1 to 3 weeks and several sizes of rise; by
Neyman and Pearson no other statistic finds more over that mixture. Simulated maps calibrate it, so the three tiers
share one p-value per place and one per topic.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts import sparse_kernel
from weerbaar_analysis.counts.judgement import (
    FloatArray,
    IntArray,
    Judgements,
    Reason,
    Verdict,
    as_counts,
    as_judged,
    as_offset,
)
from weerbaar_analysis.counts.scan_layout import Layout, layout_for
from weerbaar_analysis.counts.scan_zones import Zones, with_regions
from weerbaar_analysis.counts.sparse_baseline import (
    Pooled,
    lower_chance,
    pooled_rates,
    season,
    tail_chance,
    upper_bound,
)

SMALLEST_P = 1e-9
"""Smaller chances say nothing: no model is that good."""


@dataclass(frozen=True, slots=True)
class SparseParameters:
    """Parameters of the sparse detector.

    Attributes
    ----------
    alpha : chance of *more* for a place and week in which nothing goes on, in (0, 0.5).
    history_weeks : weeks of history used, the newest left out.
    guard_weeks : newest weeks that are not history, so that a slow rise does not become its own baseline.
    minimum_weeks : fewest weeks with data before anything is said.
    windows : longest window in weeks, 1 .. 4.
    risks : sizes of rise that the statistic averages over, each above 1.
    tier_weights : weight of single places, neighbourhoods and (region + whole area).
    largest_zone : most places in a neighbourhood.
    worthwhile : a rise of this factor should be found ...
    minimum_power : ... with at least this chance, otherwise the place has *too little data*.
    minimum_items : items in the longest window that a thin place needs before it may be *more* all the same.
    replicates : simulated maps per topic and week.
    seed : whole number >= 0.
    layout : place, topic and neighbours of the rows; None for one topic without neighbours.
    """

    alpha: float = 0.01
    history_weeks: int = 156
    guard_weeks: int = 6
    minimum_weeks: int = 12
    windows: int = 3
    risks: tuple[float, ...] = (1.5, 2.5, 4.0)
    tier_weights: tuple[float, float, float] = (0.3, 0.6, 0.1)
    largest_zone: int = 20
    worthwhile: float = 4.0
    minimum_power: float = 0.5
    minimum_items: int = 5
    replicates: int = 999
    seed: int = 0
    layout: Layout | None = None

    def __post_init__(self) -> None:
        checks = [
            (0.0 < self.alpha < 0.5, "alpha ligt tussen 0 en 0,5"),
            (1 <= self.windows <= 4, "windows is 1 tot 4"),
            (self.windows <= self.guard_weeks < self.history_weeks, "guard_weeks is minstens windows"),
            (self.replicates >= 99, "replicates is minstens 99"),
            (bool(self.risks) and all(risk > 1 for risk in self.risks), "elke waarde van risks is groter dan 1"),
            (len(self.tier_weights) == 3 and min(self.tier_weights) >= 0, "tier_weights zijn drie getallen vanaf 0"),
            (sum(self.tier_weights) > 0, "tier_weights zijn niet alle drie nul"),
            (self.seed >= 0, "seed is nul of meer"),
        ]
        for fine, rule in checks:
            if not fine:
                raise ValueError(f"Parameter klopt niet: {rule}.")

    @property
    def groups(self) -> IntArray | None:
        """(n_rows,) rows with the same number are judged together; None when all are."""
        return None if self.layout is None else self.layout.topic

    def take(self, rows: IntArray) -> "SparseParameters":
        """Return the parameters for some of the rows."""
        return self if self.layout is None else replace(self, layout=self.layout.take(rows))


@dataclass(frozen=True, slots=True)
class TopicFinding:
    """What one topic does over all places together in one judged week.

    Attributes
    ----------
    rows : the rows of the topic.
    column : the judged column.
    p_value : chance of so much anywhere when nothing goes on, in (0, 1].
    places : rows of the zone that explains it best; weeks : its window.
    observed, expected : items in that zone and window.
    """

    rows: IntArray
    column: int
    p_value: float
    places: IntArray
    weeks: int
    observed: float
    expected: float


def prepare_sparse(counts: npt.ArrayLike, judged: npt.ArrayLike, parameters: SparseParameters) -> SparseParameters:
    """Fix which row is which place and topic before the work is split; rates are learnt inside each topic."""
    values = as_counts(counts)
    return replace(parameters, layout=layout_for(parameters.layout, values))


def detect_sparse(
    counts: npt.ArrayLike,
    judged: npt.ArrayLike,
    parameters: SparseParameters | None = None,
    *,
    offset: npt.ArrayLike | None = None,
) -> Judgements:
    """Judge sparse weekly counts with partial pooling over places.

    Parameters
    ----------
    counts : (n_series, n_weeks) whole numbers >= 0; NaN is a missing week, never a zero.
    judged : columns to judge.
    parameters : see `SparseParameters`; its layout says which row is which place and topic.
    offset : (n_series, n_weeks) exposure > 0: all items, population or active reporters; the answer is then about
        the rate per unit.

    Returns
    -------
    Judgements
        `expected` and `upper` are of the place by itself (exact negative binomial predictive law; upper at 1 - alpha).
        `p_value` is that of the place with its neighbourhoods, so it may be small while the count is below `upper`:
        the neighbours then rise too. A place whose own items do not speak for a rise keeps its own tail chance. *Too
        little data* with reason `TOO_SPARSE` where a fourfold rise would be missed more often than found, or with
        `MISSING_WEEK`, `SHORT_HISTORY` or `TOO_MANY_MISSING`.

    Raises
    ------
    ValueError
        For wrong counts, offset, columns or layout, in Dutch.

    Notes
    -----
    Constant and empty series are *as expected* or *too little data*. Must not be used on persons, addresses or
    organisations, and not to compare places: a p-value is not a measure of how bad things are. The averaged likelihood
    ratio: Chan 2009, Statistica Sinica 19; shrinkage: Clayton and Kaldor 1987, doi:10.2307/2532003.

    Examples
    --------
    >>> counts = np.ones((8, 60)); counts[2, -2:] = 7
    >>> found = detect_sparse(counts, [-1])
    >>> np.flatnonzero(found.verdict[:, 0] == Verdict.MORE)
    array([2])
    """
    return judge_topics(counts, judged, parameters, offset=offset)[0]


def judge_topics(
    counts: npt.ArrayLike,
    judged: npt.ArrayLike,
    parameters: SparseParameters | None = None,
    *,
    offset: npt.ArrayLike | None = None,
) -> tuple[Judgements, list[TopicFinding]]:
    """Return the judgements of `detect_sparse` and, per topic and week, the finding at the level of the region."""
    chosen = parameters or SparseParameters()
    values = as_counts(counts)
    columns = as_judged(judged, values.shape[1])
    exposure = as_offset(offset, values.shape)
    exposure = np.ones_like(values) if exposure is None else exposure
    layout = layout_for(chosen.layout, values)
    judgements = Judgements.empty(values.shape[0], columns)
    findings = []
    for rows in layout.topics():
        zones = with_regions(layout.zones.renumbered(layout.place[rows]), layout.region_of(rows))
        topic = _Topic(rows, values[rows], exposure[rows], zones, layout.region_of(rows), int(layout.stream[rows[0]]))
        for number, column in enumerate(columns):
            finding = _judge(topic, int(column), number, chosen, judgements)
            if finding is not None:
                findings.append(finding)
    return judgements, findings


@dataclass(frozen=True, slots=True)
class _Topic:
    rows: IntArray
    counts: FloatArray
    exposure: FloatArray
    zones: Zones
    region: IntArray | None
    stream: int


def _judge(
    topic: _Topic, column: int, number: int, chosen: SparseParameters, judgements: Judgements
) -> TopicFinding | None:
    """Fill one column of the judgements for one topic."""
    history = slice(max(0, column - chosen.guard_weeks - chosen.history_weeks), max(0, column - chosen.guard_weeks))
    known = (~np.isnan(topic.counts[:, history])).sum(axis=1)
    if column + 1 < chosen.windows or known.size == 0 or known.max() < chosen.minimum_weeks:
        return None
    exposure = topic.exposure * season(topic.counts, topic.exposure, history)
    pooled = pooled_rates(topic.counts[:, history], exposure[:, history], topic.region)
    recent = slice(column - chosen.windows + 1, column + 1)
    items = topic.counts[:, recent][:, ::-1]
    usable = np.where(np.isnan(items), 0.0, exposure[:, recent][:, ::-1])
    window = _Window(np.cumsum(np.nan_to_num(items), axis=1), usable)
    chance, overall, weights = _combined(topic, window, pooled, chosen)
    _fill(topic, column, number, chosen, judgements, (pooled, exposure[:, column], window, chance, known))
    return _finding(topic, column, window, pooled, overall, weights)


@dataclass(frozen=True, slots=True)
class _Window:
    items: FloatArray
    """(n_places, windows) items in the last 1, 2, ... weeks."""
    exposure: FloatArray
    """(n_places, windows) exposure of each of the last weeks, the newest first."""


def zone_weights(zones: Zones, tier_weights: tuple[float, float, float], largest: int) -> FloatArray:
    """Return (n_zones,) prior weights: the tiers by their weights, within a tier small zones before large ones.

    >>> from weerbaar_analysis.counts.scan_zones import lone_places
    >>> zone_weights(with_regions(lone_places(2)), (0.5, 0.3, 0.2), 20).round(2)
    array([0.36, 0.36, 0.  , 0.29])
    """
    lengths, counted = zones.lengths(), zones.counted()
    whole = np.repeat(zones.first > 1, np.diff(zones.start))
    tiers = (
        counted & ~whole & (lengths == 1),
        counted & ~whole & (lengths > 1) & (lengths <= largest),
        counted & whole,
    )
    weights = np.zeros(lengths.size)
    for tier, weight in zip(tiers, tier_weights, strict=True):
        if tier.any():
            share = np.where(tier, 1.0 if tier is tiers[2] else 1.0 / lengths, 0.0)
            weights += weight * share / share.sum()
    return np.asarray(weights / weights.sum())


def _combined(
    topic: _Topic, window: _Window, pooled: Pooled, chosen: SparseParameters
) -> tuple[FloatArray, float, FloatArray]:
    """Return p per place, p of the topic, and the value of each zone and window."""
    zones, risks = topic.zones, np.asarray(chosen.risks)
    weights = zone_weights(zones, chosen.tier_weights, chosen.largest_zone)
    ratios = np.empty((*window.items.shape, risks.size))
    mean = np.cumsum(pooled.rate[:, np.newaxis] * window.exposure, axis=1)
    sparse_kernel.place_ratios(window.items, mean, risks, pooled.dispersion, ratios)
    here = np.empty(zones.n_places)
    lone_rows = int((zones.first == 1).sum())
    overall = sparse_kernel.zone_averages(ratios, zones.members, zones.start, lone_rows, weights, here)
    values = sparse_kernel.window_values(ratios, zones.members, zones.start, weights)
    maps, totals, importance = sparse_kernel.simulated_averages(
        pooled.rate,
        pooled.shape,
        window.exposure,
        pooled.dispersion,
        chosen.replicates,
        (chosen.seed * 1000003 + topic.stream) % 4294967296,
        zones.members,
        zones.start,
        lone_rows,
        weights,
        risks,
    )
    own = 2.0 / (1.0 + overall)
    chance = weighted_p(here, maps, importance, own)
    alone = tail_chance(window.items[:, -1], mean[:, -1], pooled.shape, pooled.dispersion)
    chance = np.where(ratios.mean(axis=(1, 2)) > 1.0, chance, np.maximum(chance, alone))
    return chance, float(weighted_p(np.array([overall]), totals[:, np.newaxis], importance, own)[0]), values


def weighted_p(score: FloatArray, simulated: FloatArray, importance: FloatArray, own: float) -> FloatArray:
    """Return chances of a score at least this high from weighted maps, the observed map counted in.

    Parameters
    ----------
    score : (n,) observed scores.
    simulated : (replicates, n) scores of the maps.
    importance : (replicates,) weights that make the maps stand for maps in which nothing goes on, in (0, 2].
    own : weight of the observed map.

    Returns
    -------
    (n,) array in (0, 1], valid by Harrison 2012, doi:10.1093/biomet/asr079.

    Examples
    --------
    >>> weighted_p(np.array([3.0, 0.5]), np.array([[1.0, 1.0], [2.0, 2.0], [4.0, 4.0]]), np.ones(3), 1.0)
    array([0.5, 1. ])
    """
    at_least = simulated >= score * (1.0 - 1e-12)
    total = own + (at_least * importance[:, np.newaxis]).sum(axis=0)
    return np.asarray(np.clip(total / (importance.size + 1.0), SMALLEST_P, 1.0))


def _fill(
    topic: _Topic,
    column: int,
    number: int,
    chosen: SparseParameters,
    judgements: Judgements,
    results: tuple[Pooled, FloatArray, _Window, FloatArray, IntArray],
) -> None:
    pooled, exposure, window, chance, known = results
    rows, count = topic.rows, topic.counts[:, column]
    mean = pooled.rate * exposure
    bound = upper_bound(mean, pooled.shape, pooled.dispersion, chosen.alpha)
    longest = pooled.rate * window.exposure.sum(axis=1)
    thin = _power(longest, pooled, chosen) < chosen.minimum_power
    items = window.items[:, -1]
    enough = ~thin | (items >= chosen.minimum_items)
    more = (chance <= chosen.alpha) & (items > longest) & enough
    fewer = lower_chance(items, longest, pooled.shape, pooled.dispersion)
    less = ~thin & (fewer <= chosen.alpha)
    verdict = np.select([more, thin, less], [Verdict.MORE, Verdict.TOO_LITTLE_DATA, Verdict.LESS], Verdict.AS_EXPECTED)
    reason = np.where(thin & ~more, Reason.TOO_SPARSE, Reason.NONE)
    missing = np.isnan(count)
    short = known < chosen.minimum_weeks
    silent = missing | short
    judgements.expected[rows, number] = np.where(silent, np.nan, mean)
    judgements.upper[rows, number] = np.where(silent, np.nan, bound)
    judgements.score[rows, number] = np.where(silent, np.nan, (count - mean) / np.maximum(bound - mean, 1e-9))
    judgements.p_value[rows, number] = np.where(silent, np.nan, chance)
    judgements.p_less[rows, number] = np.where(silent | thin, np.nan, fewer)
    judgements.verdict[rows, number] = np.where(silent, Verdict.TOO_LITTLE_DATA, verdict)
    reason = np.where(short, Reason.TOO_MANY_MISSING, reason)
    judgements.reason[rows, number] = np.where(missing, Reason.MISSING_WEEK, reason)


def _power(longest: FloatArray, pooled: Pooled, chosen: SparseParameters) -> FloatArray:
    """Chance that a rise of the worthwhile factor is found in the place by itself, over the longest window."""
    bound = upper_bound(longest, pooled.shape, pooled.dispersion, chosen.alpha)
    return tail_chance(bound + 1.0, longest * chosen.worthwhile, pooled.shape, pooled.dispersion)


def _finding(
    topic: _Topic, column: int, window: _Window, pooled: Pooled, overall: float, values: FloatArray
) -> TopicFinding:
    position, lane = np.unravel_index(int(np.argmax(values)), values.shape)
    places = topic.zones.places(int(position))
    expected = float((pooled.rate[places, np.newaxis] * window.exposure[places, : int(lane) + 1]).sum())
    observed = float(window.items[places, int(lane)].sum())
    return TopicFinding(topic.rows, column, overall, topic.rows[places], int(lane) + 1, observed, expected)
