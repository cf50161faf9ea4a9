"""The compiled heart of the sparse detector: averaged likelihood ratios over zones, windows and sizes of rise."""

import numba
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int32]


@numba.njit(cache=True)
def averages(
    cells: Counts,
    members: Counts,
    start: Ints,
    factors: Floats,
    powers: Floats,
    by_place: Floats,
) -> float:
    """Fill `by_place` with each place's sum over the zones that hold it, and return the sum over all zones.

    `cells` (n_places, n_windows) holds the items of the last 1, 2, ... weeks, `factors` (n_zones, n_windows, n_risks)
    prior weight x exp(-(risk - 1) expected), `powers` (n_risks, n_counts) risk ** count. Counts beyond the table
    count as its last.
    """
    windows, risks, top = cells.shape[1], powers.shape[0], powers.shape[1] - 1
    running = np.zeros(windows, dtype=np.int64)
    by_place[:] = 0.0
    everything = 0.0
    for row in range(start.size - 1):
        running[:] = 0
        length = start[row + 1] - start[row]
        value = np.zeros(length)
        for step in range(length):
            position = start[row] + step
            place = members[position]
            total = 0.0
            for window in range(windows):
                running[window] += cells[place, window]
                count = min(running[window], top)
                for risk in range(risks):
                    total += factors[position, window, risk] * powers[risk, count]
            value[step] = total
            everything += total
        beyond = 0.0
        for step in range(length - 1, -1, -1):
            beyond += value[step]
            by_place[members[start[row] + step]] += beyond
    return everything


@numba.njit(cache=True, parallel=True)
def simulated_averages(
    rate: Floats,
    shape: Floats,
    exposure: Floats,
    dispersion: float,
    replicates: int,
    seed: int,
    members: Counts,
    start: Ints,
    factors: Floats,
    powers: Floats,
) -> tuple[Floats, Floats]:
    """Return (replicates, n_places) sums per place and (replicates,) sums over all, for maps in which nothing goes on.

    Each map draws a rate per place from its Gamma posterior, then the weeks' counts; `exposure` is (n_places,
    n_windows), the newest week first. Draws depend on seed, replicate and place only.
    """
    n_places, windows = exposure.shape
    places = np.empty((replicates, n_places))
    overall = np.empty(replicates)
    for number in numba.prange(replicates):
        np.random.seed((seed + 2654435761 * (number + 1)) % 4294967296)
        cells = np.zeros((n_places, windows), dtype=np.int32)
        for place in range(n_places):
            drawn = np.random.gamma(shape[place], rate[place] / shape[place])
            total = 0
            for window in range(windows):
                mean = drawn * exposure[place, window]
                if mean > 0.0 and dispersion > 1.0:
                    mean = np.random.gamma(mean / (dispersion - 1.0), dispersion - 1.0)
                if mean > 0.0:
                    total += np.random.poisson(mean)
                cells[place, window] = total
        overall[number] = averages(cells, members, start, factors, powers, places[number])
    return places, overall
