"""The scan as a detector: which places belong to a cluster this week?"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

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
from weerbaar_analysis.counts.scan import MOST_ITEMS, ScanResult, expectation_scan, permutation_scan
from weerbaar_analysis.counts.scan_chances import gumbel_p, monte_carlo_p
from weerbaar_analysis.counts.scan_layout import Layout, layout_for
from weerbaar_analysis.counts.scan_zones import Zones, with_regions
from weerbaar_analysis.counts.sparse_baseline import pooled_rates, season

MOST_PER_CELL = 100_000
"""A larger count is an error in the data as a rule; it counts as this, so that one value cannot fill the memory."""


@dataclass(frozen=True, slots=True)
class ScanParameters:
    """Parameters of the scan.

    Attributes
    ----------
    alpha : chance that a week in which nothing goes on shows any cluster of the topic, in (0, 0.5).
    statistic : `permutation` (no baseline needed, blind to a rise everywhere) or `poisson` (pooled baselines).
    weeks : longest window, 1 .. 8.
    study_weeks : weeks of the permutation scan's study period, or of the baseline's history.
    guard_weeks : newest weeks left out of the baseline (`poisson` only).
    minimum_items : fewest items of the topic in the study period.
    replicates, seed, tail : see `permutation_scan`.
    layout : place, topic and neighbours of the rows; None for one topic without neighbours.
    """

    alpha: float = 0.05
    statistic: str = "permutation"
    weeks: int = 8
    study_weeks: int = 52
    guard_weeks: int = 8
    minimum_items: int = 10
    replicates: int = 999
    seed: int = 0
    tail: str = "monte-carlo"
    layout: Layout | None = None

    def __post_init__(self) -> None:
        checks = [
            (0.0 < self.alpha < 0.5, "alpha ligt tussen 0 en 0,5"),
            (self.statistic in {"permutation", "poisson"}, "statistic is permutation of poisson"),
            (1 <= self.weeks <= 8, "weeks is 1 tot 8"),
            (self.study_weeks > self.weeks, "study_weeks is groter dan weeks"),
            (self.guard_weeks >= 0, "guard_weeks is nul of meer"),
            (self.replicates >= 19, "replicates is minstens 19"),
            (self.tail in {"monte-carlo", "gumbel"}, "tail is monte-carlo of gumbel"),
            (self.seed >= 0, "seed is nul of meer"),
        ]
        for fine, rule in checks:
            if not fine:
                raise ValueError(f"Parameter klopt niet: {rule}.")

    @property
    def groups(self) -> IntArray | None:
        """(n_rows,) rows with the same number are judged together; None when all are."""
        return None if self.layout is None else self.layout.topic

    def take(self, rows: IntArray) -> "ScanParameters":
        """Return the parameters for some of the rows."""
        return self if self.layout is None else replace(self, layout=self.layout.take(rows))


def prepare_scan(counts: npt.ArrayLike, judged: npt.ArrayLike, parameters: ScanParameters) -> ScanParameters:
    """Fix which row is which place and topic before the work is split."""
    return replace(parameters, layout=layout_for(parameters.layout, as_counts(counts)))


def detect_scan(
    counts: npt.ArrayLike,
    judged: npt.ArrayLike,
    parameters: ScanParameters | None = None,
    *,
    offset: npt.ArrayLike | None = None,
) -> Judgements:
    """Judge every place by the best window that holds it.

    Parameters
    ----------
    counts : (n_series, n_weeks) whole numbers >= 0; NaN is a missing week.
    judged : columns to judge; each is scanned as if it were the newest week.
    parameters : see `ScanParameters`.
    offset : (n_series, n_weeks) exposure, for `poisson` only; the permutation scan needs none and ignores it.

    Returns
    -------
    Judgements
        `expected` is of the place and week; `upper` the count of this week above which a window with this place is
        found, all else equal; `score` the best window's score over the critical one, above 1 in a cluster; `p_value`
        that of the best window against the highest of each simulated map, so it already accounts for all places,
        windows and weeks of the topic.

    Raises
    ------
    ValueError
        For wrong counts, offset, columns or layout, in Dutch.

    Notes
    -----
    Constant and empty series are never *more*. A topic with more than a million items in the study period is scanned
    in units of several items. Must not be used on persons or addresses, nor with copies of one text
    left in. doi:10.1371/journal.pmed.0020059.

    Examples
    --------
    >>> counts = np.ones((8, 60)); counts[2, -2:] = 9
    >>> np.flatnonzero(detect_scan(counts, [-1]).verdict[:, 0] == Verdict.MORE)
    array([2])
    """
    chosen = parameters or ScanParameters()
    values = as_counts(counts)
    columns = as_judged(judged, values.shape[1])
    exposure = as_offset(offset, values.shape)
    exposure = np.ones_like(values) if exposure is None else exposure
    layout = layout_for(chosen.layout, values)
    judgements = Judgements.empty(values.shape[0], columns)
    for rows in layout.topics():
        zones = layout.zones.renumbered(layout.place[rows])
        if chosen.statistic == "poisson":
            zones = with_regions(zones, layout.region_of(rows))
        seeded = replace(chosen, seed=(chosen.seed * 1000003 + int(layout.stream[rows[0]])) % 4294967296)
        for number, column in enumerate(columns):
            part = (values[rows], exposure[rows], layout.region_of(rows))
            _judge(rows, part, zones, (int(column), number), seeded, judgements)
    return judgements


Part = tuple[FloatArray, FloatArray, IntArray | None]


def _judge(
    rows: IntArray, part: Part, zones: Zones, at: tuple[int, int], chosen: ScanParameters, judgements: Judgements
) -> None:
    column, number = at
    counts = part[0]
    first = max(0, column + 1 - chosen.study_weeks)
    needed = chosen.weeks + 4 + (chosen.guard_weeks if chosen.statistic == "poisson" else 0)
    study = _from_first_week(counts[:, first : column + 1])
    if study.shape[1] < needed:
        return
    missing = np.isnan(study[:, -chosen.weeks :]).any(axis=1)
    gaps = np.isnan(study).any(axis=1) & ~missing
    if float(np.nansum(study)) < chosen.minimum_items:
        judgements.reason[rows, number] = np.where(missing, Reason.MISSING_WEEK, Reason.TOO_SPARSE)
        return
    if chosen.statistic == "permutation":
        result, expected = _permuted(study, zones, chosen)
        silent = np.asarray(missing | gaps)
    else:
        result, expected = _against_baseline(part, column, zones, chosen)
        silent = np.asarray(np.isnan(counts[:, column]))
    _fill(rows, number, counts[:, column], (result, expected, silent), chosen, judgements)
    judgements.reason[rows[silent & gaps], number] = Reason.TOO_MANY_MISSING
    judgements.reason[rows[silent & ~gaps], number] = Reason.MISSING_WEEK


def _from_first_week(study: FloatArray) -> FloatArray:
    """Drop the weeks before the first count of any place, and weeks that are missing everywhere."""
    return np.asarray(study[:, ~np.isnan(study).all(axis=0)])


def _permuted(study: FloatArray, zones: Zones, chosen: ScanParameters) -> tuple[ScanResult, FloatArray]:
    capped = np.minimum(study, MOST_PER_CELL)
    units = max(1.0, float(np.ceil(np.nansum(capped) / MOST_ITEMS)))
    result = permutation_scan(
        np.floor(capped / units),
        zones,
        weeks=chosen.weeks,
        replicates=chosen.replicates,
        seed=chosen.seed,
        alpha=chosen.alpha,
        tail=chosen.tail,
    )
    complete = np.where(np.isnan(study).any(axis=1, keepdims=True), 0.0, study)
    expected = complete.sum(axis=1) * complete[:, -1].sum() / max(float(complete.sum()), 1.0)
    return result, expected


def _against_baseline(part: Part, column: int, zones: Zones, chosen: ScanParameters) -> tuple[ScanResult, FloatArray]:
    counts, exposure, region = part
    stop = column + 1 - chosen.guard_weeks
    history = slice(max(0, stop - max(chosen.study_weeks, 104)), stop)
    weighted = exposure * season(counts, exposure, history)
    pooled = pooled_rates(counts[:, history], weighted[:, history], region)
    recent = slice(column + 1 - chosen.weeks, column + 1)
    baseline = pooled.rate[:, np.newaxis] * weighted[:, recent]
    result = expectation_scan(
        counts[:, recent],
        baseline,
        zones,
        dispersion=pooled.dispersion,
        weeks=chosen.weeks,
        replicates=chosen.replicates,
        seed=chosen.seed,
        alpha=chosen.alpha,
        tail=chosen.tail,
    )
    return result, baseline[:, -1]


def _fill(
    rows: IntArray,
    number: int,
    count: FloatArray,
    results: tuple[ScanResult, FloatArray, npt.NDArray[np.bool_]],
    chosen: ScanParameters,
    judgements: Judgements,
) -> None:
    result, expected, silent = results
    chance = gumbel_p if chosen.tail == "gumbel" else monte_carlo_p
    p_value = np.where(result.place_score > 0, chance(result.place_score, result.maxima), 1.0)
    critical = max(float(np.quantile(result.maxima, 1.0 - chosen.alpha, method="higher")), 1e-9)
    clustered = np.zeros(count.size, dtype=bool)
    for cluster in result.clusters:
        if cluster.p_value <= chosen.alpha:
            clustered[list(cluster.places)] = True
    room = result.place_room
    upper = np.where(np.isfinite(room) & (np.abs(room) < 1e8), np.maximum(count + room - 1.0, 0.0), np.nan)
    verdict = np.where(clustered, Verdict.MORE, Verdict.AS_EXPECTED)
    nothing = np.where(silent, np.nan, 1.0)
    judgements.expected[rows, number] = expected * nothing
    judgements.upper[rows, number] = upper * nothing
    judgements.score[rows, number] = result.place_score / critical * nothing
    judgements.p_value[rows, number] = p_value * nothing
    judgements.verdict[rows, number] = np.where(silent, Verdict.TOO_LITTLE_DATA, verdict)
    judgements.reason[rows, number] = Reason.NONE
