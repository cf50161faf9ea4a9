"""Zones: the sets of neighbouring places that a scan looks at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts.judgement import IntArray


@dataclass(frozen=True, slots=True)
class Zones:
    """Rows of ordered places; every beginning of a row that is long enough is one zone.

    A circle around a centre is a row with its neighbours by distance: its first place, first two, first three and so
    on are zones. A region is a row of which only the whole counts.

    Attributes
    ----------
    members : (n_zones,) place codes, the rows one after the other. Position z stands for the zone that begins at the
        start of its row and ends at z.
    start : (n_rows + 1,) where each row starts in `members`.
    first : (n_rows,) how many places a zone of this row has at least.
    n_places : number of places, codes 0 .. n_places - 1.
    """

    members: npt.NDArray[np.int32]
    start: IntArray
    first: IntArray
    n_places: int

    def places(self, position: int) -> IntArray:
        """Return the place codes of the zone at one position of `members`.

        >>> circles([(0, 0), (1, 0), (5, 0)], largest=2).places(3)
        array([1, 0])
        """
        row = int(np.searchsorted(self.start, position, side="right")) - 1
        return self.members[int(self.start[row]) : position + 1].astype(np.int64)

    def lengths(self) -> IntArray:
        """Return (n_zones,) how many places each position covers."""
        rows = np.repeat(np.arange(self.first.size), np.diff(self.start))
        return np.arange(self.members.size) - self.start[rows] + 1

    def counted(self) -> npt.NDArray[np.bool_]:
        """Return (n_zones,) whether each position is a zone (long enough for its row)."""
        return np.asarray(self.lengths() >= np.repeat(self.first, np.diff(self.start)))

    def renumbered(self, order: IntArray) -> "Zones":
        """Return the same zones when place `order[i]` becomes place i; places left out leave their zones."""
        code = np.full(self.n_places, -1, dtype=np.int64)
        code[order] = np.arange(order.size)
        rows, firsts = [], []
        for row in range(self.first.size):
            old = self.members[int(self.start[row]) : int(self.start[row + 1])]
            kept = code[old][code[old] >= 0]
            whole = bool(self.first[row] > 1)
            if kept.size and (whole or code[old[0]] >= 0):
                rows.append(kept)
                firsts.append(kept.size if whole else 1)
        return zones_of(rows, firsts, int(order.size))


def zones_of(rows: Sequence[npt.ArrayLike], first: Sequence[int], n_places: int) -> Zones:
    """Return zones from rows of place codes and the smallest length that counts in each row."""
    arrays = [np.asarray(row, dtype=np.int32) for row in rows]
    members = np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.int32)
    start = np.concatenate([[0], np.cumsum([row.size for row in arrays])]).astype(np.int64)
    return Zones(members, start, np.asarray(first, dtype=np.int64), n_places)


def circles(coordinates: npt.ArrayLike, *, largest: int = 20) -> Zones:
    """Return circles: around every place its nearest 1, 2, ... `largest` places, itself first.

    Parameters
    ----------
    coordinates : (n_places, 2) positions in one unit (kilometres, or metres of the national grid); no degrees.
    largest : most places in one zone, >= 1. Half of all places is the usual upper limit.

    Raises
    ------
    ValueError
        For another shape, or a coordinate that is missing.

    Examples
    --------
    >>> circles([(0, 0), (1, 0), (5, 0)], largest=2).members
    array([0, 1, 1, 0, 2, 1], dtype=int32)
    """
    points = np.asarray(coordinates, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("Geef per plaats een x en een y.")
    if not np.isfinite(points).all():
        raise ValueError(f"Plaats {int(np.argwhere(~np.isfinite(points))[0][0]) + 1} heeft geen geldige x of y.")
    count = points.shape[0]
    size = max(1, min(largest, count))
    rows = []
    for centre in range(count):
        distance = ((points - points[centre]) ** 2).sum(axis=1)
        distance[centre] = -1.0
        rows.append(np.argsort(distance, kind="stable")[:size])
    return zones_of(rows, [1] * count, count)


def steps(pairs: Iterable[tuple[int, int]], n_places: int, *, largest: int = 20) -> Zones:
    """Return zones from adjacency: around every place those that border it, then those one border further.

    Parameters
    ----------
    pairs : pairs of place codes that border each other, in any direction.
    n_places : number of places.
    largest : most places in one zone.

    Examples
    --------
    >>> steps([(0, 1), (1, 2)], 3, largest=2).members
    array([0, 1, 1, 0, 2, 1], dtype=int32)
    """
    beside: list[set[int]] = [set() for _ in range(n_places)]
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    rows = []
    for centre in range(n_places):
        order, seen, edge = [centre], {centre}, [centre]
        while edge and len(order) < largest:
            edge = sorted({near for place in edge for near in beside[place]} - seen)
            order += edge
            seen.update(edge)
        rows.append(order[:largest])
    return zones_of(rows, [1] * n_places, n_places)


def with_regions(zones: Zones, regions: npt.ArrayLike | None = None) -> Zones:
    """Return the zones with each region as one more zone, and the whole area as the last.

    Parameters
    ----------
    zones : zones over n_places places.
    regions : (n_places,) region code per place, or None for the whole area only.

    Examples
    --------
    >>> with_regions(circles([(0, 0), (1, 0), (5, 0)], largest=1), [0, 0, 1]).lengths()
    array([1, 1, 1, 1, 2, 1, 2, 3])
    """
    rows = [zones.members[int(a) : int(b)] for a, b in zip(zones.start[:-1], zones.start[1:], strict=True)]
    first = [int(value) for value in zones.first]
    if regions is not None:
        codes = np.asarray(regions)
        for code in np.unique(codes):
            inside = np.flatnonzero(codes == code)
            if 1 < inside.size < zones.n_places:
                rows.append(inside.astype(np.int32))
                first.append(int(inside.size))
    if zones.n_places > 1:
        rows.append(np.arange(zones.n_places, dtype=np.int32))
        first.append(zones.n_places)
    return zones_of(rows, first, zones.n_places)


def lone_places(n_places: int) -> Zones:
    """Return one zone per place: the default when nothing is known of neighbours."""
    return zones_of([[place] for place in range(n_places)], [1] * n_places, n_places)
