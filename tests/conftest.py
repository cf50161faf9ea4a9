"""The stage on which the walls of the whole house are tried."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.authorisation import ROLES, Subjects, collect_subjects
from tests.cast import Cast, build_cast


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[tuple[Cast, Subjects]]:
    """One cast for all tests of a file, signed in; each test undoes what it did, and in the end all is undone."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        cast = build_cast()
        for role in ROLES:
            cast.client(role)
        yield cast, collect_subjects(cast)
        transaction.set_rollback(True)
