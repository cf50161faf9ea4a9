"""The database goes forward, back and forward again, step by step and with rows in it (R6)."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).parents[1]
ON_A_SERVER = [pytest.mark.long] if connection.vendor == "sqlite" else []
"""What real installations stand on; on SQLite `make prove` does it."""


@pytest.fixture
def own_database(db: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a database of its own, of the kind that the tests run on."""
    env = os.environ | {"WEERBAAR_DATA": str(tmp_path), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    env |= {"DJANGO_SETTINGS_MODULE": "weerbaar.config.settings", "WEERBAAR_WEB": "0"}  # as whoever keeps the server
    if connection.vendor == "sqlite":
        yield env | {"DATABASE_URL": f"sqlite:///{tmp_path / 'steps.sqlite3'}"}
        return
    import psycopg

    name, server_url = f"steps_{uuid4().hex[:8]}", urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(server_url.geturl(), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
        yield env | {"DATABASE_URL": server_url._replace(path=f"/{name}").geturl()}
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]


def told(env: dict[str, str], *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.migrate_steps", *arguments]
    done = subprocess.run(command, env=env, cwd=ROOT, check=False, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.proves("R6")
@pytest.mark.long
def test_every_migration_goes_forward_back_and_forward(own_database: dict[str, str]) -> None:
    assert told(own_database)["steps"] >= 17


@pytest.mark.proves("R6")
@pytest.mark.parametrize("items", [pytest.param(200, marks=ON_A_SERVER), pytest.param(100_000, marks=pytest.mark.long)])
def test_with_rows_in_it_nothing_that_should_stay_is_lost(own_database: dict[str, str], items: int) -> None:
    found = told(own_database, str(items))
    assert found["rows"] > 2 * items
    assert found["rooms"] >= 3
    assert (found["lost"], found["changed"]) == ([], [])
    assert max(found["seconds"]) < 120, found


@pytest.mark.proves("R6")
@pytest.mark.django_db
def test_the_migrations_make_exactly_the_models() -> None:
    rooms = [config.label for config in apps.get_app_configs() if config.name.startswith("weerbaar.")]
    call_command("makemigrations", *rooms, check=True, dry_run=True, verbosity=0)
