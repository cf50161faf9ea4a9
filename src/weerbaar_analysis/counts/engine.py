"""The same call on one core, on all cores, or on a cluster through Dask, with equal numbers to the last bit.

What a detector learns across series is learnt once, before the work is split; the parts are then judged each by
itself. The scheduling is Python's process pool or Dask, none of our own.
"""

import logging
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts.judgement import FloatArray, IntArray, Judgements, as_judged
from weerbaar_analysis.counts.registry import DETECTORS, Detector

ENGINES = ("serial", "threads", "processes", "dask")
CHUNK_BYTES = 4_000_000
FIELDS = ("expected", "upper", "score", "p_value", "p_less", "verdict", "reason")


class EngineNotAvailable(RuntimeError):
    """The chosen engine cannot be used here; the message says why and what to do."""


def run(
    detector: Detector | str,
    counts: FloatArray,
    judged: Any,
    parameters: Any = None,
    *,
    offset: FloatArray | None = None,
    engine: str = "serial",
    scheduler: str | None = None,
    workers: int | None = None,
    chunk_series: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Judgements:
    """Judge all series with one detector.

    Parameters
    ----------
    detector : a detector or its name in the registry.
    counts : (n_series, n_weeks), NaN where missing.
    judged : columns to judge.
    parameters : the detector's parameters; None for its defaults.
    offset : (n_series, n_weeks) exposure, or None.
    engine : `serial`, `threads` or `processes` (all cores of this machine), or `dask`. Threads start at once; sparse
        and scan use all cores by themselves, so they take no more of them.
    scheduler : address of a Dask scheduler; without it Dask starts workers on this machine.
    workers : processes to use; all cores by default.
    chunk_series : series per part; about 4 MB of counts by default. Never changes the answer.
    on_progress : called with the parts done and the parts in all.

    Returns
    -------
    Judgements
        Equal to the last bit for every engine, number of workers and size of part.

    Raises
    ------
    ValueError
        For an unknown engine, or what the detector refuses.
    EngineNotAvailable
        When Dask is absent or its scheduler does not answer.
    """
    chosen = DETECTORS[detector] if isinstance(detector, str) else detector
    if engine not in ENGINES:
        raise ValueError(f"Onbekende rekenwijze {engine!r}; kies uit {', '.join(ENGINES)}.")
    columns = as_judged(judged, counts.shape[1])
    prepared = chosen.prepare(counts, columns, chosen.parameters() if parameters is None else parameters)
    count = 1 if engine == "threads" and chosen.uses_all_cores else workers or os.cpu_count() or 1
    if engine == "threads" and chunk_series is None:
        chunk_series = min(_chunk(counts.shape), -(-counts.shape[0] // (8 * count)) or 1)
    parts = split(counts.shape, getattr(prepared, "groups", None), chunk_series)
    answer = Judgements.empty(counts.shape[0], columns)

    def tasks() -> Iterator[tuple[int, tuple[Any, ...]]]:
        for number, rows in enumerate(parts):
            own = prepared.take(rows) if hasattr(prepared, "take") else prepared
            part = counts[rows] if engine in {"serial", "threads"} else packed(counts[rows])
            yield number, (chosen.name, part, columns, own, None if offset is None else offset[rows])

    with _mapper(engine, scheduler, count) as mapper:
        for done, (number, fields) in enumerate(mapper(tasks()), start=1):
            for name, values in zip(FIELDS, fields, strict=True):
                getattr(answer, name)[parts[number]] = values
            if on_progress is not None:
                on_progress(done, len(parts))
    return answer


def split(shape: tuple[int, ...], groups: IntArray | None, chunk_series: int | None = None) -> list[IntArray]:
    """Return the rows of each part; rows of one group stay together.

    >>> [part.tolist() for part in split((5, 10), None, 2)]
    [[0, 1], [2, 3], [4]]
    >>> [part.tolist() for part in split((5, 10), np.array([1, 0, 1, 0, 2]), 2)]
    [[1, 3], [0, 2], [4]]
    """
    size = chunk_series or _chunk(shape)
    if groups is None:
        return [np.arange(first, min(first + size, shape[0])) for first in range(0, shape[0], size)]
    parts: list[IntArray] = []
    gathered: list[IntArray] = []
    order = np.argsort(groups, kind="stable")
    ends = np.flatnonzero(np.diff(groups[order])) + 1
    for rows in np.split(order, ends):
        if gathered and sum(part.size for part in gathered) + rows.size > size:
            parts.append(np.concatenate(gathered))
            gathered = []
        gathered.append(rows)
    return [*parts, np.concatenate(gathered)] if gathered else parts


def _chunk(shape: tuple[int, ...]) -> int:
    return max(1, CHUNK_BYTES // (8 * max(shape[1], 1)))


def packed(counts: FloatArray) -> npt.NDArray[Any]:
    """Return counts as the smallest whole numbers that lose nothing, -1 for missing: an eighth of the bytes to send.

    >>> packed(np.array([[1.0, np.nan, 300.0]]))
    array([[  1,  -1, 300]], dtype=int16)
    >>> packed(np.array([[0.5]]))
    array([[0.5]])
    """
    filled = np.where(np.isnan(counts), -1.0, counts)
    most = filled.max(initial=0.0)
    for kind in (np.int8, np.int16, np.int32):
        if most <= np.iinfo(kind).max and filled.min(initial=0.0) >= -1.0:
            small = filled.astype(kind)
            return small if np.array_equal(small, filled) else counts
    return counts


def unpacked(counts: npt.NDArray[Any]) -> FloatArray:
    """Return what `packed` was given."""
    if counts.dtype.kind == "f":
        return counts
    return np.where(counts < 0, np.nan, counts.astype(np.float64))


Task = tuple[int, tuple[Any, ...]]
Mapper = Callable[[Iterator[Task]], Iterator[tuple[int, tuple[Any, ...]]]]


def judge_part(
    name: str, counts: npt.NDArray[Any], judged: IntArray, parameters: Any, offset: FloatArray | None
) -> Any:
    """Judge one part; runs in the worker."""
    found = DETECTORS[name].detect(unpacked(counts), judged, parameters, offset=offset)
    return tuple(getattr(found, field) for field in FIELDS)


def judge_part_alone(*task: Any) -> Any:
    """Judge one part on a single thread, for a machine with one worker per core."""
    import numba

    numba.set_num_threads(1)
    return judge_part(*task)


@contextmanager
def _mapper(engine: str, scheduler: str | None, count: int) -> Iterator[Mapper]:
    if engine == "serial" or (engine == "threads" and count == 1):
        yield lambda tasks: ((number, judge_part(*task)) for number, task in tasks)
    elif engine == "threads":
        with ThreadPoolExecutor(count) as threads:
            submit: Callable[..., Any] = partial(threads.submit, judge_part)  # type: ignore[call-arg]
            yield lambda tasks: _windowed(tasks, submit, 2 * count, _wait_for_one)
    elif engine == "processes":
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(count, mp_context=context) as pool:
            yield lambda tasks: _windowed(tasks, partial(pool.submit, judge_part_alone), 2 * count, _wait_for_one)
    else:
        with _dask_client(scheduler, count) as client:
            count = max(1, sum(client.nthreads().values()))
            yield lambda tasks: _windowed(tasks, _dask_submit(client), 3 * count, _dask_wait)


def _windowed(
    tasks: Iterator[Task], submit: Callable[..., Any], window: int, wait_for_one: Callable[[list[Any]], list[Any]]
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Keep a few tasks under way, so that memory stays flat however many there are."""
    under_way: dict[Any, int] = {}
    for number, task in tasks:
        under_way[submit(*task)] = number
        if len(under_way) >= window:
            for future in wait_for_one(list(under_way)):
                yield under_way.pop(future), future.result()
    while under_way:
        for future in wait_for_one(list(under_way)):
            yield under_way.pop(future), future.result()


def _wait_for_one(futures: list[Future[Any]]) -> list[Future[Any]]:
    return list(wait(futures, return_when=FIRST_COMPLETED).done)


def _dask_wait(futures: list[Any]) -> list[Any]:
    return list(import_module("distributed").wait(futures, return_when="FIRST_COMPLETED").done)


def _dask_submit(client: Any) -> Callable[..., Any]:
    """Send the counts with the task: a part whose worker dies is then done again by another."""
    return partial(client.submit, judge_part_alone, pure=False, retries=2)


@contextmanager
def _dask_client(scheduler: str | None, count: int) -> Iterator[Any]:
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise EngineNotAvailable(
            "Dask is niet geïnstalleerd. Installeer 'dask[distributed]' of kies --engine processes."
        ) from error
    if scheduler is None:
        with (
            distributed.LocalCluster(
                n_workers=count,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                host="127.0.0.1",
                silence_logs=logging.CRITICAL,
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = distributed.Client(scheduler, timeout="10s")
    except (OSError, TimeoutError, ValueError) as error:
        raise EngineNotAvailable(
            f"De Dask-planner op {scheduler} antwoordt niet. Controleer het adres, of kies --engine processes."
        ) from error
    with client:
        yield client
