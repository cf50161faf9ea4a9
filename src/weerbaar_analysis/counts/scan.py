"""Clusters in space and time: is there a group of neighbouring places with more items than chance explains?

Two statistics over the same zones (neighbourhoods) and the last 1 to 8 weeks:

* `permutation_scan`: Kulldorff's prospective space-time permutation scan. It needs no population and no model of the
  season, for it only asks whether the items of some places came later than those of others.
* `expectation_scan`: the expectation-based scan, Poisson or negative binomial, for counts with a known baseline.

References
----------
Kulldorff et al. 2005, doi:10.1371/journal.pmed.0020059. Neill 2009, doi:10.1186/1476-072X-8-20. Abrams et al. 2010
(Gumbel tail), doi:10.1186/1476-072X-9-61.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts import scan_kernel
from weerbaar_analysis.counts.judgement import FloatArray, IntArray, as_counts
from weerbaar_analysis.counts.scan_chances import gumbel_p, monte_carlo_p
from weerbaar_analysis.counts.scan_zones import Zones

LANES = scan_kernel.LANES
PILOT = 20
MOST_ITEMS = 1_000_000


@dataclass(frozen=True, slots=True)
class Cluster:
    """A group of places and a number of last weeks with more items than expected.

    Attributes
    ----------
    places : place codes, the centre first.
    weeks : how many of the last weeks, 1 .. 8.
    observed, expected : items in those places and weeks.
    score : the scan statistic (a log-likelihood ratio, >= 0).
    p_value : chance of a score at least this high anywhere when nothing goes on, in (0, 1].
    recurrence_weeks : after how many weeks chance alone gives one such finding, for one scan a week.
    """

    places: tuple[int, ...]
    weeks: int
    observed: int
    expected: float
    score: float
    p_value: float
    recurrence_weeks: float


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The clusters of one scan and what is needed to judge single places.

    Attributes
    ----------
    clusters : non-overlapping clusters by falling score; empty when no window has more than expected.
    maxima : (replicates,) the highest score of each simulated map.
    place_score : (n_places,) the highest score of any window that holds the place, 0 when none exceeds.
    place_room : (n_places,) by how many items this week's count of a place can still rise before a window with it
        reaches the critical score; negative when one did.
    """

    clusters: tuple[Cluster, ...]
    maxima: FloatArray
    place_score: FloatArray
    place_room: FloatArray


def permutation_scan(
    counts: npt.ArrayLike,
    zones: Zones,
    *,
    weeks: int = 8,
    replicates: int = 999,
    seed: int = 0,
    alpha: float = 0.05,
    tail: str = "monte-carlo",
) -> ScanResult:
    """Find places whose items came more in the last weeks than those of other places.

    Parameters
    ----------
    counts : (n_places, n_weeks) whole numbers >= 0 of the study period, the newest week last; at least `weeks` + 1
        weeks. A place with a missing week (NaN) is left out, for its items cannot be dealt again fairly.
    zones : zones over the places.
    weeks : longest window, 1 .. 8.
    replicates : simulated maps; 999 gives p-values from 0.001.
    seed : whole number >= 0; the same seed gives the same answer on any number of cores.
    alpha : the level that `place_room` belongs to.
    tail : `monte-carlo` or `gumbel` for the p-values of the clusters.

    Returns
    -------
    ScanResult
        Without clusters when there are no items, or all of them are in one place or week.

    Raises
    ------
    ValueError
        For negative or fractional counts, zones of other places, too few weeks, an unknown tail.

    Notes
    -----
    Must not be used for single persons or addresses, nor with copies of one article left in: a press wave is then a
    false cluster. A rise everywhere at once is invisible to it by design; `expectation_scan` sees that.

    Examples
    --------
    >>> from weerbaar_analysis.counts.scan_zones import circles
    >>> counts = np.ones((6, 30)); counts[0:2, -2:] = 8
    >>> found = permutation_scan(counts, circles([(i, 0) for i in range(6)], largest=3)).clusters[0]
    >>> sorted(found.places), found.weeks, found.p_value < 0.01
    ([0, 1], 2, True)
    """
    values = _checked(counts, zones, weeks, tail)
    if values.shape[1] < weeks + 1:
        raise ValueError(f"Er zijn {values.shape[1]} weken; de scan vraagt er minstens {weeks + 1}.")
    values[np.isnan(values).any(axis=1)] = 0.0
    total = float(values.sum())
    if total > MOST_ITEMS:
        raise ValueError(f"De scan kan {MOST_ITEMS} items aan; dit zijn er {total:.0f}. Neem minder weken.")
    cells = _newest_first(values, weeks)
    observed = scan_kernel.window_counts(np.cumsum(cells, axis=1).astype(np.int32), zones.members, zones.start)
    share = _zone_sums(values.sum(axis=1), zones)
    recent = np.cumsum(cells.sum(axis=0))
    expected = share[:, np.newaxis] * recent[np.newaxis, :] / max(total, 1.0)
    expected = _usable(expected, zones, weeks, below=total)
    numbers = np.arange(total + 1.0)
    table = _xlogx(numbers) + _xlogx(total - numbers)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = np.log(expected) - np.log(total - expected)
        base = total * np.log(total - expected)
    items = np.repeat(np.arange(zones.n_places, dtype=np.int32), values.sum(axis=1).astype(np.int64))
    newest = cells.sum(axis=0).astype(np.int64)

    def maxima(numbers: IntArray, smallest: npt.NDArray[np.int32]) -> FloatArray:
        start = np.uint64(scan_kernel.mix(np.uint64(seed + 1)))
        return np.asarray(
            scan_kernel.permuted_maxima(
                items,
                newest,
                zones.n_places,
                numbers,
                start,
                37,
                zones.members,
                zones.start,
                smallest,
                slope,
                base,
                table,
            )
        )

    windows = _Windows(observed, expected, slope, base, table, int(total))
    return _judged(windows, zones, maxima, replicates, alpha, tail)


