"""What every step of the two commands stands on: folders, the lock, stamps, and one clear sentence for each mishap."""

import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
TOOLS = ROOT / ".tools"
DATA = Path(os.environ.get("WEERBAAR_DATA") or ROOT / "var").expanduser()

# These steer an installer to another place or a half-made environment; an index of one's own stays in force.
STEERING = frozenset(
    """
    PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH VIRTUAL_ENV CONDA_PREFIX DJANGO_SETTINGS_MODULE NODE_OPTIONS
    PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIRE_VIRTUALENV PIP_NO_BINARY UV_NO_BINARY UV_OFFLINE UV_PYTHON
    UV_PROJECT_ENVIRONMENT UV_SYSTEM_PYTHON UV_TARGET UV_PREFIX
    """.split()
)
# The certificates of the system count too: many offices have a proxy that inspects what passes.
ALWAYS = {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1", "NODE_USE_SYSTEM_CA": "1"}


def stop(sentence: str) -> NoReturn:
    """Ends the command with one clear sentence."""
    sys.exit(f"\n{sentence}")


def environment(**more: str) -> dict[str, str]:
    """The caller's environment without what would steer an installer astray."""
    kept = {name: value for name, value in os.environ.items() if name not in STEERING}
    return ALWAYS | kept | {"WEERBAAR_DATA": str(DATA.resolve())} | more


def make_folder(folder: Path) -> None:
    """Makes a folder we must be able to write in, or says which one it is."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".write-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as mishap:
        stop(f"Weerbaar cannot write in {folder} ({mishap.strerror}): make that folder writable for you, or copy "
             "the checkout to a folder of your own, then run make again.")  # fmt: skip


@contextlib.contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Two calls never set up at once: the second waits for the first."""
    with (TOOLS / "lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another make is setting up in this folder; waiting until it is ready.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def call(*command: str | Path, why: str, log: str, env: Mapping[str, str] | None = None) -> str:
    """Runs one command quietly and returns what it printed; when it fails, says why it was run and what to do."""
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=env or environment(), text=True, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode:
        path = TOOLS / "log" / f"{log}.txt"
        make_folder(path.parent)
        path.write_text(done.stdout, encoding="utf-8")
        last = [line for line in done.stdout.splitlines() if line.strip()][-6:]
        print("\n".join(f"    {line}" for line in last))
        stop(f"{why} The whole message is in {path.relative_to(ROOT)}; a second make goes on from here.")
    return done.stdout


def digest(inputs: Iterable[Path | str]) -> str:
    """One sum over texts and the names and contents of files; it changes when one of them changes."""
    total = hashlib.sha256()
    for one in inputs:
        if isinstance(one, Path):
            total.update(str(one.relative_to(ROOT) if one.is_relative_to(ROOT) else one).encode())
            total.update(one.read_bytes() if one.is_file() else b"absent")
        else:
            total.update(one.encode())
        total.update(b"\0")
    return total.hexdigest()


def files(*patterns: str) -> list[Path]:
    """The files of the checkout that match, in a fixed order."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(path for path in found if "__pycache__" not in path.parts)


class Stamp:
    """Remembers that a step succeeded with these inputs; written after success only."""

    def __init__(self, name: str, inputs: Iterable[Path | str], *, folder: Path | None = None) -> None:
        self.path = (folder or TOOLS / "stamps") / name
        self.sum = digest(inputs)

    def holds(self, *outputs: Path) -> bool:
        """Whether the step may be skipped: same inputs, and what it made is still there."""
        same = self.path.is_file() and self.path.read_text(encoding="utf-8") == self.sum
        return same and all(output.exists() for output in outputs)

    def set(self) -> None:
        make_folder(self.path.parent)
        self.path.write_text(self.sum, encoding="utf-8")

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """Says what is being done and how long it took."""
    print(f"{title} …", end="", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print()
        raise
    print(f" {time.monotonic() - start:.1f} s", flush=True)
