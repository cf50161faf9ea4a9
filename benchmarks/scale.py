"""Scale: a million series for one week through Dask, with one worker and with two.

    python benchmarks/scale.py [series] [method]

Prints wall times with the workers already up, whether the numbers are equal to those of one core, and how the memory
of this process and of the workers grew.
"""

import resource
import sys
import time

import numpy as np

from weerbaar_analysis.counts.engine import FIELDS, run

WEEKS = 300


def series(number: int) -> np.ndarray:
    """Return (number, WEEKS) counts, made in blocks to keep the peak low."""
    random = np.random.default_rng(1)
    counts = np.empty((number, WEEKS), dtype=np.float64)
    for first in range(0, number, 50_000):
        block = counts[first : first + 50_000]
        block[:] = random.poisson(random.gamma(2.0, 1.0, (block.shape[0], 1)), block.shape)
    return counts


def main() -> None:
    """Time serial, one worker and two workers on the same counts."""
    import distributed

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    method = sys.argv[2] if len(sys.argv) > 2 else "farrington-flexible"
    counts = series(number)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    part = counts[:20_000]
    alone = run(method, part, [-1])
    seconds: dict[int, float] = {}
    for workers in (1, 2):
        with distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
        ) as cluster:
            address = cluster.scheduler_address
            run(method, part, [-1], engine="dask", scheduler=address)
            start = time.perf_counter()
            found = run(method, counts, [-1], engine="dask", scheduler=address)
            seconds[workers] = time.perf_counter() - start
            with distributed.Client(address) as client:
                memory = client.run(lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        equal = all(
            np.array_equal(getattr(found, name)[:20_000], getattr(alone, name), equal_nan=True) for name in FIELDS
        )
        peak = max(memory.values())
        print(
            f"{method}, {number} series, {workers} worker(s): {seconds[workers]:.1f} s, equal {equal}, "
            f"worker peak {peak:.0f} MB",
            flush=True,
        )
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"two workers are {seconds[1] / seconds[2]:.2f} x faster; this process grew {after - before:.0f} MB beyond "
        f"the counts ({counts.nbytes / 1e6:.0f} MB)"
    )


if __name__ == "__main__":
    main()
