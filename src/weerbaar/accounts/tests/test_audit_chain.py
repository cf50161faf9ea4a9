"""Whatever is done to the log behind our back, it is found, and where (T15)."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import NOW, Cast
from weerbaar.accounts import services
from weerbaar.accounts.models import Action, AuditEvent, AuditIsAppendOnly, Outcome
from weerbaar.accounts.models.audit import AuditSeal
from weerbaar.accounts.services import audit_chain, audit_key
from weerbaar.accounts.services.audit_chain import Kind, Link, Problem

FIELDS = ("number", "previous", "at", "actor_id", "organisation_id", "action", "subject_kind", "subject_id", "outcome")


@pytest.fixture(autouse=True)
def audit_folder(tmp_path: Path, settings: Any) -> Path:
    settings.AUDIT_FOLDER = tmp_path / "audit"
    return tmp_path / "audit"


def fill(count: int, since: datetime = NOW) -> None:
    for number in range(count):
        at = since + number * timedelta(minutes=1)
        services.record(actor=None, action=Action.SIGN_IN, subject=None, outcome=Outcome.DONE, now=at)


@pytest.fixture
def unlocked(db: None) -> Callable[..., None]:
    """SQL of somebody who owns the database: the triggers are taken off first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_no_update")
            cursor.execute("DROP TRIGGER audit_no_delete")
        else:
            cursor.execute("DROP TRIGGER audit_only_grows ON accounts_auditevent")

    def run(sql: str, *values: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)

    return run


def found() -> list[tuple[Kind, int]]:
    return [(one.kind, one.number) for one in services.log_problems()]


@pytest.mark.proves("T15")
def test_a_log_that_nobody_touched_holds_and_has_no_gaps(cast: Cast) -> None:
    fill(30)
    assert list(AuditEvent.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 31))
    assert found() == []


