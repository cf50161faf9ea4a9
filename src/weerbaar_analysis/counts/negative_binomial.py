"""Tail chances and quantiles of negative binomial counts with variance phi times the mean (Poisson at phi = 1).

Parametrised by mean mu and dispersion phi >= 1: size mu / (phi - 1), success probability 1 / phi.
"""

from collections.abc import Callable
from math import exp, fabs, floor, lgamma, log, log1p, nan, sqrt
from typing import cast

import numpy as np
from numba import vectorize

from weerbaar_analysis.counts.compiled import compiled
from weerbaar_analysis.counts.judgement import FloatArray

_POISSON = 1e-10
# Above this dispersion tails are no longer summed term by term.
_WIDE = 200.0
# Terms this small are no longer summed: near the smallest number a float holds, rounding keeps a term from shrinking.
_TINY = 1e-290
_HALF_LOG_TWO_PI = 0.9189385332046727


@compiled
def _stirling_error(n: float) -> float:
    """Return log gamma(n + 1) minus Stirling's formula for it, n > 0."""
    if n < 16.0:
        return lgamma(n + 1.0) - (n + 0.5) * log(n) + n - _HALF_LOG_TWO_PI
    r = 1.0 / (n * n)
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - r / 1188) * r) * r) * r) / n


@compiled
def _deviance(x: float, mean: float) -> float:
    """Return x log(x / mean) + mean - x without losing digits where the two are close."""
    gap = (x - mean) / (x + mean)
    if fabs(gap) > 0.1:
        return x * log(x / mean) + mean - x
    total, power = (x - mean) * gap, 2.0 * x * gap
    for k in range(3, 40, 2):
        power *= gap * gap
        total += power / k
    return total


@compiled
def log_pmf(y: float, mu: float, phi: float) -> float:
    """Return the log chance of exactly y, by Loader's saddle-point expansion, exact for very large counts as well."""
    if mu <= 0.0:
        return 0.0 if y == 0.0 else -np.inf
    excess = phi - 1.0
    size = mu / excess if excess > _POISSON else np.inf
    if y == 0.0:
        return -mu if excess <= _POISSON else -size * log1p(excess)
    if excess <= _POISSON or y < size * 1e-12:
        return -_stirling_error(y) - _deviance(y, mu) - _HALF_LOG_TWO_PI - 0.5 * log(y)
    total = size + y
    corrections = _stirling_error(total) - _stirling_error(size) - _stirling_error(y)
    distance = _deviance(size, total / phi) + _deviance(y, total * (excess / phi))
    return corrections - distance + 0.5 * log(size / (total * y)) - _HALF_LOG_TWO_PI


@compiled
def step_up(y: float, mu: float, phi: float) -> float:
    """Return pmf(y + 1) / pmf(y)."""
    excess = phi - 1.0
    if excess < _POISSON:
        return mu / (y + 1.0)
    return (mu + y * excess) / (phi * (y + 1.0))


@compiled
def _below(y: float, mu: float, phi: float) -> float:
    """Return P(Y < y), summed downwards from y - 1."""
    if y <= 0.0:
        return 0.0
    k = y - 1.0
    term = exp(log_pmf(k, mu, phi))
    total = term
    while k > 0.0 and term > total * 1e-17 and term > _TINY:
        term /= step_up(k - 1.0, mu, phi)
        k -= 1.0
        total += term
    return min(total, 1.0)


@compiled
def _from(y: float, mu: float, phi: float) -> float:
    """Return P(Y >= y), summed upwards from y."""
    k = y
    term = exp(log_pmf(k, mu, phi))
    total = term
    while term > total * 1e-17 and term > _TINY:
        term *= step_up(k, mu, phi)
        k += 1.0
        total += term
    return min(total, 1.0)


