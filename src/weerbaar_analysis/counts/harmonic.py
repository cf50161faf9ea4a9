"""The default detector: do this week and the last speak for a rise beyond level, season and trend?

A quasi-Poisson regression on up to five years with trend and two harmonics, past rises weighed down, averaged over
which of these terms are real; and what the week of the year adds to that (school holidays), as far as the past shows
it. The p-value is *predictive*: it carries the uncertainty of mean and dispersion, with a prior on the dispersion that
is learnt over all series (Kiefer and Wolfowitz's nonparametric maximum likelihood, doi:10.1214/aoms/1177728066), so
that its far tail may be trusted by procedures for false discoveries.
"""

import csv
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts import harmonic_kernel as kernel
from weerbaar_analysis.counts.harmonic_predict import (
    MEAN_NOW,
    P_LESS,
    P_MORE,
    UPPER,
    Beliefs,
    interpolate,
    judge_fits,
    likelihood,
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

GRID = np.concatenate(([1.0], np.exp(np.linspace(np.log(1.03), np.log(25.0), 59))))
# Reweighting threshold for which the table of biases was simulated (benchmarks/reweighting_table.py).
_THRESHOLD = 2.0
_LEARN_FROM = 2000


@dataclass(frozen=True, slots=True)
class HarmonicParameters:
    """What the default detector takes for granted.

    Attributes
    ----------
    alpha : chance of an accidental *more* per week, in (0, 0.5].
    guard : most recent weeks left out of the baseline, 2 to 104.
    history : weeks of baseline, 52 to 1040.
    minimum : fewest weeks of baseline, >= 26.
    frequency : weeks a year; 52 for a calendar without week 53, 52.1775 for ISO weeks.
    trend_spread, season_spread : how large a yearly trend and a harmonic usually are, on the log scale, > 0.
    prior : weights of the dispersions in `GRID`, learnt by `prepare_harmonic`; None takes them all alike.
    """

    alpha: float = 0.005
    guard: int = 10
    history: int = 260
    minimum: int = 78
    frequency: float = 52.0
    trend_spread: float = 0.15
    season_spread: float = 0.4
    prior: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        """Refuse values that mean nothing, in Dutch."""
        ranges = {
            "alpha": (1e-12, 0.5),
            "guard": (2, 104),
            "history": (52, 1040),
            "minimum": (26, self.history),
            "frequency": (4, 366),
            "trend_spread": (1e-6, 10),
            "season_spread": (1e-6, 10),
        }
        for name, (least, most) in ranges.items():
            if not least <= getattr(self, name) <= most:
                raise ValueError(f"{name} moet tussen {least:g} en {most:g} liggen, niet {getattr(self, name):g}.")
        if self.prior is not None and len(self.prior) != GRID.size:
            raise ValueError(f"prior heeft {GRID.size} gewichten nodig, niet {len(self.prior)}.")


@cache
def _table() -> tuple[FloatArray, FloatArray]:
    """Return log means and (means, grid, 3) biases that the reweighting brings about."""
    with (Path(__file__).parent / "data" / "reweighting.csv").open() as file:
        rows = np.array([[float(value) for value in row.values()] for row in csv.DictReader(file)])
    means, phis = np.unique(rows[:, 0]), np.unique(rows[:, 1])
    values = rows[:, 2:].reshape(means.size, phis.size, 3)
    table = np.empty((means.size, GRID.size, 3))
    for i in range(means.size):
        for c in range(3):
            table[i, :, c] = np.interp(np.log(GRID), np.log(phis), values[i, :, c])
    return np.log(means), table


def _beliefs(p: HarmonicParameters) -> Beliefs:
    means, table = _table()
    prior = np.full(GRID.size, 1.0 / GRID.size) if p.prior is None else np.array(p.prior, dtype=np.float64)
    middle = (p.guard + p.history / 2.0) / p.frequency
    return Beliefs(GRID, prior, means, table, p.trend_spread, p.season_spread, p.alpha, middle, float(p.frequency))


def _fits(values: FloatArray, columns: IntArray, p: HarmonicParameters, offset: FloatArray) -> FloatArray:
    pull = np.array([0.0, 0.1, 0.1, 0.1, 0.1, 0.1])
    settings = kernel.Settings(p.guard, p.history, p.minimum, float(p.frequency), _THRESHOLD, pull)
    result = np.empty((values.shape[0], columns.size, kernel.RESULT))
    kernel.fit_all(values, offset, columns, settings, result)
    return result


def prepare_harmonic(
    counts: npt.ArrayLike, judged: npt.ArrayLike, parameters: HarmonicParameters | None = None
) -> HarmonicParameters:
    """Learn the prior on the dispersion over all series, 2,000 to 4,000 if there are more, from the first judged week.

    With fewer than 20 series with enough history the parameters come back as they are. A prior already given stays.

    Examples
    --------
    >>> counts = np.random.default_rng(1).poisson(5, size=(30, 200))
    >>> learnt = prepare_harmonic(counts, [-1])
    >>> bool(sum(learnt.prior[:10]) > 0.7)
    True
    """
    p, given = parameters or HarmonicParameters(), np.asarray(counts)
    # only what is learnt from is copied: there may be millions of series
    values = as_counts(given[:: max(1, given.shape[0] // _LEARN_FROM)] if given.ndim == 2 else given)
    columns = as_judged(judged, values.shape[1])
    if p.prior is not None or columns.size == 0:
        return p
    fits = _fits(values, columns[:1], p, np.ones((1, values.shape[1])))[:, 0]
    fits = fits[fits[:, kernel.STATUS] == kernel.FINE]
    if len(fits) < 20:
        return p
    beliefs = _beliefs(p)
    chances, bias = np.empty((len(fits), GRID.size)), np.empty((GRID.size, 3))
    for row, fit in zip(chances, fits, strict=True):
        interpolate(beliefs, fit[0] - fit[1] * beliefs.middle, bias)
        likelihood(beliefs, fit, bias, row)
    chances = chances[chances.sum(axis=1) > 0]
    prior = np.full(GRID.size, 1.0 / GRID.size)
    for _ in range(300):
        posterior = chances * prior
        prior = (posterior / posterior.sum(axis=1, keepdims=True)).mean(axis=0)
    # a little of every dispersion stays possible, so that one odd series is not forced into the mould
    prior = 0.98 * prior + 0.02 / GRID.size
    return replace(p, prior=tuple(float(weight) for weight in prior))


def harmonic(
    counts: npt.ArrayLike,
    judged: npt.ArrayLike,
    parameters: HarmonicParameters | None = None,
    *,
    offset: npt.ArrayLike | None = None,
) -> Judgements:
    """Judge weeks by the default detector, all series in one call.

    Parameters
    ----------
    counts : (n_series, n_weeks) whole numbers >= 0; NaN is a missing week. Never changed.
    judged : (n_judged,) columns to judge; negative ones count from the end.
    parameters : see `HarmonicParameters`; let `prepare_harmonic` learn the prior first.
    offset : (n_series, n_weeks) positive denominators (population, all items); optional.

    Returns
    -------
    Judgements
        `expected` and `upper` in items per week; `p_value` in [0, 1], the chance that this week and the one before
        speak as strongly for a rise, 1 for a week that is not above what is expected. *Too little data* with a reason:
        history shorter than `minimum` weeks, half of it missing, this week missing, no items in the whole history. A
        constant series is *as expected*.

    Raises
    ------
    ValueError
        In Dutch, for counts that are no whole numbers >= 0, weeks that do not exist, an offset of another shape.

    Notes
    -----
    A p-value is the chance of such a count when nothing has changed. It must NOT be read as the chance that something
    is wrong, nor be used for persons or to rank places. Series share no information but the prior on dispersion.
    `upper` depends on the week before: after a high week less is needed.

    Examples
    --------
    >>> counts = np.random.default_rng(1).poisson(6, size=(1, 200))
    >>> counts[0, -1] = 30
    >>> found = harmonic(counts, [-2, -1])
    >>> [Verdict(code).name for code in found.verdict[0]]
    ['AS_EXPECTED', 'MORE']
    """
    p, values = parameters or HarmonicParameters(), as_counts(counts)
    columns = as_judged(judged, values.shape[1])
    shares = as_offset(offset, values.shape)
    answer = Judgements.empty(values.shape[0], columns)
    if answer.verdict.size == 0:
        return answer
    shares = np.ones((1, values.shape[1])) if shares is None else shares
    fits = _fits(values, columns, p, shares)
    result = np.empty((values.shape[0], columns.size, 6))
    judge_fits(_beliefs(p), fits, values, shares, columns, result)
    _fill(answer, values[:, columns], fits[:, :, kernel.STATUS], result, p)
    return answer


def _fill(answer: Judgements, seen: FloatArray, status: FloatArray, result: FloatArray, p: HarmonicParameters) -> None:
    answer.expected[:], answer.upper[:] = result[:, :, MEAN_NOW], result[:, :, UPPER]
    answer.p_value[:], answer.p_less[:] = result[:, :, P_MORE], result[:, :, P_LESS]
    with np.errstate(invalid="ignore", divide="ignore"):
        answer.score[:] = (seen - answer.expected) / (answer.upper - answer.expected)
    known = (status == kernel.FINE) & ~np.isnan(seen)
    answer.reason[:] = np.where(status == kernel.FINE, Reason.NONE, status)
    answer.reason[(status == kernel.FINE) & ~known] = Reason.MISSING_WEEK
    answer.verdict[known] = Verdict.AS_EXPECTED
    answer.verdict[known & (result[:, :, P_MORE] <= p.alpha)] = Verdict.MORE
    answer.verdict[known & (result[:, :, P_LESS] <= p.alpha) & (seen < answer.expected)] = Verdict.LESS
