"""The regional picture adds up 32 local ones; nobody can subtract and find one."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import Cast
from weerbaar.pictures.models import Picture
from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.adding_up import FEWEST, added_up, approach_of, in_words, made_of, rounded_down
from weerbaar.pictures.services.compose import compose, known_of
from weerbaar.pictures.services.content import Part, PictureContent
from weerbaar.pictures.services.small_numbers import LEAST, SMALL, withheld
from weerbaar.pictures.tests.sample import chart, sample
from weerbaar.pictures.tests.test_freeze import frozen_of, picture_of
from weerbaar.regions.models import Municipality

TOPICS = tuple(f"topic-{number}" for number in range(12))
MUNICIPALITIES = 32


def world(seed: int) -> list[dict[str, int]]:
    """32 municipalities, most with small figures."""
    draw = random.Random(seed)
    return [{topic: int(draw.expovariate(1 / 6)) for topic in TOPICS} for _place in range(MUNICIPALITIES)]


def what_the_last_one_can_be(shown: int, others: int, *, rounding_each: bool) -> list[int]:
    """The attack: every value of the last municipality that fits what is shown, with all others known exactly."""
    if rounding_each:
        return [value for value in range(500) if others + rounded_down(value) == shown]
    return [value for value in range(500) if rounded_down(others + value) == shown]


@pytest.mark.proves("T5")
@pytest.mark.parametrize("seed", range(20))
def test_the_region_minus_all_the_others_always_leaves_five_numbers(seed: int) -> None:
    places = world(seed)
    sums = added_up(places)
    for last in range(0, MUNICIPALITIES, 7):
        for topic in TOPICS:
            others = sum(rounded_down(one[topic]) for number, one in enumerate(places) if number != last)
            left = what_the_last_one_can_be(sums.get(topic, 0), others, rounding_each=True)
            assert places[last][topic] in left
            assert len(left) == LEAST
            assert left[0] % LEAST == 0


@pytest.mark.proves("T5")
def test_rounding_the_sum_instead_would_give_a_small_number_away() -> None:
    pinned = 0
    for seed in range(20):
        places = world(seed)
        for topic in TOPICS:
            truth = [one[topic] for one in places]
            shown = rounded_down(sum(truth))
            left = what_the_last_one_can_be(shown, sum(truth[:-1]), rounding_each=False)
            pinned += len(left) < LEAST
    assert pinned > 20, "the attack found nothing where it must: it is broken"


def test_a_later_version_and_another_group_of_pictures_tell_the_same_class_again() -> None:
    places = world(1)
    whole, without = added_up(places), added_up(places[:-1])
    for topic in TOPICS:
        assert whole.get(topic, 0) - without.get(topic, 0) == rounded_down(places[-1][topic])


def local(count: int, missing: int) -> dict[str, PictureContent | None]:
    """So many local pictures with one phenomenon, of which so many lack policy."""
    made: dict[str, PictureContent | None] = {}
    for number in range(count):
        cover = "niets geregeld: nog te kiezen" if number < missing else "op orde"
        row = ("Onrust", cover, "deels", "onbekend", "op orde")
        table = Part(kind="table", text="Aanpak naast beeld", columns=words.APPROACH, rows=(row,))
        sections = tuple(replace(one, parts=(table,)) if one.key == "approach" else one for one in sample().sections)
        made[f"Gemeente {number}"] = replace(sample(), sections=sections)
    return made


def test_the_approach_of_all_pictures_is_told_in_steps_of_five_and_not_below_five_pictures() -> None:
    (few,) = approach_of(local=local(FEWEST - 1, 4))
    assert few.kind == "note"
    (table,) = approach_of(local=local(32, 7))
    assert table.rows == (("Onrust", "30 tot 34", "5 tot 9", "minder dan 5", "minder dan 5", "minder dan 5"),)
    (one_more,) = approach_of(local=local(32, 8))
    assert one_more.rows == table.rows
    assert in_words(4) == "minder dan 5"


def test_the_picture_says_which_municipalities_it_lacks() -> None:
    parts = list(made_of(local={**local(2, 0), "Stilstad": None}))
    assert "Van 2 van de 3 gemeenten" in parts[1].text
    assert "Stilstad" in parts[3].items[0]


@pytest.mark.django_db
def test_a_picture_of_the_region_is_made_of_local_ones_and_says_so_decently_without_data(cast: Cast) -> None:
    regional = Picture.objects.create(
        region=cast["analyst"].organisation.region, director=cast["analyst"].organisation,
        period_from=picture_of(cast).period_from, period_to=picture_of(cast).period_to,
        review_on=cast.now.date() + timedelta(days=200), started_at=cast.now, changed_at=cast.now,
    )  # fmt: skip
    frozen_of(cast, picture_of(cast), sample())
    known = known_of(picture=regional, now=cast.now)
    assert known.is_wide
    assert [name for name, content in known.local.items() if content] == [cast.here.name]
    assert len(known.local) == Municipality.objects.count() == 3
    assert compose(known=known, now=cast.now).as_json()


def test_small_weeks_of_a_public_chart_are_taken_together_until_none_is_small() -> None:
    made = withheld(chart("Onrust", (3, 12, None, 37, 8, 1, 0)))
    assert made.chart is not None
    assert made.chart["values"] == [15, 37, 9, 0]
    assert made.chart["labels"] == ["2026-W27 tot en met 2026-W28", "2026-W29 tot en met 2026-W30",
                                    "2026-W31 tot en met 2026-W32", "2026-W33"]  # fmt: skip
    nothing = withheld(replace(chart("Stil", (1, 0, 2, None)), note="n = 3, juli 2026"))
    assert nothing.chart is not None
    assert nothing.chart["values"] == [SMALL]
    assert nothing.note.startswith("juli 2026")
    assert withheld(chart("Groot", (5, 12, 0))) == chart("Groot", (5, 12, 0))
    assert withheld(Part(kind="paragraph", text="3 berichten over wonen.")).text == "minder dan 5 berichten over wonen."
