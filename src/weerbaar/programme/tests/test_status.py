from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from tests.cast import NOW, Cast
from weerbaar.guard.services import last_run, note_run
from weerbaar.programme.selectors import status_of_server


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.AUDIT_FOLDER = tmp_path / "audit"


@pytest.mark.django_db
def test_who_keeps_an_eye_on_the_server_reads_whether_the_second_lock_works(cast: Cast):
    page = cast.client("maintainer").get("/status/").content.decode()
    said = {"sqlite": "SQLite heeft zo&#x27;n slot niet", "postgresql": "de database weigert zelf rijen"}
    assert said[connection.vendor] in page
    assert cast.client("analyst").get("/status/").status_code == 404


@pytest.mark.django_db
def test_the_timers_leave_their_moment_and_a_late_one_asks_for_a_look(cast: Cast):
    assert last_run(name="retain") is None
    call_command("retain", dry_run=True, verbosity=0)
    assert last_run(name="retain") is None
    call_command("retain", verbosity=0)
    assert last_run(name="retain") is not None
    note_run(name="backup", now=NOW)
    fresh = {fact.what: fact for fact in status_of_server(now=NOW + timedelta(hours=2))}
    late = {fact.what: fact for fact in status_of_server(now=NOW + timedelta(days=3))}
    assert not fresh["Laatste reservekopie"].needs_a_look
    assert late["Laatste reservekopie"].needs_a_look


def test_a_broken_file_of_moments_counts_as_never(settings):
    settings.AUDIT_FOLDER.mkdir()
    (settings.AUDIT_FOLDER / "runs.json").write_text("{", encoding="utf-8")
    assert last_run(name="backup") is None
    note_run(name="backup", now=NOW)
    assert last_run(name="backup") == NOW
