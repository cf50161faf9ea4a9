"""Farrington flexible for many series and weeks, compiled: fit, reweight, refit, predict."""

from collections import namedtuple
from math import exp, fabs, log, sqrt
from typing import Any

import numpy as np

from weerbaar_analysis.counts.compiled import compiled
from weerbaar_analysis.counts.glm import (
    LEVEL,
    LEVEL_BEFORE,
    PIVOT,
    SLOPE,
    A,
    B,
    Rows,
    calm,
    fit_season_trend,
    new_fit,
    two_thirds,
)

# What one judged week yields, in the order of the columns of the result.
MEAN, LOG_ERROR, PHI, PHI_USED, TREND, SLOPE_FOUND, STATUS = range(7)
# Statuses: as the reason codes of `judgement.Reason` where they are not fine.
FINE, SHORT, MISSING, NOT_CONVERGED, SPARSE = 0.0, 1.0, 3.0, 5.0, 8.0

# lags, time, level, time_now and level_now are those of `farrington_design.Design`.
Plan = namedtuple("Plan", "lags time level n_levels time_now level_now")
# critical: |t| above which a trend counts, per residual degrees of freedom; peer_dispersion: answer as R does.
Rules = namedtuple("Rules", "reweight threshold trend critical peer_dispersion fewest")


@compiled
def gather(series: Any, share: Any, plan: Any, now: int, rows: Any) -> int:
    """Copy the present reference weeks of the judged week into `rows`; return their number."""
    n, level = 0, 0
    rows.start[0] = 0
    for k in range(plan.lags.size):
        while level < plan.level[k]:
            level += 1
            rows.start[level] = n
        at = now - plan.lags[k]
        if at < 0 or series[at] != series[at]:
            continue
        rows.y[n], rows.time[n], rows.weight[n], rows.share[n] = series[at], plan.time[k], 1.0, share[at]
        rows.log_share[n] = log(share[at]) if share[at] != 1.0 else 0.0
        n += 1
    while level < plan.n_levels:
        level += 1
        rows.start[level] = n
    return n


@compiled
def dispersion(rows: Any, fit: Any, steps: int, n: int, parameters: int, peer: bool) -> float:
    """Return Pearson's dispersion, weights of the last step over residuals of the final mean.

    With `peer` the case weights stand in for the working weights: what R derives after reweighting.
    """
    f, reach = fit.space, fit.power.size // 2
    total = 0.0
    for j in range(f.shape[1]):
        now, before = exp(f[LEVEL, j]), exp(f[LEVEL_BEFORE, j])
        for i in range(rows.start[j], rows.start[j + 1]):
            at = reach + rows.time[i]
            mu = now * fit.power[at] * rows.share[i]
            last = rows.y[i] + 0.1 if steps == 1 else before * fit.before[at] * rows.share[i]
            relative = (rows.y[i] - mu) / mu
            total += rows.weight[i] * (1.0 if peer else last) * relative * relative
    return total / (n - parameters)


@compiled
def reweight(rows: Any, fit: Any, steps: int, n: int, phi: float, threshold: float, trend: bool) -> None:
    """Weigh past rises down: Anscombe residuals above the threshold count as their inverse square."""
    f, reach = fit.space, fit.power.size // 2
    total = 0.0
    for j in range(f.shape[1]):
        now, before = exp(f[LEVEL, j]), exp(f[LEVEL_BEFORE, j])
        middle = f[B, j] / f[A, j] if f[A, j] > 0.0 else 0.0
        for i in range(rows.start[j], rows.start[j + 1]):
            at = reach + rows.time[i]
            mu = now * fit.power[at] * rows.share[i]
            last = rows.y[i] + 0.1 if steps == 1 else before * fit.before[at] * rows.share[i]
            rows.weight[i] = 1.0
            if rows.y[i] > mu or threshold < 0.0:
                leverage = 1.0 / f[A, j]
                if trend:
                    leverage += (rows.time[i] - middle) ** 2 / fit.scalars[PIVOT]
                residual = 1.5 * (two_thirds(rows.y[i]) * mu ** (-1.0 / 6.0) - sqrt(mu))
                residual /= sqrt(phi * (1.0 - last * leverage))
                if residual > threshold:
                    rows.weight[i] = 1.0 / (residual * residual)
            total += rows.weight[i]
    for i in range(n):
        rows.weight[i] *= n / total


