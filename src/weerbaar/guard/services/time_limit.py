"""How long a page may keep the database busy (T19). PostgreSQL has a setting for it, SQLite has not."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

MOST_SECONDS = 60.0
LOOK_EVERY = 100_000
"""Steps of the engine of SQLite between two looks at the clock: some milliseconds."""


@contextmanager
def within_time(seconds: float | None = None) -> Iterator[None]:
    """Stops a statement of SQLite that is still at work after so many seconds (60), with Django's `OperationalError`.

    PostgreSQL does so by itself: `statement_timeout` in the settings. Without an open connection there is no limit.
    """
    engine = connection.connection if connection.vendor == "sqlite" else None
    if engine is None:
        yield
        return
    until = time.monotonic() + (MOST_SECONDS if seconds is None else seconds)
    engine.set_progress_handler(lambda: time.monotonic() > until, LOOK_EVERY)
    try:
        yield
    finally:
        engine.set_progress_handler(None, 0)
