import numpy as np
import pytest

from weerbaar_analysis.counts.engine import FIELDS, EngineNotAvailable, run
from weerbaar_analysis.counts.registry import DETECTORS
from weerbaar_analysis.counts.scan_layout import Layout
from weerbaar_analysis.counts.scan_zones import circles
from weerbaar_analysis.counts.tests import battery


def equal(one, other):
    return all(np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True) for name in FIELDS)


def layout():
    zones = circles([(place % 4, place // 4) for place in range(12)], largest=6)
    return Layout.of_labels(list(range(12)) * 3, [f"t{row // 12}" for row in range(36)], zones)


def given(name):
    parameters = battery.parameters_of(DETECTORS[name])
    return type(parameters)(layout=layout(), replicates=99) if name in {"sparse", "scan"} else parameters


@pytest.mark.parametrize("name", battery.names())
def test_the_size_of_the_parts_never_changes_the_answer(name):
    counts = battery.noise(1, n_series=36)
    whole = run(name, counts, [-2, -1], given(name))
    assert equal(whole, run(name, counts, [-2, -1], given(name), chunk_series=5))


def test_all_cores_give_equal_numbers_to_the_last_bit():
    counts = battery.noise(2, n_series=36)
    counts[5, 300:303], counts[6, 200] = np.nan, 40_000
    one = run("sparse", counts, [-1], given("sparse"))
    assert equal(one, run("sparse", counts, [-1], given("sparse"), engine="processes", workers=2, chunk_series=12))


@pytest.mark.parametrize("name", battery.names())
def test_all_cores_in_one_process_give_equal_numbers_to_the_last_bit(name):
    counts = battery.noise(2, n_series=36)
    one = run(name, counts, [-2, -1], given(name))
    assert equal(one, run(name, counts, [-2, -1], given(name), engine="threads", workers=2))


@pytest.mark.filterwarnings("ignore")
def test_dask_gives_equal_numbers_also_when_one_of_two_workers_is_killed_halfway():
    import os
    import signal

    import distributed

    counts = battery.noise(3, n_series=36)
    one = run("sparse", counts, [-1], given("sparse"), chunk_series=12)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as cluster:
        victims = [worker.pid for worker in cluster.workers.values()]
        killed = []

        def kill_one(done, total):
            if not killed:
                killed.append(victims[0])
                os.kill(victims[0], signal.SIGKILL)

        address = cluster.scheduler_address
        answer = run(
            "sparse",
            counts,
            [-1],
            given("sparse"),
            engine="dask",
            scheduler=address,
            chunk_series=1,
            on_progress=kill_one,
        )
    assert killed
    assert equal(one, answer)


def test_progress_ends_with_everything_done():
    seen = []
    run(
        "sparse",
        battery.noise(4, n_series=36),
        [-1],
        given("sparse"),
        chunk_series=12,
        on_progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_scheduler_that_does_not_answer_is_named():
    with pytest.raises(EngineNotAvailable, match="antwoordt niet"):
        run("sparse", battery.noise(5), [-1], engine="dask", scheduler="geen-adres")


def test_an_unknown_engine_is_refused():
    with pytest.raises(ValueError, match="serial, threads, processes, dask"):
        run("sparse", battery.noise(6), [-1], engine="spark")
