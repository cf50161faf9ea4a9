"""Farrington flexible beside R's `surveillance`: equal answers, and the CPU time per series and week.

    python benchmarks/farrington.py [agree] [speed] [country] [decade]

`agree` and `speed` need R with the package `surveillance` (see README.md) and do R and ours in one run, in turns.
`country`: 342 municipalities x 30 topics, one week, cold (a new process) and warm. `decade`: the same for 520 weeks, in
full. Series are invented: the 42 scenarios with outbreaks, fresh seeds.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from weerbaar_analysis.counts.ears import EarsParameters, ears
from weerbaar_analysis.counts.engine import run
from weerbaar_analysis.counts.farrington import FarringtonParameters, farrington_flexible
from weerbaar_analysis.simulation.noufaily import simulate

SETTINGS = {
    "nbPlugin": {},
    "delta": {"thresholdMethod": "delta"},
    "muan": {"thresholdMethod": "muan"},
    "like1996": {"thresholdMethod": "delta", "noPeriods": 1, "weightsThreshold": 1.0, "pThresholdTrend": 0.05},
}
R_CALLS = """
suppressMessages(library(surveillance)); a <- commandArgs(TRUE)
y <- t(as.matrix(read.csv(a[1], header=FALSE))); weeks <- as.integer(a[2]):nrow(y)
base <- list(range=weeks,b=5,w=3,noPeriods=10,pastWeeksNotIncluded=26,weightsThreshold=2.58,pThresholdTrend=1,
  thresholdMethod="nbPlugin",limit54=c(5,4),trend=TRUE,reweight=TRUE,alpha=0.005,verbose=FALSE,glmWarnings=FALSE)
sets <- list(nbPlugin=list(), delta=list(thresholdMethod="delta"), muan=list(thresholdMethod="muan"),
  like1996=list(thresholdMethod="delta",noPeriods=1,weightsThreshold=1,pThresholdTrend=0.05))
rows <- NULL
for (n in intersect(names(sets), strsplit(a[4], ",")[[1]])) { start <- proc.time()
  for (i in 1:ncol(y)) { s <- sts(observed=y[,i],start=c(2001,1),frequency=52,epoch=seq_len(nrow(y)))
    f <- suppressWarnings(suppressMessages(farringtonFlexible(s, modifyList(base, sets[[n]]))))
    rows <- rbind(rows, data.frame(set=n,series=i-1,upper=f@upperbound[,1],alarm=as.integer(f@alarm[,1]))) }
  cat(n, sum((proc.time()-start)[1:2]), "\n") }
for (m in intersect(c("C1","C2","C3"), strsplit(a[4], ",")[[1]])) for (i in 1:ncol(y)) {
  s <- sts(observed=y[,i],start=c(2001,1),frequency=52,epoch=seq_len(nrow(y)))
  f <- earsC(s, list(method=m, range=weeks, alpha=if (m=="C3") 0.025 else 0.001))
  rows <- rbind(rows, data.frame(set=m,series=i-1,upper=f@upperbound[,1],alarm=as.integer(f@alarm[,1]))) }
rows$upper <- sprintf("%.17g", rows$upper); write.csv(rows, a[3], row.names=FALSE, quote=FALSE)
"""


def peer(
    counts: np.ndarray, first: int, sets: str
) -> tuple[dict[str, tuple[np.ndarray, np.ndarray]], dict[str, float]]:
    """Return R's bounds and alarms per setting, (series, weeks), and its CPU seconds; weeks from column `first`."""
    with tempfile.TemporaryDirectory() as folder:
        series, code, answer = Path(folder) / "series.csv", Path(folder) / "peer.R", Path(folder) / "answer.csv"
        np.savetxt(series, counts, fmt="%d", delimiter=",")
        code.write_text(R_CALLS)
        call = ["Rscript", str(code), str(series), str(first + 1), str(answer), sets]
        said = subprocess.run(call, check=True, capture_output=True, text=True).stdout
        lines = [line.split(",") for line in answer.read_text().splitlines()[1:]]
    found = {}
    for name in dict.fromkeys(line[0] for line in lines):
        own = [
            [float("nan") if cell in ("NA", "NaN") else float(cell) for cell in line[2:]]
            for line in lines
            if line[0] == name
        ]
        table = np.array(own).reshape(counts.shape[0], -1, 2)
        found[name] = (table[:, :, 0], table[:, :, 1])
    seconds = {words[0]: float(words[1]) for words in (line.split() for line in said.splitlines())}
    return found, seconds


