"""How rare is the best score of a map? The tail of the scan statistic, from maps in which nothing goes on.

References
----------
Abrams et al. 2010 (Gumbel tail), doi:10.1186/1476-072X-9-61.
"""

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts.judgement import FloatArray


def monte_carlo_p(score: npt.ArrayLike, maxima: FloatArray) -> FloatArray:
    """Return the share of simulated maxima at least as high, the observed map counted in: (1 + higher) / (1 + n).

    >>> monte_carlo_p([9.0, 0.5], np.array([1.0, 2.0, 3.0]))
    array([0.25, 1.  ])
    """
    ordered = np.sort(maxima)
    at_least = ordered.size - np.searchsorted(ordered, np.asarray(score, dtype=np.float64) - 1e-9, side="left")
    return np.asarray((1.0 + at_least) / (1.0 + ordered.size))


def gumbel_p(score: npt.ArrayLike, maxima: FloatArray) -> FloatArray:
    """Return tail chances from a Gumbel law fitted to the simulated maxima by maximum likelihood.

    It reaches below 1 / (replicates + 1), where plain replicates stop. Use it next to `monte_carlo_p`, not instead:
    it is an extrapolation, checked in `benchmarks/scan.py` against 9,999 plain replicates.
    """
    location, scale = _gumbel_fit(maxima)
    exponent = np.exp(-(np.asarray(score, dtype=np.float64) - location) / scale)
    return np.asarray(-np.expm1(-exponent))


def _gumbel_fit(maxima: FloatArray) -> tuple[float, float]:
    scale = max(float(np.std(maxima)) * np.sqrt(6.0) / np.pi, 1e-9)
    mean = float(np.mean(maxima))
    for _ in range(100):
        weight = np.exp(-(maxima - mean) / scale)
        update = mean - float((maxima * weight).sum() / weight.sum())
        if abs(update - scale) < 1e-10 * scale:
            break
        scale = max(0.5 * (scale + update), 1e-9)
    return mean - scale * float(np.log(np.exp(-(maxima - mean) / scale).mean())), scale
