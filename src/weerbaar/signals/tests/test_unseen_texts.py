"""The gate on texts it was not made on: what names a person is never kept, what does not is hardly hindered."""

import pytest

from weerbaar.signals.services.gate import judge
from weerbaar.signals.tests import unseen_texts, unseen_texts_more

MOST_HINDERED = 0.03
WITH_A_PERSON = unseen_texts.WITH_A_PERSON + [line.rsplit("|", 1)[0] for line in unseen_texts_more.WITH_A_PERSON]
HARMLESS = unseen_texts.HARMLESS + unseen_texts_more.HARMLESS


@pytest.mark.proves("T2")
def test_no_text_with_a_person_passes() -> None:
    assert len(WITH_A_PERSON) == len(HARMLESS) == 150
    assert [text for text in WITH_A_PERSON if judge(text).is_clean] == []


@pytest.mark.proves("T2")
def test_harmless_texts_are_hardly_hindered() -> None:
    hindered = [text for text in HARMLESS if not judge(text).is_clean]
    assert len(hindered) <= MOST_HINDERED * len(HARMLESS), hindered
