import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from tests.cast import MEMBERS, NOW
from weerbaar.accounts.models import AuditEvent, Endorsement, Membership, User
from weerbaar.accounts.models.audit import SUBJECT_WORDS
from weerbaar.accounts.selectors import demo_people
from weerbaar.accounts.services import NotAnInventedRegion, invite_demo_people
from weerbaar.advice.models import Advice, BasisKind, BasisLink
from weerbaar.pictures.models import FrozenPicture, Picture
from weerbaar.programme.services import load_demo
from weerbaar.regions.models import Region
from weerbaar.signals.models import Signal
from weerbaar.signals.models import Status as SignalStatus
from weerbaar.sources.models import Item, ItemCount
from weerbaar.sources.selectors import quiet_sources
from weerbaar.trends.models import (
    Effort,
    Finding,
    Interpretation,
    InterpretationStatus,
    Measure,
    Nature,
    Reason,
    Trend,
    Verdict,
)


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """What the command says that fills the demo; once for this file, and in the end all of it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        told = StringIO()
        call_command("load_demo", stdout=told)
        yield told.getvalue()
        transaction.set_rollback(True)


def who() -> list[tuple[object, ...]]:
    return list(
        Membership.objects.order_by("user__email", "started_at").values_list(
            "user__email", "user__name", "organisation__code", "role", "started_at"
        )
    )


def sizes() -> list[int]:
    """How much there is of what the demo tells."""
    return [model.objects.count() for model in (Item, Signal, Trend, Interpretation, Effort, Advice, Picture)]


@pytest.mark.django_db
def test_the_demo_may_be_loaded_again_and_stays_the_same(said: str) -> None:
    people, before = who(), sizes()
    assert len(people) == len(demo_people())
    assert all(before)
    assert [count for _title, count in list(load_demo(now=timezone.now()))[1:4]] == [0, 0, 0]
    assert (who(), sizes()) == (people, before)
    assert (Picture.objects.count(), FrozenPicture.objects.count()) == (2, 2)


def test_the_demo_has_the_cast_of_the_tests(db: None) -> None:
    roles = {person.key: person.role for person in demo_people()}
    assert {key: roles.get(key) for key in MEMBERS} == {key: role for key, (role, _) in MEMBERS.items()}


@pytest.mark.django_db
def test_nobody_of_the_demo_has_a_password(said: str) -> None:
    assert User.objects.exists()
    assert not [person for person in User.objects.all() if person.has_usable_password()]


@pytest.mark.django_db
def test_demo_people_never_enter_a_real_region(said: str) -> None:
    region = Region.objects.get()
    Region.objects.update(is_invented=False)
    region.refresh_from_db()
    with pytest.raises(NotAnInventedRegion):
        invite_demo_people(region=region, now=NOW)


@pytest.mark.django_db
def test_the_command_prints_the_demo_people_and_refuses_in_production(said: str, settings: Any) -> None:
    assert all(person.name in said for person in demo_people())
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("load_demo")


@pytest.mark.django_db
def test_the_engine_finds_the_rise_that_is_hidden_in_the_demo(said: str) -> None:
    found = Finding.objects.filter(scan__is_current=True, verdict=Verdict.MORE, measure=Measure.ITEMS)
    here = found.filter(topic="soevereinen", municipality__name="Fennebroek").order_by("-scan__week").first()
    assert here is not None
    assert here.count is not None
    assert here.expected is not None
    assert here.count >= 3 > here.expected
    assert not found.filter(topic="soevereinen", tier="municipality").exclude(municipality__name="Fennebroek").exists()


@pytest.mark.django_db
def test_the_text_that_every_feed_copied_counts_once_and_is_no_rise(said: str) -> None:
    copies = Item.objects.filter(title__startswith="Folders over tribunalen")
    assert copies.count() == 8
    assert copies.values("source").distinct().count() == 8
    assert copies.values("cluster").distinct().count() == 1
    (week,) = set(copies.values_list("week", flat=True))
    counted = ItemCount.objects.filter(municipality__code="GX0023", topic="anti-institutioneel-extremisme", week=week)
    assert sum(row.count for row in counted) <= 2
    wave = Finding.objects.filter(municipality__code="GX0023", topic="anti-institutioneel-extremisme")
    assert not wave.filter(measure=Measure.ITEMS, verdict=Verdict.MORE).exists()


@pytest.mark.django_db
def test_the_dead_feed_is_called_quiet_and_its_town_is_not_called_calm(said: str) -> None:
    quiet = quiet_sources(region=Region.objects.get(), now=timezone.now())
    assert [source.name for source in quiet] == ["Weekblad De Wilgerbode"]
    own = Finding.objects.filter(scan__is_current=True, municipality__name="Wilgerkerke", measure=Measure.ITEMS)
    assert own.exists()
    assert {(row.verdict, row.reason) for row in own} == {(Verdict.TOO_LITTLE, Reason.NOT_READ)}


@pytest.mark.django_db
def test_the_demo_tells_a_whole_year(said: str) -> None:
    """Items, signals, interpretations and advice of every quarter, and of every step there is."""
    now = timezone.now()
    begin = [
        Item.objects.earliest("published_on").published_on,
        Signal.objects.earliest("received_at").received_at.date(),
    ]
    begin += [
        Trend.objects.earliest("opened_at").opened_at.date(),
        Advice.objects.earliest("written_at").written_at.date(),
    ]
    ages = [(now.date() - day).days for day in begin]
    assert [age > 270 for age in ages] == [True] * 4, ages
    assert set(Signal.objects.values_list("status", flat=True)) == set(SignalStatus)
    assert set(Interpretation.objects.values_list("status", flat=True)) == set(InterpretationStatus)
    assert set(BasisLink.objects.values_list("kind", flat=True)) == set(BasisKind)


@pytest.mark.django_db
@pytest.mark.proves("P3")
def test_what_counts_in_the_demo_was_read_by_two_organisations(said: str) -> None:
    counting = Interpretation.objects.filter(status=InterpretationStatus.COUNTS)
    assert counting.exists()
    for row in counting:
        signed = Endorsement.objects.filter(subject_id=str(row.pk))
        assert signed.values("organisation").distinct().count() == 2
    assert not counting.filter(nature=Nature.EXTREMISM, trend__topic_class="protected").exists()


@pytest.mark.django_db
def test_every_kind_of_record_in_the_log_of_the_demo_has_a_word(said: str) -> None:
    kinds = set(AuditEvent.objects.exclude(subject_kind="").values_list("subject_kind", flat=True))
    assert len(kinds) > 15
    assert not kinds - set(SUBJECT_WORDS), "Add the word to SUBJECT_WORDS in accounts/models/audit.py."


@pytest.mark.parametrize(("demo", "starts"), [("0", True), ("1", False)])
def test_production_settings_refuse_the_demo(tmp_path: Any, demo: str, starts: bool) -> None:
    environment = os.environ | {
        "WEERBAAR_PRODUCTION": "1",
        "WEERBAAR_DEMO": demo,
        "WEERBAAR_DATA": str(tmp_path),
        "WEERBAAR_SECRET_KEY": "x" * 60,
        "WEERBAAR_HOSTS": "weerbaar.example",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
    }
    command = [sys.executable, "-c", "import weerbaar.config.settings"]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (answer.returncode == 0) is starts
    assert ("WEERBAAR_DEMO" in answer.stderr) is not starts
