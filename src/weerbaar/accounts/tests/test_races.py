"""Orders at the same moment (T10). On SQLite in a program of its own: its test database lives in memory and locks
otherwise than a file does."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from weerbaar.accounts.tests import race

ROOT = Path(__file__).parents[4]


def played(name: str, folder: Path) -> Any:
    if connection.vendor != "sqlite":
        return list(getattr(race, name)())
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'race.sqlite3'}",
        "WEERBAAR_DATA": str(folder),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "weerbaar.config.settings",
    }
    command = [sys.executable, "-m", "weerbaar.accounts.tests.race", name]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.proves("T10")
@pytest.mark.django_db(transaction=True)
def test_two_maintainers_who_remove_each_other_leave_one(tmp_path: Path) -> None:
    assert played("last_two_maintainers", tmp_path) == [["LastMaintainer", "done"], 1]


@pytest.mark.django_db(transaction=True)
def test_a_link_that_is_used_twice_at_once_works_once(tmp_path: Path) -> None:
    assert played("one_link_twice", tmp_path) == [["InvitationNotUsable", "done"], 1]
