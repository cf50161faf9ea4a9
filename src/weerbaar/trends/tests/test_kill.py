"""Killed at any moment, `weerbaar scan` leaves a whole scan or none, and doubles nothing when it is run again."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from weerbaar.trends.tests.scene import weeks_back

ROOT = Path(__file__).parents[4]
SCANNER = """
import os, sys, time, django
django.setup()
from django.core.management import call_command
for room in ("accounts", "trends"):
    call_command("migrate", room, verbosity=0)
from django.db import connection
import weerbaar.trends.services, weerbaar_analysis.counts.engine
from weerbaar.trends.tests.scene import quiet_region
quiet_region(weeks=40)
print("ready", flush=True)
connection.close()
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        call_command("scan", "--until", line.strip(), stdout=open(os.devnull, "w"))
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""
"""Starts Weerbaar once, and for each week a process of its own that does `weerbaar scan`: starting takes seconds."""


class Scanner:
    """The process of `SCANNER`, and its database in a file."""

    def __init__(self, data: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("WEERBAAR_", "DATABASE_"))}
        own = {"WEERBAAR_DATA": str(data), "DJANGO_SETTINGS_MODULE": "weerbaar.config.settings"}
        env = {**kept, **own, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([sys.executable, "-c", SCANNER], env=env, stdin=pipe, stdout=pipe, text=True)
        self.file = data / "weerbaar.sqlite3"
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def scan(self, week: str, *, kill_after: float | None = None) -> tuple[float, bool]:
        """Scans a week; how long that took, and whether the process came to its end."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{week}\n")
        self.process.stdin.flush()
        child, begun = int(self.process.stdout.readline()), time.monotonic()
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):  # it was done already
                os.kill(child, signal.SIGKILL)
        is_done = int(self.process.stdout.readline()) == 0
        return time.monotonic() - begun, is_done

    def found(self, week: str) -> list[int]:
        """The number of findings of each scan of the week; every scan is logged once and the whole base is sound."""
        with sqlite3.connect(self.file) as base:
            assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            logged = base.execute("SELECT count(*) FROM accounts_auditevent WHERE action = 'scan_week'").fetchone()
            assert logged == base.execute("SELECT count(*) FROM trends_scan WHERE is_current").fetchone()
            rows = base.execute(
                "SELECT count(f.id) FROM trends_scan s LEFT JOIN trends_finding f ON f.scan_id = s.id"
                " WHERE s.week = ? GROUP BY s.id",
                [week],
            )
            return [row[0] for row in rows]


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scanner]:
    scanner = Scanner(tmp_path_factory.mktemp("scans"))
    yield scanner
    assert scanner.process.stdin is not None
    assert scanner.process.stdout is not None
    scanner.process.stdin.close()
    scanner.process.wait(timeout=60)
    scanner.process.stdout.close()


@pytest.mark.proves("R3")
@pytest.mark.parametrize("kills", [pytest.param(3, id="3"), pytest.param(20, id="20", marks=pytest.mark.long)])
def test_a_scan_that_is_killed_leaves_nothing_half_and_doubles_nothing(scanner: Scanner, kills: int) -> None:
    # the weeks with little history take a quick method, so that much of the time goes to what is written
    chance, weeks = random.Random(kills), weeks_back(40)[9:17] if kills < 8 else weeks_back(21)
    spent, done = scanner.scan(weeks[0])
    whole = scanner.found(weeks[0])
    assert done
    assert (len(whole), whole[0] > 100) == (1, True)
    ended = 0
    for week in weeks[1 : 1 + kills]:
        _spent, done = scanner.scan(week, kill_after=chance.uniform(0.5, 1.0) * spent)
        ended += done
        assert scanner.found(week) == whole if done else scanner.found(week) in ([], whole)
        assert scanner.scan(week)[1]
        assert scanner.found(week) == whole
    assert ended < kills
