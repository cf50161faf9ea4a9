"""CUSUM for counts: did a small rise last for weeks, where no single week stands out?

The excess over a reference value is added up over the last weeks, S = max(0, S + y - K), after Lucas (1985),
doi:10.1080/00401706.1985.10488030. Counts are whole numbers, so the law of S under no change is worked out exactly,
week by week, with a negative binomial law; there is no table of thresholds.
"""

from dataclasses import dataclass
from math import exp

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts.compiled import compiled
from weerbaar_analysis.counts.judgement import FloatArray, Judgements, Reason, Verdict, as_counts, as_judged
from weerbaar_analysis.counts.negative_binomial import log_pmf, upper_tail


@dataclass(frozen=True, slots=True)
class CusumParameters:
    """How far back the sum and its baseline go.

    Attributes
    ----------
    baseline : weeks that give mean and dispersion, 10 to 520; they end where the sum begins.
    weeks : weeks that are added up, the judged one included, 1 to 26.
    shift : half of the rise to be found, in standard deviations, > 0.
    alpha : chance of an accidental *more* per week, in (0, 0.5].
    """

    baseline: int = 52
    weeks: int = 8
    shift: float = 0.5
    alpha: float = 0.005

    def __post_init__(self) -> None:
        """Refuse values that mean nothing, in Dutch."""
        for name, least, most in (("baseline", 10, 520), ("weeks", 1, 26), ("shift", 1e-9, 10), ("alpha", 1e-12, 0.5)):
            if not least <= getattr(self, name) <= most:
                raise ValueError(f"{name} moet tussen {least:g} en {most:g} liggen, niet {getattr(self, name):g}.")


@compiled
def _law(mean: float, phi: float, reference: int, weeks: int, room: int) -> npt.NDArray[np.float64]:
    """Return P(S >= s) for s = 0..room after `weeks` weeks without change."""
    chance = np.zeros(room + reference + 1)
    for y in range(chance.size):
        chance[y] = exp(log_pmf(float(y), mean, phi))
    law = np.zeros(room)
    law[0] = 1.0
    for _ in range(weeks):
        new = np.zeros(room)
        for s in range(room):
            for now in range(room):
                y = now - s + reference
                if law[s] > 0.0 and 0 <= y < chance.size and now > 0:
                    new[now] += law[s] * chance[y]
            if law[s] > 0.0:
                new[0] += law[s] * (1.0 - upper_tail(float(max(reference - s + 1, 0)), mean, phi))
        # what passes `room` stays above it: it is counted as the rest
        law = new
    tail = np.ones(room + 1)
    for s in range(1, room + 1):
        tail[s] = max(tail[s - 1] - law[s - 1], 0.0)
    return tail


@compiled
def _sum_up(window: npt.NDArray[np.float64], reference: int) -> float:
    total = 0.0
    for y in window:
        total = max(total + y - reference, 0.0)
    return total


def _judge(window: FloatArray, p: CusumParameters) -> tuple[float, float, float]:
    """Return mean, bound for this week and p-value; counts above 60 a week are binned to keep the law small."""
    past, recent = window[: p.baseline], window[p.baseline :]
    mean = float(past.mean())
    phi = max(float(past.var(ddof=1)) / mean, 1.0) * (1.0 + p.weeks / p.baseline)
    bin_size = max(1.0, np.ceil(np.sqrt(phi * mean) / 8.0))
    scaled, spread = mean / bin_size, phi / bin_size
    reference = int(np.ceil(scaled + p.shift * np.sqrt(spread * scaled)))
    room = int(np.ceil(6 + (p.weeks + 6) * np.sqrt(spread * scaled))) + 2
    tail = _law(scaled, max(spread, 1.0), reference, p.weeks, room)
    recent = np.floor(recent / bin_size)
    total, before = _sum_up(recent, reference), _sum_up(recent[:-1], reference)
    p_value = float(tail[min(int(total), room)])
    least = int(np.argmax(tail <= p.alpha)) if tail[-1] <= p.alpha else room
    return mean, max((least - before + reference) * bin_size - 1.0, 0.0), p_value


def cusum(
    counts: npt.ArrayLike,
    judged: npt.ArrayLike,
    parameters: CusumParameters | None = None,
    *,
    offset: npt.ArrayLike | None = None,
) -> Judgements:
    """Judge weeks by the sum of recent excesses.

    Parameters
    ----------
    counts : (n_series, n_weeks) whole numbers >= 0; NaN is a missing week. Never changed.
    judged : (n_judged,) columns to judge; negative ones count from the end.
    parameters : see `CusumParameters`.
    offset : not used.

    Returns
    -------
    Judgements
        `expected` is the baseline mean, `upper` the count that this week would have needed to pass, `p_value` the
        chance of a sum this high in [0, 1]. *Too little data* with missing weeks, a short history or an all-zero
        baseline; a constant series is *as expected*.

    Raises
    ------
    ValueError
        In Dutch, for counts that are no whole numbers >= 0 or weeks that do not exist.

    Notes
    -----
    Knows no season and no trend: not for seasonal series, not for false discovery rates, never to rank places.

    Examples
    --------
    >>> counts = np.random.default_rng(2).poisson(4, size=(1, 70))
    >>> counts[0, -5:] += 4
    >>> Verdict(cusum(counts, [-1]).verdict[0, 0]).name
    'MORE'
    """
    p, values = parameters or CusumParameters(), as_counts(counts)
    columns = as_judged(judged, values.shape[1])
    answer = Judgements.empty(values.shape[0], columns)
    length = p.baseline + p.weeks
    for k, column in enumerate(columns):
        if column + 1 < length:
            continue
        for s, window in enumerate(values[:, column + 1 - length : column + 1]):
            if np.isnan(window).any():
                answer.reason[s, k] = Reason.MISSING_WEEK if np.isnan(window[-1]) else Reason.TOO_MANY_MISSING
            elif not window[: p.baseline].any():
                answer.reason[s, k] = Reason.TOO_SPARSE
            else:
                answer.expected[s, k], answer.upper[s, k], answer.p_value[s, k] = _judge(window, p)
                answer.reason[s, k] = Reason.NONE
    with np.errstate(invalid="ignore", divide="ignore"):
        answer.score[:] = (values[:, columns] - answer.expected) / (answer.upper - answer.expected)
        answer.verdict[answer.p_value > p.alpha] = Verdict.AS_EXPECTED
        answer.verdict[answer.p_value <= p.alpha] = Verdict.MORE
    return answer
