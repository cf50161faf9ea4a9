"""The regression under the default detector, compiled: level, trend and up to two harmonics, reweighted.

A log-linear quasi-Poisson model of the past weeks of one series, with a weak pull of every coefficient but the level
to zero so that sparse series have a solution as well. Past rises are weighed down by their Anscombe residuals.
"""

from collections import namedtuple
from math import cos, exp, fabs, log, pi, sin, sqrt
from typing import Any

import numpy as np

from weerbaar_analysis.counts.compiled import compiled, compiled_sums
from weerbaar_analysis.counts.glm import calm, two_thirds

# Columns of the model: level, trend (in years), two harmonics.
COLUMNS = 6
# What one fit yields: coefficients, lower triangle of their covariance (without dispersion), dispersion, weeks, status,
# what this and the last week of the year add on the log scale, and the variance of the first.
BETA, COVARIANCE, PHI, WEEKS, STATUS = 0, COLUMNS, COLUMNS + 21, COLUMNS + 22, COLUMNS + 23
SHIFT_NOW, SHIFT_BEFORE, SHIFT_VARIANCE = COLUMNS + 24, COLUMNS + 25, COLUMNS + 26
RESULT = COLUMNS + 27
_HALF_ROOT = 0.7071067811865476
# How far a week of the year may stray from the waves (log scale); which share of the weeks does, and its prior chance.
_CELLS = 53
_STRAYS = np.array([0.0, 0.2, 0.5, 1.0])
_SHARES = np.array([0.0, 0.05, 0.3])
_SHARE_PRIOR = np.array([0.8, 0.1, 0.1])
# As the reason codes of `judgement.Reason`.
FINE, SHORT, MISSING, SPARSE, NOT_CONVERGED = 0.0, 1.0, 3.0, 8.0, 5.0

# guard: recent weeks left out; history: weeks used; least: fewest weeks; pull: prior precision per coefficient.
Settings = namedtuple("Settings", "guard history least period threshold pull")
# x: (COLUMNS, history), so that sums over weeks run along memory; load, pulled and scaled: working space of those sums.
Work = namedtuple("Work", "x y weight log_share eta mu load pulled scaled beta matrix right")


@compiled
def new_work(history: int) -> Any:
    """Return working space for series of at most `history` weeks."""
    return Work(
        np.zeros((COLUMNS, history)),
        np.zeros(history),
        np.ones(history),
        np.zeros(history),
        np.zeros(history),
        np.zeros(history),
        np.zeros(history),
        np.zeros(history),
        np.zeros(history),
        np.zeros(COLUMNS),
        np.zeros((COLUMNS, COLUMNS)),
        np.zeros(COLUMNS),
    )


@compiled
def fill_design(design: Any, period: float) -> None:
    """Fill row `lag` with the model's columns for a week `lag` weeks before the judged one."""
    for lag in range(design.shape[0]):
        angle = -2.0 * pi * lag / period
        design[lag, 0], design[lag, 1] = 1.0, -lag / period
        design[lag, 2], design[lag, 3] = cos(angle), sin(angle)
        design[lag, 4], design[lag, 5] = cos(2.0 * angle), sin(2.0 * angle)


@compiled_sums
def _product(one: Any, other: Any, n: int) -> float:
    """Return the sum of products over the weeks."""
    total = 0.0
    for i in range(n):
        total += one[i] * other[i]
    return total


@compiled
def _normal_equations(work: Any, settings: Any, n: int) -> None:
    """Fill matrix and right-hand side of one Newton step from the present means."""
    for i in range(n):
        work.load[i] = work.weight[i] * work.mu[i]
        work.pulled[i] = work.weight[i] * work.y[i] - work.load[i]
    for a in range(COLUMNS):
        for i in range(n):
            work.scaled[i] = work.load[i] * work.x[a, i]
        for b in range(a + 1):
            work.matrix[a, b] = _product(work.scaled, work.x[b], n)
        work.matrix[a, a] += settings.pull[a]
        work.right[a] = _product(work.pulled, work.x[a], n) - settings.pull[a] * work.beta[a]


@compiled
def cholesky(matrix: Any) -> bool:
    """Factor the lower triangle in place; say whether it is positive definite."""
    for j in range(COLUMNS):
        for k in range(j):
            matrix[j, j] -= matrix[j, k] * matrix[j, k]
        if not matrix[j, j] > 0.0:
            return False
        matrix[j, j] = sqrt(matrix[j, j])
        for i in range(j + 1, COLUMNS):
            for k in range(j):
                matrix[i, j] -= matrix[i, k] * matrix[j, k]
            matrix[i, j] /= matrix[j, j]
    return True


