"""The weekly mail: one per person, within the own reach, short when there is nothing."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from tests.cast import Cast
from weerbaar.accounts.models import Membership, Role
from weerbaar.outbox.models import OutgoingMail
from weerbaar.trends import services
from weerbaar.trends.models import Trend
from weerbaar.trends.tests.stage import asked, counted, on_a_signal, opened, written


def digest(cast: Cast, days: int = 0) -> dict[str, str]:
    services.queue_digests(region=cast["analyst"].organisation.region, now=cast.now + timedelta(days=days))
    rows = OutgoingMail.objects.filter(key__startswith="digest:").order_by("queued_at")
    return dict(rows.values_list("recipient_email", "body"))


def of(cast: Cast, key: str, mails: dict[str, str]) -> str:
    return mails[cast[key].user.email]


def test_a_person_gets_one_mail_a_week_whatever_the_roles(cast: Cast) -> None:
    Membership.objects.create(
        user=cast["analyst"].user,
        organisation=cast.organisations["town_here"],
        role=Role.OFFICIAL,
        started_at=cast.now,
    )
    assert services.queue_digests(region=cast["analyst"].organisation.region, now=cast.now) == 8
    assert len(digest(cast, days=1)) == 8
    assert OutgoingMail.objects.filter(recipient_email=cast["analyst"].user.email).count() == 1
    digest(cast, days=7)
    assert OutgoingMail.objects.filter(recipient_email=cast["analyst"].user.email).count() == 2
    assert OutgoingMail.objects.filter(is_at_most_once=False).count() == 0


def test_an_empty_week_is_one_line(cast: Cast) -> None:
    bodies = set(digest(cast).values())
    assert len(bodies) == 1
    assert "\n" not in bodies.pop()


@pytest.mark.proves("P6")
@pytest.mark.proves("M1")
def test_the_mail_stays_within_reach_and_holds_no_text_of_a_signal(cast: Cast) -> None:
    row = counted(cast)
    Trend.objects.filter(pk=row.trend_id).update(name=f"Trend {cast.canary_here}")
    asked(cast, written(cast, row.trend), "police")
    mails = digest(cast)
    for key in ("analyst", "official_here", "partner", "executive"):
        assert cast.canary_here in of(cast, key, mails)
    assert cast.canary_here not in of(cast, "official_elsewhere", mails)
    assert "stickers tegen de opvang" not in " ".join(mails.values())


def test_a_second_reader_is_told_what_waits(cast: Cast) -> None:
    trend = on_a_signal(cast, name="Stickers bij het station")
    before = services.digest_text(roles=[cast["official_here"]], now=cast.now)
    asked(cast, written(cast, trend))
    after = services.digest_text(roles=[cast["official_here"]], now=cast.now)
    assert trend.name not in before
    assert trend.name in after


def test_the_command_says_how_many(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    opened(cast)
    call_command("digest")
    assert "8" in capsys.readouterr().out
