import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction

from tests.cast import build_cast
from weerbaar.guard.services import within_time
from weerbaar.guard.services.time_limit import MOST_SECONDS

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT count(*) FROM generate_series(1, 1000000000000)",
}
ROOT = Path(__file__).parents[4]


def run_endless() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ENDLESS[connection.vendor])


@pytest.mark.django_db
@pytest.mark.proves("T19")
def test_an_endless_statement_is_stopped_and_the_next_one_works() -> None:
    started = time.monotonic()
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 300")
            with pytest.raises(OperationalError), transaction.atomic():
                cursor.execute(ENDLESS["postgresql"])
    else:
        with within_time(0.3), pytest.raises(OperationalError, match="interrupted"):
            run_endless()
    assert time.monotonic() - started < 20
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
@pytest.mark.proves("T19")
def test_every_page_of_somebody_who_is_signed_in_has_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    client, client.raise_request_exception = build_cast().client("analyst"), False
    assert client.get("/mensen/").status_code == 200
    if connection.vendor == "postgresql":
        env = os.environ | {"WEERBAAR_WEB": "1", "DJANGO_SETTINGS_MODULE": "weerbaar.config.settings"}
        code = "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS']['options'])"
        env |= {"PYTHONPATH": str(ROOT / "src"), "DATABASE_URL": "postgres://weerbaar@localhost/weerbaar"}
        said = subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True).stdout
        assert f"statement_timeout={MOST_SECONDS * 1000:.0f} " in said
        return
    monkeypatch.setattr("weerbaar.guard.services.time_limit.MOST_SECONDS", 0.3)
    monkeypatch.setattr("weerbaar.ui.tables.render_table", lambda *_all, **_more: run_endless())
    assert client.get("/mensen/").status_code == 500
