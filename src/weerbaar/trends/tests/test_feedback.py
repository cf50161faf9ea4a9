"""More reporters are no rise (B4), and what was found does not feed what is found next (B5, T18)."""

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
