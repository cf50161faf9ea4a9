import numpy as np
import pytest

from weerbaar_analysis.counts.robust import Reports, RobustRules, Standing, dead_weeks, standing, weekly_items
from weerbaar_analysis.counts.robust_borders import Succession, in_todays_borders
from weerbaar_analysis.counts.sparse_baseline import tail_chance
from weerbaar_analysis.simulation.poisoning import attacked_series

WEEKS = 60


def more_than_expected(counts):
    """The last two weeks against the weeks before: exact Gamma-Poisson tail."""
    past, recent = counts[:, :-2], counts[:, -2:].sum(axis=1)
    shape = past.sum(axis=1) + 1.0
    return tail_chance(recent, 2.0 * shape / past.shape[1], shape, 1.0) <= 0.001


def verdict_of(reports):
    return standing(reports, WEEKS, more_than_expected)


@pytest.mark.proves("T17", "B6")
@pytest.mark.parametrize("aim", ["cause", "hide"])
@pytest.mark.parametrize("attackers", [1, 2])
def test_one_or_two_organisations_can_never_cause_or_hide_a_finding(aim, attackers):
    found = 0
    for seed in range(6):
        attack = attacked_series(seed, attackers=attackers, aim=aim, rise=4.0 if aim == "hide" else 1.0)
        honest, poisoned = verdict_of(attack.honest), verdict_of(attack.all)
        if honest is Standing.NO_FINDING:
            assert poisoned is not Standing.FINDING
        if honest is Standing.FINDING:
            assert poisoned is not Standing.NO_FINDING
            found += 1
    assert found == 0 if aim == "cause" else found >= 4


@pytest.mark.proves("T17", "B6")
def test_without_the_doubt_two_attackers_would_win_so_the_test_can_fail():
    trusting = RobustRules(doubt=0, least_organisations=1, least_kinds=1)
    attack = attacked_series(1, attackers=2)
    assert standing(attack.honest, WEEKS, more_than_expected, trusting) is Standing.NO_FINDING
    assert standing(attack.all, WEEKS, more_than_expected, trusting) is Standing.FINDING


@pytest.mark.proves("T17", "B6")
def test_the_price_of_an_attack_is_at_least_three_organisations():
    costs = {attackers: verdict_of(attacked_series(2, attackers=attackers).all) for attackers in (0, 1, 2, 5, 20, 50)}
    assert all(costs[attackers] is not Standing.FINDING for attackers in (0, 1, 2))
    assert costs[20] is Standing.FINDING


@pytest.mark.proves("T17", "B6")
def test_leaving_out_an_organisation_recomputes_exactly():
    rules = RobustRules(weights={1000: 0.7, 1: 0.3})
    attack = attacked_series(3, attackers=3)
    alone = weekly_items(attack.honest, WEEKS, rules)
    again = weekly_items(attack.all.without(attack.attackers), WEEKS, rules)
    assert np.array_equal(alone, again)
    assert not np.array_equal(alone, weekly_items(attack.all, WEEKS, rules))


def test_a_flood_of_one_day_counts_up_to_the_cap():
    assert weekly_items(Reports.of([(1, 0, 3, 5000)]), 1, RobustRules(cap_per_day=3))[0] == 3


def test_a_rise_of_many_organisations_of_one_kind_only_is_no_finding():
    kinds = [(org, org % 2, 7 * 58 + org % 7, 2) for org in range(10)]
    assert verdict_of(Reports.of(kinds)) is Standing.FINDING
    assert verdict_of(Reports.of([(org, 0, day, items) for org, _, day, items in kinds])) is Standing.NO_FINDING


def test_a_feed_that_falls_silent_is_missing_and_a_quiet_one_is_not():
    random = np.random.default_rng(1)
    busy, quiet = random.poisson(8, 80) + 1, random.poisson(0.3, 80)
    busy[70:] = 0
    dead = dead_weeks(np.stack([busy, quiet]))
    assert dead[0, 70:].all()
    assert not dead[0, :70].any()
    assert dead[1].mean() < 0.1


def test_counts_keep_their_total_when_borders_change():
    random = np.random.default_rng(2)
    counts = random.poisson(3.0, (3, 40)).astype(float)
    counts[0, 5] = np.nan
    moved = [Succession("A", "B", 0.6), Succession("A", "C", 0.4)]
    today, names = in_todays_borders(counts, ["A", "B", "C"], moved)
    assert names == ["B", "C"]
    assert np.isnan(today[:, 5]).all()
    rest = np.delete(np.arange(40), 5)
    assert np.array_equal(today[:, rest].sum(axis=0), counts[:, rest].sum(axis=0))
    assert (today[:, rest] % 1 == 0).all()


def test_shares_that_do_not_sum_to_one_are_refused():
    counts = [[1.0], [2.0]]
    assert in_todays_borders(counts, ["A", "B"], [Succession("A", "B", 1.0)])[1] == ["B"]
    with pytest.raises(ValueError, match="samen niet 1"):
        in_todays_borders(counts, ["A", "B"], [Succession("A", "B", 0.5)])
