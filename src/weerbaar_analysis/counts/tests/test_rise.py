import numpy as np
import pytest
from scipy import stats

from weerbaar_analysis.counts.harmonic import harmonic
from weerbaar_analysis.counts.judgement import Verdict
from weerbaar_analysis.counts.rise_kernel import (
    Law,
    bound_of,
    cell_of,
    cells_of,
    chance_of,
    evidence,
    fill_tables,
    new_tables,
)


def ready(now, before, phis):
    """Tables about the mean dispersion, and a mixture of laws of equal weight."""
    phi = np.array(phis)
    law = Law(np.full(phi.size, now), np.full(phi.size, before), phi, phi, np.full(phi.size, 1 / phi.size))
    tables, cells = new_tables(phi.size), (cells_of(now, phi.mean()), cells_of(before, phi.mean()))
    fill_tables(now, before, phi.mean(), *cells, tables)
    return law, *cells, tables


def chance(seen, given):
    law, cells, cells_before, tables = given
    level = evidence(cell_of(seen[0], cells), cell_of(seen[1], cells_before), tables)
    return chance_of(level, 1.0, law, cells, cells_before, tables)


@pytest.mark.parametrize(
    ("now", "before", "phis"), [(0.4, 0.7, [1.5, 4.0]), (3.0, 2.0, [2.0]), (30.0, 25.0, [1.2, 2.0])]
)
def test_the_chance_is_the_sum_over_all_pairs_of_counts(now, before, phis):
    given = ready(now, before, phis)
    law, cells, cells_before, tables = given
    pairs = np.arange(300)
    table = np.array([[evidence(cell_of(a, cells), cell_of(b, cells_before), tables) for b in pairs] for a in pairs])
    joint = sum(
        weight * np.outer(*(stats.nbinom.pmf(pairs, mean / (phi - 1), 1 / phi) for mean in (now, before)))
        for phi, weight in zip(phis, law.weight, strict=True)
    )
    for seen in ((now + 2, before), (3 * now + 4, 2 * before + 3), (0, 3 * before + 4)):
        level = evidence(cell_of(seen[0], cells), cell_of(seen[1], cells_before), tables)
        assert chance(seen, given) == pytest.approx(joint[table >= level].sum(), rel=1e-6)


@pytest.mark.parametrize("mean", [2000.0, 1e6, 1e9])
def test_the_chance_stays_true_for_very_many_items(mean):
    given = ready(mean, mean, [3.0])
    random = np.random.default_rng(1)
    drawn = random.negative_binomial(mean / 2.0, 1 / 3.0, (2, 2000)).astype(float)
    found = np.array([chance(pair, given) for pair in drawn.T])
    assert stats.kstest(found, "uniform").statistic < 0.06
    assert chance((mean + 40 * np.sqrt(3 * mean), mean), given) < 1e-30


def test_more_is_every_count_above_the_bound_and_no_other():
    law, cells, cells_before, tables = given = ready(4.0, 5.0, [1.5, 3.0])
    for before in (0, 5, 12):
        bound = bound_of(0.005, cell_of(before, cells_before), law, cells, cells_before, tables)
        assert chance((bound + 1, before), given) <= 0.005 < chance((bound, before), given)


def test_a_rise_over_two_weeks_weighs_more_than_one_burst_of_a_bursty_series():
    given = ready(0.5, 0.5, [5.0])
    assert chance((3, 3), given) < 0.5 * chance((6, 0), given)


def test_a_quiet_week_after_a_high_one_is_not_more_than_expected():
    counts = np.random.default_rng(3).poisson(6.0, (1, 260))
    counts[0, -2:] = 40, 3
    found = harmonic(counts, [-2, -1])
    assert found.verdict[0].tolist() == [Verdict.MORE, Verdict.AS_EXPECTED]
    counts[0, -1] = found.upper[0, 1] + 1
    assert harmonic(counts, [-1]).verdict[0, 0] == Verdict.MORE
