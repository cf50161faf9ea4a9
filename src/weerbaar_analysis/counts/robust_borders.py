"""Municipal borders change: history is told in the municipalities of today."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts.judgement import FloatArray


@dataclass(frozen=True, slots=True)
class Succession:
    """Part of a municipality that went on in another: share of its people (or of another fair measure), in (0, 1]."""

    predecessor: str
    successor: str
    share: float


def in_todays_borders(
    counts: npt.ArrayLike, places: Sequence[str], successions: Sequence[Succession]
) -> tuple[FloatArray, list[str]]:
    """Return counts of municipalities before a change as if today's borders had always held.

    Parameters
    ----------
    counts : (n_places, n_weeks) whole numbers >= 0, NaN where missing.
    places : (n_places,) names, each once.
    successions : where the places that ended went; the shares of one predecessor sum to 1. Other places stay.

    Returns
    -------
    (n_today, n_weeks) array and the names of its rows, sorted. Every week keeps its total to the item: parts are
    rounded by largest remainder. A week is missing where any part of it is missing.

    Raises
    ------
    ValueError
        For shares that do not sum to 1, an unknown predecessor or a place named twice.

    Examples
    --------
    >>> counts, names = in_todays_borders(
    ...     [[4.0], [3.0], [1.0]],
    ...     ["Beemster", "Purmerend", "Zeevang"],
    ...     [Succession("Beemster", "Purmerend", 1.0), Succession("Zeevang", "Edam-Volendam", 1.0)],
    ... )
    >>> names, counts.ravel()
    (['Edam-Volendam', 'Purmerend'], array([1., 7.]))
    """
    values = np.asarray(counts, dtype=np.float64)
    if len(set(places)) != len(places) or values.shape[0] != len(places):
        raise ValueError("Elke gemeente staat er één keer, met één rij aantallen.")
    parts = _parts(places, successions)
    names = sorted({name for shares in parts.values() for name in shares})
    today = np.zeros((len(names), values.shape[1]))
    for row, place in enumerate(places):
        successors = sorted(parts[place])
        shares = np.asarray([parts[place][name] for name in successors])
        split = _largest_remainder(values[row], shares)
        today[[names.index(name) for name in successors]] += split
    return today, names


def _parts(places: Sequence[str], successions: Sequence[Succession]) -> dict[str, dict[str, float]]:
    parts: dict[str, dict[str, float]] = {place: {} for place in places}
    for step in successions:
        if step.predecessor not in parts:
            raise ValueError(f"Gemeente {step.predecessor!r} heeft geen rij aantallen.")
        parts[step.predecessor][step.successor] = step.share
    for place, shares in parts.items():
        if not shares:
            shares[place] = 1.0
        if abs(sum(shares.values()) - 1.0) > 1e-9 or min(shares.values()) <= 0:
            raise ValueError(f"De delen van {place!r} zijn samen niet 1.")
    return parts


def _largest_remainder(counts: FloatArray, shares: FloatArray) -> FloatArray:
    """Split whole weekly counts by shares into whole parts that sum to the same."""
    exact = shares[:, np.newaxis] * np.nan_to_num(counts)
    whole = np.floor(exact + 1e-9)
    rest = np.nan_to_num(counts) - whole.sum(axis=0)
    order = np.argsort(-(exact - whole), axis=0, kind="stable")
    rank = np.argsort(order, axis=0, kind="stable")
    whole += rank < np.round(rest)
    return np.asarray(np.where(np.isnan(counts), np.nan, whole))
