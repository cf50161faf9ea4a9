"""Copies of one press text across feeds: which items belong to one cluster.

A text becomes a *sketch*: the 32-bit hashes of its pairs of neighbouring words, thinned to at most `SKETCH` of them by
keeping the lowest. Two sketches tell how much of the shorter text stands in the longer one (containment), so a
shortened copy is recognised as well as an edited one. A new text is held against the examples of the clusters that
share some of its rarest pairs: the first text, and copies of it of one length that were clearly edited (the first may
be an edited one). A copy of such an example is no example again: chaining glues different texts together.

Sketches are the same on every machine and after every restart. Compute them on masked text only: the hash of a name is
still personal data. Placeholders such as ``[naam]`` do not count as words.

Sources: Broder 1997, "On the resemblance and containment of documents", doi:10.1109/SEQUEN.1997.666900; the search for
candidates follows the hash chains of LZ77 compressors.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numba import njit
from numpy.typing import NDArray

Sketch = NDArray[np.uint32]

SKETCH = 144
"""The most hashes a sketch holds: 576 bytes."""
POSTINGS = 16
"""How many of its lowest hashes a text is found by."""
CHAIN = 48
"""How many earlier texts with the same hash are looked at."""
SHORT = 24
"""A text of fewer words is compared by its letters (five at a time) instead of by its pairs of words."""


@dataclass(frozen=True)
class Thresholds:
    """How much two texts must share (0-1).

    `same_length`: share of the shorter sketch, for texts of about equal length. `shortened`: the same where one is
    clearly shorter (below `length_ratio` of the other). `short`: for two headlines, shared letters over all letters.
    `edited`: a copy of the same length that shares less than this becomes an example of its cluster too.
    """

    same_length: float = 0.60
    shortened: float = 0.80
    length_ratio: float = 0.82
    short: float = 0.60
    edited: float = 0.72


@njit(cache=True)
def _mix(value: np.uint64) -> np.uint64:
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@njit(cache=True)
def _is_letter(byte: int) -> bool:
    return byte >= 128 or 48 <= byte <= 57 or 97 <= byte <= 122


@njit(cache=True)
def _word_hashes(data: NDArray[np.uint8]) -> NDArray[np.uint64]:
    words = np.empty(data.size // 2 + 1, dtype=np.uint64)
    count = 0
    state = np.uint64(0)
    inside = False
    bracket_end = -1
    for position in range(data.size):
        byte = data[position]
        if byte == 91:  # a placeholder such as [naam] is no word
            for ahead in range(position + 1, min(position + 32, data.size)):
                if data[ahead] == 93:
                    bracket_end = ahead
                    break
        if position > bracket_end and _is_letter(byte):
            state = (state ^ np.uint64(byte)) * np.uint64(0x100000001B3)
            inside = True
        elif inside:
            words[count] = state
            count += 1
            state = np.uint64(0)
            inside = False
    if inside:
        words[count] = state
        count += 1
    return words[:count]


@njit(cache=True)
def _letter_hashes(data: NDArray[np.uint8]) -> NDArray[np.uint32]:
    kept = np.empty(data.size + 2, dtype=np.uint64)
    kept[0] = np.uint64(32)
    count = 1
    depth = 0
    for byte in data:
        depth += int(byte == 91) - int(byte == 93)
        if depth > 0:
            continue
        if _is_letter(byte):
            kept[count] = np.uint64(byte)
            count += 1
        elif kept[count - 1] != 32:
            kept[count] = np.uint64(32)
            count += 1
    hashes = np.empty(max(count - 4, 0), dtype=np.uint32)
    for start in range(count - 4):
        state = np.uint64(7)
        for step in range(5):
            state = (state ^ kept[start + step]) * np.uint64(0x100000001B3)
        hashes[start] = np.uint32(_mix(state) >> np.uint64(32))
    return hashes


@njit(cache=True)
def _lowest(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    ordered = np.sort(hashes)
    distinct = np.empty(min(ordered.size, SKETCH), dtype=np.uint32)
    count = 0
    for index in range(ordered.size):
        if count == distinct.size:
            break
        if index == 0 or ordered[index] != ordered[index - 1]:
            distinct[count] = ordered[index]
            count += 1
    return distinct[:count]


@njit(cache=True)
def _sketch(data: NDArray[np.uint8]) -> tuple[NDArray[np.uint32], int]:
    words = _word_hashes(data)
    if words.size < SHORT:
        return _lowest(_letter_hashes(data)), words.size
    pairs = np.empty(words.size - 1, dtype=np.uint32)
    for index in range(words.size - 1):
        mixed = _mix(words[index] * np.uint64(0x9E3779B97F4A7C15) + words[index + 1])
        pairs[index] = np.uint32(mixed >> np.uint64(32))
    return _lowest(pairs), words.size


@njit(cache=True)
def _containment(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> float:
    """Share of the sparser sketch that stands in the other, below the highest hash that both could hold."""
    if first.size == 0 or second.size == 0:
        return 0.0
    limit = np.uint32(0xFFFFFFFF)
    if first.size == SKETCH:
        limit = first[-1]
    if second.size == SKETCH and second[-1] < limit:
        limit = second[-1]
    left = 0
    right = 0
    shared = 0
    while left < first.size and right < second.size and first[left] <= limit and second[right] <= limit:
        if first[left] == second[right]:
            shared += 1
            left += 1
            right += 1
        elif first[left] < second[right]:
            left += 1
        else:
            right += 1
    count_left = np.searchsorted(first, limit, side="right")
    count_right = np.searchsorted(second, limit, side="right")
    return float(shared) / float(max(int(min(count_left, count_right)), 1))


@njit(cache=True)
def _candidates(
    sketch: NDArray[np.uint32],
    head: NDArray[np.int64],
    previous: NDArray[np.int64],
    owner: NDArray[np.int64],
    key: NDArray[np.uint32],
    written: int,
    oldest: int,
) -> NDArray[np.int64]:
    found = np.empty(POSTINGS * CHAIN, dtype=np.int64)
    count = 0
    mask = np.uint32(head.size - 1)
    for index in range(min(sketch.size, POSTINGS)):
        sequence = head[sketch[index] & mask]
        steps = 0
        while sequence >= 0 and sequence > written - owner.size and steps < CHAIN:
            slot = sequence % owner.size
            if owner[slot] < oldest:
                break
            if key[slot] == sketch[index]:
                found[count] = owner[slot]
                count += 1
            steps += 1
            sequence = previous[slot]
    return np.sort(found[:count])


@njit(cache=True)
def _best(
    sketch: NDArray[np.uint32],
    words: int,
    candidates: NDArray[np.int64],
    sketches: NDArray[np.uint32],
    sizes: NDArray[np.int32],
    lengths: NDArray[np.int32],
    limits: NDArray[np.float64],
) -> tuple[int, float, bool]:
    """The earlier text that shares most and enough (or -1), how much, and whether they are of one length.

    Candidates that share one hash only are left alone.
    """
    best = -1
    best_share = 0.0
    one_length = False
    needed_hits = 2 if sketch.size >= POSTINGS else 1
    for index in range(needed_hits - 1, candidates.size):
        row = candidates[index]
        first = index - needed_hits + 1
        if candidates[first] != row or (first > 0 and candidates[first - 1] == row):
            continue
        slot = row % sizes.size
        if (words < SHORT) != (lengths[slot] < SHORT):
            continue
        share = _containment(sketch, sketches[slot, : sizes[slot]])
        ratio = min(words, lengths[slot]) / max(words, lengths[slot], 1)
        needed = limits[0] if ratio >= limits[2] else limits[1]
        if words < SHORT:
            needed = limits[3]
            shared = share * min(sketch.size, sizes[slot])
            share = shared / (sketch.size + sizes[slot] - shared)
        if share >= needed and share > best_share:
            best = row
            best_share = share
            one_length = ratio >= limits[2]
    return best, best_share, one_length


@njit(cache=True)
def _insert(
    sketch: NDArray[np.uint32],
    row: int,
    head: NDArray[np.int64],
    previous: NDArray[np.int64],
    owner: NDArray[np.int64],
    key: NDArray[np.uint32],
    written: int,
) -> int:
    mask = np.uint32(head.size - 1)
    for index in range(min(sketch.size, POSTINGS)):
        slot = written % owner.size
        bucket = sketch[index] & mask
        previous[slot] = head[bucket]
        owner[slot] = row
        key[slot] = sketch[index]
        head[bucket] = written
        written += 1
    return written


def sketch_of(text: str) -> tuple[Sketch, int]:
    """The sketch of a (masked) text and its number of words.

    Returns
    -------
    tuple of (ndarray of uint32, shape (0..144,), ascending) and int
        Empty for a text without a word.

    Examples
    --------
    >>> sketch, words = sketch_of("De raad van Zuiderwold bespreekt de opvang.")
    >>> words, sketch.dtype.name
    (7, 'uint32')
    """
    data = np.frombuffer(text.casefold().encode("utf-8", "replace"), dtype=np.uint8)
    sketch, words = _sketch(data)
    return sketch, int(words)


def sketch_to_bytes(text: str) -> bytes:
    """The sketch as at most 580 bytes to keep beside an item: number of words (4 bytes), then the hashes.

    Examples
    --------
    >>> len(sketch_to_bytes("een twee drie")) % 4
    0
    """
    sketch, words = sketch_of(text)
    return words.to_bytes(4, "little") + sketch.astype("<u4").tobytes()


def sketch_from_bytes(data: bytes) -> tuple[Sketch, int]:
    """The reverse of `sketch_to_bytes`."""
    return np.frombuffer(data[4:], dtype="<u4").astype(np.uint32), int.from_bytes(data[:4], "little")


@dataclass
class DuplicateFinder:
    """Assigns texts to clusters one by one, in bounded memory.

    Parameters
    ----------
    capacity : int
        How many examples of clusters are remembered (about 860 bytes each); the oldest are forgotten first.
    thresholds : Thresholds

    Notes
    -----
    Every text is in exactly one cluster, named after its first text; so "in one cluster" is transitive. Must not be
    used to decide that two texts have one author.

    Examples
    --------
    >>> finder = DuplicateFinder(capacity=100)
    >>> finder.assign("a", "Raad van Zuiderwold bespreekt vanavond de opvang van asielzoekers")
    'a'
    >>> finder.assign("b", "Raad van Zuiderwold bespreekt vanavond opvang van asielzoekers")
    'a'
    >>> finder.assign("c", "Nieuwe bibliotheek in Oosterveen opent de deuren")
    'c'
    """

    capacity: int = 100_000
    thresholds: Thresholds = field(default_factory=Thresholds)

    def __post_init__(self) -> None:
        if self.capacity < 1:
            raise ValueError("capacity moet minstens 1 zijn.")
        buckets = 1 << max((self.capacity * 4 - 1).bit_length(), 10)
        self._head = np.full(buckets, -1, dtype=np.int64)
        self._previous = np.full(self.capacity * POSTINGS, -1, dtype=np.int64)
        self._owner = np.full(self.capacity * POSTINGS, -1, dtype=np.int64)
        self._key = np.zeros(self.capacity * POSTINGS, dtype=np.uint32)
        self._sketches = np.zeros((self.capacity, SKETCH), dtype=np.uint32)
        self._sizes = np.zeros(self.capacity, dtype=np.int32)
        self._lengths = np.zeros(self.capacity, dtype=np.int32)
        self._is_first = np.zeros(self.capacity, dtype=np.bool_)
        self._names: list[str] = []
        self._rows = 0
        self._written = 0
        limits = self.thresholds
        self._limits = np.array([limits.same_length, limits.shortened, limits.length_ratio, limits.short])

    def assign(self, name: str, text: str) -> str:
        """The cluster of this text: the name of its first text, which is this one when nothing like it was seen."""
        sketch, words = sketch_of(text)
        return self.assign_sketch(name, sketch, words)

    def assign_sketch(self, name: str, sketch: Sketch, words: int) -> str:
        """As `assign`, for a sketch that was kept.

        To go on after a restart, give every kept sketch again in its order, with its cluster for a name.
        """
        if sketch.size == 0:
            return name
        row, share, one_length = self._find(sketch, words)
        if row < 0:
            self._remember(name, sketch, words, is_first=True)
            return name
        slot = row % self.capacity
        cluster = self._names[slot]
        if share < self.thresholds.edited and one_length and words >= SHORT and self._is_first[slot]:
            self._remember(cluster, sketch, words, is_first=False)
        return cluster

    def _find(self, sketch: Sketch, words: int) -> tuple[int, float, bool]:
        oldest = max(self._rows - self.capacity, 0)
        found = _candidates(sketch, self._head, self._previous, self._owner, self._key, self._written, oldest)
        row, share, one_length = _best(sketch, words, found, self._sketches, self._sizes, self._lengths, self._limits)
        return int(row), float(share), bool(one_length)

    def _remember(self, name: str, sketch: Sketch, words: int, *, is_first: bool) -> None:
        slot = self._rows % self.capacity
        if slot == len(self._names):
            self._names.append(name)
        else:
            self._names[slot] = name
        self._sketches[slot, : sketch.size] = sketch
        self._sizes[slot] = sketch.size
        self._lengths[slot] = words
        self._is_first[slot] = is_first
        self._written = _insert(sketch, self._rows, self._head, self._previous, self._owner, self._key, self._written)
        self._rows += 1


def near_duplicates(items: Iterable[tuple[str, str]], *, capacity: int = 100_000) -> list[str]:
    """For each (name, masked text) the name of the first text of its cluster, in the same order.

    Parameters
    ----------
    items : iterable of (str, str)
    capacity : int
        See `DuplicateFinder`.

    Examples
    --------
    >>> near_duplicates([("1", "Kort bericht over de markt"), ("2", "kort bericht, over de markt!"), ("3", "")])
    ['1', '1', '3']
    """
    finder = DuplicateFinder(capacity=capacity)
    return [finder.assign(name, text) for name, text in items]
