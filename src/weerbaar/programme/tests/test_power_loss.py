"""What SQLite confirmed is there after the power went: every commit reaches the disk before it is confirmed."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from django.db import connection

CONFIRMED = 50
FULL = 2

pytestmark = pytest.mark.proves("R2")


def _opened(path: Path) -> sqlite3.Connection:
    """A database as the house opens it."""
    opened = sqlite3.connect(path, isolation_level=None)
    for pragma in connection.settings_dict["OPTIONS"]["init_command"].split(";"):
        opened.execute(pragma)
    return opened


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL writes through as it is installed: fsync on")
def test_files_copied_in_mid_work_hold_everything_that_was_confirmed(tmp_path: Path) -> None:
    working = _opened(tmp_path / "working.sqlite3")
    assert working.execute("PRAGMA synchronous").fetchone() == (FULL,)
    assert working.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    working.execute("CREATE TABLE confirmed (number INTEGER)")
    for number in range(CONFIRMED):
        working.execute("INSERT INTO confirmed VALUES (?)", [number])
        fallen = tmp_path / f"fallen-{number}.sqlite3"
        for ending in ("", "-wal"):  # what lies on the disk now; nothing was closed
            shutil.copy(tmp_path / f"working.sqlite3{ending}", f"{fallen}{ending}")
        assert _opened(fallen).execute("SELECT count(*) FROM confirmed").fetchone() == (number + 1,)
    working.close()
