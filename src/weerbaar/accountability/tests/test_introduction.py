"""Whoever begins in a role is first shown what Weerbaar is for and how a finding is read (L7)."""

import pytest

from tests.cast import MEMBERS, Cast
from weerbaar.accountability.models import Introduction
from weerbaar.accountability.services import read_introduction
from weerbaar.accounts.models import AuditEvent

INVITATION = "Lees eerst waar Weerbaar voor is"


@pytest.mark.django_db
@pytest.mark.proves("L7")
def test_every_role_is_asked_to_read_it_until_it_was_read(cast: Cast) -> None:
    for key in MEMBERS:
        client = cast.client(key)
        assert INVITATION in client.get("/").content.decode(), key
        page = client.get("/verantwoording/waarvoor/").content.decode()
        assert "zegt niets over gevaar" in page
        assert client.post("/verantwoording/waarvoor/").status_code == 302
        assert INVITATION not in client.get("/").content.decode(), key
    assert Introduction.objects.count() == len(MEMBERS)


@pytest.mark.django_db
@pytest.mark.proves("L7")
def test_it_is_noted_once_with_its_moment_and_in_the_log(cast: Cast) -> None:
    read_introduction(actor=cast["analyst"], now=cast.now)
    read_introduction(actor=cast["analyst"], now=cast.now.replace(hour=20))
    assert Introduction.objects.get().read_at == cast.now
    assert AuditEvent.objects.filter(action="read_introduction", outcome="done").exists()
