"""Killed while it registers a signal or freezes a picture, nothing told is lost, doubled or half (R1)."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
ORDERS = {"register": 25, "freeze": 6}


class Clerk:
    """The process of `orders.py`, and what it told us it did."""

    def __init__(self, data: Path) -> None:
        foreign = ("WEERBAAR_", "DATABASE_URL")
        env = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        env |= {"WEERBAAR_DATA": str(data), "DJANGO_SETTINGS_MODULE": "weerbaar.config.settings"}
        env["PYTHONPATH"] = f"{ROOT / 'src'}:{ROOT}"
        pipe = subprocess.PIPE
        command = [sys.executable, "-u", str(ROOT / "tests" / "orders.py")]
        self.process = subprocess.Popen(command, env=env, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, bufsize=1)
        assert self._line() == "ready"

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def ask(self, line: str, kill_after: float | None = None, kill_at: int = 0) -> list[str]:
        """What the child said until it ended, or until it was killed that long after its answer number `kill_at`."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        said: list[str] = []
        child = 0
        while (line := self._line()) != "over":
            if line.isdigit():
                child = int(line)
            else:
                said.append(line)
            if kill_after is not None and child and len(said) == kill_at:
                time.sleep(kill_after)
                with suppress(ProcessLookupError):  # it was done already
                    os.kill(child, signal.SIGKILL)
                kill_after = None
        return said

    def look(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask("look")[0])
        return found


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    clerk = Clerk(tmp_path_factory.mktemp("orders"))
    yield clerk
    assert clerk.process.stdin is not None
    clerk.process.stdin.close()
    clerk.process.wait(timeout=60)
    assert clerk.process.stdout is not None
    clerk.process.stdout.close()


def killed(clerk: Clerk, what: str, kills: int, chance: random.Random) -> set[int]:
    """Kills one child after another, each beginning anew; the orders that were told as done."""
    told: set[int] = set()
    for _kill in range(kills):
        at = chance.randrange(ORDERS[what])
        said = clerk.ask(f"{what} {ORDERS[what]}", kill_after=chance.uniform(0, 0.06), kill_at=at)
        told |= {int(line.removeprefix("did ")) for line in said if line.startswith("did ")}
        found = clerk.look()
        assert (found["integrity"], found["log"], found["pictures"]) == ("ok", [], [])
        assert len(found["signals"]) == found["steps"] == found["reported"] == found["noted"]
        assert found["frozen"] == found["second"]
    return told


KILLS = [pytest.param(4, id="4"), pytest.param(500, id="500", marks=pytest.mark.long)]


@pytest.mark.proves("R1")
@pytest.mark.parametrize("kills", KILLS)
def test_a_registration_that_is_killed_loses_and_doubles_nothing(clerk: Clerk, kills: int) -> None:
    told = killed(clerk, "register", kills, random.Random(3))
    assert told <= set(clerk.look()["signals"])
    clerk.ask("register 25")
    assert clerk.look()["signals"] == list(range(25))


@pytest.mark.proves("R1")
@pytest.mark.parametrize("kills", KILLS)
def test_a_freezing_that_is_killed_leaves_a_whole_picture_or_none(clerk: Clerk, kills: int) -> None:
    told = killed(clerk, "freeze", kills, random.Random(5))
    assert len(told) <= clerk.look()["frozen"]
    clerk.ask("freeze 6")
    found = clerk.look()
    assert (found["frozen"], found["frozen_twice"]) == (6, 0)
