# ruff: noqa: N815  (the parameters carry R's field names, so that a reviewed R configuration can be read as it is)
"""Farrington flexible: is this week's count high for the season and the trend of the last five years?

The method of Noufaily et al. (2013), doi:10.1002/sim.5595, on Farrington et al. (1996), doi:10.2307/2983331: a
quasi-Poisson regression with a season factor and a linear trend, past rises weighed down, the last half year left
out of the baseline, and an upper bound from a negative binomial law or a two-thirds power.

Two modes, never to be mixed in one report:

* `correct` uses the right standard error of the mean everywhere, judges *less than expected* as well, and lets no
  single absurd count in the past decide: it is capped, and no bound is below that of a Poisson law;
* `compat` answers what R's `surveillance::farringtonFlexible` 1.20.3 answers. That package works out the dispersion
  wrongly after reweighting, so its `delta` bounds, its `muan` bounds and its trend test differ.
"""

from dataclasses import dataclass, fields
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy import special

from weerbaar_analysis.counts.farrington_design import design
from weerbaar_analysis.counts.farrington_kernel import (
    FINE,
    LOG_ERROR,
    MEAN,
    PHI,
    PHI_USED,
    SLOPE_FOUND,
    STATUS,
    TREND,
    Plan,
    Rules,
    judge_all,
)
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
from weerbaar_analysis.counts.negative_binomial import quantiles, upper_tails

_POWERS = {"2/3": 2.0 / 3.0, "1/2": 0.5, "none": 1.0}


