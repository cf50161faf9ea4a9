"""Baselines of sparse series by partial pooling: Gamma-Poisson, each place shrunk to its region and its topic."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from weerbaar_analysis.counts.judgement import FloatArray, IntArray

SHAPES = np.geomspace(0.05, 2000.0, 60)
PEAK = 1e-3
SEASON_WEEKS = 104
SEASON_ITEMS = 200
WEEKS_PER_YEAR = 365.25 / 7.0


@dataclass(frozen=True, slots=True)
class Pooled:
    """What is known of the rates of the places of one topic.

    Attributes
    ----------
    rate : (n_places,) posterior mean, items per unit of exposure.
    shape : (n_places,) shape of the Gamma posterior: what is known, in items. The standard error of the rate is
        rate / sqrt(shape).
    dispersion : variance / mean of a week's count, >= 1, one for the topic.
    prior_shape : the shape of the prior shared by the places: small when places differ, large when they are alike.
    """

    rate: FloatArray
    shape: FloatArray
    dispersion: float
    prior_shape: float


def prior_shape(items: FloatArray, expected: FloatArray) -> float:
    """Return the Gamma shape that makes the items most likely: how alike the places are, by empirical Bayes.

    Parameters
    ----------
    items, expected : (n,) items and what the common rate expects of them, > 0.

    Examples
    --------
    >>> prior_shape(np.full(40, 50.0), np.full(40, 50.0)) > 100
    True
    """
    known = expected > 0
    if known.sum() < 2:
        return 2.0
    y, e = items[known], expected[known]
    shape = SHAPES[:, np.newaxis]
    chance = special.gammaln(y + shape) - special.gammaln(shape)
    chance = chance + shape * np.log(shape / (shape + e)) + y * np.log(e / (shape + e))
    weight = np.log(SHAPES / 2.0) ** 2 / (2.0 * 2.0**2)
    return float(SHAPES[int(np.argmax(chance.sum(axis=1) - weight))])


def pooled_rates(counts: FloatArray, exposure: FloatArray, region: IntArray | None) -> Pooled:
    """Return the rates of the places of one topic from their history.

    Parameters
    ----------
    counts : (n_places, n_weeks) items, NaN where missing.
    exposure : (n_places, n_weeks) exposure (offset x season), > 0.
    region : (n_places,) region codes, or None.

    Returns
    -------
    Pooled
        Weeks that stand out (chance below 1 in 1,000, or beyond three times what 97 in 100 weeks stay under) count as
        the bound they exceed, so that an earlier rise or an error does not hide the next rise.
    """
    seen = ~np.isnan(counts)
    y = np.where(seen, counts, 0.0)
    e = np.where(seen, exposure, 0.0)
    y = np.minimum(y, 5.0 + 3.0 * np.quantile(y, 0.97, axis=1, keepdims=True))
    first = _posterior(y.sum(axis=1), e.sum(axis=1), region, 1.0)
    dispersion = _dispersion(y, first.rate[:, np.newaxis] * e)
    mean = first.rate[:, np.newaxis] * e
    y = _without_peaks(y, mean, first.shape, dispersion)
    dispersion = _dispersion(y, mean)
    return _posterior(y.sum(axis=1), e.sum(axis=1), region, dispersion)


def _without_peaks(counts: FloatArray, mean: FloatArray, shape: FloatArray, dispersion: float) -> FloatArray:
    """Return the counts with each that has a chance below 1 in 1,000 lowered to the bound it exceeds."""
    place, week = np.nonzero(counts > mean + 2.0 * np.sqrt(dispersion * mean) + 1.0)
    peaks = tail_chance(counts[place, week], mean[place, week], shape[place], dispersion) < PEAK
    place, week = place[peaks], week[peaks]
    lowered = counts.copy()
    bound = upper_bound(mean[place, week], shape[place], dispersion, PEAK)
    lowered[place, week] = np.minimum(counts[place, week], bound)
    return lowered


def _posterior(items: FloatArray, exposure: FloatArray, region: IntArray | None, dispersion: float) -> Pooled:
    y, e = items / dispersion, exposure / dispersion
    common = (y.sum() + 0.5) / max(float(e.sum()), 1e-12)
    centre = np.full(y.size, common)
    if region is not None:
        codes, place = np.unique(region, return_inverse=True)
        y_region, e_region = (np.bincount(place, values, codes.size).astype(np.float64) for values in (y, e))
        shape = prior_shape(y_region, common * e_region)
        centre = ((y_region + shape) / (e_region + shape / common))[place]
    shape = prior_shape(y, centre * e)
    known = y + shape
    return Pooled(known / (e + shape / centre), known, dispersion, shape)


def _dispersion(counts: FloatArray, mean: FloatArray) -> float:
    """Variance over mean, pooled over all places and weeks of a topic; 1 when there is too little to tell."""
    total = float(mean.sum())
    cells = int((mean > 0).sum())
    if total < 10.0 or cells <= counts.shape[0]:
        return 1.0
    correction = cells / (cells - counts.shape[0])
    return max(1.0, float(((counts - mean) ** 2).sum() / total * correction))


def negative_binomial(
    mean: npt.ArrayLike, shape: npt.ArrayLike, dispersion: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return size and success chance of the predictive law: variance dispersion * mean + mean^2 / shape."""
    mu = np.maximum(np.asarray(mean, dtype=np.float64), 1e-12)
    extra = np.maximum((dispersion - 1.0) * mu + mu**2 / np.asarray(shape, dtype=np.float64), 1e-12 * mu)
    size = mu**2 / extra
    return size, size / (size + mu)


