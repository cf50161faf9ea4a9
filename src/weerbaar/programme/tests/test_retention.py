"""Six years in steps, on a clock of our own: nothing stays past its time, nothing goes early, the dry run is right."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from tests.cast import Cast
from weerbaar.accounts.models import Invitation, Membership, Role, User
from weerbaar.guard.models import DestructionRecord, SentForm
from weerbaar.outbox.models import OutgoingMail
from weerbaar.outbox.services import queue_mail
from weerbaar.programme import services

pytestmark = [pytest.mark.django_db, pytest.mark.proves("M6")]
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def place(tmp_path, settings):
    settings.AUDIT_FOLDER = tmp_path / "audit"


def counted(now, *, dry_run=False):
    return {one.rule: one.count for one in services.retain(dry_run=dry_run, now=now)}


@pytest.mark.parametrize(
    ("rule", "make", "days"),
    [
        ("bericht naar buiten", "mail", 30),
        ("verstuurd formulier", "form", 1),
        ("uitnodiging", "invitation", 183),
        ("account", "account", 183),
    ],
)
def test_a_row_goes_on_its_day_and_not_before(cast: Cast, rule, make, days):
    globals()[f"make_{make}"](cast)
    assert counted(cast.now + days * DAY - DAY / 2).get(rule) == 0
    after = cast.now + days * DAY + DAY / 2
    assert counted(after, dry_run=True)[rule] == 1
    assert not DestructionRecord.objects.filter(rule=rule).exists()
    assert counted(after)[rule] == 1
    assert counted(after)[rule] == 0
    record = DestructionRecord.objects.get(rule=rule)
    assert (record.count, record.on) == (1, after.date())


def make_mail(cast):
    mail = queue_mail(key="x", recipient="iemand@toneel.example", subject="x", body="x", now=cast.now)
    OutgoingMail.objects.filter(pk=mail.pk).update(state=OutgoingMail.State.SENT)


def make_form(cast):
    SentForm.objects.create(digest="0" * 64, sent_at=cast.now)


def make_invitation(cast):
    Invitation.objects.create(
        digest="0" * 64,
        email="nieuw@toneel.example",
        organisation=cast["analyst"].organisation,
        role=Role.ANALYST,
        invited_at=cast.now,
        expires_at=cast.now,
    )


def make_account(cast):
    Membership.objects.filter(user=cast["trainer"].user).update(ended_at=cast.now)


def test_six_years_of_nights_take_what_the_evening_before_said(cast: Cast):
    make_mail(cast)
    make_account(cast)
    everybody = User.objects.filter(erased_at=None).count()
    taken = 0
    for step in range(0, 6 * 365, 73):
        now = cast.now + step * DAY
        said = counted(now, dry_run=True)
        assert counted(now) == said
        taken += sum(said.values())
    assert taken == sum(DestructionRecord.objects.values_list("count", flat=True)) >= 2
    assert User.objects.filter(erased_at=None).count() == everybody - 1


def test_the_command_counts_without_removing(cast: Cast, capsys):
    make_form(cast)
    SentForm.objects.update(sent_at=cast.now - 900 * DAY)
    call_command("retain", "--dry-run")
    assert "Zou verdwijnen" in capsys.readouterr().out
    assert SentForm.objects.exists()
    call_command("retain")
    assert not SentForm.objects.exists()