@compiled
def _fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method."""
    tiny = 1e-300
    d = 1.0 / (1.0 - (a + b) * x / (a + 1.0))
    c, total = 1.0, d
    for m in range(1, 200_000):
        even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0))
        before = total
        for step in (even, odd):
            d, c = 1.0 + step * d, 1.0 + step / c
            d, c = 1.0 / (d if fabs(d) > tiny else tiny), c if fabs(c) > tiny else tiny
            total *= c * d
        if fabs(total - before) <= 1e-15 * fabs(total):
            break
    return total


@compiled
def _from_wide(y: float, mu: float, phi: float) -> float:
    """Return P(Y >= y) for a wide law: as an incomplete beta function, for a sum would need millions of terms."""
    size, x, chance = mu / (phi - 1.0), 1.0 - 1.0 / phi, exp(log_pmf(y, mu, phi))
    if x < (y + 1.0) / (y + size + 2.0):
        return min(chance * _fraction(y, size, x), 1.0)
    return max(1.0 - chance * y / size * _fraction(size, y, 1.0 / phi), 0.0)


@compiled
def upper_tail(y: float, mu: float, phi: float) -> float:
    """Return P(Y >= y) for a count with mean mu and variance phi mu; NaN in, NaN out."""
    if not (mu >= 0.0 and phi >= 1.0) or y != y:
        return nan
    if y <= 0.0:
        return 1.0
    if mu == 0.0:
        return 0.0
    if phi > _WIDE:
        return _from_wide(y, mu, phi)
    return _from(y, mu, phi) if y > mu else 1.0 - _below(y, mu, phi)


@compiled
def _first_guess(alpha: float, mu: float, phi: float) -> float:
    """Return about where the quantile lies: Cornish-Fisher, on Hastings' approximation of the normal quantile."""
    t = sqrt(-2.0 * log(alpha))
    z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    return max(floor(mu + z * sqrt(phi * mu) + (z * z - 1.0) / 6.0 * (2.0 * phi - 1.0)), 0.0)


@compiled
def _wide_quantile(room: float, guess: float, mu: float, phi: float) -> float:
    """Return the quantile of a wide law by halving, for steps of one would never end."""
    low, high = -1.0, guess + 1.0
    while upper_tail(high + 1.0, mu, phi) > room:
        low, high = high, 2.0 * high
    while high - low > 1.0 and high - low > 1e-15 * high:
        middle = floor((low + high) / 2.0)
        if upper_tail(middle + 1.0, mu, phi) > room:
            low = middle
        else:
            high = middle
    return high


@compiled
def quantile(alpha: float, mu: float, phi: float) -> float:
    """Return the smallest y with P(Y <= y) >= 1 - alpha, so that P(Y > y) <= alpha; NaN in, NaN out."""
    if not (mu >= 0.0 and phi >= 1.0 and 0.0 < alpha <= 0.5) or mu == np.inf or phi == np.inf:
        return nan
    if mu == 0.0:
        return 0.0
    # a relative hair of room, as rounding must not move the quantile by one
    room = alpha * (1.0 + 1e-12)
    y = _first_guess(alpha, mu, phi)
    if phi > _WIDE:
        return _wide_quantile(room, y, mu, phi)
    above = upper_tail(y + 1.0, mu, phi)
    while above <= room and y > 0.0:
        above += exp(log_pmf(y, mu, phi))
        y -= 1.0
    while above > room:
        y += 1.0
        above = upper_tail(y + 1.0, mu, phi) if above < 1.001 * room else above - exp(log_pmf(y, mu, phi))
    return y


def _elementwise(kernel: Callable[..., float]) -> Callable[..., FloatArray]:
    return cast("Callable[..., FloatArray]", vectorize(cache=True)(kernel))  # type: ignore[no-untyped-call]


@_elementwise
def upper_tails(y: float, mu: float, phi: float) -> float:
    """Return P(Y >= y) for arrays that broadcast together; NaN where mean or dispersion is missing."""
    return upper_tail(y, mu, phi)


@_elementwise
def quantiles(alpha: float, mu: float, phi: float) -> float:
    """Return the upper quantile at 1 - alpha for arrays that broadcast together; NaN where something is missing."""
    return quantile(alpha, mu, phi)
