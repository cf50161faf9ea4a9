"""Which row of the counts is which place and topic: what a detector that looks at neighbours must know."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts.judgement import FloatArray, IntArray
from weerbaar_analysis.counts.scan_zones import Zones, lone_places


@dataclass(frozen=True, slots=True)
class Layout:
    """Place and topic of every row, and the zones of neighbouring places.

    Attributes
    ----------
    place : (n_rows,) place codes 0 .. zones.n_places - 1, each at most once per topic.
    topic : (n_rows,) topic codes. Rows of one topic are judged together and stay together when work is split.
    stream : (n_rows,) number per topic that starts its random draws, from its name: the same in every split.
    zones : the zones over all places, without regions.
    region : (n_places,) region code per place, or None.
    """

    place: IntArray
    topic: IntArray
    stream: IntArray
    zones: Zones
    region: IntArray | None = None

    @classmethod
    def of_labels(
        cls, places: Sequence[int], topics: Sequence[str], zones: Zones, region: npt.ArrayLike | None = None
    ) -> "Layout":
        """Return the layout of rows given a place code and a topic name per row.

        >>> Layout.of_labels([0, 1], ["a", "a"], lone_places(2)).topic
        array([0, 0])
        """
        _, topic = np.unique(np.asarray(topics, dtype=str), return_inverse=True)
        stream = np.asarray([zlib.crc32(str(name).encode()) for name in topics], dtype=np.int64)
        regions = None if region is None else np.asarray(region, dtype=np.int64)
        return cls(np.asarray(places, dtype=np.int64), topic.astype(np.int64), stream, zones, regions)

    @classmethod
    def of_rows(cls, counts: FloatArray) -> "Layout":
        """Return the layout when nothing is known: one topic, every row a place, no neighbours.

        Places are numbered by the content of their rows, so that another order of rows gives the same answers.
        """
        keys = np.nan_to_num(counts, nan=-1.0)
        present = keys[:, (keys >= 0).any(axis=0)]
        order = np.lexsort(present.T[::-1]) if present.size else np.arange(counts.shape[0])
        place = np.empty(counts.shape[0], dtype=np.int64)
        place[order] = np.arange(order.size)
        zero = np.zeros(place.size, dtype=np.int64)
        return cls(place, zero, zero.copy(), lone_places(place.size))

    def take(self, rows: IntArray) -> "Layout":
        """Return the layout of some of the rows, in that order."""
        return Layout(self.place[rows], self.topic[rows], self.stream[rows], self.zones, self.region)

    def topics(self) -> Iterator[IntArray]:
        """Yield the rows of each topic, by place code."""
        for code in np.unique(self.topic):
            rows = np.flatnonzero(self.topic == code)
            yield rows[np.argsort(self.place[rows], kind="stable")]

    def region_of(self, rows: IntArray) -> IntArray | None:
        """Return the region of each of the rows, or None."""
        return None if self.region is None else self.region[self.place[rows]]


def layout_for(layout: Layout | None, counts: FloatArray) -> Layout:
    """Return the given layout after checking that it fits the counts, or the one of `Layout.of_rows`."""
    if layout is None:
        return Layout.of_rows(counts)
    if layout.place.size != counts.shape[0]:
        raise ValueError(f"De indeling kent {layout.place.size} reeksen; er zijn er {counts.shape[0]}.")
    pairs = np.stack([layout.topic, layout.place], axis=1)
    if np.unique(pairs, axis=0).shape[0] != pairs.shape[0]:
        raise ValueError("Een plaats komt bij één onderwerp twee keer voor.")
    return layout