@dataclass(frozen=True, slots=True)
class FarringtonParameters:
    """The control parameters of Farrington flexible, by R's field names; the defaults are those of the 2013 paper.

    Attributes
    ----------
    b : years back, 1 to 20.
    w : half width in weeks of the window around each anniversary, 0 to 25.
    noPeriods : levels of the season factor; 1 compares with the anniversary windows only (the 1996 set-up).
    pastWeeksNotIncluded : most recent weeks left out of the baseline.
    reweight, weightsThreshold : weigh reference weeks down whose Anscombe residual is above the threshold.
    trend, pThresholdTrend : fit a linear trend; keep it when its p-value is at most the threshold (1: always). A
        trend that carries the mean above every reference week is dropped; below three years there is none.
    alpha : chance of a bound passed by accident, in (0, 0.5].
    thresholdMethod : `nbPlugin`, `delta` or `muan`.
    limit54 : (cases, weeks): fewer cases in the last weeks, this one included, give *too little data*.
    powertrans : `2/3`, `1/2` or `none`; only `delta` uses it.
    populationOffset : divide by the offset (population, all items); needs an offset.
    glmWarnings, verbose, fitFun : accepted for R's configurations; they change nothing here.
    mode : `correct` or `compat`.
    frequency : weeks a year in the reference pattern.
    """

    b: int = 5
    w: int = 3
    reweight: bool = True
    weightsThreshold: float = 2.58
    verbose: bool = False
    glmWarnings: bool = True
    alpha: float = 0.005
    trend: bool = True
    pThresholdTrend: float = 1.0
    limit54: tuple[int, int] = (5, 4)
    powertrans: Literal["2/3", "1/2", "none"] = "2/3"
    fitFun: str = "algo.farrington.fitGLM.flexible"
    populationOffset: bool = False
    noPeriods: int = 10
    pastWeeksNotIncluded: int | None = 26
    thresholdMethod: Literal["nbPlugin", "delta", "muan"] = "nbPlugin"
    mode: Literal["correct", "compat"] = "correct"
    frequency: int = 52

    def __post_init__(self) -> None:
        """Refuse values that mean nothing, in Dutch, naming the parameter."""
        object.__setattr__(self, "limit54", tuple(self.limit54))
        if self.pastWeeksNotIncluded is None:
            object.__setattr__(self, "pastWeeksNotIncluded", self.w)
        ranges = {
            "b": (1, 20),
            "w": (0, (self.frequency - 2) // 2),
            "alpha": (1e-12, 0.5),
            "pThresholdTrend": (0, 1),
            "noPeriods": (1, self.frequency - 2 * self.w),
            "pastWeeksNotIncluded": (0, self.frequency * self.b),
            "frequency": (4, 366),
        }
        for name, (least, most) in ranges.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise ValueError(f"{name} moet tussen {least:g} en {most:g} liggen, niet {value:g}.")
        if len(self.limit54) != 2 or self.limit54[1] < 1:
            raise ValueError("limit54 bestaat uit twee getallen: aantal gevallen en aantal weken (minstens 1).")
        self._refuse_unknown("thresholdMethod", ("nbPlugin", "delta", "muan"))
        self._refuse_unknown("powertrans", tuple(_POWERS))
        self._refuse_unknown("mode", ("correct", "compat"))

    def _refuse_unknown(self, name: str, known: tuple[str, ...]) -> None:
        if getattr(self, name) not in known:
            raise ValueError(f"{name} moet een van {', '.join(known)} zijn, niet {getattr(self, name)!r}.")

    @property
    def first_week(self) -> int:
        """The first column that can be judged."""
        return self.b * self.frequency + self.w - 1


@dataclass(frozen=True, slots=True)
class FarringtonFits:
    """What the regression found, each (n_series, n_judged): mean, its relative error, dispersion, trend, status."""

    mean: FloatArray
    log_error: FloatArray
    dispersion: FloatArray
    slope: FloatArray
    has_trend: FloatArray
    status: FloatArray


def fit(counts: FloatArray, judged: IntArray, parameters: FarringtonParameters, offset: FloatArray) -> FarringtonFits:
    """Return the fitted means for checked input; `offset` has one row of ones when there is none.

    `log_error` is the standard error of log(mean), with the dispersion of the chosen mode.
    """
    past = parameters.pastWeeksNotIncluded or 0
    plan = design(
        b=parameters.b,
        w=parameters.w,
        periods=parameters.noPeriods,
        past_weeks_not_included=past,
        frequency=parameters.frequency,
    )
    freedom = np.maximum(np.arange(plan.lags.size + 1, dtype=np.float64), 1.0)
    always = parameters.pThresholdTrend >= 1.0
    critical = np.zeros(freedom.size) if always else -special.stdtrit(freedom, parameters.pThresholdTrend / 2.0)
    rules = Rules(
        parameters.reweight,
        float(parameters.weightsThreshold),
        parameters.trend and parameters.b > 2,
        critical,
        parameters.mode == "compat",
        parameters.first_week,
    )
    result = np.empty((counts.shape[0], judged.size, 7))
    shape = Plan(plan.lags, plan.time, plan.level, plan.n_levels, plan.time_now, plan.level_now)
    judge_all(counts, offset, judged, shape, rules, result)
    error = result[:, :, LOG_ERROR] * np.sqrt(result[:, :, PHI_USED])
    return FarringtonFits(
        mean=result[:, :, MEAN],
        log_error=error,
        dispersion=result[:, :, PHI],
        slope=result[:, :, SLOPE_FOUND],
        has_trend=result[:, :, TREND],
        status=result[:, :, STATUS],
    )


def _delta(
    seen: FloatArray, fits: FarringtonFits, p: FarringtonParameters
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return upper bound and both tail chances of the power transformation."""
    power, quantile = _POWERS[p.powertrans], -special.ndtri(p.alpha)
    mean = fits.mean
    spread = power * np.sqrt((fits.dispersion + mean * fits.log_error**2) / mean)
    upper = mean * (1.0 + quantile * spread) ** (1.0 / power)
    with np.errstate(all="ignore"):
        scaled = ((seen / mean) ** power - 1.0) / spread
    return upper, special.ndtr(-scaled), special.ndtr(scaled)


def _counted(
    seen: FloatArray, fits: FarringtonFits, p: FarringtonParameters
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return upper bound and both tail chances of the negative binomial; `muan` takes a high value of the mean."""
    mean = fits.mean
    if p.thresholdMethod == "muan":
        mean = np.exp(np.log(mean) - special.ndtri(p.alpha) * fits.log_error)
    upper, above = quantiles(p.alpha, mean, fits.dispersion), upper_tails(seen, mean, fits.dispersion)
    if p.mode == "correct":  # a very uneven past must not make a count more surprising than an even one would
        even = np.ones_like(mean)
        upper, above = (
            np.maximum(upper, quantiles(p.alpha, mean, even)),
            np.maximum(above, upper_tails(seen, mean, even)),
        )
    return upper, above, 1.0 - upper_tails(seen + 1.0, mean, fits.dispersion)


def _recent(counts: FloatArray, judged: IntArray, weeks: int, *, missing_counts: bool) -> FloatArray:
    """Return the cases in the last `weeks` weeks; NaN where one is missing and that matters."""
    total = np.zeros((counts.shape[0], judged.size))
    for back in range(weeks):
        at = judged - back
        values = np.where(at >= 0, counts[:, np.maximum(at, 0)], 0.0)
        total += values if missing_counts else np.nan_to_num(values)
    return total


def farrington_flexible(
    counts: npt.ArrayLike,
    judged: npt.ArrayLike,
    parameters: FarringtonParameters | None = None,
    *,
    offset: npt.ArrayLike | None = None,
) -> Judgements:
    """Judge weeks by Farrington flexible, all series in one call.

    Parameters
    ----------
    counts : (n_series, n_weeks) whole numbers >= 0; NaN is a missing week. Never changed.
    judged : (n_judged,) columns to judge; negative ones count from the end.
    parameters : see `FarringtonParameters`.
    offset : (n_series, n_weeks) positive denominators, used when `populationOffset` is set.

    Returns
    -------
    Judgements
        `expected` and `upper` in items per week, `score` (1 is the bound), `p_value` in [0, 1]. *Too little data*
        with a reason: history shorter than b years, this week missing, half of the reference weeks missing, fewer
        cases than `limit54`, or a regression that does not converge (all-zero series do not). An empty table gives
        an empty answer; a constant series is *as expected*. In `compat` mode a silenced week has neither expected
        value nor bound, as in R.

    Raises
    ------
    ValueError
        In Dutch, for counts that are no whole numbers >= 0, weeks that do not exist, an offset of another shape.

    Notes
    -----
    Reference: doi:10.1002/sim.5595. The p-values are plug-in: they ignore the error in mean and dispersion and are
    about 4 times too small at 1e-4, so they must NOT be used for false discovery rates; use the `harmonic` detector
    for that. Nor may they be read as the chance that something is wrong, or be used to rank places or persons.

    Examples
    --------
    >>> counts = np.random.default_rng(1).poisson(6, size=(1, 320))
    >>> counts[0, -1] = 30
    >>> found = farrington_flexible(counts, [-2, -1])
    >>> [Verdict(code).name for code in found.verdict[0]]
    ['AS_EXPECTED', 'MORE']
    """
    p = parameters or FarringtonParameters()
    values = as_counts(counts)
    columns = as_judged(judged, values.shape[1])
    shares = as_offset(offset, values.shape) if p.populationOffset else None
    if p.populationOffset and shares is None:
        raise ValueError("populationOffset vraagt om een noemer (offset) per reeks en week.")
    answer = Judgements.empty(values.shape[0], columns)
    if answer.verdict.size == 0:
        return answer
    fits = fit(values, columns, p, np.ones((1, values.shape[1])) if shares is None else shares)
    _fill(answer, values, columns, fits, p)
    return answer


def _fill(
    answer: Judgements, values: FloatArray, columns: IntArray, fits: FarringtonFits, p: FarringtonParameters
) -> None:
    """Turn fitted means into bounds, p-values and verdicts."""
    compat, seen = p.mode == "compat", values[:, columns]
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        upper, above, below = (_delta if p.thresholdMethod == "delta" else _counted)(seen, fits, p)
        middle = np.log(fits.mean) if compat and p.thresholdMethod != "delta" else fits.mean
        answer.score[:] = (seen - middle) / (upper - middle)
    answer.expected[:], answer.upper[:], answer.p_value[:] = fits.mean, upper, above
    known = (fits.status == FINE) & ~np.isnan(seen)
    enough = _recent(values, columns, p.limit54[1], missing_counts=compat) >= p.limit54[0]
    answer.reason[:] = np.where(fits.status == FINE, Reason.NONE, fits.status)
    answer.reason[(fits.status == FINE) & np.isnan(seen)] = Reason.MISSING_WEEK
    answer.reason[known & ~enough] = Reason.LOW_COUNT
    if not compat:
        answer.reason[(fits.status == Reason.TOO_SPARSE) & (seen < p.limit54[0]) & ~enough] = Reason.LOW_COUNT
        answer.p_less[:] = np.where(known & enough, below, np.nan)
    judgeable = known & enough
    answer.verdict[judgeable] = Verdict.AS_EXPECTED
    answer.verdict[judgeable & (seen > upper)] = Verdict.MORE
    if compat:
        answer.expected[~judgeable], answer.upper[~judgeable] = np.nan, np.nan
    else:
        answer.verdict[judgeable & (below <= p.alpha) & (seen < fits.mean)] = Verdict.LESS


PARAMETER_NAMES = tuple(field.name for field in fields(FarringtonParameters))
