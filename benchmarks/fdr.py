"""False discoveries: what share of what is shown is chance, when Benjamini-Hochberg runs per week at q = 0.1?

    python benchmarks/fdr.py [noufaily] [again] [region]

`noufaily`: the 42 scenarios, 100 series each, one in ten with outbreaks (fresh seeds), 49 weeks, each method's own
p-values; also at half of q, which the engine asks. `again`: the same on other seeds.
`region`: 30 topics x 32 sparse places, p-values of the sparse detector per tier, rises in one topic in six.
"""

import sys
import time

import numpy as np

from weerbaar_analysis.counts.engine import run
from weerbaar_analysis.counts.fdr import BatchBH, benjamini_hochberg
from weerbaar_analysis.counts.registry import DETECTORS
from weerbaar_analysis.counts.scan_layout import Layout
from weerbaar_analysis.counts.scan_zones import circles
from weerbaar_analysis.counts.sparse import SparseParameters, judge_topics
from weerbaar_analysis.simulation.noufaily import TESTED_FROM, WEEKS, simulate
from weerbaar_analysis.simulation.sparse import sparse_scene

Q = 0.1


def noufaily(seed: int = 901, replicates: int = 100) -> None:
    """Print the realised share of chance and the share of outbreaks found per method."""
    quiet, outbreaks = simulate(seed, replicates=replicates), simulate(seed + 1, replicates=replicates, outbreaks=True)
    chosen = np.random.default_rng(seed + 2).uniform(size=quiet.counts.shape[0]) < 0.1
    counts = np.where(chosen[:, np.newaxis], outbreaks.counts, quiet.counts).astype(np.float64)
    true = np.where(chosen[:, np.newaxis], outbreaks.current > 0, False)[:, TESTED_FROM:]
    judged = np.arange(TESTED_FROM, WEEKS)
    for name in ("farrington-flexible", "harmonic"):
        if name not in DETECTORS:
            continue
        start = time.process_time()
        found = run(name, counts, judged)
        stream, shown, half, over_year = BatchBH(Q, horizon=judged.size), [], [], []
        for week in range(judged.size):
            p_values = np.where(found.verdict[:, week] == 0, np.nan, found.p_value[:, week])
            shown.append(benjamini_hochberg(p_values, Q).shown)
            half.append(benjamini_hochberg(p_values, Q / 2).shown)
            over_year.append(stream.week(p_values).shown)
        seconds = time.process_time() - start
        print(f"noufaily: {name}, {counts.shape[0]} series ({seconds:.0f} s CPU)")
        for label, weeks in (("BH per week", shown), ("BH at q / 2", half), ("BatchBH over the year", over_year)):
            report("noufaily", label, np.stack(weeks, axis=1), true, chosen)


def report(what: str, label: str, shown: np.ndarray, true: np.ndarray, with_rise: np.ndarray) -> None:
    """Print weekly mean and pooled share of chance, findings a week and share of rises found."""
    false = shown & ~true
    weekly = float(np.mean(false.sum(axis=0) / np.maximum(shown.sum(axis=0), 1)))
    pooled = float(false.sum() / max(int(shown.sum()), 1))
    found = float((shown & true)[with_rise].any(axis=1).mean())
    print(
        f"{what}: {label}: share of chance {weekly:.3f} (weekly mean), {pooled:.3f} (pooled); "
        f"{shown.sum() / shown.shape[1]:.1f} shown a week; share of rises found {found:.3f}",
        flush=True,
    )


def region(weeks: int = 40) -> None:
    """Print the same for the sparse detector: each 'week' is a fresh region of 30 topics x 32 places."""
    for mean in (0.5, 1.0):
        place_shown, place_true, topic_shown, topic_true = [], [], [], []
        for week in range(weeks):
            p_place, p_topic, true_place, true_topic = one_region(week, mean)
            place_shown.append(benjamini_hochberg(p_place, Q).shown)
            topic_shown.append(benjamini_hochberg(p_topic, Q).shown)
            place_true.append(true_place)
            topic_true.append(true_topic)
        for tier, shown, true in (("place", place_shown, place_true), ("region", topic_shown, topic_true)):
            hits = sum(int((s & t).sum()) for s, t in zip(shown, true, strict=True))
            false = np.mean([(s & ~t).sum() / max(s.sum(), 1) for s, t in zip(shown, true, strict=True)])
            pooled = 1 - hits / max(sum(int(s.sum()) for s in shown), 1)
            total = sum(int(t.sum()) for t in true)
            print(
                f"region: mean {mean}, {tier}: share of chance {false:.3f} (weekly mean), {pooled:.3f} (pooled); "
                f"found {hits} of {total}",
                flush=True,
            )


def one_region(week: int, mean: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return p-values and truth of 960 places x topics and 30 topics."""
    random = np.random.default_rng(7000 + week)
    scenes = []
    for topic in range(30):
        size = int(random.choice([1, 3, 6, 12])) if topic % 6 == 0 else 0
        seed = 100_000 + 1000 * week + topic
        scenes.append(sparse_scene(seed, mean=mean, n_weeks=120, cluster=size, risk=float(random.uniform(2.5, 5.0))))
    zones = circles(scenes[0].coordinates, largest=16)
    p_place, p_topic = [], []
    for topic, scene in enumerate(scenes):
        zones = circles(scene.coordinates, largest=16)
        layout = Layout.of_labels(list(range(32)), [f"{week}-{topic}"] * 32, zones)
        found, regional = judge_topics(scene.counts, [-1], SparseParameters(layout=layout))
        p_place.append(np.where(found.verdict[:, 0] == 0, np.nan, found.p_value[:, 0]))
        p_topic.append(regional[0].p_value)
    risen = np.concatenate([scene.risen for scene in scenes])
    return np.concatenate(p_place), np.asarray(p_topic), risen, np.asarray([scene.risen.any() for scene in scenes])


if __name__ == "__main__":
    for step in sys.argv[1:] or ["noufaily", "region"]:
        {"noufaily": noufaily, "again": lambda: noufaily(911), "region": region}[step]()
