"""Many questions at once: how many of the findings shown are chance?

Every week holds some thousand questions, so some small p-values come by chance alone. These procedures keep the
expected share of chance among what is shown at or below q, for p-values that are calibrated. With p-values that are
too small in the tail (Farrington's) the promise is void: see docs/methods/counts-fdr.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts.judgement import FloatArray

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shown:
    """Which questions are shown as a finding, and how many of them chance explains.

    Attributes
    ----------
    shown : same shape as the p-values; False where the p-value is missing.
    threshold : largest p-value that is shown, 0 when none is.
    questions : number of p-values.
    expected_by_chance : questions x threshold: how many of the shown findings chance gives if nothing goes on
        anywhere; at most q x the number shown.
    """

    shown: BoolArray
    threshold: float
    questions: int
    expected_by_chance: float


def benjamini_hochberg(p_values: npt.ArrayLike, q: float = 0.1) -> Shown:
    """Return the findings whose expected share of chance is at most q (Benjamini and Hochberg's step-up).

    Parameters
    ----------
    p_values : any shape, in [0, 1]; NaN is no question (too little data) and costs nothing.
    q : share of chance allowed, in (0, 1).

    Returns
    -------
    Shown
        Nothing shown for empty or all-missing input.

    Raises
    ------
    ValueError
        For a p-value outside [0, 1] or q outside (0, 1).

    Notes
    -----
    Holds for independent and for positively dependent p-values. doi:10.1111/j.2517-6161.1995.tb02031.x. Must not be
    used to rank places, nor on p-values that were chosen because they are small.

    Examples
    --------
    >>> benjamini_hochberg([0.001, 0.04, 0.3, float("nan")], q=0.1).shown
    array([ True,  True, False, False])
    """
    values = _checked(p_values, q)
    known = np.sort(values[~np.isnan(values)])
    threshold = _step_up(known, q)
    shown = np.zeros(values.shape, dtype=bool) if threshold is None else np.asarray(values <= threshold)
    level = 0.0 if threshold is None else threshold
    return Shown(shown, level, int(known.size), known.size * level)


def by_week_and_tier(
    p_values: npt.ArrayLike, weeks: npt.ArrayLike, tiers: Sequence[str] | npt.ArrayLike, q: float = 0.1
) -> dict[tuple[int, str], Shown]:
    """Apply `benjamini_hochberg` apart in every week and tier (region, safety region, municipality).

    Parameters
    ----------
    p_values, weeks, tiers : (n,) one entry per question; weeks as whole numbers.
    q : share of chance allowed within each week and tier.

    Returns
    -------
    dict
        (week, tier) to `Shown`; its `shown` has the length of that group, in the order of the input.

    Examples
    --------
    >>> found = by_week_and_tier([0.001, 0.9, 0.002], [7, 7, 8], ["region", "region", "municipality"])
    >>> found[(7, "region")].shown
    array([ True, False])
    """
    values, week, tier = np.asarray(p_values, dtype=np.float64), np.asarray(weeks), np.asarray(tiers, dtype=str)
    if not values.shape == week.shape == tier.shape:
        raise ValueError("Geef bij elke p-waarde één week en één niveau.")
    groups = sorted({(int(w), str(t)) for w, t in zip(week, tier, strict=True)})
    return {(w, t): benjamini_hochberg(values[(week == w) & (tier == t)], q) for w, t in groups}


class BatchBH:
    """Benjamini-Hochberg over a stream of weekly batches: the promise holds for all weeks together.

    Weekly BH keeps the promise per week; over a year the share of chance among all that was shown can be higher, for
    quiet weeks add chance but few true findings. This procedure keeps a budget: a week gets its part of q plus what
    earlier weeks left over, and weeks with many findings earn more (Zrnic, Jiang, Ramdas and Jordan, arXiv 1910.04968,
    algorithm Batch-BH).

    Parameters
    ----------
    q : share of chance allowed over all weeks, in (0, 1).
    horizon : number of weeks that share the budget evenly, >= 1; a year by default. Later weeks live on what is left.

    Examples
    --------
    >>> stream = BatchBH(q=0.1, horizon=4)
    >>> int(stream.week([0.0001, 0.5, 0.8]).shown.sum()), int(stream.week([0.7, 0.9]).shown.sum())
    (1, 0)
    """

    def __init__(self, q: float = 0.1, horizon: int = 52) -> None:
        if not 0 < q < 1 or horizon < 1:
            raise ValueError("q ligt tussen 0 en 1 en horizon is minstens 1.")
        self.q, self.horizon = q, horizon
        self._levels: list[float] = []
        self._found: list[int] = []
        self._augmented: list[int] = []

    def week(self, p_values: npt.ArrayLike) -> Shown:
        """Judge the next week's p-values; weeks come in order and each is given once."""
        values = _checked(p_values, self.q)
        known = np.sort(values[~np.isnan(values)])
        number = len(self._levels) + 1
        level = self._level(number, known.size)
        threshold = _step_up(known, level)
        found = 0 if threshold is None else int((known <= threshold).sum())
        self._levels.append(level)
        self._found.append(found)
        self._augmented.append(_augmented(known, level))
        shown = np.zeros(values.shape, dtype=bool) if threshold is None else np.asarray(values <= threshold)
        return Shown(shown, threshold or 0.0, int(known.size), known.size * (threshold or 0.0))

    def _level(self, number: int, size: int) -> float:
        if size == 0:
            return 0.0
        total = sum(self._found)
        spent = sum(
            level * plus / max(plus + total - found, 1)
            for level, plus, found in zip(self._levels, self._augmented, self._found, strict=True)
        )
        budget = self.q * min(number, self.horizon) / self.horizon
        return float(np.clip((budget - spent) * (size + total) / size, 0.0, self.q))


def _augmented(known: FloatArray, level: float) -> int:
    """The most findings the batch could have had if one of its p-values were zero."""
    if known.size == 0:
        return 0
    changed = np.concatenate([[0.0], known[:-1]])
    threshold = _step_up(changed, level)
    return 1 if threshold is None else max(1, int((changed <= threshold).sum()))


def _step_up(ordered: FloatArray, q: float) -> float | None:
    if ordered.size == 0 or q <= 0:
        return None
    fine = np.flatnonzero(ordered <= q * np.arange(1, ordered.size + 1) / ordered.size)
    return float(ordered[fine[-1]]) if fine.size else None


def _checked(p_values: npt.ArrayLike, q: float) -> FloatArray:
    values = np.array(p_values, dtype=np.float64)
    if not 0 < q < 1:
        raise ValueError(f"q ligt tussen 0 en 1, niet {q}.")
    if ((values < 0) | (values > 1)).any():
        raise ValueError("Een p-waarde ligt tussen 0 en 1.")
    return values
