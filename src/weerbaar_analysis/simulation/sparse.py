"""Sparse counts of invented neighbouring places, with a known rise in some of them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class SparseScene:
    """Weekly counts of one topic in invented places, and the truth.

    Attributes
    ----------
    counts : (n_places, n_weeks) whole numbers >= 0, as floats.
    means : (n_places, n_weeks) the means they were drawn from, without the rise.
    coordinates : (n_places, 2) positions in the unit square.
    risen : (n_places,) whether the place has the rise in the last weeks.
    """

    counts: npt.NDArray[np.float64]
    means: npt.NDArray[np.float64]
    coordinates: npt.NDArray[np.float64]
    risen: npt.NDArray[np.bool_]


def sparse_scene(
    seed: int,
    *,
    n_places: int = 32,
    n_weeks: int = 170,
    mean: float = 1.0,
    spread: float = 3.0,
    dispersion: float = 1.0,
    cluster: int = 0,
    risk: float = 1.0,
    rise_weeks: int = 2,
) -> SparseScene:
    """Draw counts whose places differ (Gamma with shape `spread`), with a rise in a place and its nearest neighbours.

    Parameters
    ----------
    seed : the same seed gives the same scene.
    mean : mean items per place and week, > 0.
    dispersion : variance / mean of a week's count, >= 1.
    cluster : places with the rise, 0 for none; risk : by what factor; rise_weeks : in how many last weeks.

    Examples
    --------
    >>> scene = sparse_scene(1, cluster=3, risk=3.0)
    >>> scene.counts.shape, int(scene.risen.sum())
    ((32, 170), 3)
    """
    random = np.random.default_rng(seed)
    coordinates = random.uniform(size=(n_places, 2))
    level = mean * random.gamma(spread, 1.0 / spread, n_places)
    means = np.repeat(level[:, np.newaxis], n_weeks, axis=1)
    risen = np.zeros(n_places, dtype=bool)
    if cluster:
        distance = ((coordinates - coordinates[random.integers(n_places)]) ** 2).sum(axis=1)
        risen[np.argsort(distance, kind="stable")[:cluster]] = True
    factor = np.ones_like(means)
    factor[risen, n_weeks - rise_weeks :] = risk
    intensity = means * factor
    if dispersion > 1:
        intensity = random.gamma(intensity / (dispersion - 1.0), dispersion - 1.0)
    return SparseScene(random.poisson(intensity).astype(np.float64), means, coordinates, risen)
