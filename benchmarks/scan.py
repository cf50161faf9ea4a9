"""Both scans: the same statistic as R's scanstatistics on the same zones, speed, and the Gumbel tail.

R_LIBS=<library with scanstatistics> python benchmarks/scan.py [agree] [speed] [gumbel]
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from weerbaar_analysis.counts.scan import expectation_scan, permutation_scan
from weerbaar_analysis.counts.scan_chances import gumbel_p, monte_carlo_p
from weerbaar_analysis.counts.scan_zones import circles

R_SCRIPT = """
suppressMessages(library(scanstatistics))
args <- commandArgs(TRUE); folder <- args[1]; maps <- as.integer(args[2]); k <- as.integer(args[3])
points <- as.matrix(read.csv(file.path(folder, "points.csv"), header = FALSE))
zones <- knn_zones(coords_to_knn(points, k = k))
for (i in seq_len(maps) - 1) {
  counts <- t(as.matrix(read.csv(file.path(folder, paste0("counts", i, ".csv")), header = FALSE)))
  dimnames(counts) <- NULL
  perm <- scan_permutation(counts, zones, n_mcsim = 0, max_only = FALSE)
  base <- matrix(1.3, nrow(counts), ncol(counts))
  eb <- scan_eb_poisson(counts, zones, baselines = base, n_mcsim = 0, max_only = FALSE)
  cat(sprintf("%.15g %.15g\\n", perm$MLC$score, eb$MLC$score))
}
if (length(args) > 3) {
  counts <- t(as.matrix(read.csv(file.path(folder, "counts0.csv"), header = FALSE)))
  dimnames(counts) <- NULL
  cat(system.time(scan_permutation(counts, zones, n_mcsim = as.integer(args[4])))[["user.self"]], "\\n")
}
"""


def in_r(points: np.ndarray, maps: np.ndarray, largest: int, replicates: int | None = None) -> list[list[float]]:
    """Return the numbers that R prints for these maps."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        np.savetxt(folder / "points.csv", points, delimiter=",", fmt="%.17g")
        for number, counts in enumerate(maps):
            np.savetxt(folder / f"counts{number}.csv", counts, delimiter=",", fmt="%d")
        (folder / "run.R").write_text(R_SCRIPT)
        extra = [] if replicates is None else [str(replicates)]
        command = ["Rscript", str(folder / "run.R"), name, str(len(maps)), str(largest), *extra]
        out = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ).stdout
    return [[float(word) for word in line.split()] for line in out.splitlines()]


def agree() -> None:
    """Compare both scores with R's on 20 maps of 40 places x 9 weeks x 15 neighbours."""
    random = np.random.default_rng(4)
    points = random.uniform(size=(40, 2))
    maps = random.poisson(1.3, (20, 40, 9))
    zones = circles(points, largest=15)
    largest = 0.0
    for counts, (permutation, poisson) in zip(maps, in_r(points, maps, 15), strict=True):
        ours = permutation_scan(counts, zones, weeks=8, replicates=19).clusters[0].score
        # R scans all nine weeks; the ninth holds everything and scores nothing in the permutation scan.
        best = expectation_scan(counts[:, 1:], np.full((40, 8), 1.3), zones, replicates=19).clusters[0].score
        whole = in_nine_weeks(counts, points)
        largest = max(largest, abs(ours / permutation - 1), abs(max(best, whole) / poisson - 1))
    print(f"agree: largest relative difference of 40 scores with R: {largest:.1e}")


def in_nine_weeks(counts: np.ndarray, points: np.ndarray) -> float:
    """Return the best expectation-based score of the window of nine weeks, which only R scans."""
    sums, best = counts.sum(axis=1), 0.0
    zones = circles(points, largest=15)
    for position in range(zones.members.size):
        places = zones.places(position)
        inside, mean = sums[places].sum(), 9 * 1.3 * places.size
        if inside > mean:
            best = max(best, inside * np.log(inside / mean) + mean - inside)
    return best


def speed() -> None:
    """Time 342 places x 30 neighbours x 8 weeks x 30 topics x 999 replicates; R on one topic with 19 replicates."""
    random = np.random.default_rng(1)
    points = random.uniform(size=(342, 2))
    zones = circles(points, largest=30)
    for mean in (0.1, 0.5, 2.0):
        counts = random.poisson(mean, (30, 342, 52))
        permutation_scan(counts[0], zones, replicates=19)
        wall, cpu = time.perf_counter(), time.process_time()
        for topic in range(30):
            permutation_scan(counts[topic], zones, seed=topic)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(f"speed: permutation scan, {mean} items a week and place: {wall:.1f} s wall, {cpu:.1f} s CPU", flush=True)
    maps = random.poisson(0.5, (1, 342, 8))
    seconds = in_r(points, maps, 30, 19)[-1][0]
    print(
        f"speed: R, 1 topic, 8 weeks, 19 replicates: {seconds:.2f} s CPU; "
        f"x 30 x 999 / 19 = {seconds * 30 * 999 / 19:.0f} s"
    )


def gumbel() -> None:
    """Compare the Gumbel tail of 999 (and 199) maps with 9,999 plain ones."""
    random = np.random.default_rng(2)
    zones = circles(random.uniform(size=(100, 2)), largest=20)
    for mean in (0.2, 1.0):
        counts = random.poisson(mean, (100, 52))
        plain = permutation_scan(counts, zones, replicates=9999, seed=1).maxima
        for size in (199, 999):
            few = permutation_scan(counts, zones, replicates=size, seed=2).maxima
            ratios = []
            for chance in (0.05, 0.01, 0.001):
                score = np.quantile(plain, 1 - chance)
                ratios.append(f"{float(gumbel_p(score, few)) / float(monte_carlo_p(score, plain)):.2f}")
            print(f"gumbel: mean {mean}, {size} maps: fitted / plain at .05, .01, .001: {' '.join(ratios)}", flush=True)


if __name__ == "__main__":
    for step in sys.argv[1:] or ["agree", "speed", "gumbel"]:
        {"agree": agree, "speed": speed, "gumbel": gumbel}[step]()
