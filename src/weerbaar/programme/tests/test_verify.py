"""`weerbaar verify` says what does not hold, and signs what does."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.cast import NOW, Cast
from weerbaar.accounts.models import Action, Outcome
from weerbaar.accounts.services import record
from weerbaar.outbox.models import OutgoingMail


@pytest.fixture(autouse=True)
def audit_folder(tmp_path: Path, settings: Any) -> Path:
    settings.AUDIT_FOLDER = tmp_path / "audit"
    return tmp_path / "audit"


def verify(*arguments: str) -> str:
    out = io.StringIO()
    call_command("verify", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def write_three(cast: Cast) -> None:
    for _ in range(3):
        record(actor=cast["maintainer"], action=Action.SIGN_IN, subject=None, outcome=Outcome.DONE, now=NOW)


@pytest.mark.proves("T15")
def test_what_holds_gets_a_checkpoint_outside_the_database_and_a_witness(
    cast: Cast, audit_folder: Path, settings: Any
) -> None:
    settings.AUDIT_WITNESS = "fg@toneel.example"
    write_three(cast)
    assert "Het logboek heeft 3 regels" in verify()
    verify()
    assert len((audit_folder / "checkpoints.jsonl").read_text().splitlines()) == 2
    mail = OutgoingMail.objects.get()
    assert mail.recipient_email == "fg@toneel.example"
    assert "Regels: 3" in mail.body
    assert "Speler" not in mail.body


@pytest.mark.proves("T15")
def test_a_row_that_was_changed_is_named_and_the_command_fails(
    cast: Cast, audit_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_three(cast)
    with connection.cursor() as cursor:
        trigger = {"sqlite": "audit_no_update", "postgresql": "audit_only_grows ON accounts_auditevent"}
        cursor.execute(f"DROP TRIGGER {trigger[connection.vendor]}")
        cursor.execute("UPDATE accounts_auditevent SET outcome = 'refused' WHERE number = 2")
    with pytest.raises(CommandError, match="Niet alles klopt: 1 problemen"):
        verify()
    assert not (audit_folder / "checkpoints.jsonl").exists()


@pytest.mark.django_db
def test_looking_only_writes_nothing(audit_folder: Path) -> None:
    assert "Alles klopt." in verify("--only-look")
    assert not (audit_folder / "checkpoints.jsonl").exists()
