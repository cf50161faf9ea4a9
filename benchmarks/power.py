"""Power: what share of the outbreaks does a detector find, at the same share of false alarms?

    python benchmarks/power.py [noufaily] [irregular] [tail] [replicates=100] [seed=20261]

Set A has no outbreaks and fixes each method's threshold on its own p-values, so that its mean false-alarm rate is 0.5 %
or 1 %; set B has them. `irregular` are series with steps, holidays, bursts and dead weeks. `tail` prints the realised
over the nominal rate of small p-values. Intervals are 95 %, from 200 draws of whole series. Seeds are
fresh: nothing was chosen on them.
"""

import sys
import time

import numpy as np
from scipy import stats

from weerbaar_analysis.counts.engine import run
from weerbaar_analysis.simulation.irregular import KINDS, irregular
from weerbaar_analysis.simulation.noufaily import TESTED_FROM, WEEKS, Simulated, scenarios, simulate

METHODS = ("farrington-flexible", "harmonic")
TESTED = np.arange(TESTED_FROM, WEEKS)


def p_values(method: str, counts: np.ndarray) -> np.ndarray:
    """Return (series, 49) p-values of *more than expected*; 1 where there is too little data."""
    values = np.where(counts < 0, np.nan, counts.astype(np.float64))
    start = time.process_time()
    found = run(method, values, TESTED)
    spent = 1e6 * (time.process_time() - start) / found.p_value.size
    silent = float((found.verdict == 0).mean())
    print(f"{method}: {spent:.0f} us CPU per series and week, {100 * silent:.1f} % too little data", flush=True)
    return np.where((found.verdict == 0) | np.isnan(found.p_value), 1.0, found.p_value)


def oracle(scene: Simulated) -> np.ndarray:
    """Return the p-values of one who knows mean and dispersion: the least of this week and of two weeks, doubled."""
    phi = np.array([scenario.phi for scenario in scenarios()])[scene.scenario - 1][:, np.newaxis]
    best = np.ones(scene.counts[:, TESTED_FROM:].shape)
    for weeks in (1, 2):
        count = sum(scene.counts[:, TESTED_FROM - back : WEEKS - back] for back in range(weeks))
        mean = sum(scene.mean[:, TESTED_FROM - back : WEEKS - back] for back in range(weeks))
        over = np.where(phi > 1, phi, 2.0)
        chance = np.where(
            phi > 1, stats.nbinom.sf(count - 1, mean / (over - 1), 1 / over), stats.poisson.sf(count - 1, mean)
        )
        best = np.minimum(best, 2 * chance)
    return np.minimum(best, 1.0)


def hits(p: np.ndarray, scene: Simulated, threshold: float) -> np.ndarray:
    """Return per series whether its outbreak is found in a week that holds cases of it."""
    return ((p <= threshold) & (scene.current[:, TESTED_FROM:] > 0)).any(axis=1)


def interval(rng: np.random.Generator, values: np.ndarray) -> str:
    """Return mean and 95 % interval of per-series values."""
    draws = [values[rng.integers(0, values.size, values.size)].mean() for _ in range(200)]
    return f"{values.mean():.4f} [{np.quantile(draws, 0.025):.4f}, {np.quantile(draws, 0.975):.4f}]"


def power(scenes: tuple[Simulated, Simulated], quiet: np.ndarray, risen: np.ndarray, names: tuple[str, ...]) -> None:
    """Print share found and worst scenario at matched mean false-alarm rates."""
    rng = np.random.default_rng(1)
    for target in (0.005, 0.01):
        threshold = float(np.quantile(quiet, target, method="inverted_cdf"))
        if (quiet <= threshold).mean() > target * 1.02:
            threshold = float(quiet[quiet < threshold].max())
        alarms, found = quiet <= threshold, hits(risen, scenes[1], threshold)
        rates = [alarms[scenes[0].scenario == s].mean() for s in np.unique(scenes[0].scenario)]
        calm = (risen <= threshold)[scenes[1].current[:, TESTED_FROM:] == 0].mean()
        print(
            f"  at {100 * alarms.mean():.3f} % (p <= {threshold:.2e}): found {interval(rng, found.astype(float))}; "
            f"worst scenario {100 * max(rates):.2f} %; false alarms in set B {100 * calm:.2f} %",
            flush=True,
        )
        for k, name in enumerate(names):
            mine = scenes[1].scenario == k + 1
            at = scenes[0].scenario == k + 1
            own = float(np.quantile(quiet[at], target, method="inverted_cdf"))
            print(
                f"    {name}: found {found[mine].mean():.3f}, false {100 * rates[k]:.2f} %; matched within the kind "
                f"{hits(risen, scenes[1], own)[mine].mean():.3f}"
            )


def tail(quiet: np.ndarray, what: str) -> None:
    """Print realised / nominal rates of small p-values, with intervals over series."""
    rng = np.random.default_rng(2)
    for level in (0.05, 0.01, 1e-3, 1e-4, 1e-5):
        print(f"  {what}: realised / nominal at {level:g}: {interval(rng, (quiet <= level).mean(axis=1) / level)}")


def main(words: list[str]) -> None:
    """Run the steps asked for."""
    settings = dict(word.split("=") for word in words if "=" in word)
    steps = [word for word in words if "=" not in word] or ["noufaily", "irregular", "tail"]
    replicates, seed = int(settings.get("replicates", 100)), int(settings.get("seed", 20261))
    for step in steps:
        make = irregular if step == "irregular" else simulate
        scenes = (make(seed, replicates=replicates), make(seed + 1, replicates=replicates, outbreaks=True))
        names = KINDS if step == "irregular" else ()
        if step == "noufaily":
            print(f"oracle: knows mean and dispersion, seeds {seed} and {seed + 1}")
            power(scenes, oracle(scenes[0]), oracle(scenes[1]), names)
        for method in settings.get("methods", ",".join(METHODS)).split(","):
            print(f"{step}, {scenes[0].counts.shape[0]} series, seeds {seed} and {seed + 1}")
            quiet = p_values(method, scenes[0].counts)
            tail(quiet, method)
            if step != "tail":
                power(scenes, quiet, p_values(method, scenes[1].counts), names)


if __name__ == "__main__":
    main(sys.argv[1:])
