"""The compiled heart of both scans: maxima of c*f(c) - style scores over millions of windows.

Both statistics have the form `table[c] - c * slope[w] - base[w]` for a window w with count c above its expectation,
and both rise with c there. So a window has a smallest count that can beat a floor, and most of the work is comparing
whole numbers; the score itself is computed only for the few windows above the floor.
"""

import numba
import numpy as np
import numpy.typing as npt

LANES = 8
NEVER = np.int32(2**31 - 1)
Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int32]


@numba.njit(cache=True, inline="always")
def mix(state: np.uint64) -> np.uint64:
    """Splitmix64's finalizer: a well-mixed 64-bit number from a counter."""
    z = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@numba.njit(cache=True, fastmath=False)
def window_counts(cells: Counts, members: Counts, start: npt.NDArray[np.int64]) -> Counts:
    """Return (n_zones, LANES) counts of every zone and duration from (n_places, LANES) cumulative cells."""
    counts = np.empty((members.size, LANES), dtype=np.int32)
    for row in range(start.size - 1):
        for position in range(start[row], start[row + 1]):
            for lane in range(LANES):
                before = counts[position - 1, lane] if position > start[row] else 0
                counts[position, lane] = before + cells[members[position], lane]
    return counts


@numba.njit(cache=True)
def _score(count: int, slope: float, base: float, table: Floats) -> float:
    known = table[count] if count < table.size else count * np.log(count)
    return known - count * slope - base  # type: ignore[no-any-return]


@numba.njit(cache=True)
def smallest_counts(floor: float, expected: Floats, slope: Floats, base: Floats, table: Floats, top: int) -> Counts:
    """Return per window the smallest count above its expectation whose score is at least `floor` (NEVER if none)."""
    smallest = np.full(expected.shape, NEVER, dtype=np.int32)
    for zone in range(expected.shape[0]):
        for lane in range(LANES):
            mean = expected[zone, lane]
            if not mean > 0.0 or mean >= top:
                continue
            low, high = int(np.floor(mean)) + 1, top
            if high < low or _score(high, slope[zone, lane], base[zone, lane], table) < floor:
                continue
            while low < high:
                middle = (low + high) // 2
                if _score(middle, slope[zone, lane], base[zone, lane], table) >= floor:
                    high = middle
                else:
                    low = middle + 1
            smallest[zone, lane] = low
    return smallest


@numba.njit(cache=True)
def _highest(
    cells: Counts,
    members: Counts,
    start: npt.NDArray[np.int64],
    smallest: Counts,
    slope: Floats,
    base: Floats,
    table: Floats,
    running: Counts,
) -> float:
    """Return the highest score of one map, or -1 when no window reaches its smallest count."""
    best = -1.0
    for row in range(start.size - 1):
        running[:] = 0
        for position in range(start[row], start[row + 1]):
            place = members[position]
            hit = 0
            for lane in range(LANES):
                running[lane] += cells[place, lane]
                hit |= running[lane] >= smallest[position, lane]
            if hit:
                for lane in range(LANES):
                    count = running[lane]
                    if count >= smallest[position, lane]:
                        best = max(best, _score(count, slope[position, lane], base[position, lane], table))
    return best


@numba.njit(cache=True, parallel=True)
def permuted_maxima(
    items: Counts,
    recent: npt.NDArray[np.int64],
    n_places: int,
    replicates: npt.NDArray[np.int64],
    seed: np.uint64,
    block: int,
    members: Counts,
    start: npt.NDArray[np.int64],
    smallest: Counts,
    slope: Floats,
    base: Floats,
    table: Floats,
) -> Floats:
    """Return the highest score of each replicate in which the items' weeks are dealt again at random.

    `items` is the place of every item of the study period, `recent` (LANES,) how many items fall in each of the last
    weeks (newest first). Only the items that land in the recent weeks need to be drawn. The draws depend on seed and
    replicate number only, never on the number of threads.
    """
    maxima = np.empty(replicates.size)
    blocks = (replicates.size + block - 1) // block
    for index in numba.prange(blocks):
        dealt = items.copy()
        swapped = np.empty(items.size, dtype=np.int64)
        cells = np.zeros((n_places, LANES), dtype=np.int32)
        running = np.zeros(LANES, dtype=np.int32)
        for number in range(index * block, min((index + 1) * block, replicates.size)):
            state = mix(seed + np.uint64(replicates[number] + 1) * np.uint64(0x9E3779B97F4A7C15))
            cells[:] = 0
            taken = 0
            for lane in range(LANES):
                for _ in range(recent[lane]):
                    state += np.uint64(0x9E3779B97F4A7C15)
                    left = np.uint64(items.size - taken)
                    pick = taken + np.int64(((mix(state) >> np.uint64(32)) * left) >> np.uint64(32))
                    place = dealt[pick]
                    dealt[pick] = dealt[taken]
                    dealt[taken] = place
                    swapped[taken] = pick
                    cells[place, lane] += 1
                    taken += 1
            for place in range(n_places):
                for lane in range(1, LANES):
                    cells[place, lane] += cells[place, lane - 1]
            maxima[number] = _highest(cells, members, start, smallest, slope, base, table, running)
            for back in range(taken - 1, -1, -1):
                pick = swapped[back]
                place = dealt[back]
                dealt[back] = dealt[pick]
                dealt[pick] = place
    return maxima


@numba.njit(cache=True, parallel=True)
def simulated_maxima(
    means: Floats,
    sizes: Floats,
    replicates: npt.NDArray[np.int64],
    seed: int,
    members: Counts,
    start: npt.NDArray[np.int64],
    smallest: Counts,
    slope: Floats,
    base: Floats,
    table: Floats,
) -> Floats:
    """Return the highest score of each replicate drawn from (n_places, LANES) means, newest week first.

    `sizes` is the negative binomial size per cell, infinite for Poisson.
    """
    maxima = np.empty(replicates.size)
    for number in numba.prange(replicates.size):
        np.random.seed((seed + 2654435761 * (replicates[number] + 1)) % 4294967296)
        cells = np.zeros(means.shape, dtype=np.int32)
        running = np.zeros(LANES, dtype=np.int32)
        for place in range(means.shape[0]):
            total = 0
            for lane in range(LANES):
                mean = means[place, lane]
                if mean > 0.0 and np.isfinite(sizes[place, lane]):
                    mean = np.random.gamma(sizes[place, lane], mean / sizes[place, lane])
                if mean > 0.0:
                    total += np.random.poisson(mean)
                cells[place, lane] = total
        maxima[number] = _highest(cells, members, start, smallest, slope, base, table, running)
    return maxima
