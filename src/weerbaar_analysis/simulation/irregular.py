"""Series that no harmonic model fits: steps, holidays, bursts and dead weeks, with outbreaks of known place and size.

The counterpart of `noufaily`, whose truth is harmonic: a detector that assumes waves must show that it is not the
worse for it. Same twelve years, same tested weeks, same outbreaks.
"""

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.simulation.noufaily import BASELINE_FROM, TESTED_FROM, WEEKS, Simulated, draw, strike

KINDS = ("steps", "holidays", "bursts", "dead weeks")
LEVELS = (0.5, 2.0, 8.0, 40.0)
SPREADS = (1.0, 2.0)


def _mean(rng: np.random.Generator, kind: str, level: float) -> npt.NDArray[np.float64]:
    week = np.arange(WEEKS)
    mean = np.full(WEEKS, level)
    if kind == "steps":
        for start in rng.choice(np.arange(100, TESTED_FROM - 60), 3, replace=False):
            mean[start:] *= rng.choice([0.6, 1.5])
    elif kind == "holidays":
        of_year = (week + int(rng.integers(52))) % 52
        mean[(of_year < 6) | ((of_year >= 26) & (of_year < 28))] *= 0.4
        mean[(of_year >= 10) & (of_year < 12)] *= 1.8
    elif kind == "bursts":
        for start in rng.choice(np.arange(BASELINE_FROM, TESTED_FROM - 30), 5, replace=False):
            mean[start : start + int(rng.integers(2, 7))] *= rng.uniform(2.0, 4.0)
    return mean


def irregular(seed: int, *, replicates: int = 25, outbreaks: bool = False) -> Simulated:
    """Return set A (no outbreaks) or set B for every kind, level and dispersion, `replicates` series each.

    Parameters
    ----------
    seed : the same seed gives the same series.
    replicates : series per combination, >= 1.
    outbreaks : set B: four past outbreaks and one in the tested weeks.

    Returns
    -------
    Simulated
        `scenario` is 1 .. 4, the place in `KINDS`. Counts of dead weeks are negative one, to be read as missing.

    Examples
    --------
    >>> irregular(1, replicates=1).counts.shape
    (32, 624)
    """
    if replicates < 1:
        raise ValueError(f"Er is minstens één reeks per combinatie nodig, niet {replicates}.")
    cells = [(k, level, phi) for k in range(len(KINDS)) for level in LEVELS for phi in SPREADS]
    n = len(cells) * replicates
    counts, current = np.zeros((n, WEEKS), dtype=np.int64), np.zeros((n, WEEKS), dtype=np.int64)
    means, size = np.zeros((n, WEEKS)), np.zeros(n, dtype=np.int64)
    for i, ((k, level, phi), seeds) in enumerate(
        zip(cells, np.random.SeedSequence(seed).spawn(len(cells)), strict=True)
    ):
        rng = np.random.default_rng(seeds)
        for row in range(i * replicates, (i + 1) * replicates):
            means[row] = _mean(rng, KINDS[k], level)
            counts[row] = draw(rng, means[row], phi)
            if outbreaks:
                size[row] = 1 + row % 10
                current[row] = strike(rng, counts[row], np.sqrt(phi * means[row]), int(size[row]))
            if KINDS[k] == "dead weeks":
                for start in rng.choice(np.arange(BASELINE_FROM, TESTED_FROM - 8), 3, replace=False):
                    counts[row, start : start + int(rng.integers(2, 7))] = -1
    return Simulated(counts, means, current, np.repeat([k + 1 for k, _, _ in cells], replicates), size)
