"""The gate on texts it was not made on: what names a person is never kept, what does not is hardly hindered."""

import pytest

from weerbaar.signals.services.gate import judge
from weerbaar.signals.tests.unseen_texts import HARMLESS, WITH_A_PERSON

MOST_HINDERED = 0.03


@pytest.mark.proves("T2")
def test_no_text_with_a_person_passes() -> None:
    assert [text for text in WITH_A_PERSON if judge(text).is_clean] == []


@pytest.mark.proves("T2")
def test_harmless_texts_are_hardly_hindered() -> None:
    hindered = [text for text in HARMLESS if not judge(text).is_clean]
    assert len(hindered) <= MOST_HINDERED * len(HARMLESS), hindered