@pytest.mark.proves("T15")
@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql", ["UPDATE accounts_auditevent SET outcome = 'refused'", "DELETE FROM accounts_auditevent"]
)
def test_the_database_itself_refuses_to_change_or_remove_a_row(sql: str) -> None:
    fill(3)
    with pytest.raises(DatabaseError, match="the log only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert found() == []
    assert AuditEvent.objects.count() == 3


@pytest.mark.proves("T15")
@pytest.mark.django_db
def test_the_code_refuses_it_too() -> None:
    fill(1)
    row = AuditEvent.objects.get()
    refused: list[Callable[[], object]] = [
        row.save,
        row.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(outcome="refused"),
        lambda: AuditEvent.objects.bulk_update([row], ["outcome"]),
        lambda: AuditEvent.objects.bulk_create([AuditEvent(at=NOW)]),
    ]
    for order in refused:
        with pytest.raises(AuditIsAppendOnly):
            order()


@pytest.mark.proves("T15")
@pytest.mark.parametrize(
    "column", ["at", "actor_id", "organisation_id", "action", "subject_kind", "subject_id", "outcome"]
)
def test_a_change_of_any_column_is_found(unlocked: Callable[..., None], column: str) -> None:
    fill(5)
    value = {"at": NOW, "actor_id": uuid4().hex, "organisation_id": uuid4().hex}.get(column, "anders")
    unlocked(f"UPDATE accounts_auditevent SET {column} = %s WHERE number = 3", value)  # noqa: S608 - a column of our own
    assert found() == [(Kind.CHANGED, 3)]


@pytest.mark.proves("T15")
def test_removing_cutting_off_and_adding_are_found(unlocked: Callable[..., None]) -> None:
    fill(6)
    unlocked("DELETE FROM accounts_auditevent WHERE number = 3")
    assert found() == [(Kind.MISSING, 4)]
    unlocked("DELETE FROM accounts_auditevent WHERE number > 4")
    assert (Kind.CUT_OFF, 4) in found()


@pytest.mark.proves("T15")
def test_the_very_last_row_is_missed(unlocked: Callable[..., None]) -> None:
    fill(4)
    unlocked("DELETE FROM accounts_auditevent WHERE number = 4")
    assert found() == [(Kind.CUT_OFF, 3)]
    AuditSeal.objects.update(number=3, digest=AuditEvent.objects.get(number=3).digest)
    assert found() == [(Kind.UNSIGNED, 3)]


@pytest.mark.proves("T15")
def test_a_chain_that_was_made_anew_after_a_change_is_found_by_its_signature(unlocked: Callable[..., None]) -> None:
    """The clever one: changes a row, computes every digest after it again, and the end too."""
    fill(8)
    unlocked("UPDATE accounts_auditevent SET outcome = 'refused' WHERE number = 5")
    previous = ""
    for row in AuditEvent.objects.order_by("number"):
        row.previous = previous or row.previous
        previous = audit_chain.digest_of(row)
        unlocked(
            "UPDATE accounts_auditevent SET previous = %s, digest = %s WHERE number = %s",
            row.previous,
            previous,
            row.number,
        )
    assert found() == [(Kind.UNSIGNED, 8)]
    unlocked("UPDATE accounts_auditseal SET digest = %s", previous)
    assert found() == [(Kind.UNSIGNED, 8)]


@pytest.mark.proves("T15")
def test_an_older_log_put_back_whole_is_found_by_a_checkpoint(unlocked: Callable[..., None]) -> None:
    fill(4)
    old_seal = AuditSeal.objects.values().get()
    fill(4)
    assert audit_chain.seal_checkpoint(now=NOW) is not None
    unlocked("DELETE FROM accounts_auditevent WHERE number > 4")
    AuditSeal.objects.update(**old_seal)
    assert found() == [(Kind.CUT_OFF, 4)]
    fill(6, since=NOW + timedelta(days=1))
    assert found() == [(Kind.CHECKPOINT, 8)]


@pytest.mark.proves("T15")
def test_a_checkpoint_that_was_changed_is_found(unlocked: Callable[..., None], audit_folder: Path) -> None:
    fill(3)
    audit_chain.seal_checkpoint(now=NOW)
    file = audit_folder / "checkpoints.jsonl"
    file.write_text(file.read_text().replace('"number": 3', '"number": 2') + "onzin\n")
    assert found() == [(Kind.CHECKPOINT_FILE, 1), (Kind.CHECKPOINT_FILE, 2)]


@pytest.mark.proves("T15")
def test_lawful_pruning_holds_and_unlawful_pruning_does_not(unlocked: Callable[..., None]) -> None:
    fill(10)
    assert services.prune_log(before=NOW + timedelta(minutes=4), now=NOW) == 4
    assert AuditEvent.objects.count() == 6
    assert found() == []
    fill(1)
    assert found() == []
    unlocked("DELETE FROM accounts_auditevent WHERE number <= 6")
    assert found() == [(Kind.MISSING, 7)]
    AuditSeal.objects.update(pruned_number=6, pruned_digest=AuditEvent.objects.get(number=7).previous)
    assert found() == [(Kind.PRUNED, 6)]


@pytest.mark.django_db
def test_pruning_passes_the_lock_in_the_database_only_as_far_as_the_seal_says() -> None:
    fill(10)
    assert services.prune_log(before=NOW + timedelta(minutes=4), now=NOW) == 4
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_auditevent WHERE number = 5")


@pytest.mark.proves("T15")
def test_the_key_is_for_its_owner_only_and_another_key_is_found(
    unlocked: Callable[..., None], audit_folder: Path
) -> None:
    fill(2)
    assert (audit_folder / "key.pem").stat().st_mode & 0o777 == 0o600
    (audit_folder / "key.pem").unlink()
    audit_key._key.cache_clear()
    assert found() == [(Kind.UNSIGNED, 2)]


# Every place in a long log, in memory: a change shows between the rows around it, so those are what is looked at.


def long_log(count: int) -> list[AuditEvent]:
    rows, previous = [], audit_chain.START
    for number in range(1, count + 1):
        row = AuditEvent(
            number=number, previous=previous, at=NOW, action="sign_in", outcome="done", subject_id=str(number)
        )
        row.digest = previous = audit_chain.digest_of(row)
        rows.append(row)
    return rows


def copy_of(row: AuditEvent, **changes: object) -> AuditEvent:
    return AuditEvent(**{name: getattr(row, name) for name in (*FIELDS, "digest")} | changes)


def changed(rows: list[AuditEvent], at: int) -> list[AuditEvent]:
    return [*rows[:at], copy_of(rows[at], outcome="refused"), *rows[at + 1 :]]


def changed_with_its_digest(rows: list[AuditEvent], at: int) -> list[AuditEvent]:
    row = copy_of(rows[at], outcome="refused")
    row.digest = audit_chain.digest_of(row)
    return [*rows[:at], row, *rows[at + 1 :]]


def removed(rows: list[AuditEvent], at: int) -> list[AuditEvent]:
    return [*rows[:at], *rows[at + 1 :]]


def put_in(rows: list[AuditEvent], at: int) -> list[AuditEvent]:
    """A made-up row, with all numbers after it one higher."""
    row = copy_of(rows[at], subject_id="verzonnen", previous=rows[at].previous)
    row.digest = audit_chain.digest_of(row)
    return [*rows[:at], row, *(copy_of(later, number=later.number + 1) for later in rows[at:])]


def swapped(rows: list[AuditEvent], at: int) -> list[AuditEvent]:
    one, other = rows[at], rows[(at + 1) % len(rows)]
    swap = {id(one): copy_of(other, number=one.number), id(other): copy_of(one, number=other.number)}
    return [swap.get(id(row), row) for row in rows]


def cut_off(rows: list[AuditEvent], at: int) -> list[AuditEvent]:
    return rows[:at]


ATTACKS = (changed, changed_with_its_digest, removed, put_in, swapped, cut_off)


def holds(rows: list[AuditEvent], start: Link, end: Link) -> bool:
    *problems, last = audit_chain.chain_problems(rows, start=start)
    return not problems and last == end


def every_place_is_watched(count: int, places: list[int]) -> None:
    log = long_log(count)
    for at in places:
        low, high = max(0, at - 2), min(count, at + 4)
        part = log[low:high]
        start = Link(low, log[low - 1].digest) if low else Link(0, audit_chain.START)
        end = Link(part[-1].number, part[-1].digest)
        assert holds(part, start, end)
        for attack in ATTACKS:
            assert not holds(attack(part, at - low), start, end), f"{attack.__name__} at row {at + 1} is not seen"


@pytest.mark.proves("T15")
def test_six_attacks_at_500_places_of_10000_rows_are_all_found() -> None:
    every_place_is_watched(10_000, [0, 9_999, *random.Random(7).sample(range(10_000), 498)])


@pytest.mark.long
@pytest.mark.proves("T15")
def test_six_attacks_at_every_place_of_10000_rows_are_all_found() -> None:
    every_place_is_watched(10_000, list(range(10_000)))


def test_a_problem_is_told_in_dutch() -> None:
    said = {str(Problem(kind, 7)) for kind in Kind}
    assert len(said) == len(Kind)
    assert str(replace(Problem(Kind.CHANGED, 7))) == "regel 7 is veranderd"