def expectation_scan(
    counts: npt.ArrayLike,
    baseline: npt.ArrayLike,
    zones: Zones,
    *,
    dispersion: npt.ArrayLike | float = 1.0,
    weeks: int = 8,
    replicates: int = 999,
    seed: int = 0,
    alpha: float = 0.05,
    tail: str = "monte-carlo",
) -> ScanResult:
    """Find neighbouring places with more items in the last weeks than their baselines say.

    Parameters
    ----------
    counts : (n_places, n_weeks) whole numbers >= 0, the newest week last; NaN is a missing week and is left out.
    baseline : (n_places, n_weeks) expected items, >= 0.
    zones : zones over the places.
    dispersion : variance / mean of a week's count, >= 1, one number or per place; above 1 the replicates are negative
        binomial.
    weeks, replicates, seed, alpha, tail : as in `permutation_scan`.

    Returns
    -------
    ScanResult

    Raises
    ------
    ValueError
        For wrong counts, a baseline of another shape, below zero or missing, a dispersion below 1.

    Notes
    -----
    The score of a window with count c and baseline b is c log(c / b) + b - c for c > b. Must not be used with
    baselines fitted on the very weeks that are judged.

    Examples
    --------
    >>> from weerbaar_analysis.counts.scan_zones import lone_places
    >>> result = expectation_scan([[0, 9], [1, 1]], np.ones((2, 2)), lone_places(2), weeks=1)
    >>> result.clusters[0].places, round(result.clusters[0].score, 3)
    ((0,), 11.775)
    """
    values = _checked(counts, zones, weeks, tail)
    means = np.array(baseline, dtype=np.float64)
    if means.shape != values.shape or not (np.isfinite(means) & (means >= 0)).all():
        raise ValueError("De basislijn moet de vorm van de aantallen hebben en overal nul of meer zijn.")
    spread = np.broadcast_to(np.asarray(dispersion, dtype=np.float64), (zones.n_places,))
    if not (spread >= 1.0).all():
        raise ValueError("De spreiding (variantie / gemiddelde) moet minstens 1 zijn.")
    means[np.isnan(values)] = 0.0
    cells, lanes = _newest_first(values, weeks), _newest_first(means, weeks)
    observed = scan_kernel.window_counts(np.cumsum(cells, axis=1).astype(np.int32), zones.members, zones.start)
    expected = _usable(_zone_sums(np.cumsum(lanes, axis=1), zones), zones, weeks, below=np.inf)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope, base = np.log(expected) + 1.0, -expected
        sizes = np.where(spread[:, np.newaxis] > 1.0, lanes / (spread[:, np.newaxis] - 1.0), np.inf)
    table = _xlogx(np.arange(4096.0))

    def maxima(numbers: IntArray, smallest: npt.NDArray[np.int32]) -> FloatArray:
        return np.asarray(
            scan_kernel.simulated_maxima(
                lanes, sizes, numbers, seed, zones.members, zones.start, smallest, slope, base, table
            )
        )

    windows = _Windows(observed, expected, slope, base, table, 2**30)
    return _judged(windows, zones, maxima, replicates, alpha, tail)


@dataclass(frozen=True, slots=True)
class _Windows:
    observed: npt.NDArray[np.int32]
    expected: FloatArray
    slope: FloatArray
    base: FloatArray
    table: FloatArray
    top: int

    def smallest(self, floor: float) -> npt.NDArray[np.int32]:
        counts = scan_kernel.smallest_counts(floor, self.expected, self.slope, self.base, self.table, self.top)
        return np.asarray(counts)

    def scores(self) -> FloatArray:
        counts = self.observed.astype(np.float64)
        small = np.minimum(self.observed, self.table.size - 1)
        known = np.where(self.observed < self.table.size, self.table[small], _xlogx(counts))
        with np.errstate(invalid="ignore"):
            score = known - counts * self.slope - self.base
        return np.where((self.expected > 0) & (counts > self.expected), score, 0.0)


