"""The walls of the house, one test per wall. A red one says in a sentence how to mend it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.walls import CHECKS
from tests.walls.house import House

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def house() -> House:
    return House(ROOT)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_wall_stands(check: Callable[[House], list[str]], house: House) -> None:
    problems = check(house)
    assert not problems, "\n" + "\n".join(problems)


def test_the_house_is_really_looked_at(house: House) -> None:
    """A check that sees nothing is always green."""
    assert {"accounts", "config", "programme", "regions", "ui"} <= set(house.rooms)
    assert {"User", "Municipality"} <= {node.name for _, _, node in house.model_classes}
    assert len(house.columns) > 40
    assert len(house.tracked) > 50
