import numpy as np
import pytest

from weerbaar_analysis.counts.harmonic import GRID, HarmonicParameters, harmonic, prepare_harmonic
from weerbaar_analysis.counts.judgement import Verdict
from weerbaar_analysis.simulation.irregular import irregular
from weerbaar_analysis.simulation.noufaily import TESTED_FROM, WEEKS, simulate

TESTED = np.arange(TESTED_FROM, WEEKS)


def _judged(counts: np.ndarray, weeks: np.ndarray) -> np.ndarray:
    values = np.where(counts < 0, np.nan, counts.astype(np.float64))
    return harmonic(values, weeks, prepare_harmonic(values, weeks)).p_value


def test_small_p_values_come_no_more_often_than_they_say() -> None:
    p_values = _judged(simulate(41, replicates=2).counts, TESTED[::4])
    for level, most in ((0.05, 1.1), (0.01, 1.5), (0.001, 4.0)):
        assert (p_values <= level).mean() <= most * level
    assert (p_values <= 0.05).mean() >= 0.02


def test_large_outbreaks_are_found_also_after_outbreaks_in_the_past() -> None:
    scene = simulate(42, replicates=10, outbreaks=True)
    large = scene.size == 10
    cases = scene.current[large][:, TESTED_FROM:] > 0
    found = ((_judged(scene.counts[large], TESTED) <= 0.005) & cases).any(axis=1)
    assert found.mean() > 0.7


def test_series_that_are_not_harmonic_do_not_break_the_promise() -> None:
    p_values = _judged(irregular(43, replicates=3).counts, TESTED[::4])
    assert (p_values <= 0.01).mean() <= 0.015


def test_the_prior_on_dispersion_is_learnt_from_all_series() -> None:
    random = np.random.default_rng(44)
    wide = prepare_harmonic(random.negative_binomial(2.0, 1 / 4.0, (60, 300)), [-1])
    narrow = prepare_harmonic(random.poisson(6.0, (60, 300)), [-1])
    means = [float((np.array(one.prior) * GRID).sum()) for one in (narrow, wide)]
    assert means[0] < 1.7
    assert 3.0 < means[1] < 6.0


def test_an_offset_makes_it_a_rate() -> None:
    random = np.random.default_rng(45)
    offset = np.ones((1, 300))
    offset[0, -1] = 10.0
    counts = random.poisson(5.0 * offset)
    assert harmonic(counts, [-1]).verdict[0, 0] == Verdict.MORE
    assert harmonic(counts, [-1], offset=offset).verdict[0, 0] == Verdict.AS_EXPECTED


def test_a_rise_after_a_constant_past_is_found() -> None:
    counts = np.full((1, 200), 5.0)
    assert harmonic(counts, [-1]).verdict[0, 0] == Verdict.AS_EXPECTED
    assert harmonic(counts, [-1]).upper[0, 0] < 15
    counts[0, -1] = 20
    assert harmonic(counts, [-1]).verdict[0, 0] == Verdict.MORE


def test_a_busy_week_of_every_year_is_expected_and_the_same_rise_elsewhere_is_not() -> None:
    random = np.random.default_rng(47)
    mean = np.full((8, 312), 10.0)
    mean[:, (np.arange(312) % 52 == 51) | (np.arange(312) % 52 == 50)] = 30.0
    counts = random.poisson(mean)
    found = harmonic(counts, [-1])
    assert np.median(found.expected) > 20
    assert not (found.verdict == Verdict.MORE).any()
    counts[:, -20] = 32
    assert (harmonic(counts, [-20]).verdict == Verdict.MORE).all()


def test_a_prior_of_another_size_is_refused() -> None:
    HarmonicParameters(prior=tuple([1.0 / GRID.size] * GRID.size))
    with pytest.raises(ValueError, match="prior"):
        HarmonicParameters(prior=(0.5, 0.5))


def test_irregular_series_have_their_truth() -> None:
    scene = irregular(46, replicates=10, outbreaks=True)
    assert set(np.unique(scene.scenario)) == {1, 2, 3, 4}
    assert (scene.current.sum(axis=1) >= 1).all()
    assert (scene.counts[scene.scenario == 4] == -1).any(axis=1).all()
    assert not (scene.counts[scene.scenario != 4] < 0).any()
