"""From a fitted past to a chance for this week, compiled: averaged over seasons, trends and dispersions.

Three things are uncertain and all three are carried into the chance of a count: which of trend and harmonics are real
(a weighted average over the eight combinations), the level itself, and the dispersion (a weighted average over a grid,
with a prior learnt over all series).
"""

from collections import namedtuple
from math import exp, floor, log
from typing import Any

import numpy as np

from weerbaar_analysis.counts.compiled import compiled
from weerbaar_analysis.counts.harmonic_kernel import (
    BETA,
    COLUMNS,
    COVARIANCE,
    FINE,
    PHI,
    SHIFT_BEFORE,
    SHIFT_NOW,
    SHIFT_VARIANCE,
    STATUS,
    cholesky,
    fill_design,
    solve,
)
from weerbaar_analysis.counts.negative_binomial import upper_tail
from weerbaar_analysis.counts.rise_kernel import (
    Law,
    bound_of,
    cell_of,
    cells_of,
    chance_of,
    evidence,
    fill_tables,
    new_tables,
)

# The eight models: bit 0 the trend, bit 1 the first harmonic, bit 2 the second.
MODELS = 8
# means: (m,) log means of the table; table: (m, grid, 3) biases of log mean and log phi and spread of log phi.
Beliefs = namedtuple("Beliefs", "grid prior means table trend_spread season_spread alpha middle period")
MEAN_NOW, MEAN_BEFORE, LOG_VARIANCE, P_MORE, P_LESS, UPPER = range(6)


@compiled
def interpolate(beliefs: Any, log_mean: float, result: Any) -> None:
    """Fill `result` (grid, 3) with the table's row for this level."""
    last = beliefs.means.size - 1
    i = 0
    while i < last - 1 and beliefs.means[i + 1] < log_mean:
        i += 1
    share = (log_mean - beliefs.means[i]) / (beliefs.means[i + 1] - beliefs.means[i])
    share = min(max(share, 0.0), 1.0)
    for k in range(beliefs.grid.size):
        for c in range(3):
            result[k, c] = (1.0 - share) * beliefs.table[i, k, c] + share * beliefs.table[i + 1, k, c]


@compiled
def likelihood(beliefs: Any, fit: Any, bias: Any, result: Any) -> None:
    """Fill `result` with the likelihood of the found dispersion under each dispersion of the grid."""
    # steadier than chance counts as Poisson: wide laws of high dispersions would claim it otherwise
    found = max(log(max(fit[PHI], 1e-9)), log(beliefs.grid[0]) + bias[0, 1] - 2.0 * bias[0, 2])
    for k in range(beliefs.grid.size):
        gap = (found - log(beliefs.grid[k]) - bias[k, 1]) / bias[k, 2]
        result[k] = exp(-0.5 * gap * gap) / bias[k, 2]


@compiled
def dispersion_weights(beliefs: Any, fit: Any, bias: Any, weights: Any) -> float:
    """Fill the posterior weight of each dispersion and return the mean dispersion."""
    interpolate(beliefs, fit[BETA] - fit[BETA + 1] * beliefs.middle, bias)
    likelihood(beliefs, fit, bias, weights)
    total = mean = 0.0
    for k in range(weights.size):
        weights[k] *= beliefs.prior[k]
        total += weights[k]
    if not total > 0.0:
        # no dispersion of the grid comes near: take the nearest edge
        weights[:] = 0.0
        weights[weights.size - 1 if fit[PHI] > 2.0 else 0] = 1.0
        total = 1.0
    for k in range(weights.size):
        weights[k] /= total
        mean += weights[k] * beliefs.grid[k]
    return mean


@compiled
def _spread(beliefs: Any, model: int, column: int) -> float:
    if column == 0:
        return 100.0
    if column == 1:
        return beliefs.trend_spread**2 if model & 1 else 0.0
    return beliefs.season_spread**2 if model & (2 if column < 4 else 4) else 0.0


@compiled
def _one_model(beliefs: Any, fit: Any, phi: float, model: int, design: Any, work: Any) -> Any:
    """Return log evidence, log mean now and a week before, and the variance of the first, under one model."""
    matrix, vector, prior = work
    position = COVARIANCE
    for a in range(COLUMNS):
        prior[a] = _spread(beliefs, model, a)
        for b in range(a + 1):
            matrix[a, b] = phi * fit[position]
            position += 1
        matrix[a, a] += prior[a]
        vector[a] = fit[BETA + a]
    if not cholesky(matrix):
        return -np.inf, 0.0, 0.0, 0.0
    evidence = now = before = variance = 0.0
    solve(matrix, vector)
    for a in range(COLUMNS):
        evidence -= log(matrix[a, a]) + 0.5 * fit[BETA + a] * vector[a]
        now += prior[a] * vector[a] * design[0, a]
        before += prior[a] * vector[a] * design[1, a]
    for a in range(COLUMNS):
        vector[a] = prior[a] * design[0, a]
        variance += vector[a] * design[0, a]
    solve(matrix, vector)
    for a in range(COLUMNS):
        variance -= prior[a] * design[0, a] * vector[a]
    return evidence, now, before, max(variance, 0.0)


@compiled
def average_models(beliefs: Any, fit: Any, phi: float, design: Any, work: Any) -> Any:
    """Return log mean now, log mean a week before and the variance of the first, averaged over the models."""
    found = np.zeros((MODELS, 4))
    for model in range(MODELS):
        found[model] = np.array(_one_model(beliefs, fit, phi, model, design, work))
    weights = np.exp(found[:, 0] - found[:, 0].max())
    weights /= weights.sum()
    now, before = (weights * found[:, 1]).sum(), (weights * found[:, 2]).sum()
    return now, before, (weights * (found[:, 3] + (found[:, 1] - now) ** 2)).sum()


