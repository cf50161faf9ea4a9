"""The sparse method seen per place by itself: the expected band of the last weeks, and whether a place stands alone.

The library judges places together with their neighbours. Here the same pooled rates tell what one place does.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts.sparse import SparseParameters
from weerbaar_analysis.counts.sparse_baseline import lower_chance, pooled_rates, season, tail_chance, upper_bound

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class OwnView:
    """Per row of one topic: expected and upper of the last weeks, and the chances of so many and of so few.

    `more` is over the best of the windows, corrected for choosing it; `fewer` is over the longest window.
    """

    expected: FloatArray
    upper: FloatArray
    more: FloatArray
    fewer: FloatArray


def own_view(
    *, counts: FloatArray, offset: FloatArray, district: IntArray | None, parameters: SparseParameters, weeks: int
) -> OwnView:
    """Looks at the places of one topic; NaN everywhere when the history is too short."""
    size, last = counts.shape
    stop = last - 1 - parameters.guard_weeks
    history = slice(max(0, stop - parameters.history_weeks), max(0, stop))
    if int((~np.isnan(counts[:, history])).sum(axis=1).max(initial=0)) < parameters.minimum_weeks:
        nothing = np.full(size, np.nan)
        return OwnView(np.full((size, weeks), np.nan), np.full((size, weeks), np.nan), nothing, nothing)
    exposure = offset * season(counts, offset, history)
    pooled = pooled_rates(counts[:, history], exposure[:, history], district)
    mean = pooled.rate[:, np.newaxis] * exposure[:, -weeks:]
    upper = upper_bound(mean, pooled.shape[:, np.newaxis], pooled.dispersion, parameters.alpha)
    recent = np.flip(counts[:, -parameters.windows :], axis=1)
    looked = np.where(np.isnan(recent), 0.0, np.flip(exposure[:, -parameters.windows :], axis=1))
    items, normal = np.cumsum(np.nan_to_num(recent), axis=1), pooled.rate[:, np.newaxis] * np.cumsum(looked, axis=1)
    tails = tail_chance(items, normal, pooled.shape[:, np.newaxis], pooled.dispersion)
    fewer = lower_chance(items[:, -1], normal[:, -1], pooled.shape, pooled.dispersion)
    return OwnView(mean, upper, np.minimum(tails.min(axis=1) * parameters.windows, 1.0), fewer)
