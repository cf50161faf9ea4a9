"""What the locks cost per page: the same pages with and without them, in turns, in one process.

    python benchmarks/page_time.py [rounds=30]
    python tools/on_postgresql.py python benchmarks/page_time.py      # with the second lock of the database

Without: no second step, no search guard, no budget of rows, no memory of sent forms, no second lock, no headers and no
policy for scripts. A database of its own is made, with the cast of the tests and 300 signals. Prints medians of wall
time and CPU time per page, and the difference.
"""

import os
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerbaar.config.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import override_settings, setup_databases, setup_test_environment, teardown_databases  # noqa: E402

from tests.cast import Cast, build_cast, sign_in  # noqa: E402
from weerbaar.signals.models import Signal  # noqa: E402

LOCKS = (
    "HeadersMiddleware", "CSPMiddleware", "NoNulMiddleware", "SecondStepMiddleware", "SearchMiddleware",
    "BudgetMiddleware", "SecondLockMiddleware", "SentFormMiddleware",
)  # fmt: skip
PAGES = ("/", "/signalen/", "/mensen/", "/bronnen/", "/ontwikkelingen/bevindingen/", "/beelden/")
LIMIT_MS = 50


def fill(cast: Cast) -> None:
    """300 signals of the municipality here."""
    Signal.objects.bulk_create(
        Signal(
            submission=f"s{number}", receipt=f"r{number}", organisation=cast.organisations["town_here"],
            municipality=cast.here, text="Stickers bij het station.", week="2026-W09", label="green",
            received_at=cast.now, due_on=cast.now.date(), expires_on=cast.now.date() + timedelta(days=700),
        )
        for number in range(300)
    )  # fmt: skip


def timed(client: Client, page: str) -> tuple[float, float]:
    """Milliseconds of one request, wall and CPU."""
    wall, work = time.perf_counter(), time.process_time()
    answer = client.get(page)
    spent = 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - work)
    if answer.status_code != 200:
        sys.exit(f"{page} answers {answer.status_code}")
    return spent


def measure(page: str, clients: tuple[Client, Client], bare: list[str], rounds: int) -> Iterator[tuple[float, float]]:
    """(wall, CPU) medians with the locks, then without."""
    found: tuple[list[tuple[float, float]], ...] = ([], [])
    for number in range(rounds + 2):
        for client, times, middleware in zip(clients, found, (settings.MIDDLEWARE, bare), strict=True):
            with override_settings(MIDDLEWARE=middleware):
                spent = timed(client, page)
            if number >= 2:
                times.append(spent)
    for times in found:
        yield statistics.median(wall for wall, _ in times), statistics.median(work for _, work in times)


def main(words: list[str]) -> None:
    """Print one line per page."""
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.STORAGES = settings.STORAGES | plain
    rounds = int(dict(word.split("=") for word in words).get("rounds", 30))
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        cast = build_cast()
        fill(cast)
        bare = [name for name in settings.MIDDLEWARE if name.rpartition(".")[2] not in LOCKS]
        clients = (Client(), Client())
        for client in clients:
            sign_in(client, cast["analyst"].user)
        print(f"{settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}, {rounds} rounds, medians in milliseconds")
        for page in PAGES:
            (wall, work), (bare_wall, bare_work) = measure(page, clients, bare, rounds)
            print(
                f"| {page} | {wall:.1f} | {bare_wall:.1f} | {wall - bare_wall:+.1f} | {work - bare_work:+.1f} | "
                f"{'yes' if wall - bare_wall <= LIMIT_MS else 'NO'} |",
                flush=True,
            )
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1:])