# Share of the table's bias of the mean that is undone: the rest is a guard against rises left in the past.
_DAMPING = 0.3
# The level is less certain than the eight models say, for none of them is the whole truth; set on simulated series.
_DOUBT = 1.4
# And so is the dispersion: without this the far tail came 1.2 times too often on the seeds it was set on.
_WIDER = 1.05
# Dispersions of the grid that are taken together, and the least weight of such a group.
_TOGETHER, _LEAST = 3, 1e-5


@compiled
def fill_law(beliefs: Any, logs: Any, variance: float, weights: Any, bias: Any, law: Any) -> int:
    """Fill `law` with the mixture over dispersions, each with the mean that belongs to it; return its size.

    `logs` are the log means of this week and the one before. Their error is shared: it makes both weeks wider, so that
    the sum of both is as uncertain as it should be.
    """
    n = 0
    for first in range(0, weights.size, _TOGETHER):
        weight = phi = shift = 0.0
        for k in range(first, min(first + _TOGETHER, weights.size)):
            weight += weights[k]
            phi += weights[k] * beliefs.grid[k]
            shift += weights[k] * max(bias[k, 0], -0.7)
        if weight > _LEAST:
            law.weight[n], phi, shift = weight, _WIDER * phi / weight, _DAMPING * shift / weight
            law.now[n], law.before[n] = exp(logs[0] - shift), exp(logs[1] - shift)
            law.phi_now[n] = law.phi_before[n] = phi + (law.now[n] + law.before[n]) * variance
            n += 1
    law.weight[:n] /= law.weight[:n].sum()
    return n


@compiled
def tail_of(y: float, law: Any) -> float:
    """Return P(Y >= y) for this week by itself."""
    total = 0.0
    for n in range(law.weight.size):
        total += law.weight[n] * upper_tail(y, law.now[n], law.phi_now[n])
    return min(total, 1.0)


@compiled
def least_count(chance: float, law: Any) -> float:
    """Return the smallest y with P(Y >= y) <= chance."""
    low: float = 0.0
    high: float = floor(4.0 + 2.0 * float(law.now.max()))
    while tail_of(high, law) > chance and high < 1e12:
        high *= 2.0
    while high - low > 1.0:
        middle = floor((low + high) / 2.0)
        if tail_of(middle, law) > chance:
            low = middle
        else:
            high = middle
    return high


@compiled
def judge(
    beliefs: Any, fit: Any, seen: Any, share: Any, design: Any, work: Any, bias: Any, weights: Any, out: Any
) -> None:
    """Judge one week; `seen` holds this week's count and the week before, NaN where missing."""
    small, space, tables = work
    phi = dispersion_weights(beliefs, fit, bias, weights)
    now, before, variance = average_models(beliefs, fit, phi, design, small)
    logs = (now + fit[SHIFT_NOW] + log(share[0]), before + fit[SHIFT_BEFORE] + log(share[1]))
    variance = _DOUBT * variance + fit[SHIFT_VARIANCE]
    n = fill_law(beliefs, logs, variance, weights, bias, space)
    law = Law(space.now[:n], space.before[:n], space.phi_now[:n], space.phi_before[:n], space.weight[:n])
    mean = (law.weight * law.now).sum()
    out[MEAN_NOW], out[LOG_VARIANCE] = mean, variance
    out[P_LESS] = 1.0 - tail_of(seen[0] + 1.0, law)
    if seen[1] != seen[1]:
        out[P_MORE], out[UPPER] = tail_of(seen[0], law), least_count(beliefs.alpha, law) - 1.0
        return
    earlier, wide = (law.weight * law.before).sum(), (law.weight * law.phi_now).sum()
    cells, cells_before = cells_of(mean, wide), cells_of(earlier, wide)
    fill_tables(mean, earlier, wide, cells, cells_before, tables)
    at = cell_of(seen[1], cells_before)
    level = evidence(cell_of(seen[0], cells), at, tables)
    out[P_MORE] = chance_of(level, 1.0, law, cells, cells_before, tables) if seen[0] > mean else 1.0
    out[UPPER] = max(bound_of(beliefs.alpha, at, law, cells, cells_before, tables), floor(mean))


@compiled
def judge_fits(beliefs: Any, fits: Any, counts: Any, offset: Any, judged: Any, result: Any) -> None:
    """Judge every fitted series and week; `result` is (n_series, n_judged, 6)."""
    design = np.zeros((2, COLUMNS))
    fill_design(design, beliefs.period)
    laws = beliefs.grid.size // _TOGETHER + 1
    space = Law(np.zeros(laws), np.zeros(laws), np.zeros(laws), np.zeros(laws), np.zeros(laws))
    small = (np.zeros((COLUMNS, COLUMNS)), np.zeros(COLUMNS), np.zeros(COLUMNS))
    work = (small, space, new_tables(laws))
    bias, weights, seen, share = np.zeros((beliefs.grid.size, 3)), np.zeros(beliefs.grid.size), np.zeros(2), np.ones(2)
    for s in range(counts.shape[0]):
        row = offset[s if offset.shape[0] > 1 else 0]
        for k in range(judged.size):
            at = judged[k]
            result[s, k, :] = np.nan
            if fits[s, k, STATUS] == FINE and counts[s, at] == counts[s, at]:
                seen[0], seen[1], share[0], share[1] = counts[s, at], counts[s, at - 1], row[at], row[at - 1]
                judge(beliefs, fits[s, k], seen, share, design, work, bias, weights, result[s, k])
