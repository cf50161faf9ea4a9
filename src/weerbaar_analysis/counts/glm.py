"""The engine under Farrington flexible: quasi-Poisson regression on season levels and a linear trend, compiled.

Two facts make it fast. Season indicators without an intercept turn the normal equations into an arrowhead: a diagonal
with one extra row, solved in a handful of operations. And with a log link the mean is a product, level factor times
`exp(slope) ** time`, so a step needs one exponential per level and none per week.

The stopping rule and starting point are those of R's `glm`, so that compatible results agree to the last digits:
start at y + 0.1, stop when the deviance changes by less than 1e-8 of itself plus 0.1, at most 25 steps.
"""

from collections import namedtuple
from math import exp, fabs, log
from typing import Any

import numpy as np

from weerbaar_analysis.counts.compiled import compiled, compiled_sums

MAX_STEPS = 25
TOLERANCE = 1e-8
_TABLE = 4096

# y: counts; time: integers; weight: case weights; share: the offset as a factor, and its log;
# start: bounds of the season levels.
Rows = namedtuple("Rows", "y time weight share log_share start")
# space: one row per name below, one column per level. power, before: exp(slope)**k for k = -reach..reach, now and a
# step ago.
Fit = namedtuple("Fit", "space scalars power before")

# LEVEL: log level. A, B: sums of w and w t under the weights of the last step; NEXT_A, NEXT_B: under the present ones.
LEVEL, A, B, TOTAL, CENTRE, NEXT_A, NEXT_B, LEVEL_BEFORE = range(8)
SLOPE, PIVOT, TOTAL_TIME, SLOPE_BEFORE = range(4)

_LOGS = np.log(np.maximum(np.arange(_TABLE), 1.0))
_START_LOGS = np.log(np.arange(_TABLE) + 0.1)
_TWO_THIRDS = np.arange(_TABLE) ** (2.0 / 3.0)


@compiled
def new_fit(n_levels: int, reach: int) -> Any:
    """Return working space for one fit."""
    return Fit(np.zeros((8, n_levels)), np.zeros(4), np.ones(2 * reach + 1), np.ones(2 * reach + 1))


@compiled
def log_count(y: float) -> float:
    """Return log y, and 0 for y = 0, from a table for the usual small counts."""
    whole = int(y) if y < _TABLE else -1
    if whole == y:
        return float(_LOGS[whole])
    return log(y) if y > 0.0 else 0.0


@compiled
def calm(values: Any, n: int) -> None:
    """Cap counts that belong to no ordinary past, such as a slip of the pen, at 10 plus 20 times the mean so capped."""
    largest = values[:n].max() if n > 0 else 0.0
    while n > 0:
        cap = np.floor(10.0 + 20.0 * values[:n].mean())
        if largest <= 1.01 * cap:
            return
        for i in range(n):
            values[i] = min(values[i], cap)
        largest = cap


@compiled
def two_thirds(y: float) -> float:
    """Return y ** (2/3), from a table for the usual small counts."""
    whole = int(y) if y < _TABLE else -1
    return float(_TWO_THIRDS[whole]) if whole == y else y ** (2.0 / 3.0)


@compiled
def _start_log(y: float) -> float:
    whole = int(y) if y < _TABLE else -1
    return float(_START_LOGS[whole]) if whole == y else log(y + 0.1)


@compiled
def fill_powers(power: Any, slope: float) -> None:
    """Fill power[reach + k] with exp(slope k)."""
    reach = power.size // 2
    up, down = exp(slope), exp(-slope)
    power[reach] = 1.0
    for k in range(1, reach + 1):
        power[reach + k] = power[reach + k - 1] * up
        power[reach - k] = power[reach - k + 1] * down


@compiled_sums
def _sums(rows: Any, fit: Any, j: int) -> Any:
    """Return sum w, w t, w t^2 of level j for w = weight share exp(slope t), without the level factor."""
    reach = fit.power.size // 2
    s0 = s1 = s2 = 0.0
    for i in range(rows.start[j], rows.start[j + 1]):
        t = rows.time[i]
        w = rows.weight[i] * rows.share[i] * fit.power[reach + t]
        s0 += w
        s1 += w * t
        s2 += w * t * t
    return s0, s1, s2


