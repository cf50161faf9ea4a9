"""The compiled heart of the sparse detector: averaged likelihood ratios over zones, windows and sizes of rise.

The average over all zones is itself the likelihood ratio of a mixture of rises against no rise. So maps drawn from
that mixture, each weighted by one over its ratio, give tail chances far beyond what plain replicates can reach
(importance sampling, half of the maps from either law; Owen and Zhou 2000, doi:10.1080/01621459.2000.10473909).
"""

import numba
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int32]
HUGE, STEEP = 1e250, 300.0


@numba.njit(cache=True)
def place_ratios(items: Floats, means: Floats, risks: Floats, dispersion: float, ratios: Floats) -> None:
    """Fill (n_places, n_windows, n_risks) with the likelihood ratio of a rise in one place over one window.

    `items` and `means` are cumulative over the last 1, 2, ... weeks.
    """
    for risk in range(risks.size):
        slope, drop = np.log(risks[risk]) / dispersion, (risks[risk] - 1.0) / dispersion
        for place in range(items.shape[0]):
            for window in range(items.shape[1]):
                power = items[place, window] * slope - means[place, window] * drop
                ratios[place, window, risk] = np.exp(min(max(power, -STEEP), STEEP))


@numba.njit(cache=True)
def zone_averages(
    ratios: Floats, members: Counts, start: Ints, lone_rows: int, weights: Floats, by_place: Floats
) -> float:
    """Fill `by_place` with each place's sum over the zones that hold it, and return the sum over all zones.

    Rows from `lone_rows` on are regions: they count in the sum over all zones, not for their places.
    """
    windows, risks = ratios.shape[1], ratios.shape[2]
    product = np.ones((windows, risks))
    by_place[:] = 0.0
    everything = 0.0
    value = np.zeros(members.size)
    for row in range(start.size - 1):
        product[:] = 1.0
        for position in range(start[row], start[row + 1]):
            place = members[position]
            total = 0.0
            for window in range(windows):
                for risk in range(risks):
                    product[window, risk] = min(product[window, risk] * ratios[place, window, risk], HUGE)
                    total += product[window, risk]
            value[position] = total * weights[position] / (windows * risks)
            everything += value[position]
        if row >= lone_rows:
            continue
        beyond = 0.0
        for position in range(start[row + 1] - 1, start[row] - 1, -1):
            beyond += value[position]
            by_place[members[position]] += beyond
    return everything


@numba.njit(cache=True)
def window_values(ratios: Floats, members: Counts, start: Ints, weights: Floats) -> Floats:
    """Return (n_zones, n_windows) the weighted ratio of each zone and window, averaged over sizes of rise."""
    values = np.zeros((members.size, ratios.shape[1]))
    product = np.ones((ratios.shape[1], ratios.shape[2]))
    for row in range(start.size - 1):
        product[:] = 1.0
        for position in range(start[row], start[row + 1]):
            for window in range(ratios.shape[1]):
                for risk in range(ratios.shape[2]):
                    step = ratios[members[position], window, risk]
                    product[window, risk] = min(product[window, risk] * step, HUGE)
                    values[position, window] += product[window, risk] * weights[position]
    return values


@numba.njit(cache=True)
def _draw_map(
    rate: Floats, shape: Floats, exposure: Floats, dispersion: float, rise: Floats, items: Floats, means: Floats
) -> None:
    """Draw one map: a rate per place, then cumulative items of its weeks and the means they were drawn from."""
    for place in range(rate.size):
        drawn = np.random.gamma(shape[place], rate[place] / shape[place])
        total, mean_total = 0.0, 0.0
        for week in range(exposure.shape[1]):
            mean = drawn * exposure[place, week]
            if mean > 0.0 and dispersion > 1.0:
                mean = np.random.gamma(mean / (dispersion - 1.0), dispersion - 1.0)
            if mean > 0.0:
                total += np.random.poisson(mean * rise[place, week])
            mean_total += mean
            items[place, week] = total
            means[place, week] = mean_total


@numba.njit(cache=True)
def _choose_rise(members: Counts, start: Ints, cumulative: Floats, risks: Floats, rise: Floats) -> None:
    """Draw a zone by its weight, a window and a size of rise."""
    position = min(np.searchsorted(cumulative, np.random.random() * cumulative[-1], side="right"), members.size - 1)
    row = np.searchsorted(start, position, side="right") - 1
    window = np.random.randint(0, rise.shape[1])
    risk = risks[np.random.randint(0, risks.size)]
    for inside in range(start[row], position + 1):
        rise[members[inside], : window + 1] = risk


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
    lone_rows: int,
    weights: Floats,
    risks: Floats,
) -> tuple[Floats, Floats, Floats]:
    """Return (replicates, n_places) sums per place, (replicates,) sums over all zones, and (replicates,) weights.

    Even maps have no rise, odd ones have one from the mixture; the weights make them stand for maps without a rise.
    `exposure` is (n_places, n_weeks), the newest week first. Draws depend on seed and map number only.
    """
    n_places, weeks = exposure.shape
    places = np.empty((replicates, n_places))
    overall = np.empty(replicates)
    importance = np.empty(replicates)
    cumulative = np.cumsum(weights)
    expected = np.empty((n_places, weeks))
    for place in range(n_places):
        expected[place] = rate[place] * np.cumsum(exposure[place])
    for number in numba.prange(replicates):
        np.random.seed((seed + 2654435761 * (number + 1)) % 4294967296)
        items = np.empty((n_places, weeks))
        means = np.empty((n_places, weeks))
        ratios = np.empty((n_places, weeks, risks.size))
        rise = np.ones((n_places, weeks))
        if number % 2 == 1:
            _choose_rise(members, start, cumulative, risks, rise)
        _draw_map(rate, shape, exposure, dispersion, rise, items, means)
        place_ratios(items, means, risks, 1.0, ratios)
        ratio = zone_averages(ratios, members, start, lone_rows, weights, places[number])
        importance[number] = 2.0 / (1.0 + ratio)
        place_ratios(items, expected, risks, dispersion, ratios)
        overall[number] = zone_averages(ratios, members, start, lone_rows, weights, places[number])
    return places, overall, importance
