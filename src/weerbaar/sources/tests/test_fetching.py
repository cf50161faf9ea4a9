"""R7, T19: a hostile server is bounded in time and memory, leaves nothing behind and holds up no other source."""

import re
import resource
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cast import NOW, Cast
from weerbaar.sources.models import Fetch, Item, ItemCount, Source, SourceKind
from weerbaar.sources.services import Entry, Policy, Workbench, fetch_source, fetch_sources, read_entry, workbench
from weerbaar.sources.services.web_client import FetchFailed, Request, fetch
from weerbaar.sources.tests.fault_server import BEHAVIOURS, GOOD, Faults, fault_server, full_queue, self_signed

BROUGHT = {"good": 3, "wrong-charset": 1, "duplicate-ids": 1, "impossible-dates": 10, "many-items": 5000}
"""The behaviours that still bring items, and how many; all others fail with a sentence."""
SECONDS = 2.0


def local(**options: Any) -> Policy:
    """The rules of the world, but for this machine and in less time."""
    rules = {"allow_http": True, "allow_private": True, "resolve": lambda _host: ["127.0.0.1"], "max_seconds": SECONDS}
    return Policy(**(rules | options))


def source_of(cast: Cast, *, url: str, name: str = "Nieuws", **fields: Any) -> Source:
    """A source that is on."""
    return Source.objects.create(
        region=cast.here.safety_region.region,
        name=name,
        publisher="Nieuws",
        licence="CC0",
        legal_basis="Publieke taak",
        url=url,
        status=Source.Status.ON,
        status_since=NOW,
        **{"kind": SourceKind.FEED, "schedule": Source.Schedule.HOURLY} | fields,
    )


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def port(faults: Faults) -> Iterator[int]:
    with fault_server(faults) as found:
        yield found


@pytest.fixture
def bench(cast: Cast) -> Iterator[Workbench]:
    with workbench(region=cast.here.safety_region.region, policy=local(), now=NOW) as found:
        found.reader.read(GOOD)
        read_entry(entry=Entry("1", "Raad", "Jan Jansen sprak.", "", None), tools=found.tools, default_code=None)
        yield found


@contextmanager
def nothing_left() -> Iterator[None]:
    """No thread and no socket more than before. The threads of the server end a moment after the client is gone."""
    before = threading.active_count(), _sockets()
    yield
    for _attempt in range(100):
        if threading.active_count() <= before[0] and _sockets() <= before[1]:
            return
        time.sleep(0.05)
    assert (threading.active_count(), _sockets()) == before


def _sockets() -> int:
    return sum(1 for one in Path("/proc/self/fd").iterdir() if one.is_symlink() and "socket:" in str(one.readlink()))


def _memory(bench: Workbench) -> tuple[int, int]:
    """The most memory this process and its reading child ever had, in kB."""
    child = bench.reader._child
    status = Path(f"/proc/{child.pid}/status").read_text() if child else ""
    peak = re.search(r"VmHWM:\s+(\d+)", status)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, int(peak[1]) if peak else 0


@pytest.mark.proves("R7")
@pytest.mark.proves("T19")
@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_a_hostile_server_is_bounded(cast: Cast, bench: Workbench, port: int, faults: Faults, behaviour: str) -> None:
    source = source_of(cast, url=f"http://nieuws.example:{port}/{behaviour}")
    before = _memory(bench)
    begin = time.monotonic()
    with nothing_left():
        result = fetch_source(source=source, bench=bench, now=NOW)
    assert time.monotonic() - begin < 30
    assert _memory(bench)[0] - before[0] <= 64_000
    assert _memory(bench)[1] - before[1] <= 64_000
    assert Item.objects.count() == BROUGHT.get(behaviour, 0)
    good = behaviour in BROUGHT
    assert result.outcome == (Fetch.Outcome.OK if good else Fetch.Outcome.FAILED), result.note
    assert good or (result.note.endswith(".") and "Error" not in result.note and "Jansen" not in result.note)
    assert len(faults.asked) <= 6


@pytest.mark.proves("R7")
def test_a_server_that_hangs_while_connecting_ends() -> None:
    with nothing_left(), full_queue() as port, pytest.raises(FetchFailed, match="langzaam"):
        fetch(Request(f"http://nieuws.example:{port}/"), hosts=["nieuws.example"], policy=local(max_seconds=1))


@pytest.mark.proves("R7")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, faults: Faults) -> None:
    refused = pytest.raises(FetchFailed, match="certificaat")
    with nothing_left(), fault_server(faults, self_signed(tmp_path)) as port, refused:
        fetch(Request(f"https://nieuws.example:{port}/good"), hosts=["nieuws.example"], policy=local())
    assert faults.asked == [], "nothing was asked over a connection that is not trusted"


@pytest.mark.proves("R7")
def test_a_handshake_that_never_comes_ends() -> None:
    with nothing_left(), socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(FetchFailed):
            fetch(Request(f"https://nieuws.example:{port}/"), hosts=["nieuws.example"], policy=local(max_seconds=0.5))


@pytest.mark.proves("R7")
def test_a_slow_source_holds_up_no_other(cast: Cast, bench: Workbench, port: int) -> None:
    slow = [source_of(cast, url=f"http://traag{n}.example:{port}/hang-body", name=f"Traag {n}") for n in range(3)]
    quick = [source_of(cast, url=f"http://vlot{n}.example:{port}/good", name=f"Vlot {n}") for n in range(3)]
    took = {}
    begin = time.monotonic()
    for result in fetch_sources(sources=slow + quick, bench=bench, now=NOW):
        took[result.source.name] = time.monotonic() - begin
        assert result.outcome == (Fetch.Outcome.FAILED if "Traag" in result.source.name else Fetch.Outcome.OK)
    assert len(took) == 6
    assert max(took[one.name] for one in quick) < min(took[one.name] for one in slow)
    assert max(took.values()) < SECONDS * 2, "the slow ones waited side by side"


