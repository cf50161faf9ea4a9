"""Orders at the same moment. On SQLite in a program of its own, as its test database in memory locks otherwise."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from weerbaar.signals.tests import race

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
    command = [sys.executable, "-m", "weerbaar.signals.tests.race", name]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.django_db(transaction=True)
def test_one_report_that_is_sent_twice_at_once_is_one_signal(tmp_path: Path) -> None:
    assert played("one_report_twice", tmp_path) == [["done", "done"], 1]


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_move_a_signal_at_once_one_hears_it(tmp_path: Path) -> None:
    assert played("one_signal_moved_twice", tmp_path) == [["MovedMeanwhile", "done"], 1]
