"""More reporters are no rise (B4), and what was found does not feed what is found next (B5, T18)."""

from collections.abc import Callable

import numpy as np
import pytest

from weerbaar.trends.models import Verdict
from weerbaar.trends.selectors.recipe import recipe
from weerbaar.trends.selectors.signal_weeks import SignalTable
from weerbaar.trends.services.judge_signals import judge_signals
from weerbaar_analysis.counts.robust import Reports

WEEKS = 60
GROUPS = ("rechts-extremisme", "links-extremisme", "jihadisme", "anti-institutioneel-extremisme", "wonen", "jeugd")
ROUNDS = 50
LONG = pytest.mark.long
Entry = tuple[int, int, int, int]


def reports(random: np.random.Generator, *, who: range, weeks: range, chance: float) -> list[Entry]:
    """Each of these organisations, of three kinds, reports in a week with this chance."""
    return [(one, one % 3, 7 * week, 1) for week in weeks for one in who if random.random() < chance]


def verdicts(per_group: dict[str, list[Entry]]) -> dict[str, Verdict]:
    """What the house says of the last week, all groups in one municipality."""
    cells = {("municipality", 0, group): Reports.of(entries) for group, entries in per_group.items()}
    whole = Reports.of([entry for entries in per_group.values() for entry in entries])
    table = SignalTable(cells, {("municipality", 0): whole}, 0, WEEKS)
    found = judge_signals(table=table, cells=list(cells), parameters=recipe().parameters).answers
    return dict(zip(per_group, found.verdict, strict=True))


def doubled(random: np.random.Generator, since: int) -> tuple[dict[str, list[Entry]], dict[str, list[Entry]]]:
    """One group as usual, and with five times the reporters since this week, each with no more to report."""
    usual = {GROUPS[0]: reports(random, who=range(12), weeks=range(WEEKS), chance=1 / 6)}
    newcomers = reports(random, who=range(12, 60), weeks=range(since, WEEKS), chance=1 / 6)
    return usual, {GROUPS[0]: usual[GROUPS[0]] + newcomers}


@pytest.mark.proves("B4")
@pytest.mark.parametrize(
    ("since", "seeds"),
    [(WEEKS - 2, range(1)), *(pytest.param(one, range(10), marks=LONG) for one in (WEEKS - 26, WEEKS - 2))],
)
def test_five_times_the_reporters_without_more_to_report_is_no_rise(since: int, seeds: range) -> None:
    for seed in seeds:
        _usual, newcomers = doubled(np.random.default_rng(seed), since)
        assert verdicts(newcomers)[GROUPS[0]] != Verdict.MORE


@pytest.mark.proves("B4")
def test_five_times_the_reports_of_the_same_reporters_is_a_rise() -> None:
    random = np.random.default_rng(0)
    usual, _newcomers = doubled(random, WEEKS - 2)
    more = reports(random, who=range(12), weeks=range(WEEKS - 2, WEEKS), chance=5 / 6)
    assert verdicts({GROUPS[0]: usual[GROUPS[0]] + more})[GROUPS[0]] == Verdict.MORE


def effort_after(
    rounds: int, groups: tuple[str, ...], *, answer: Callable[[dict[str, list[Entry]]], set[str]]
) -> float:
    """The largest share of all reporters that one of these equal groups has drawn after so many weeks.

    Every group has as much to report. Whoever `answer` points at gets a fifth more reporters, who stay: the worst
    thing that attention can do.
    """
    random, start = np.random.default_rng(7), WEEKS - rounds
    reporters = dict.fromkeys(groups, 12)
    told = {group: reports(random, who=range(12), weeks=range(start), chance=1 / 6) for group in groups}
    for week in range(start, WEEKS):
        for group in groups:
            told[group] += reports(random, who=range(reporters[group]), weeks=range(week, week + 1), chance=1 / 6)
        late = WEEKS - 1 - week  # moved, so that this is the newest week
        now = {group: [(who, kind, day + 7 * late, count) for who, kind, day, count in told[group]] for group in groups}
        for group in answer(now):
            reporters[group] += max(1, reporters[group] // 5)
    return max(reporters.values()) / sum(reporters.values())


def what_the_house_finds(told: dict[str, list[Entry]]) -> set[str]:
    return {group for group, verdict in verdicts(told).items() if verdict == Verdict.MORE}


def whoever_was_most_in_view(told: dict[str, list[Entry]]) -> set[str]:
    """What the house must not be: a ranking."""
    return {max(told, key=lambda group: sum(day >= 7 * (WEEKS - 4) for _who, _kind, day, _count in told[group]))}


@pytest.mark.proves("B5", "T18")
@pytest.mark.parametrize(("rounds", "groups"), [(2, GROUPS[:2]), pytest.param(ROUNDS, GROUPS, marks=LONG)])
def test_what_is_found_draws_no_group_into_more_attention_than_its_equals(rounds: int, groups: tuple[str, ...]) -> None:
    assert effort_after(rounds, groups, answer=what_the_house_finds) <= 1 / len(groups) + 0.05


@pytest.mark.proves("B5", "T18")
def test_a_ranking_would_feed_itself_so_the_test_can_fail() -> None:
    assert effort_after(ROUNDS, GROUPS, answer=whoever_was_most_in_view) > 1 / len(GROUPS) + 0.2