def _judged(
    windows: _Windows,
    zones: Zones,
    simulate: Callable[[IntArray, npt.NDArray[np.int32]], FloatArray],
    replicates: int,
    alpha: float,
    tail: str,
) -> ScanResult:
    scores = windows.scores()
    if not (windows.expected > 0).any():
        return ScanResult((), np.zeros(replicates), np.zeros(zones.n_places), np.full(zones.n_places, np.nan))
    maxima = _maxima(windows, simulate, replicates)
    chance = gumbel_p if tail == "gumbel" else monte_carlo_p
    clusters = tuple(_clusters(windows, scores, zones, maxima, chance))
    critical = float(np.quantile(maxima, 1.0 - alpha, method="higher"))
    room = windows.smallest(critical + 1e-9).astype(np.float64) - windows.observed
    place_score = _over_places(scores.max(axis=1), zones)
    place_room = -_over_places(-room.min(axis=1), zones, empty=-np.inf)
    return ScanResult(clusters, maxima, place_score, place_room)


def _maxima(
    windows: _Windows, simulate: Callable[[IntArray, npt.NDArray[np.int32]], FloatArray], replicates: int
) -> FloatArray:
    """Simulate a few maps in full, then the rest above a floor that nearly all of them reach."""
    numbers = np.arange(replicates, dtype=np.int64)
    everything = windows.smallest(0.0)
    pilot = simulate(numbers[:PILOT], everything)
    rest = numbers[PILOT:]
    if not rest.size:
        return np.maximum(pilot, 0.0)
    high = simulate(rest, windows.smallest(max(0.0, float(pilot.min()) - 1.0)))
    low = high < 0
    if low.any():
        high[low] = simulate(rest[low], everything)
    return np.asarray(np.maximum(np.concatenate([pilot, high]), 0.0))


def _clusters(
    windows: _Windows,
    scores: FloatArray,
    zones: Zones,
    maxima: FloatArray,
    chance: Callable[[npt.ArrayLike, FloatArray], FloatArray],
    most: int = 10,
) -> list[Cluster]:
    """Return the best clusters, each without a place of a better one."""
    found: list[Cluster] = []
    best = scores.max(axis=1)
    free = np.ones(zones.n_places, dtype=bool)
    for position in np.argsort(-best, kind="stable"):
        if best[position] <= 0 or len(found) == most:
            break
        places = zones.places(int(position))
        if not free[places].all():
            continue
        free[places] = False
        lane = int(np.argmax(scores[position]))
        score = float(scores[position, lane])
        p_value = float(chance(score, maxima))
        found.append(
            Cluster(
                tuple(int(place) for place in places),
                lane + 1,
                int(windows.observed[position, lane]),
                float(windows.expected[position, lane]),
                score,
                p_value,
                1.0 / max(p_value, 1e-300),
            )
        )
    return found


def _checked(counts: npt.ArrayLike, zones: Zones, weeks: int, tail: str) -> FloatArray:
    values = as_counts(counts)
    if values.shape[0] != zones.n_places:
        raise ValueError(f"De zones gaan over {zones.n_places} plaatsen; er zijn {values.shape[0]} reeksen.")
    if not 1 <= weeks <= LANES:
        raise ValueError(f"Het venster is 1 tot {LANES} weken, niet {weeks}.")
    if tail not in {"monte-carlo", "gumbel"}:
        raise ValueError(f"De staart is 'monte-carlo' of 'gumbel', niet {tail!r}.")
    if values.shape[1] < weeks:
        raise ValueError(f"Er zijn {values.shape[1]} weken; de scan vraagt er minstens {weeks}.")
    return values


def _newest_first(values: FloatArray, weeks: int) -> FloatArray:
    cells = np.zeros((values.shape[0], LANES))
    cells[:, :weeks] = np.nan_to_num(values[:, : -weeks - 1 : -1])
    return np.minimum(cells, 2**30 // cells.size)


def _zone_sums(values: FloatArray, zones: Zones) -> FloatArray:
    """Return the sum over each zone of (n_places, ...) values."""
    rows = [
        np.cumsum(values[zones.members[int(a) : int(b)]], axis=0)
        for a, b in zip(zones.start[:-1], zones.start[1:], strict=True)
    ]
    return np.asarray(np.concatenate(rows) if rows else np.zeros((0, *values.shape[1:])))


def _usable(expected: FloatArray, zones: Zones, weeks: int, *, below: float) -> FloatArray:
    """Return the expectations with 0 where a window does not count: too short a row, too many weeks, everything."""
    usable = zones.counted()[:, np.newaxis] & (np.arange(LANES) < weeks)[np.newaxis, :] & (expected < below - 1e-9)
    return np.where(usable, expected, 0.0)


def _over_places(values: FloatArray, zones: Zones, empty: float = 0.0) -> FloatArray:
    """Return per place the highest value of the zones that hold it."""
    best = np.full(zones.n_places, empty)
    for a, b in zip(zones.start[:-1], zones.start[1:], strict=True):
        row = np.maximum.accumulate(values[int(a) : int(b)][::-1])[::-1]
        np.maximum.at(best, zones.members[int(a) : int(b)], row)
    return best


def _xlogx(numbers: FloatArray) -> FloatArray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(numbers > 0, numbers * np.log(np.where(numbers > 0, numbers, 1.0)), 0.0))