@compiled
def _first_step(rows: Any, fit: Any, trend: bool) -> Any:
    """Take the first step from mu = y + 0.1; return the deviance there and the part of it that stays."""
    f = fit.space
    squares = cross = all_time = deviance = constant = 0.0
    for j in range(f.shape[1]):
        a = b = c = total = size = 0.0
        for i in range(rows.start[j], rows.start[j + 1]):
            y, t, omega = rows.y[i], rows.time[i], rows.weight[i]
            start = _start_log(y)
            w = omega * (y + 0.1)
            wz = w * (start - rows.log_share[i]) - omega * 0.1
            a += w
            b += w * t
            c += wz
            squares += w * t * t
            cross += wz * t
            size += omega
            total += omega * y
            all_time += omega * y * t
            deviance += 2.0 * omega * (y * (log_count(y) - start) + 0.1)
        f[A, j], f[B, j], f[TOTAL, j], f[LEVEL, j] = a, b, total, c
        f[CENTRE, j] = log(total / size) if total > 0.0 else 0.0
        for i in range(rows.start[j], rows.start[j + 1]):
            y = rows.y[i]
            if y > 0.0:
                constant += rows.weight[i] * y * (log_count(y) - rows.log_share[i] - f[CENTRE, j])
    fit.scalars[TOTAL_TIME] = all_time
    _solve(fit, squares, cross, trend)
    return deviance, constant


@compiled
def _solve(fit: Any, squares: float, cross: float, trend: bool) -> None:
    """Solve the arrowhead in place: LEVEL holds the right-hand side on entry and the solution on return."""
    f = fit.space
    pivot, slope = squares, cross
    for j in range(f.shape[1]):
        if f[A, j] > 0.0:
            pivot -= f[B, j] * f[B, j] / f[A, j]
            slope -= f[B, j] * f[LEVEL, j] / f[A, j]
    slope = slope / pivot if trend else 0.0
    for j in range(f.shape[1]):
        if f[A, j] > 0.0:
            f[LEVEL, j] = (f[LEVEL, j] - slope * f[B, j]) / f[A, j]
    fit.scalars[SLOPE], fit.scalars[PIVOT] = slope, pivot


@compiled
def _present(rows: Any, fit: Any, constant: float) -> Any:
    """Sum the weights at the present solution into NEXT_A and NEXT_B; return sum w t^2 and the deviance."""
    f, slope = fit.space, fit.scalars[SLOPE]
    squares, moving = 0.0, slope * fit.scalars[TOTAL_TIME]
    for j in range(f.shape[1]):
        s0, s1, s2 = _sums(rows, fit, j)
        factor = exp(f[LEVEL, j])
        f[NEXT_A, j], f[NEXT_B, j] = factor * s0, factor * s1
        squares += factor * s2
        moving += f[TOTAL, j] * (f[LEVEL, j] - f[CENTRE, j]) + (f[TOTAL, j] - f[NEXT_A, j])
    return squares, 2.0 * (constant - moving)


@compiled
def _next_step(fit: Any, trend: bool, squares: float) -> None:
    """Take one Newton step from the present solution, whose sums `_present` left behind."""
    f, scalars = fit.space, fit.scalars
    scalars[SLOPE_BEFORE] = scalars[SLOPE]
    pivot, cross = squares, scalars[TOTAL_TIME]
    for j in range(f.shape[1]):
        f[A, j], f[B, j], f[LEVEL_BEFORE, j] = f[NEXT_A, j], f[NEXT_B, j], f[LEVEL, j]
        if f[A, j] > 0.0:
            pivot -= f[B, j] * f[B, j] / f[A, j]
            cross -= f[B, j] + f[B, j] * (f[TOTAL, j] - f[A, j]) / f[A, j]
    slope = cross / pivot if trend else 0.0
    for j in range(f.shape[1]):
        if f[A, j] > 0.0:
            f[LEVEL, j] += (f[TOTAL, j] - f[A, j] - slope * f[B, j]) / f[A, j]
    scalars[SLOPE] += slope
    scalars[PIVOT] = pivot


@compiled
def fit_season_trend(rows: Any, fit: Any, trend: bool) -> int:
    """Fit level(season) * exp(slope * time) by weighted least squares; return the steps, 0 if not converged."""
    deviance_before, constant = _first_step(rows, fit, trend)
    for step in range(1, MAX_STEPS + 1):
        fill_powers(fit.power, fit.scalars[SLOPE])
        squares, deviance = _present(rows, fit, constant)
        if deviance - deviance != 0.0:
            return 0
        if fabs(deviance - deviance_before) / (fabs(deviance) + 0.1) < TOLERANCE:
            if step > 1:
                fill_powers(fit.before, fit.scalars[SLOPE_BEFORE])
            return step
        deviance_before = deviance
        _next_step(fit, trend, squares)
    return 0
