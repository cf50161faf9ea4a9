"""Whatever door a text comes by, a person in it is stopped before anything is kept, and stays out of every answer."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests.cast import Cast
from weerbaar.pictures.models import ApproachCell, Picture, SectionText, Statement, WhiteSpot
from weerbaar.pictures.services.partners import give_link
from weerbaar.pictures.services.writing import Said, state
from weerbaar.pictures.tests.stage import TOPIC, a_signal
from weerbaar.pictures.tests.test_writing import started
from weerbaar.pictures.tests.unseen_texts import ABOUT_A_PERSON
from weerbaar.pictures.tests.unseen_texts_again import ABOUT_A_PERSON_AGAIN
from weerbaar.signals.services import judge

Door = Callable[["Doors", int, str], Any]


class Doors:
    """Every way by which a text can come into a picture of the municipality here."""

    def __init__(self, cast: Cast) -> None:
        self.picture = started(cast)
        a_signal(cast)
        core = self.picture.sections.get(key="core")
        self.statement = state(
            actor=cast["official_here"], section=core, said=Said("Rust.", "likely", ""), now=cast.now
        )
        self.tokens = [give_link(actor=cast["official_here"], section=one, now=now()) for one in self.sections]
        self.client = cast.client("official_here")

    @property
    def sections(self) -> list[Any]:
        return list(self.picture.sections.all())

    def post(self, name: str, *more: object, **fields: str) -> Any:
        return self.client.post(reverse(f"pictures:{name}", args=[self.picture.pk, *more]), fields)


def _by_link(name: str) -> Door:
    def post(doors: Doors, number: int, text: str) -> Any:
        address = reverse(f"pictures:{name}", args=[doors.tokens[number - 1]])
        return Client().post(address, {"text": text, "base_number": "0"})

    return post


DOORS: tuple[Door, ...] = (
    lambda doors, number, text: doors.post("section", number, text=text, base_number="0"),
    lambda doors, number, text: doors.post("autosave", number, text=text, base_number="0"),
    lambda doors, number, text: doors.post("state", number, text=text, certainty="likely", reason="twee bronnen"),
    lambda doors, number, text: doors.post("state", number, text="Rust.", certainty="likely", reason=text),
    lambda doors, _number, text: doors.post(
        "statement", 2, doors.statement.pk, text=text, certainty="likely", reason="rust"
    ),
    lambda doors, _number, text: doors.post("white-spots", text=text),
    lambda doors, _number, text: doors.post(
        "approach-topic", TOPIC, policy="none", network="none", training="none", offer="none", offer_note=text
    ),
    lambda doors, _number, text: doors.post(
        "marking", sharing="amber", openness="network", recipients=text, review_on="2027-01-01"
    ),
    _by_link("section-by-link"),
    _by_link("autosave-by-link"),
)


def test_the_gate_knows_twice_forty_sentences() -> None:
    assert len(ABOUT_A_PERSON) == 40
    assert len(ABOUT_A_PERSON_AGAIN) == 40
    both = (*ABOUT_A_PERSON, *ABOUT_A_PERSON_AGAIN)
    assert [text for text in both if judge(text).is_clean] == []


@pytest.mark.django_db
def test_unseen_sentences_about_a_person_are_stopped_at_every_door(cast: Cast) -> None:
    stopped_everywhere(cast, ABOUT_A_PERSON[1::4], step=1)


@pytest.mark.long
@pytest.mark.django_db
def test_all_of_them_are_stopped_at_every_door_of_every_section(cast: Cast) -> None:
    stopped_everywhere(cast, [*ABOUT_A_PERSON, *ABOUT_A_PERSON_AGAIN], step=3)


def stopped_everywhere(cast: Cast, texts: list[str], step: int) -> None:
    """Each text is tried at so many doors, so that together they come by all doors and all sections."""
    doors = Doors(cast)
    for turn, text in enumerate(texts):
        for shift in range(step):
            door, number = DOORS[(turn + 3 * shift) % len(DOORS)], turn % 11 + 1
            answer = door(doors, number, f"De onrust nam toe. {text}")
            assert answer.status_code == 200
            assert text not in answer.content.decode()
    assert not SectionText.objects.exists()
    assert not WhiteSpot.objects.exists()
    assert not ApproachCell.objects.exists()
    assert [one.text for one in Statement.objects.all()] == ["Rust."]
    assert Picture.objects.get().recipients == []


@pytest.mark.django_db
def test_the_same_doors_are_open_for_what_happens(cast: Cast) -> None:
    doors, text = Doors(cast), "De onrust rond de opvang nam toe."
    for door in DOORS:
        assert door(doors, 3, text).status_code in {200, 302}
    assert {one.text for one in SectionText.objects.all()} == {text}
    assert Statement.objects.filter(text=text).count() == 2
    assert Statement.objects.filter(reason=text).count() == 1
    assert WhiteSpot.objects.get().text == text
    assert ApproachCell.objects.get(column="offer").note == text
    assert Picture.objects.get().recipients == [text]


@pytest.mark.django_db
def test_a_form_that_is_not_right_for_another_reason_repeats_no_person_either(cast: Cast) -> None:
    picture, client = started(cast), cast.client("official_here")
    there = [picture.pk, 2]
    forms = {
        reverse("pictures:state", args=there): {"text": ABOUT_A_PERSON[0], "certainty": "", "reason": ""},
        reverse("pictures:marking", args=[picture.pk]): {"recipients": ABOUT_A_PERSON[0], "review_on": "morgen"},
        reverse("pictures:white-spots", args=[picture.pk]): {"text": f"{ABOUT_A_PERSON[0]} {'lang ' * 80}"},
        reverse("pictures:section", args=there): {"text": ABOUT_A_PERSON[0], "base_number": "geen"},
    }
    for address, fields in forms.items():
        page = client.post(address, fields)
        assert page.status_code == 200, address
        assert judge(ABOUT_A_PERSON[0]).masked in unescape(page.content.decode()), address
        assert ABOUT_A_PERSON[0] not in unescape(page.content.decode()), address
