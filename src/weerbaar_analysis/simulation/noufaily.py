"""The 42 scenarios of Noufaily et al. (2013), doi:10.1002/sim.5595, with outbreaks of known place and size.

Weekly counts of twelve years: weeks 1-312 warm up, 313-575 are the baseline, 576-624 are tested. Set A has no
outbreak; set B has four in the baseline and one in the tested weeks. The set-up is reconstructed from the authors'
published code; the paper's own tables use other seeds.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WEEKS, BASELINE_FROM, TESTED_FROM = 624, 312, 575

# theta, beta, gamma1, gamma2, phi; each with and without trend and with 0, 1 and 2 harmonics.
ROWS = (
    (0.1, 0.0025, 0.6, 0.6, 1.5),
    (-2.0, 0.005, 0.1, 0.3, 2.0),
    (1.5, 0.003, 0.2, -0.4, 1.0),
    (0.5, 0.002, 0.5, 0.5, 5.0),
    (2.5, 0.001, 1.0, 0.1, 3.0),
    (3.75, 0.001, 0.1, -0.1, 1.1),
    (5.0, 0.0001, 0.05, 0.01, 1.2),
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One of the 42: number 1..42, level, weekly trend, season amplitudes, harmonics and dispersion."""

    number: int
    theta: float
    beta: float
    gamma1: float
    gamma2: float
    harmonics: int
    phi: float

    def mean(self) -> npt.NDArray[np.float64]:
        """Return the expected count of weeks 1..624."""
        week = np.arange(1, WEEKS + 1)
        log_mean = self.theta + self.beta * week
        for j in range(1, self.harmonics + 1):
            angle = 2.0 * np.pi * j * week / 52.0
            log_mean = log_mean + self.gamma1 * np.cos(angle) + self.gamma2 * np.sin(angle)
        return np.asarray(np.exp(log_mean))


@dataclass(frozen=True, slots=True)
class Simulated:
    """Counts with their truth.

    Attributes
    ----------
    counts : (n_series, 624) items per week, outbreak cases included.
    mean : (n_series, 624) expected items per week without outbreaks.
    current : (n_series, 624) cases of the outbreak in the tested weeks; zeros in set A.
    scenario : (n_series,) scenario 1..42.
    size : (n_series,) k2 = 1..10, the size of the current outbreak in standard deviations; 0 in set A.
    """

    counts: npt.NDArray[np.int64]
    mean: npt.NDArray[np.float64]
    current: npt.NDArray[np.int64]
    scenario: npt.NDArray[np.int64]
    size: npt.NDArray[np.int64]


def scenarios() -> tuple[Scenario, ...]:
    """Return the 42 scenarios; within a row the trend varies slowly and the harmonics fast.

    >>> len(scenarios()), scenarios()[41].number
    (42, 42)
    """
    shapes = [(row, trend, m) for row in ROWS for trend in (0, 1) for m in (0, 1, 2)]
    return tuple(
        Scenario(k + 1, row[0], row[1] * trend, row[2], row[3], m, row[4]) for k, (row, trend, m) in enumerate(shapes)
    )


def draw(rng: np.random.Generator, mean: npt.NDArray[np.float64], phi: float) -> npt.NDArray[np.int64]:
    """Return counts with the given mean and variance phi times the mean."""
    if phi <= 1.0:
        return rng.poisson(mean)
    return rng.negative_binomial(mean / (phi - 1.0), 1.0 / phi)


def outbreak(rng: np.random.Generator, start: int, spread: float) -> npt.NDArray[np.int64]:
    """Return the weekly cases of one outbreak from column `start`: at least 2, about `spread`, cut at week 624."""
    size = 0
    while size < 2:
        size = int(rng.poisson(spread))
    weeks = start + np.floor(rng.lognormal(0.0, 0.5, size)).astype(np.int64)
    return np.bincount(weeks[weeks < WEEKS], minlength=WEEKS)


def simulate(seed: int, *, replicates: int = 100, outbreaks: bool = False) -> Simulated:
    """Return set A (no outbreaks) or set B for all 42 scenarios, `replicates` series each.

    Parameters
    ----------
    seed : the same seed gives the same series.
    replicates : series per scenario, >= 1.
    outbreaks : set B: four past outbreaks and one in the tested weeks.

    Examples
    --------
    >>> found = simulate(1, replicates=1)
    >>> found.counts.shape, int(found.current.sum())
    ((42, 624), 0)
    """
    if replicates < 1:
        raise ValueError(f"Er is minstens één reeks per scenario nodig, niet {replicates}.")
    n = 42 * replicates
    counts, current = np.zeros((n, WEEKS), dtype=np.int64), np.zeros((n, WEEKS), dtype=np.int64)
    means, size = np.zeros((n, WEEKS)), np.zeros(n, dtype=np.int64)
    for i, (scenario, seeds) in enumerate(zip(scenarios(), np.random.SeedSequence(seed).spawn(42), strict=True)):
        rng, mean = np.random.default_rng(seeds), scenario.mean()
        for r in range(replicates):
            row = i * replicates + r
            means[row], counts[row] = mean, draw(rng, mean, scenario.phi)
            if outbreaks:
                size[row] = 1 + r % 10
                current[row] = strike(rng, counts[row], np.sqrt(scenario.phi * mean), int(size[row]))
    return Simulated(counts, means, current, np.repeat(np.arange(1, 43), replicates), size)


def strike(
    rng: np.random.Generator, counts: npt.NDArray[np.int64], spread: npt.NDArray[np.float64], size: int
) -> npt.NDArray[np.int64]:
    """Add four past outbreaks and one current one to `counts`; return the cases of the current one."""
    for start in rng.choice(np.arange(BASELINE_FROM, TESTED_FROM), 4, replace=False):
        counts += outbreak(rng, int(start), float(rng.choice([2, 3, 5, 10])) * spread[start])
    start = int(rng.integers(TESTED_FROM, WEEKS))
    cases = outbreak(rng, start, size * spread[start])
    counts += cases
    return cases
