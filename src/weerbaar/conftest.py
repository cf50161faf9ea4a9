"""What the tests of every room share: the cast of roles."""

import pytest

from tests.cast import Cast, build_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """A fresh cast on an empty database."""
    return build_cast()
