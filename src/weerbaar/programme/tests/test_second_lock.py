"""PostgreSQL itself shows no row out of reach, whatever the code asks (T1, M1)."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tests.cast import NOW, Cast, build_cast
from weerbaar.accounts.selectors import reach_of
from weerbaar.guard.services import EVERYTHING, LockState, Reach, all_rows, lock_state, rows_within
from weerbaar.signals.models import Signal

NOT_LOCKED = {
    "accounts.Membership": "is what tells how far somebody reaches, so it is read before that is known",
    "accounts.Endorsement": "is a name under a step, shown beside the record it is about, which is locked",
    "pictures.SectionText": "says who wrote a part of a picture, which belongs to an area and to no organisation",
    "pictures.Statement": "says who wrote a part of a picture, which belongs to an area and to no organisation",
    "signals.Question": "goes from one organisation to another and is how the asked one reaches the signal",
}
only_on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no second lock")


def locked_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        return {name for (name,) in cursor.fetchall()}


@only_on_postgresql
@pytest.mark.django_db
@pytest.mark.proves("T1")
def test_every_table_with_an_owner_organisation_is_locked() -> None:
    locked, missing = locked_tables(), []
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields() if field.concrete}
        owned = "organisation" in names and model._meta.label.split(".")[0] != "regions"
        if owned and model._meta.db_table not in locked and model._meta.label not in NOT_LOCKED:
            missing.append(model._meta.label)
    assert not missing, (
        f"No second lock on {missing}: add a migration like programme/migrations/0001_second_lock.py with a rule for "
        "each, or say in NOT_LOCKED of this test why it needs none."
    )


@only_on_postgresql
@pytest.mark.django_db
def test_we_connect_as_a_user_for_whom_the_locks_hold() -> None:
    assert lock_state() is LockState.ON


@pytest.mark.django_db
def test_a_database_without_the_lock_says_so() -> None:
    expected = {"postgresql": (LockState.ON,), "sqlite": (LockState.ABSENT,)}
    assert lock_state() in expected[connection.vendor]


def add_signal(cast: Cast, label: str) -> Signal:
    return Signal.objects.create(
        submission=label, receipt=label, organisation=cast.organisations["town_here"], municipality=cast.here,
        text="Stickers bij het station.", week="2026-W09", label=label, received_at=NOW,
        due_on=NOW.date(), expires_on=NOW.date() + timedelta(days=700),
    )  # fmt: skip


@pytest.fixture
def stage(cast: Cast) -> Cast:
    add_signal(cast, "amber_strict")
    return cast


def seen(reach: Reach, sql: str = "SELECT count(*) FROM signals_signal") -> Any:
    with rows_within(reach), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@only_on_postgresql
@pytest.mark.proves("T1")
@pytest.mark.proves("M1")
def test_raw_sql_in_the_name_of_another_municipality_finds_nothing(stage: Cast) -> None:
    assert seen(reach_of(actor=stage["official_here"])) == 1
    assert seen(reach_of(actor=stage["analyst"])) == 1
    assert seen(reach_of(actor=stage["official_elsewhere"])) == 0
    assert seen(reach_of(actor=stage["trainer"])) == 0
    assert seen(Reach()) == 0
    assert seen(EVERYTHING) == 1


@only_on_postgresql
@pytest.mark.proves("M1")
def test_what_was_shared_with_the_region_is_seen_by_the_region(stage: Cast) -> None:
    add_signal(stage, "green")
    assert seen(reach_of(actor=stage["official_elsewhere"])) == 1


@only_on_postgresql
@pytest.mark.proves("T1")
def test_raw_sql_in_the_name_of_another_municipality_changes_and_removes_nothing(stage: Cast) -> None:
    with rows_within(reach_of(actor=stage["official_elsewhere"])), connection.cursor() as cursor:
        cursor.execute("UPDATE signals_signal SET text = 'weg'")
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM signals_signal")
        assert cursor.rowcount == 0
    assert Signal.objects.get().text == "Stickers bij het station."


@only_on_postgresql
def test_counts_over_the_region_lift_the_lock_and_put_it_back(stage: Cast) -> None:
    with rows_within(Reach()):
        with all_rows():
            assert Signal.objects.count() == 1
        assert Signal.objects.count() == 0
    assert Signal.objects.count() == 1


@only_on_postgresql
@pytest.mark.django_db
def test_a_connection_of_which_nobody_said_who_looks_shows_nothing() -> None:
    add_signal(build_cast(), "amber_strict")
    with connection.cursor() as cursor:
        cursor.execute("SET weerbaar.reach = ''")
        cursor.execute("SELECT count(*) FROM signals_signal")
        assert cursor.fetchone()[0] == 0
        cursor.execute("SET weerbaar.reach = '*'")
