"""A canary word per municipality never crosses in a file or a mail either; pages are played in test_authorisation."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from tests.authorisation import ROLES, Subjects, Undone, play, read_rows, text_of
from tests.cast import Cast
from weerbaar.outbox.models import OutgoingMail
from weerbaar.trends.services import queue_digests

PAGES = sorted({row.url for row in read_rows() if row.method == "GET"})
EXPORT = re.compile(r'href="(\?[^"]*-export=(?:xlsx|csv)[^"]*)"')


def exports(cast: Cast, subjects: Subjects, role: str) -> Iterator[tuple[str, str]]:
    """Every file behind a table that this role can fetch: its address and all that is in it."""
    for url in PAGES:
        for side in subjects.sides(url):
            address = subjects.address(url, side)
            with Undone():
                page = text_of(play(cast.client(role), "GET", address, {}))
                for query in sorted(set(EXPORT.findall(page))):
                    yield address + query, text_of(play(cast.client(role), "GET", address + unescape(query), {}))


@pytest.mark.proves("T1")
@pytest.mark.django_db
def test_the_files_of_a_table_hold_what_their_reader_may_see(stage: tuple[Cast, Subjects]) -> None:
    met = {address for address, text in exports(*stage, role="official_here") if stage[0].canary_here in text}
    assert any("/signalen/" in address for address in met), "The canary of the own municipality stands in its files."


@pytest.mark.proves("T1")
@pytest.mark.django_db
@pytest.mark.parametrize("role", ["official_here", "official_elsewhere", "executive", "partner", "school_coordinator"])
def test_no_canary_crosses_in_a_file(role: str, stage: tuple[Cast, Subjects]) -> None:
    cast, subjects = stage
    forbidden = cast.forbidden_canaries(role)
    assert forbidden
    assert not [address for address, text in exports(cast, subjects, role) if any(one in text for one in forbidden)]


@pytest.mark.proves("T1")
@pytest.mark.django_db
def test_no_canary_crosses_in_a_mail(stage: tuple[Cast, Subjects]) -> None:
    cast, _subjects = stage
    queue_digests(region=cast["analyst"].organisation.region, now=cast.now)
    roles = {cast[key].user.email: key for key in ROLES if key != "anonymous"}
    mails = [mail for mail in OutgoingMail.objects.all() if mail.recipient_email in roles]
    assert {roles[mail.recipient_email] for mail in mails} >= {"official_here", "official_elsewhere", "partner"}
    for mail in mails:
        role = roles[mail.recipient_email]
        assert not [one for one in cast.forbidden_canaries(role) if one in f"{mail.subject} {mail.body}"], role