def tail_chance(count: npt.ArrayLike, mean: FloatArray, shape: npt.ArrayLike, dispersion: float) -> FloatArray:
    """Return the exact chance of at least `count` items under the predictive law, in [0, 1].

    >>> float(tail_chance(0, np.array(0.3), 2.0, 1.0))
    1.0
    """
    size, chance = negative_binomial(mean, shape, dispersion)
    return _at_least(np.asarray(count, dtype=np.float64), size, chance)


def lower_chance(count: npt.ArrayLike, mean: FloatArray, shape: npt.ArrayLike, dispersion: float) -> FloatArray:
    """Return the exact chance of at most `count` items under the predictive law, in [0, 1]."""
    size, chance = negative_binomial(mean, shape, dispersion)
    return np.asarray(special.betainc(size, np.asarray(count, dtype=np.float64) + 1.0, chance))


def _at_least(count: FloatArray, size: FloatArray, chance: FloatArray) -> FloatArray:
    tail = special.betaincc(size, np.maximum(count, 1.0), chance)
    return np.asarray(np.where(count <= 0, 1.0, tail))


def upper_bound(mean: FloatArray, shape: npt.ArrayLike, dispersion: float, alpha: float) -> FloatArray:
    """Return the smallest count that is exceeded with a chance of at most `alpha`; 0 where nothing is expected.

    >>> upper_bound(np.array([0.0, 1.0]), 1e9, 1.0, 0.01)
    array([0., 4.])
    """
    size, chance = negative_binomial(mean, shape, dispersion)
    high = np.ceil(size / chance - size + 3.0 * np.sqrt(size * (1.0 - chance)) / chance + 3.0)
    while (wide := _at_least(high + 1.0, size, chance) > alpha).any():
        high = np.where(wide, 2.0 * high, high)
    low = np.zeros_like(high)
    while (low < high).any():
        middle = np.floor((low + high) / 2.0)
        fine = _at_least(middle + 1.0, size, chance) <= alpha
        low, high = np.where(fine, low, middle + 1.0), np.where(fine, middle, high)
    return np.asarray(np.where(np.asarray(mean) > 0, high, 0.0))


def season(counts: FloatArray, exposure: FloatArray, history: slice) -> FloatArray:
    """Return (n_weeks,) the season factor of a topic: one yearly wave fitted to the sum of its places, mean 1.

    All ones when the history is shorter than two years or holds under 200 items: a wave cannot be told from chance
    then.
    """
    flat = np.ones(counts.shape[1])
    past, weight = counts[:, history], exposure[:, history]
    seen = ~np.isnan(past)
    items = np.where(seen, past, 0.0).sum(axis=0)
    if past.shape[1] < SEASON_WEEKS or items.sum() < SEASON_ITEMS:
        return flat
    base = np.where(seen, weight, 0.0).sum(axis=0)
    stop = history.stop if history.stop is not None else counts.shape[1]
    angle = 2.0 * np.pi * (np.arange(counts.shape[1]) - stop) / WEEKS_PER_YEAR
    design = np.stack([np.ones(angle.size), np.cos(angle), np.sin(angle)], axis=1)
    coefficients = _poisson_fit(design[history][base > 0], items[base > 0], base[base > 0])
    wave = np.exp(np.clip(design[:, 1:] @ coefficients[1:], -3.0, 3.0))
    return wave / float(wave[history].mean())


def _poisson_fit(design: FloatArray, items: FloatArray, exposure: FloatArray) -> FloatArray:
    """Poisson regression by Newton's method, with a light ridge on the wave."""
    coefficients = np.zeros(design.shape[1])
    coefficients[0] = np.log((items.sum() + 0.5) / exposure.sum())
    ridge = np.array([0.0, *([1.0] * (design.shape[1] - 1))])
    for _ in range(25):
        mean = exposure * np.exp(design @ coefficients)
        slope = design.T @ (items - mean) - ridge * coefficients
        step = np.linalg.solve(design.T @ (design * mean[:, np.newaxis]) + np.diag(ridge), slope)
        coefficients = coefficients + step
        if float(np.abs(step).max()) < 1e-9:
            break
    return coefficients
