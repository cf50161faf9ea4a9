"""What every detector answers: one judgement per series and judged week, and the contract they all keep.

The contract. A detector is a pure function

    detect(counts, judged, parameters, *, offset=None) -> Judgements

where `counts` is (n_series, n_weeks), NaN means *missing week* (never zero), `judged` holds the columns to judge,
`parameters` is the detector's own frozen dataclass and `offset` has the shape of `counts` (population, share of all
items). It never changes its input, reads no clock, and the answer for a series does not depend on which other series
share the call: whatever is learnt *across* series is learnt before, by `Detector.prepare`, and travels inside
`parameters`. So a split over cores or machines gives equal numbers to the last bit.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
CodeArray = npt.NDArray[np.int8]


class Verdict(IntEnum):
    """The four things a detector may say; *too little data* is an answer, not a failure."""

    TOO_LITTLE_DATA = 0
    AS_EXPECTED = 1
    MORE = 2
    LESS = 3


class Reason(IntEnum):
    """Why a verdict is *too little data*, or which remark belongs to another verdict."""

    NONE = 0
    SHORT_HISTORY = 1
    MISSING_WEEK = 2
    TOO_MANY_MISSING = 3
    LOW_COUNT = 4
    NOT_CONVERGED = 5
    DEAD_FEED = 6
    TOO_FEW_SOURCES = 7
    TOO_SPARSE = 8
    CONSTANT = 9


@dataclass(frozen=True, slots=True)
class Judgements:
    """One judgement per series (row) and judged week (column); every array has shape (n_series, n_judged).

    Attributes
    ----------
    judged : (n_judged,) int array, the columns of `counts` that were judged.
    expected : items expected in that week, >= 0; NaN where nothing can be said.
    upper : upper bound, items per week; a count above it is *more*; NaN where nothing can be said.
    score : exceedance, (count - expected) / (upper - expected); above 1 is *more* with most methods.
    p_value : chance of a count at least this high when nothing has changed, in [0, 1]; NaN where nothing can be said
        and for methods that have none. Never a chance that something is wrong, never a ranking of places.
    p_less : chance of a count at most this high when nothing has changed, in [0, 1]; NaN as above.
    verdict : codes of `Verdict`.
    reason : codes of `Reason`.
    """

    judged: IntArray
    expected: FloatArray
    upper: FloatArray
    score: FloatArray
    p_value: FloatArray
    p_less: FloatArray
    verdict: CodeArray
    reason: CodeArray

    @classmethod
    def empty(cls, n_series: int, judged: IntArray) -> "Judgements":
        """Return fresh arrays that say *too little data* everywhere, for a detector to fill.

        >>> Judgements.empty(2, np.array([5])).verdict
        array([[0],
               [0]], dtype=int8)
        """
        shape = (n_series, judged.size)
        expected, upper, score, p_value, p_less = (np.full(shape, np.nan) for _ in range(5))
        verdict, reason = np.zeros(shape, dtype=np.int8), np.full(shape, Reason.SHORT_HISTORY, dtype=np.int8)
        return cls(judged.copy(), expected, upper, score, p_value, p_less, verdict, reason)

    @property
    def alarms(self) -> npt.NDArray[np.bool_]:
        """Where the verdict is *more*."""
        return np.asarray(self.verdict == Verdict.MORE)


def as_counts(counts: npt.ArrayLike, *, whole: bool = True) -> FloatArray:
    """Return weekly counts as a fresh (n_series, n_weeks) float array, or say in Dutch what is wrong.

    Parameters
    ----------
    counts : (n_series, n_weeks) or (n_weeks,) array of counts >= 0; NaN is a missing week.
    whole : refuse fractions. Weighted counts (fractions) are for detectors that allow them.

    Raises
    ------
    ValueError
        With a Dutch sentence naming the first wrong row and column, for text, infinite, negative or fractional
        values and for another number of dimensions.

    Examples
    --------
    >>> as_counts([1, 2, 3]).shape
    (1, 3)
    >>> as_counts([[1, -2]])
    Traceback (most recent call last):
    ...
    ValueError: Reeks 1, week 2: een aantal kan niet negatief zijn (-2).
    """
    try:
        values = np.array(counts, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError("De aantallen moeten getallen zijn in een rechthoekige tabel (reeksen x weken).") from error
    if values.ndim == 1:
        values = values[np.newaxis, :]
    if values.ndim != 2:
        raise ValueError(f"De aantallen moeten een tabel van reeksen x weken zijn, niet {values.ndim} dimensies.")
    _refuse(values, np.isinf(values), "een aantal moet eindig zijn")
    _refuse(values, values < 0, "een aantal kan niet negatief zijn")
    if whole:
        _refuse(values, values != np.floor(values), "een aantal moet een geheel getal zijn", except_missing=values)
        _refuse(values, values > 2**31 - 1, "een aantal is te groot")
    return values


def _refuse(
    values: FloatArray, wrong: npt.NDArray[np.bool_], why: str, *, except_missing: FloatArray | None = None
) -> None:
    if except_missing is not None:
        wrong = wrong & ~np.isnan(except_missing)
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        raise ValueError(f"Reeks {row + 1}, week {column + 1}: {why} ({values[row, column]:g}).")


def as_judged(judged: npt.ArrayLike, n_weeks: int) -> IntArray:
    """Return the columns to judge as a fresh int array; negative columns count from the end.

    Examples
    --------
    >>> as_judged([-2, -1], 10)
    array([8, 9])
    """
    given = np.atleast_1d(np.asarray(judged))
    if given.size == 0:
        return np.zeros(0, dtype=np.int64)
    if given.ndim != 1 or not np.issubdtype(given.dtype, np.integer):
        raise ValueError("De te beoordelen weken moeten hele kolomnummers zijn.")
    columns = np.where(given < 0, given + n_weeks, given).astype(np.int64)
    outside = (columns < 0) | (columns >= n_weeks)
    if outside.any():
        raise ValueError(f"Week {int(given[outside][0])} bestaat niet: er zijn {n_weeks} weken.")
    return columns


def as_offset(offset: npt.ArrayLike | None, shape: tuple[int, ...]) -> FloatArray | None:
    """Return the offset as a float array of the shape of the counts, or None; it must be positive and finite."""
    if offset is None:
        return None
    values = np.array(offset, dtype=np.float64)
    if values.ndim == 1 and shape[0] == 1:
        values = values[np.newaxis, :]
    if values.shape != shape:
        raise ValueError(f"De noemer heeft vorm {values.shape}; de aantallen hebben vorm {shape}.")
    _refuse(values, ~(np.isfinite(values) & (values > 0)), "een noemer moet groter dan nul zijn")
    return values