@compiled
def solve(matrix: Any, right: Any) -> None:
    """Solve in place with the Cholesky factor."""
    for i in range(COLUMNS):
        for k in range(i):
            right[i] -= matrix[i, k] * right[k]
        right[i] /= matrix[i, i]
    for i in range(COLUMNS - 1, -1, -1):
        for k in range(i + 1, COLUMNS):
            right[i] -= matrix[k, i] * right[k]
        right[i] /= matrix[i, i]


@compiled
def _means(work: Any, n: int) -> None:
    work.eta[:n] = work.log_share[:n]
    for a in range(COLUMNS):
        for i in range(n):
            work.eta[i] += work.x[a, i] * work.beta[a]
    for i in range(n):
        work.eta[i] = min(max(work.eta[i], -30.0), 30.0)
        work.mu[i] = exp(work.eta[i])


@compiled
def newton(work: Any, settings: Any, n: int, steps: int) -> bool:
    """Improve `beta` until it stands still; on return the matrix holds its Cholesky factor."""
    for _ in range(steps):
        _means(work, n)
        _normal_equations(work, settings, n)
        if not cholesky(work.matrix):
            return False
        solve(work.matrix, work.right)
        largest = 0.0
        for a in range(COLUMNS):
            largest = max(largest, fabs(work.right[a]))
        # a long step overshoots: shorten it
        scale = 1.0 if largest < 2.0 else 2.0 / largest
        for a in range(COLUMNS):
            work.beta[a] += scale * work.right[a]
        if largest < 1e-4:
            _means(work, n)
            return True
    return False


@compiled
def dispersion(work: Any, n: int) -> float:
    """Return Pearson's dispersion under the present weights."""
    total = weights = 0.0
    for i in range(n):
        total += work.weight[i] * (work.y[i] - work.mu[i]) ** 2 / work.mu[i]
        weights += work.weight[i]
    return total / max(weights - COLUMNS, 1.0)


@compiled
def weigh_down(work: Any, phi: float, threshold: float, n: int) -> None:
    """Weigh past rises down: the square of threshold over residual, of a week by itself or with a neighbour week."""
    for i in range(n):
        root = exp(work.eta[i] / 6.0)
        work.eta[i] = 1.5 * (two_thirds(work.y[i]) / root - root * root * root) / sqrt(phi)
    for i in range(n):
        residual = work.eta[i]
        if i > 0:
            residual = max(residual, (work.eta[i] + work.eta[i - 1]) * _HALF_ROOT)
        if i < n - 1:
            residual = max(residual, (work.eta[i] + work.eta[i + 1]) * _HALF_ROOT)
        work.weight[i] = (threshold / residual) ** 2 if residual > threshold else 1.0


@compiled
def gather(series: Any, share: Any, design: Any, settings: Any, now: int, work: Any) -> int:
    """Copy the present weeks of the past into the working space; return their number."""
    n = 0
    total = shares = 0.0
    for lag in range(settings.guard + 1, min(settings.guard + settings.history, now) + 1):
        at = now - lag
        if series[at] != series[at]:
            continue
        work.y[n], work.weight[n], work.log_share[n] = series[at], 1.0, 0.0
        if share[at] != 1.0:
            work.log_share[n] = log(share[at])
        work.x[:, n] = design[lag, :]
        total += series[at]
        shares += share[at]
        n += 1
    work.beta[:] = 0.0
    work.beta[0] = log(max(total, 0.5) / max(shares, 1e-300))
    return n


@compiled
def fit_robustly(work: Any, settings: Any, n: int) -> bool:
    """Fit, then twice weigh past rises down and fit again; say whether it converged."""
    if not newton(work, settings, n, 40):
        return False
    for _ in range(2):
        weigh_down(work, max(dispersion(work, n), 1.0), settings.threshold, n)
        if not newton(work, settings, n, 40):
            return False
    return True


@compiled
def gather_year(work: Any, period: float, n: int) -> Any:
    """Return what was counted and expected per week of the year; the judged week is cell 26, the one before 27."""
    seen, expected = np.zeros(_CELLS), np.zeros(_CELLS)
    for i in range(n):
        lag = -work.x[1, i] * period
        cell = 26 + round(lag - period * round(lag / period))
        if 0 <= cell < _CELLS:
            seen[cell] += work.weight[i] * work.y[i]
            expected[cell] += work.weight[i] * work.mu[i]
    return seen, expected