def agree(seed: int = 20271, replicates: int = 3, weeks: int = 6) -> None:
    """Print how many judgements differ from R, per setting."""
    counts = simulate(seed, replicates=replicates, outbreaks=True).counts
    first = counts.shape[1] - weeks
    judged = np.arange(first, counts.shape[1])
    theirs, _ = peer(counts, first, ",".join([*SETTINGS, "C1", "C2", "C3"]))
    for name, (upper, alarm) in theirs.items():
        if name in SETTINGS:
            found = farrington_flexible(counts, judged, FarringtonParameters(mode="compat", **SETTINGS[name]))
        else:
            found = ears(counts, judged, EarsParameters(mode="compat"), method=name)
        said = ~np.isnan(alarm)
        both = ~np.isnan(upper) & ~np.isnan(found.upper)
        gap = np.abs(found.upper[both] / np.where(upper[both] == 0, 1, upper[both]) - (upper[both] != 0)).max()
        differ = int((found.alarms[said] != (alarm[said] == 1)).sum())
        print(f"agree: {name}: {said.sum()} judgements, {differ} alarms differ, largest difference of bounds {gap:.1e}")


def speed(turns: int = 3) -> None:
    """Print CPU ms per series and week, R and ours in turns."""
    few = simulate(20273, replicates=1, outbreaks=True).counts
    many = np.repeat(few, 25, axis=0)
    farrington_flexible(few, [-1])
    for turn in range(turns):
        first = few.shape[1] - 4
        _, seconds = peer(few, first, "nbPlugin")
        theirs = 1000 * seconds["nbPlugin"] / (few.shape[0] * 4)
        start = time.process_time()
        farrington_flexible(many, np.arange(first, few.shape[1]))
        ours = 1000 * (time.process_time() - start) / (many.shape[0] * 4)
        print(f"speed {turn + 1}: R {theirs:.2f} ms, ours {ours:.4f} ms: {theirs / ours:.0f} times less", flush=True)


COUNTRY = """
import time; begin = time.perf_counter()
import numpy as np
from weerbaar_analysis.counts.engine import run
random = np.random.default_rng(3)
counts = random.poisson(random.gamma(1.0, 1.0, (10_260, 1)), (10_260, 320)).astype(float)
start = time.perf_counter()
run({method!r}, counts, [-1], engine="threads" if {workers} > 1 else "serial", workers={workers})
cold = time.perf_counter() - start
start, cpu = time.perf_counter(), time.process_time()
run({method!r}, counts, [-1], engine="threads" if {workers} > 1 else "serial", workers={workers})
print(f"{method}, {workers} thread(s): whole start {{start - begin:.2f}} s, "
      f"warm {{time.perf_counter() - start:.2f}} s wall, {{time.process_time() - cpu:.2f}} s CPU here")
"""


def country() -> None:
    """Print cold and warm wall times of the whole country for one week."""
    for method in ("farrington-flexible", "harmonic"):
        for workers in (1, 2):
            start = time.perf_counter()
            code = COUNTRY.format(method=method, workers=workers)
            said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
            print(f"country: {said.strip()}; the process in all {time.perf_counter() - start:.2f} s", flush=True)


def decade(series: int = 10_260) -> None:
    """Print wall and CPU seconds of 520 weeks for the whole country, on all cores."""
    random = np.random.default_rng(4)
    counts = random.poisson(random.gamma(1.0, 1.0, (series, 1)), (series, 840)).astype(float)
    farrington_flexible(counts[:100], [-1])
    wall, start = time.perf_counter(), time.process_time()
    run("farrington-flexible", counts, np.arange(320, 840), engine="threads")
    wall, spent = time.perf_counter() - wall, time.process_time() - start
    print(f"decade: {series} series x 520 weeks, farrington-flexible: {wall:.0f} s wall, {spent:.0f} s CPU")


if __name__ == "__main__":
    for step in sys.argv[1:] or ["agree", "speed", "country", "decade"]:
        {"agree": agree, "speed": speed, "country": country, "decade": decade}[step]()
