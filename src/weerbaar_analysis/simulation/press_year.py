"""A year of invented local news with a known truth: a rise in one place, a text that everybody copies, a dead feed."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Desk:
    """One feed: the places it writes about (with how often), how much it brings, and whether it falls silent."""

    places: Mapping[str, float]
    per_week: float = 4.0
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One text of one desk. `topic` and `place` are what it was written about, not what a reader finds in it."""

    desk: int
    day: dt.date
    title: str
    text: str
    topic: str
    place: str
    is_copy: bool = False


def press_year(
    script: Mapping[str, Any], *, desks: Sequence[Desk], names: Mapping[str, str], until: dt.date
) -> Iterator[tuple[dt.date, list[Story]]]:
    """Write the weeks of a script: what each desk brings, with the three things hidden in it.

    Parameters
    ----------
    script : seed, weeks, subjects and the three plants, as in `sources/data/demo_year.yaml`.
    desks : the feeds. names : the name of every place by its code.
    until : the last day. The last week is the one of this day, as far as it has come; a week begins on Monday.

    Returns
    -------
    Per week, oldest first, its last day and its stories by desk and day. The same script gives the same stories.
    Must not be used to judge a method: the truth is planted to be found.

    Examples
    --------
    >>> subject = {"topic": "a", "often": 1, "titles": ["T"], "firsts": ["F."], "seconds": ["S."]}
    >>> script = {"seed": 1, "weeks": 2, "subjects": [subject], "closings": ["C."], "spots": ["hier"]}
    >>> weeks = list(press_year(script, desks=[Desk({"X": 1.0})], names={"X": "Dorp"}, until=dt.date(2026, 3, 4)))
    >>> [day.isoformat() for day, _stories in weeks]
    ['2026-03-01', '2026-03-04']
    """
    writer = _Writer(script, desks, names)
    for back in reversed(range(script["weeks"])):
        monday = until - dt.timedelta(days=until.weekday(), weeks=back)
        last = min(monday + dt.timedelta(days=6), until)
        yield last, sorted(writer.week(back, monday, last), key=lambda story: (story.desk, story.day))


class _Writer:
    def __init__(self, script: Mapping[str, Any], desks: Sequence[Desk], names: Mapping[str, str]) -> None:
        self.script, self.desks, self.names = script, desks, names
        self.random = np.random.default_rng(script["seed"])
        self.turns: Counter[str] = Counter()
        often = np.array([subject["often"] for subject in script["subjects"]], dtype=np.float64)
        self.often = often / often.sum()

    def week(self, back: int, monday: dt.date, last: dt.date) -> Iterator[Story]:
        days = (last - monday).days + 1
        for number, desk in enumerate(self.desks):
            for _turn in range(max(1, self.random.poisson(desk.per_week * days / 7))):
                subject = self.random.choice(len(self.often), p=self.often)
                place = self._pick(desk.places)
                on = monday + dt.timedelta(days=int(self.random.integers(days)))
                if not self._is_silent(desk, back):
                    yield self._story(number, on, self.script["subjects"][subject], place)
        yield from self._wave(back, last)
        yield from self._rise(back, last)

    def _is_silent(self, desk: Desk, back: int) -> bool:
        return desk.is_silent and back < self.script.get("silence", {}).get("weeks", 0)

    def _wave(self, back: int, day: dt.date) -> Iterator[Story]:
        wave = self.script.get("wave")
        if not wave or back != wave["weeks_ago"]:
            return
        place = self.names[wave["municipality"]]
        endings = wave["endings"]
        for number, desk in enumerate(self.desks):
            if not self._is_silent(desk, back):
                text = f"{wave['text']} {endings[number % len(endings)]}".strip().format(place=place)
                title = wave["title"].format(place=place)
                yield Story(number, day, title, text, wave["topic"], wave["municipality"], is_copy=True)

    def _rise(self, back: int, day: dt.date) -> Iterator[Story]:
        rise = self.script.get("rise")
        if not rise or back >= len(rise["per_week"]):
            return
        writing = [number for number, desk in enumerate(self.desks) if rise["municipality"] in desk.places]
        for turn in range(rise["per_week"][len(rise["per_week"]) - 1 - back]):
            yield self._story(writing[(turn + back) % len(writing)], day, rise, rise["municipality"])

    def _story(self, desk: int, on: dt.date, subject: Mapping[str, Any], place: str) -> Story:
        title, first, second = self._words_of(subject)
        words = {"place": self.names[place], "spot": self._one_of("spots"), "n": str(self.random.integers(3, 60))}
        text = " ".join((first, second, self._one_of("closings"), self._one_of("closings")))
        return Story(desk, on, title.format(**words), text.format(**words), subject["topic"], place)

    def _one_of(self, name: str) -> str:
        return str(self.random.choice(self.script[name]))

    def _words_of(self, subject: Mapping[str, Any]) -> tuple[str, str, str]:
        """A title and two sentences. A title with the same first sentence comes back when all others had their turn."""
        titles, firsts, seconds = subject["titles"], subject["firsts"], subject["seconds"]
        at = self.turns[subject["topic"]]
        self.turns[subject["topic"]] += 1
        around = math.lcm(len(titles), len(firsts))
        second = str(self.random.choice(seconds))
        return titles[at % len(titles)], firsts[(at + at // around) % len(firsts)], second

    def _pick(self, places: Mapping[str, float]) -> str:
        weights = np.array(list(places.values()), dtype=np.float64)
        return list(places)[self.random.choice(len(weights), p=weights / weights.sum())]
