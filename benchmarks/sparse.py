"""Sparse series: share of rises found at matched false positives, and how well chance is held.

    python benchmarks/sparse.py [power] [chance]

`power`: one topic, known baselines, rise in the last two weeks around a random centre; per method the threshold that
gives 5 % weekly false alarms per topic on 4,000 null weeks, then 1,000 rises per row (standard error about .015).
`chance`: baselines estimated from 156 weeks, places that differ, 300 topics: realised rate over nominal.
"""

import sys

import numba
import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts import sparse_kernel
from weerbaar_analysis.counts.scan_layout import Layout
from weerbaar_analysis.counts.scan_zones import Zones, circles, with_regions
from weerbaar_analysis.counts.sparse import SparseParameters, judge_topics, zone_weights
from weerbaar_analysis.simulation.sparse import sparse_scene

NULLS, RISES, WEEKS = 4000, 1000, 3
ROWS = ((1, 4.0), (3, 3.0), (6, 2.5), (12, 2.0))


def combined(cells: npt.NDArray[np.float64], zones: Zones, mean: float) -> npt.NDArray[np.float64]:
    """Return the statistic of the sparse detector: the average likelihood ratio over zones, windows and rises."""
    chosen = SparseParameters()
    risks = np.asarray(chosen.risks)
    weights = zone_weights(zones, chosen.tier_weights, chosen.largest_zone)
    means = np.tile(mean * np.arange(1, WEEKS + 1), (zones.n_places, 1))
    ratios, here = np.empty((zones.n_places, WEEKS, risks.size)), np.empty(zones.n_places)
    lone = int((zones.first == 1).sum())
    out = np.empty(cells.shape[0])
    for number, items in enumerate(cells):
        sparse_kernel.place_ratios(items, means, risks, 1.0, ratios)
        out[number] = sparse_kernel.zone_averages(ratios, zones.members, zones.start, lone, weights, here)
    return out


@numba.njit(cache=True)
def neighbour_scan(cells, members, start, mean):  # type: ignore[no-untyped-def]
    """Return the expectation-based Poisson scan's maximum over circles and windows (the peer)."""
    out = np.zeros(cells.shape[0])
    for number in range(cells.shape[0]):
        for row in range(start.size - 1):
            inside = np.zeros(cells.shape[2])
            for position in range(start[row], start[row + 1]):
                for window in range(cells.shape[2]):
                    inside[window] += cells[number, members[position], window]
                    base, count = mean * (position - start[row] + 1) * (window + 1), inside[window]
                    if count > base:
                        out[number] = max(out[number], count * np.log(count / base) + base - count)
    return out


def score(count: npt.NDArray[np.float64], base: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the Poisson score where the count exceeds its baseline, else 0."""
    return np.where(count > base, count * np.log(np.maximum(count, 1e-9) / base) + base - count, 0.0)


def power() -> None:
    """Print the share of rises found per method, number of places, mean and size of cluster."""
    random = np.random.default_rng(5)
    windows = np.arange(1, WEEKS + 1)
    for n_places in (32, 342):
        nulls, rises = (NULLS, RISES) if n_places == 32 else (NULLS // 4, RISES // 4)
        for mean in (0.2, 0.5, 1.0):
            near = circles(random.uniform(size=(n_places, 2)), largest=20)
            zones = with_regions(near)

            def draw(n: int, size: int = 0, risk: float = 1.0) -> npt.NDArray[np.float64]:
                means = np.full((n, n_places, WEEKS), mean)  # noqa: B023
                for number in range(n if size else 0):
                    first = near.start[random.integers(n_places)]  # noqa: B023
                    means[number, near.members[first : first + size], :2] *= risk  # noqa: B023
                return np.cumsum(random.poisson(means), axis=2).astype(np.float64)

            methods = {
                "single series": lambda c: score(c, mean * windows).max(axis=(1, 2)),  # noqa: B023
                "total": lambda c: score(c.sum(axis=1), n_places * mean * windows).max(axis=1),  # noqa: B023
                "neighbour scan": lambda c: neighbour_scan(c, near.members, near.start, mean),  # noqa: B023
                "sparse": lambda c: combined(c, zones, mean),  # noqa: B023
            }
            null, maps = draw(nulls), [draw(rises, size, risk) for size, risk in ROWS]
            for name, statistic in methods.items():
                limit = np.sort(statistic(null))[int(0.95 * nulls)]
                found = " ".join(f"{float((statistic(cells) > limit).mean()):.3f}" for cells in maps)
                print(f"power: {n_places} places, mean {mean}, {name}: {found}", flush=True)


def chance() -> None:
    """Print realised over nominal rates of the place and topic p-values when nothing goes on."""
    for mean, dispersion in ((0.2, 1.0), (1.0, 1.0), (1.0, 2.0)):
        places, topics = [], []
        for seed in range(300):
            scene = sparse_scene(seed, mean=mean, dispersion=dispersion)
            layout = Layout.of_labels(list(range(32)), [f"t{seed}"] * 32, circles(scene.coordinates, largest=16))
            found, regional = judge_topics(scene.counts, [-1], SparseParameters(layout=layout))
            places.append(found.p_value[:, 0])
            topics.append(regional[0].p_value)
        for name, values in (("place", np.concatenate(places)), ("topic", np.asarray(topics))):
            rates = " ".join(f"{float((values <= a).mean()) / a:.2f}" for a in (0.1, 0.05, 0.01, 0.001))
            print(f"chance: mean {mean}, dispersion {dispersion}, {name}: {rates} at .1 .05 .01 .001", flush=True)


if __name__ == "__main__":
    for step in sys.argv[1:] or ["power", "chance"]:
        {"power": power, "chance": chance}[step]()