@compiled
def _cell_chances(seen: float, expected: float, phi: float, chances: Any) -> None:
    """Fill the likelihood of a week of the year under each stray."""
    for t in range(_STRAYS.size):
        spread = phi * expected + (_STRAYS[t] * expected) ** 2
        chances[t] = 1e-300 + exp(-0.5 * (seen - expected) ** 2 / spread) / sqrt(spread) if expected > 0.0 else 1.0


@compiled
def _shares(seen: Any, expected: Any, phi: float) -> Any:
    """Return the posterior of each share of weeks of the year that stray."""
    found, chances = np.log(_SHARE_PRIOR), np.zeros(_STRAYS.size)
    for cell in range(_CELLS):
        _cell_chances(seen[cell], expected[cell], phi, chances)
        stray = chances[1:].mean()
        for k in range(_SHARES.size):
            found[k] += log((1.0 - _SHARES[k]) * chances[0] + _SHARES[k] * stray)
    found = np.exp(found - found.max())
    return found / found.sum()


@compiled
def year_effect(seen: Any, expected: Any, phi: float, out: Any) -> None:
    """Put into `out` what the week of the year adds beyond the waves, as far as it is one of the weeks that stray.

    How many weeks of the year stray is learnt per series; how far this one does, from what was seen in it.
    """
    shares, chances = _shares(seen, expected, phi), np.zeros(_STRAYS.size)
    for cell, place in ((26, SHIFT_NOW), (27, SHIFT_BEFORE)):
        _cell_chances(seen[cell], expected[cell], phi, chances)
        total = mean = square = 0.0
        for t in range(_STRAYS.size):
            weight = 0.0
            for k in range(_SHARES.size):
                prior = 1.0 - _SHARES[k] if t == 0 else _SHARES[k] / (_STRAYS.size - 1)
                weight += shares[k] * prior * chances[t]
            pull = _STRAYS[t] ** 2 * expected[cell] / phi
            ratio = seen[cell] / expected[cell] - 1.0 if expected[cell] > 0.0 else 0.0
            shift = log(max(1.0 + pull / (1.0 + pull) * ratio, 0.1))
            total += weight
            mean += weight * shift
            square += weight * (shift * shift + _STRAYS[t] ** 2 / (1.0 + pull))
        out[place] = mean / total
        if place == SHIFT_NOW:
            out[SHIFT_VARIANCE] = max(square / total - out[place] ** 2, 0.0)


@compiled
def fit_week(series: Any, share: Any, design: Any, settings: Any, now: int, work: Any, out: Any) -> None:
    """Fit the past of one week of one series; the answer goes into `out`."""
    out[:] = np.nan
    if now - settings.guard < settings.least:
        out[STATUS] = SHORT
        return
    n = gather(series, share, design, settings, now, work)
    if n < settings.least or 2 * n < min(settings.history, now - settings.guard):
        out[STATUS] = MISSING
        return
    if not work.y[:n].any():
        out[STATUS] = SPARSE
        return
    calm(work.y, n)
    if not fit_robustly(work, settings, n):
        out[STATUS] = NOT_CONVERGED
        return
    out[STATUS], out[WEEKS], out[PHI] = FINE, n, dispersion(work, n)
    seen, expected = gather_year(work, settings.period, n)
    year_effect(seen, expected, max(out[PHI], 1.0), out)
    position = COVARIANCE
    for a in range(COLUMNS):
        out[BETA + a] = work.beta[a]
        work.right[:] = 0.0
        work.right[a] = 1.0
        solve(work.matrix, work.right)
        for b in range(a + 1):
            out[position] = work.right[b]
            position += 1


@compiled
def fit_all(counts: Any, offset: Any, judged: Any, settings: Any, result: Any) -> None:
    """Fit every series and week; `result` is (n_series, n_judged, RESULT); `offset` has one row when there is none."""
    design = np.zeros((settings.guard + settings.history + 2, COLUMNS))
    fill_design(design, settings.period)
    work = new_work(settings.history)
    for s in range(counts.shape[0]):
        share = offset[s if offset.shape[0] > 1 else 0]
        for k in range(judged.size):
            fit_week(counts[s], share, design, settings, judged[k], work, result[s, k])
