"""Systems side by side: each in a process of its own, asked in turn, so that a busy machine slows all alike.

A benchmark defines `SYSTEMS`, name to a function that makes the system; the system turns one text into an answer that
JSON can carry. Peers live in an environment of their own (benchmarks/README-personal-data.md), never in ours.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Answer = Any
System = Callable[[str], Answer]
CHUNK = 500


def work(make: Callable[[], System]) -> None:
    """Answer lines of texts with lines of answers, the CPU time taken and the memory used."""
    import resource

    begin = time.process_time()
    find = make()
    start_up = time.process_time() - begin
    for line in sys.stdin:
        texts = json.loads(line)
        begin = time.process_time()
        found = [answer(find, text) for text in texts]
        taken = time.process_time() - begin
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"found": found, "seconds": taken, "start": start_up, "memory": memory}), flush=True)


def answer(find: System, text: str) -> Answer:
    """The answer on one text; an empty one when the system fails on it, which is said on standard error."""
    try:
        return find(text)
    except Exception as error:  # a peer that fails must not end the comparison
        print(f"failed: {type(error).__name__}: {error}", file=sys.stderr)
        return []


class Worker:
    """One system in its own process; `seconds` is CPU time, `memory` in MB."""

    def __init__(self, script: str, name: str, python: str) -> None:
        self.name = name
        command = [python, script, "--worker", name]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=sys.stderr, text=True
        )
        self.seconds, self.start, self.memory = 0.0, 0.0, 0.0

    def ask(self, texts: Sequence[str]) -> list[Answer]:
        """The answer to each text."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(list(texts)) + "\n")
        self.process.stdin.flush()
        said: dict[str, Any] = json.loads(self.process.stdout.readline())
        self.seconds += said["seconds"]
        self.start, self.memory = said["start"], said["memory"]
        return list(said["found"])

    def warm_up(self, text: str) -> None:
        """One text that does not count."""
        self.ask([text])
        self.seconds = 0.0

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=30)


def measure(
    workers: list[Worker], texts: Sequence[str], *, chunk: int = CHUNK, rounds: int = 1
) -> dict[str, list[Answer]]:
    """Send the texts round in chunks; the answers of each system, in order.

    With more rounds the least time of each chunk counts, for every system alike: others compute on this machine too.
    """
    answers: dict[str, list[Answer]] = defaultdict(list)
    for begin in range(0, len(texts), chunk):
        part = texts[begin : begin + chunk]
        before = [worker.seconds for worker in workers]
        least = [math.inf] * len(workers)
        for turn in range(rounds):
            for number, worker in enumerate(workers):
                worker.seconds = 0.0
                found = worker.ask(part)
                least[number] = min(least[number], worker.seconds)
                answers[worker.name] += [] if turn else found
        for worker, earlier, taken in zip(workers, before, least, strict=True):
            worker.seconds = earlier + taken
    return answers


def workers_of(script: str, names: Sequence[str], peers: str | None) -> list[Worker]:
    """Ours in this environment, the peers in theirs; without `peers` ours alone."""
    own = [Worker(script, names[0], sys.executable)]
    return own + [Worker(script, name, f"{peers}/bin/python") for name in names[1:] if peers]


def works_here(systems: Mapping[str, Callable[[], System]]) -> bool:
    """Whether this process was started as a worker; then it has worked until there was no more to do."""
    if len(sys.argv) != 3 or sys.argv[1] != "--worker":
        return False
    work(systems[sys.argv[2]])
    return True
