"""For the model cards: detectors as they come, with their own default parameters, on the same invented series.

    python benchmarks/cards.py [replicates=10] [seed=20281]

How often does it say *more* in a week in which nothing happened, and what share of the rises does it find? 42 scenarios
(Noufaily and others, doi:10.1002/sim.5595), fresh seeds, the last 49 weeks of each series. `harmonic`, `sparse` and
`scan` are measured more widely on their own pages.
"""

import sys

import numpy as np

from weerbaar_analysis.counts.engine import run
from weerbaar_analysis.counts.judgement import Verdict
from weerbaar_analysis.simulation.noufaily import TESTED_FROM, WEEKS, simulate

DETECTORS = ("farrington-flexible", "ears-c1", "ears-c2", "ears-c3", "cusum")
TESTED = np.arange(TESTED_FROM, WEEKS)


def verdicts(name: str, counts: np.ndarray) -> np.ndarray:
    """Return the (series, 49) verdicts of one detector with its default parameters."""
    return run(name, np.where(counts < 0, np.nan, counts.astype(np.float64)), TESTED).verdict


def main(words: list[str]) -> None:
    """Print one line per detector."""
    settings = dict(word.split("=") for word in words)
    replicates, seed = int(settings.get("replicates", 10)), int(settings.get("seed", 20281))
    quiet, risen = simulate(seed, replicates=replicates), simulate(seed + 1, replicates=replicates, outbreaks=True)
    print(f"{quiet.counts.shape[0]} series each, seeds {seed} and {seed + 1}", flush=True)
    for name in DETECTORS:
        calm, stirred = verdicts(name, quiet.counts), verdicts(name, risen.counts)
        silent = (calm == Verdict.TOO_LITTLE_DATA).mean()
        false = (calm == Verdict.MORE).mean()
        found = ((stirred == Verdict.MORE) & (risen.current[:, TESTED_FROM:] > 0)).any(axis=1).mean()
        print(f"| {name} | {100 * false:.2f} % | {found:.3f} | {100 * silent:.1f} % |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
