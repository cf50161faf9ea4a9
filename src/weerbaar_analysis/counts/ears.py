# ruff: noqa: N815  (R's field names)
"""EARS C1, C2 and C3: is this week high against the last handful of weeks? A cold start, for want of history.

The Early Aberration Reporting System, doi:10.1093/jurban/jtg114 as implemented in R's `surveillance::earsC`.
It knows no season and no trend; 4 to 9 in 100 weeks of pure noise pass its bounds.
"""

from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy import special

from weerbaar_analysis.counts.judgement import (
    FloatArray,
    IntArray,
    Judgements,
    Reason,
    Verdict,
    as_counts,
    as_judged,
)


@dataclass(frozen=True, slots=True)
class EarsParameters:
    """R's control fields of `earsC`.

    Attributes
    ----------
    baseline : recent weeks that form the baseline, 3 to 104.
    minSigma : least standard deviation of the baseline, >= 0.
    alpha : one-sided chance of the bound under a normal law; None takes R's .001 (C1, C2) and .025 (C3).
    mode : `compat` answers as R: its C3 leaves the judged week out of its own sum and is undefined on a constant
        baseline. `correct` adds up all three weeks and takes the Poisson spread on a constant baseline.
    """

    baseline: int = 7
    minSigma: float = 0.0
    alpha: float | None = None
    mode: Literal["correct", "compat"] = "correct"

    def __post_init__(self) -> None:
        """Refuse values that mean nothing, in Dutch."""
        if not 3 <= self.baseline <= 104:
            raise ValueError(f"baseline moet tussen 3 en 104 weken liggen, niet {self.baseline}.")
        if not 0 <= self.minSigma < np.inf:
            raise ValueError(f"minSigma kan niet negatief zijn ({self.minSigma:g}).")
        if self.alpha is not None and not 0 < self.alpha <= 0.5:
            raise ValueError(f"alpha moet tussen 0 en 0,5 liggen, niet {self.alpha:g}.")
        if self.mode not in ("correct", "compat"):
            raise ValueError(f"mode moet correct of compat zijn, niet {self.mode!r}.")


def _window(values: FloatArray, at: IntArray, p: EarsParameters, lag: int) -> tuple[FloatArray, FloatArray]:
    """Return mean and standard deviation of the baseline that ends `lag` weeks before; NaN without a full baseline."""
    first = at - lag - p.baseline
    shown = np.maximum(first, 0)[:, np.newaxis] + np.arange(p.baseline)
    window = values[:, np.minimum(shown, values.shape[1] - 1)]
    mean, spread = window.mean(axis=2), np.maximum(window.std(axis=2, ddof=1), p.minSigma)
    mean[:, first < 0], spread[:, first < 0] = np.nan, np.nan
    if p.mode == "correct":
        spread = np.where(spread == 0, np.sqrt(np.maximum(mean, 1.0 / p.baseline)), spread)
    return mean, spread


def _standardised(values: FloatArray, at: IntArray, p: EarsParameters) -> FloatArray:
    mean, spread = _window(values, at, p, 2)
    return (values[:, np.maximum(at, 0)] - mean) / spread


def ears(
    counts: npt.ArrayLike,
    judged: npt.ArrayLike,
    parameters: EarsParameters | None = None,
    *,
    offset: npt.ArrayLike | None = None,
    method: Literal["C1", "C2", "C3"] = "C1",
) -> Judgements:
    """Judge weeks by EARS, all series in one call.

    C1 compares with the weeks just before, C2 leaves two weeks between, C3 adds up the excess over C2 of three weeks.

    Parameters
    ----------
    counts : (n_series, n_weeks) whole numbers >= 0; NaN is a missing week. Never changed.
    judged : (n_judged,) columns to judge; negative ones count from the end.
    parameters : see `EarsParameters`.
    offset : not used; EARS has no denominator.
    method : `C1`, `C2` or `C3`.

    Returns
    -------
    Judgements
        `expected` is the baseline mean, `upper` the bound in items per week, `p_value` the normal tail in [0, 1],
        which is not calibrated. *Too little data* where a week of the baseline is missing or too early.

    Raises
    ------
    ValueError
        In Dutch, for counts that are no whole numbers >= 0 or weeks that do not exist.

    Notes
    -----
    Not for false discovery rates, not for series with a season, never to rank places.

    Examples
    --------
    >>> found = ears([[2, 3, 1, 2, 4, 2, 3, 2, 3, 12]], [-2, -1])
    >>> [Verdict(code).name for code in found.verdict[0]]
    ['AS_EXPECTED', 'MORE']
    """
    p, values = parameters or EarsParameters(), as_counts(counts)
    at = as_judged(judged, values.shape[1])
    answer = Judgements.empty(values.shape[0], at)
    if answer.verdict.size == 0:
        return answer
    alpha = p.alpha if p.alpha is not None else (0.025 if method == "C3" else 0.001)
    mean, spread = _window(values, at, p, 0 if method == "C1" else 2)
    seen, limit = values[:, at], -special.ndtri(alpha)
    with np.errstate(invalid="ignore", divide="ignore"):
        now, upper = (seen - mean) / spread, mean + spread * limit
        if method == "C3":
            before = sum(np.maximum(_standardised(values, at - back, p) - 1.0, 0.0) for back in (1, 2))
            upper = mean + spread * (1.0 + limit - before)
            now = np.maximum(now - 1.0, 0.0) + before
            if p.mode == "compat":  # R leaves this week out of its own sum: an alarm is about the two weeks before
                upper = np.maximum(seen + spread * (limit - before), 0.0)
        answer.expected[:], answer.upper[:] = mean, upper
        answer.score[:] = (seen - mean) / (upper - mean)
        answer.p_value[:] = special.ndtr(-now)
    _say(answer, seen, at - p.baseline - (0 if method == "C1" else 2) - (2 if method == "C3" else 0))
    return answer


def _say(answer: Judgements, seen: FloatArray, first: IntArray) -> None:
    known = ~np.isnan(answer.upper) & ~np.isnan(seen)
    answer.verdict[known] = Verdict.AS_EXPECTED
    answer.verdict[known & (seen > answer.upper)] = Verdict.MORE
    answer.reason[known] = Reason.NONE
    answer.reason[~known & (first >= 0)] = Reason.TOO_MANY_MISSING
    answer.reason[np.isnan(seen)] = Reason.MISSING_WEEK


ears_c1 = partial(ears, method="C1")
ears_c2 = partial(ears, method="C2")
ears_c3 = partial(ears, method="C3")
