"""R1: a reading that is killed at any moment, and done again, leaves the same as one that was not disturbed."""

import os
import random
import select
import shutil
import signal
import subprocess
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import pytest

from weerbaar.sources.tests.weerbaar_process import FEEDS, PER_FEED, contents, prepare, reader, run, write_feeds

KILLS = 8


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """An empty database to start from, the feeds, and what an undisturbed reading makes of them."""
    base = tmp_path_factory.mktemp("kill")
    prepare(base / "leeg")
    feeds = write_feeds(base / "feeds")
    whole = shutil.copytree(base / "leeg", base / "heel")
    run(whole, "ingest", str(feeds))
    return {"base": base, "feeds": feeds, "expected": contents(whole)}


def killed_and_done_again(stage: dict[str, Any], kills: int, chance: random.Random) -> Counter[str]:
    """Kills one reading after another on the same database, reads to the end, compares; what the kills met."""
    data = Path(shutil.copytree(stage["base"] / "leeg", stage["base"] / f"gedood-{chance.random()}"))
    met: Counter[str] = Counter()
    with reader(data) as process:
        for _kill in range(kills):
            _kill_somewhere(process, stage["feeds"], chance)
            found = contents(data)
            met["part" if 0 < len(found["items"]) < FEEDS * PER_FEED else "all or nothing"] += 1
            _nothing_half(found, stage["expected"])
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=60)
    run(data, "ingest", str(stage["feeds"]))
    assert contents(data) == stage["expected"]
    assert "0 nieuw, 0 gewijzigd" in run(data, "ingest", str(stage["feeds"]))
    assert contents(data) == stage["expected"]
    shutil.rmtree(data)
    return met


def _kill_somewhere(process: "subprocess.Popen[bytes]", feeds: Path, chance: random.Random) -> None:
    """Starts a reading and kills it before, during or after one of its batches."""
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write(f"{feeds}\n".encode())
    child = int(process.stdout.readline())
    for _batch in range(chance.randint(0, FEEDS * PER_FEED // 200)):
        while process.stderr.read(1) not in (b"\r", b""):
            continue
    time.sleep(chance.uniform(0, 0.4))
    with suppress(ProcessLookupError):  # it was done already
        os.kill(child, signal.SIGKILL)
    time.sleep(0.2)
    _drain(process.stderr)


def _drain(pipe: IO[bytes]) -> None:
    """Takes what the killed process said, so that it does not count for the next."""
    while select.select([pipe], [], [], 0)[0] and pipe.read(1):
        continue


def _nothing_half(found: dict[str, Any], expected: dict[str, Any]) -> None:
    """Whatever is there is whole: items with their topics, and counts that agree with the items."""
    assert found["integrity"] == "ok"
    whole = {item[0]: item for item in expected["items"]}
    assert all(item == whole[item[0]] for item in found["items"])
    keys = {item[0] for item in found["items"]}
    assert found["topics"] == [topic for topic in expected["topics"] if topic[0] in keys]
    first = Counter(item[3] for item in found["items"] if item[5] == item[0])
    assert {row[2]: row[3] for row in found["counts"] if row[0] is None and row[1] == "*"} == first


def test_the_feeds_hold_copies_and_topics(stage: dict[str, Any]) -> None:
    items = stage["expected"]["items"]
    assert len(items) == FEEDS * PER_FEED
    assert len({item[5] for item in items}) < 0.8 * len(items)
    assert stage["expected"]["topics"]


@pytest.mark.proves("R1")
def test_a_reading_that_is_killed_loses_and_doubles_nothing(stage: dict[str, Any]) -> None:
    chance = random.Random(7)
    met: Counter[str] = Counter()
    for _round in range(2):
        met += killed_and_done_again(stage, KILLS // 2, chance)
    assert met["part"] >= 1, met


@pytest.mark.long
@pytest.mark.proves("R1")
def test_a_thousand_kills_lose_and_double_nothing(stage: dict[str, Any]) -> None:
    chance = random.Random(11)
    met: Counter[str] = Counter()
    for _round in range(50):
        met += killed_and_done_again(stage, 20, chance)
    assert met["part"] >= 50, met
