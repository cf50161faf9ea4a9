"""The invented year: the same by seed, with a rise, a copied text and a silent desk where the script puts them."""

import datetime as dt
from typing import Any

from weerbaar_analysis.simulation.press_year import Desk, Story, press_year

NAMES = {"A": "Aarlo", "B": "Beemte"}
DESKS = [Desk({"A": 1.0}), Desk({"A": 1.0, "B": 1.0}), Desk({"B": 1.0}, is_silent=True)]
SCRIPT: dict[str, Any] = {
    "seed": 7,
    "weeks": 20,
    "spots": ["bij de brug"],
    "closings": ["Meer volgt.", "Tot zover."],
    "subjects": [
        {"topic": "x", "often": 1, "titles": ["T in {place}"], "firsts": ["F {spot}."], "seconds": ["S {n}."]},
    ],
    "wave": {"topic": "w", "municipality": "B", "weeks_ago": 2, "title": "W", "text": "In {place}.", "endings": [""]},
    "rise": {
        "topic": "r",
        "municipality": "A",
        "per_week": [1, 2, 3],
        "titles": ["R"],
        "firsts": ["F."],
        "seconds": ["S."],
    },
    "silence": {"weeks": 4},
}


def told(until: dt.date = dt.date(2026, 3, 4)) -> list[tuple[dt.date, list[Story]]]:
    return list(press_year(SCRIPT, desks=DESKS, names=NAMES, until=until))


def test_the_same_script_gives_the_same_year() -> None:
    assert told() == told()
    assert [day for day, _stories in told()][-2:] == [dt.date(2026, 3, 1), dt.date(2026, 3, 4)]


def test_every_story_lies_in_its_week() -> None:
    for last, stories in told():
        assert {story.day.isocalendar()[:2] for story in stories} <= {last.isocalendar()[:2]}
        assert all(story.day <= last for story in stories)


def test_the_rise_grows_in_its_place_and_has_no_earlier_weeks() -> None:
    per_week = [sum(story.topic == "r" for story in stories) for _last, stories in told()]
    assert per_week[-3:] == [1, 2, 3]
    assert sum(per_week[:-3]) == 0


def test_the_copied_text_stands_once_at_every_desk_that_speaks() -> None:
    copies = [story for _last, stories in told() for story in stories if story.is_copy]
    assert [story.desk for story in copies] == [0, 1]
    assert len({story.text for story in copies}) == 1


def test_the_silent_desk_spoke_every_week_and_then_no_more() -> None:
    spoke = [any(story.desk == 2 for story in stories) for _last, stories in told()]
    assert spoke == [True] * 16 + [False] * 4
