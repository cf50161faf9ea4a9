import random
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from tests.cast import NOW, Cast
from weerbaar.accounts.models import Action, AuditEvent, User
from weerbaar.accounts.services import recorded
from weerbaar.accounts.services.audit_chain import Kind, log_problems, prune_log
from weerbaar.accounts.services.people import erase_account
from weerbaar.programme import services
from weerbaar.programme.services import rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proves("R5", "M7")]


@pytest.fixture
def place(tmp_path, settings, transactional_db):
    settings.AUDIT_FOLDER = tmp_path / "audit"
    services.make_key(tmp_path / "key")
    yield tmp_path
    empty_the_database()


@pytest.fixture
def key(place):
    return services.read_key(place / "key")


@pytest.fixture
def kept(place, key, cast: Cast):
    note(cast)
    services.make_backup(path=place / "one", key=key, now=cast.now)
    return place / "one"


def note(cast):
    actor = cast.members["maintainer"]
    with recorded(actor=actor, action=Action.ERASE, subject=actor, now=cast.now):
        pass


def everything():
    return {model._meta.label: list(rows.lines_of(model)) for model in rows.kept_models()}


def empty_the_database():
    """The log lets its rows go only under a signature, so that comes first."""
    prune_log(before=NOW + timedelta(days=365), now=NOW)
    call_command("flush", interactive=False, verbosity=0)


def restore(path, key, now, *, older=False):
    return services.restore_backup(path=path, key=key, older=older, now=now)


def test_every_row_comes_back_the_same_and_the_log_still_holds(kept, key, cast: Cast):
    before = everything()
    empty_the_database()
    counts = restore(kept, key, cast.now)
    assert counts["accounts.User"] > 5
    assert counts["accounts.AuditEvent"] == AuditEvent.objects.count()
    assert everything() == before
    assert list(log_problems()) == []


@pytest.mark.parametrize("times", [2, pytest.param(100, marks=pytest.mark.long)])
def test_time_after_time_the_house_comes_back_row_by_row_and_goes_on(times, place, key, cast: Cast):
    for number in range(times):
        note(cast)
        services.make_backup(path=place / f"kept-{number}", key=key, now=cast.now + timedelta(minutes=number))
        before = everything()
        empty_the_database()
        restore(place / f"kept-{number}", key, cast.now + timedelta(minutes=number))
        assert everything() == before
    assert list(log_problems()) == []


def test_new_rows_get_new_numbers_after_a_restore(kept, key, cast: Cast):
    empty_the_database()
    restore(kept, key, cast.now)
    last = AuditEvent.objects.order_by("pk").last()
    note(cast)
    assert AuditEvent.objects.order_by("pk").last().pk > last.pk
    assert list(log_problems()) == []


def test_nothing_can_be_read_in_the_file(kept, cast: Cast):
    raw = kept.read_bytes()
    assert cast.members["analyst"].user.email.encode() not in raw
    assert b"accounts.User" not in raw


def test_a_flipped_bit_or_a_cut_end_is_refused_and_changes_nothing(kept, key, cast: Cast):
    empty_the_database()
    chance, whole = random.Random(1), kept.read_bytes()
    for number in range(60):
        raw, spot = bytearray(whole), chance.randrange(len(whole))
        if number % 2:
            raw[spot] ^= 1 << chance.randrange(8)
        else:
            del raw[spot:]
        kept.write_bytes(raw)
        with pytest.raises(services.BackupRefused):
            restore(kept, key, cast.now)
    assert rows.is_empty()
    kept.write_bytes(whole)
    assert restore(kept, key, cast.now)


def test_another_key_is_refused(kept, key, place, cast: Cast):
    empty_the_database()
    services.make_key(place / "other")
    with pytest.raises(services.BackupRefused, match="sleutel"):
        restore(kept, services.read_key(place / "other"), cast.now)
    assert restore(kept, key, cast.now)


def test_an_older_backup_is_refused_unless_it_is_meant(kept, key, place, cast: Cast):
    services.make_backup(path=place / "two", key=key, now=cast.now)
    empty_the_database()
    with pytest.raises(services.BackupRefused, match="nieuwere"):
        restore(kept, key, cast.now)
    assert restore(kept, key, cast.now, older=True)


@pytest.mark.proves("T15")
def test_a_log_that_lawfully_lost_rows_to_an_older_backup_waits_for_two_people(kept, key, cast: Cast):
    for _number in range(3):
        note(cast)
    services.sign_log_end(now=cast.now)
    empty_the_database()
    restore(kept, key, cast.now, older=True)
    end = AuditEvent.objects.order_by("number").last().number
    assert [(one.kind, one.number) for one in log_problems()] == [(Kind.RESTORED, end)]
    again = Cast(**(vars(cast) | {"clients": {}}))
    maintainer, officer = again.client("maintainer"), again.client("dpo")
    assert "oudere kopie teruggezet" in maintainer.get("/logboek/").content.decode()
    for visitor in (maintainer, maintainer, again.client("analyst")):
        visitor.post("/logboek/teruggezet/")
        assert [one.kind for one in log_problems()] == [Kind.RESTORED]
    officer.post("/logboek/teruggezet/")
    assert list(log_problems()) == []
    assert officer.post("/logboek/teruggezet/").status_code == 404
    for _number in range(10):
        note(cast)
    services.sign_log_end(now=cast.now)
    assert list(log_problems()) == []


def test_a_database_in_use_is_never_overwritten(kept, key, cast: Cast):
    before = everything()
    with pytest.raises(services.BackupRefused, match="leeg"):
        restore(kept, key, cast.now)
    assert everything() == before


@pytest.mark.proves("P1")
def test_who_was_erased_since_the_backup_is_erased_again(kept, key, cast: Cast):
    person = cast.members["analyst"].user
    assert User.objects.get(pk=person.pk).name
    erase_account(person, now=cast.now + timedelta(days=1))
    empty_the_database()
    restore(kept, key, cast.now + timedelta(days=2))
    again = User.objects.get(pk=person.pk)
    assert (again.name, again.is_active) == ("", False)
    assert again.email.endswith("@erased.invalid")


def test_the_commands_make_a_backup_and_put_it_back(place, cast: Cast, capsys):
    key, file = place / "new" / "key", place / "copy"
    call_command("backup", str(file), "--key", str(key), "--make-key")
    with pytest.raises(CommandError):
        call_command("restore", str(file), "--key", str(key))
    empty_the_database()
    call_command("restore", str(file), "--key", str(key))
    assert "teruggezet" in capsys.readouterr().out.lower()
    assert (key.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o600, 0o600)