@compiled
def fit_twice(rows: Any, fit: Any, rules: Any, n: int, parameters: int, trend: bool, out: Any) -> bool:
    """Fit, reweight and fit again; put the dispersions in `out`; say whether it converged."""
    for i in range(n):
        rows.weight[i] = 1.0
    steps = fit_season_trend(rows, fit, trend)
    if steps == 0:
        return False
    phi = dispersion(rows, fit, steps, n, parameters, False)
    out[PHI_USED] = phi
    if rules.reweight:
        reweight(rows, fit, steps, n, max(phi, 1.0), rules.threshold, trend)
        steps = fit_season_trend(rows, fit, trend)
        if steps == 0:
            return False
        phi = dispersion(rows, fit, steps, n, parameters, False)
        out[PHI_USED] = phi
        if rules.peer_dispersion:
            out[PHI_USED] = dispersion(rows, fit, steps, n, parameters, True)
    out[PHI] = max(phi, 1.0)
    if not rules.peer_dispersion:
        out[PHI_USED] = out[PHI]
    return True


@compiled
def predict(fit: Any, plan: Any, share: float, trend: bool, out: Any) -> None:
    """Put the mean of the judged week and the standard error of its log (without dispersion) in `out`."""
    f, j = fit.space, plan.level_now
    slope = fit.scalars[SLOPE] if trend else 0.0
    out[MEAN] = exp(f[LEVEL, j] + slope * plan.time_now) * share
    variance = 1.0 / f[A, j]
    if trend:
        variance += (plan.time_now - f[B, j] / f[A, j]) ** 2 / fit.scalars[PIVOT]
    out[LOG_ERROR] = sqrt(variance)
    out[SLOPE_FOUND] = slope


@compiled
def trend_stays(rows: Any, fit: Any, rules: Any, n: int, parameters: int, out: Any) -> bool:
    """Say whether the trend is significant and does not carry the mean above every reference week."""
    largest = 0.0
    for i in range(n):
        largest = max(largest, rows.y[i])
    error = sqrt(out[PHI_USED] / fit.scalars[PIVOT])
    significant = fabs(fit.scalars[SLOPE]) >= rules.critical[n - parameters] * error
    return bool(significant and out[MEAN] <= largest)


@compiled
def has_items(rows: Any, n: int) -> bool:
    """Cap absurd counts and say whether there is anything to compare with."""
    calm(rows.y, n)
    return bool(rows.y[:n].any())


@compiled
def judge_week(series: Any, share: Any, plan: Any, rules: Any, now: int, rows: Any, fit: Any, out: Any) -> None:
    """Judge one week of one series; the answer goes into `out`."""
    out[:] = np.nan
    if now < rules.fewest:
        out[STATUS] = SHORT
        return
    n = gather(series, share, plan, now, rows)
    levels = 0
    for j in range(plan.n_levels):
        levels += rows.start[j + 1] > rows.start[j]
    here = rows.start[plan.level_now + 1] - rows.start[plan.level_now]
    if here == 0 or n < levels + 2 or 2 * n < plan.lags.size:
        out[STATUS] = MISSING
        return
    if not rules.peer_dispersion and not has_items(rows, n):
        out[STATUS] = SPARSE
        return
    out[STATUS], out[TREND] = FINE, 0.0
    if rules.trend and fit_twice(rows, fit, rules, n, levels + 1, True, out):
        predict(fit, plan, share[now], True, out)
        if trend_stays(rows, fit, rules, n, levels + 1, out):
            out[TREND] = 1.0
            return
    if not fit_twice(rows, fit, rules, n, levels, False, out):
        out[:] = np.nan
        out[STATUS] = NOT_CONVERGED
        return
    predict(fit, plan, share[now], False, out)


@compiled
def judge_all(counts: Any, offset: Any, judged: Any, plan: Any, rules: Any, result: Any) -> None:
    """Judge every series and week; `result` is (n_series, n_judged, 7); `offset` has one row when there is none."""
    n = plan.lags.size
    reach = 1
    for k in range(n):
        reach = max(reach, abs(plan.time[k]))
    time = np.zeros(n, dtype=np.int64)
    start = np.zeros(plan.n_levels + 1, dtype=np.int64)
    rows = Rows(np.zeros(n), time, np.ones(n), np.ones(n), np.zeros(n), start)
    fit = new_fit(plan.n_levels, reach)
    for s in range(counts.shape[0]):
        share = offset[s if offset.shape[0] > 1 else 0]
        for k in range(judged.size):
            judge_week(counts[s], share, plan, rules, judged[k], rows, fit, result[s, k])
