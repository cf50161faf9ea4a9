"""Which past weeks Farrington flexible compares with, and to which part of the season each belongs."""

from dataclasses import dataclass

import numpy as np

from weerbaar_analysis.counts.judgement import IntArray


@dataclass(frozen=True, slots=True)
class Design:
    """The reference weeks of one judged week, ordered by season level.

    Attributes
    ----------
    lags : (n,) weeks before the judged week, > 0.
    time : (n,) centred time in weeks; the judged week is at `time_now`.
    level : (n,) season level 0..n_levels-1; the judged week is in `level_now`.
    start : (n_levels + 1,) where each level begins in the arrays above.
    """

    lags: IntArray
    time: IntArray
    level: IntArray
    start: IntArray
    time_now: int
    level_now: int
    n_levels: int


def season_levels(lags: IntArray, *, frequency: int, half_window: int, periods: int) -> IntArray:
    """Return the season level of each lag: the window around each anniversary is one, the rest is cut in blocks.

    >>> season_levels(np.array([52, 48, 47, 4, 1]), frequency=52, half_window=3, periods=10)
    array([9, 0, 0, 8, 9])
    """
    if periods == 1:
        return np.zeros(lags.size, dtype=np.int64)
    gap = frequency - 2 * half_window - 1
    # Counted forward in time from the first week after an anniversary window.
    after = (-lags - half_window - 1) % frequency
    short, longer = divmod(gap, periods - 1)
    sizes = np.full(periods - 1, short)
    sizes[:longer] += 1
    level: IntArray = np.searchsorted(np.cumsum(sizes), after, side="right").astype(np.int64)
    return level


def design(*, b: int, w: int, periods: int, past_weeks_not_included: int, frequency: int = 52) -> Design:
    """Return the reference weeks for `b` years back with windows of `w` weeks on both sides.

    With one period only the windows around the anniversaries count; with more, every week since the oldest window.

    >>> plan = design(b=5, w=3, periods=10, past_weeks_not_included=26)
    >>> plan.lags.size, int(plan.lags.max()), int(plan.lags.min())
    (237, 263, 27)
    """
    lags = np.arange(b * frequency + w, max(past_weeks_not_included, 0), -1, dtype=np.int64)
    if periods == 1:
        distance = np.abs((lags + frequency // 2) % frequency - frequency // 2)
        lags = lags[distance <= w]
    level = season_levels(lags, frequency=frequency, half_window=w, periods=periods)
    order = np.argsort(level, kind="stable")
    lags, level = lags[order], level[order]
    middle = round(float(lags.mean())) if lags.size else 0
    return Design(
        lags=lags,
        time=middle - lags,
        level=level,
        start=np.searchsorted(level, np.arange(periods + 1)).astype(np.int64),
        time_now=middle,
        level_now=periods - 1,
        n_levels=periods,
    )