@pytest.mark.proves("R7")
def test_reading_that_is_broken_off_leaves_no_thread(cast: Cast, bench: Workbench, port: int) -> None:
    sources = [source_of(cast, url=f"http://n{n}.example:{port}/good", name=f"N {n}") for n in range(12)]
    with nothing_left():
        walk = fetch_sources(sources=sources, bench=bench, now=NOW)
        next(walk)
        walk.close()  # type: ignore[attr-defined]


@pytest.mark.proves("R7")
def test_unchanged_is_believed_only_when_asked_and_for_a_week(
    cast: Cast, bench: Workbench, port: int, faults: Faults
) -> None:
    source = source_of(cast, url=f"http://nieuws.example:{port}/good")
    assert fetch_source(source=source, bench=bench, now=NOW).outcome == Fetch.Outcome.OK
    Source.objects.filter(pk=source.pk).update(url=f"http://nieuws.example:{port}/false-304", etag='"a"')
    source.refresh_from_db()
    result = fetch_source(source=source, bench=bench, now=NOW + timedelta(days=3))
    assert result.outcome == Fetch.Outcome.UNCHANGED
    assert b'If-None-Match: "a"' in faults.asked[-1][1]
    result = fetch_source(source=source, bench=bench, now=NOW + timedelta(days=8))
    assert b"If-None-Match" not in faults.asked[-1][1]
    assert (result.outcome, source.failures) == (Fetch.Outcome.FAILED, 1)


def test_reading_the_same_again_changes_nothing(cast: Cast, bench: Workbench, port: int) -> None:
    source = source_of(cast, url=f"http://nieuws.example:{port}/good")
    first = fetch_source(source=source, bench=bench, now=NOW)
    kept = sorted(Item.objects.values_list()), sorted(ItemCount.objects.values_list("topic", "week", "count"))
    again = fetch_source(source=source, bench=bench, now=NOW + timedelta(hours=1))
    assert (first.added_count, again.added_count, again.changed_count) == (3, 0, 0)
    assert (sorted(Item.objects.values_list()), sorted(ItemCount.objects.values_list("topic", "week", "count"))) == kept


def test_each_failure_in_a_row_doubles_the_wait(cast: Cast, bench: Workbench, port: int) -> None:
    source = source_of(cast, url=f"http://nieuws.example:{port}/server-error")
    waits = []
    for _attempt in range(3):
        fetch_source(source=source, bench=bench, now=NOW)
        assert source.due_at is not None
        waits.append(source.due_at - NOW)
    assert waits == [timedelta(hours=2), timedelta(hours=4), timedelta(hours=8)]
    Source.objects.filter(pk=source.pk).update(url=f"http://nieuws.example:{port}/good")
    source.refresh_from_db()
    fetch_source(source=source, bench=bench, now=NOW)
    assert source.due_at == NOW + timedelta(hours=1)


def test_an_error_of_ours_is_noted_and_holds_up_no_other(
    cast: Cast, bench: Workbench, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weerbaar.sources.services import ingest

    one = source_of(cast, url=f"http://a.example:{port}/good", name="Een")
    two = source_of(cast, url=f"http://a.example:{port}/good", name="Twee")
    real, calls = ingest.add_to_counts, []

    def breaks_once(**options: Any) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("Jan Jansen")
        real(**options)

    monkeypatch.setattr(ingest, "add_to_counts", breaks_once)
    results = {result.source.name: result for result in fetch_sources(sources=[one, two], bench=bench, now=NOW)}
    assert results["Een"].outcome == Fetch.Outcome.FAILED
    assert "RuntimeError" in results["Een"].note
    assert "Jansen" not in results["Een"].note
    assert results["Twee"].added_count == 3
    assert {item.cluster for item in Item.objects.all()} <= {item.pk for item in Item.objects.all()}


@pytest.mark.long
@pytest.mark.proves("R7")
@pytest.mark.parametrize("behaviour", ["large", "endless-chunks", "hang-body", "drip-body", "drip-header", "gzip-bomb"])
def test_a_hostile_server_is_bounded_with_the_limits_of_the_world(behaviour: str) -> None:
    with nothing_left(), fault_server(Faults(drip=1.0)) as port:
        begin = time.monotonic()
        with pytest.raises(FetchFailed):
            fetch(
                Request(f"http://nieuws.example:{port}/{behaviour}"),
                hosts=["nieuws.example"],
                policy=local(max_seconds=Policy.max_seconds),
            )
        assert time.monotonic() - begin <= 31


@pytest.mark.long
@pytest.mark.proves("R7")
def test_a_thousand_fetches_leave_no_thread_and_no_socket() -> None:
    rules = local(max_seconds=0.3)
    with nothing_left(), fault_server(Faults()) as port:
        for number in range(1000):
            behaviour = BEHAVIOURS[number % len(BEHAVIOURS)]
            if behaviour in ("gzip-bomb", "many-items"):
                continue
            try:
                fetch(Request(f"http://nieuws.example:{port}/{behaviour}"), hosts=["nieuws.example"], policy=rules)
            except FetchFailed:
                continue
