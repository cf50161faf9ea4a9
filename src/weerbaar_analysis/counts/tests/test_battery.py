import numpy as np
import pytest

from weerbaar_analysis.counts.judgement import Verdict
from weerbaar_analysis.counts.registry import DETECTORS
from weerbaar_analysis.counts.tests import battery

pytestmark = pytest.mark.parametrize("name", battery.names())


def test_a_detector_leaves_its_input_alone(name):
    counts = battery.noise(1)
    counts[3, 100] = np.nan
    before = counts.copy()
    battery.judge(name, counts, [-1])
    assert np.array_equal(counts, before, equal_nan=True)


def test_the_same_seed_gives_the_same_answer(name):
    counts = battery.noise(2)
    assert battery.same(battery.judge(name, counts, [-2, -1]), battery.judge(name, counts, [-2, -1]))


def test_another_order_of_series_gives_the_same_answers_in_that_order(name):
    counts = battery.noise(3)
    order = np.random.default_rng(0).permutation(counts.shape[0])
    one, other = battery.judge(name, counts, [-1]), battery.judge(name, counts[order], [-1])
    assert np.array_equal(one.verdict[order], other.verdict)
    np.testing.assert_allclose(one.p_value[order], other.p_value, rtol=1e-9)
    np.testing.assert_allclose(one.expected[order], other.expected, rtol=1e-9)


def test_shifting_time_shifts_the_answer(name):
    counts = battery.noise(4)
    shifted = np.concatenate([np.full((counts.shape[0], 5), np.nan), counts], axis=1)
    one, other = battery.judge(name, counts, [320, 329]), battery.judge(name, shifted, [325, 334])
    assert np.array_equal(one.verdict, other.verdict)
    np.testing.assert_allclose(one.expected, other.expected, rtol=1e-6)


@pytest.mark.parametrize("value", [0.0, 1.0, 50.0])
def test_constant_and_empty_series_are_silent(name, value):
    found = battery.judge(name, np.full((6, battery.N_WEEKS), value), [-3, -2, -1])
    assert not (found.verdict == Verdict.MORE).any()
    assert not (found.verdict == Verdict.LESS).any()


def test_the_stated_false_alarm_rate_is_held_on_noise(name):
    judged = list(range(318, 330, 3))
    share = np.mean([battery.alarm_share(battery.judge(name, battery.noise(seed, 60), judged)) for seed in (11, 12)])
    questions = 2 * 60 * len(judged)
    rate = battery.stated_rate(name)
    assert share <= rate + 3.5 * np.sqrt(rate / questions) + 1e-9


def test_an_invented_series_with_a_known_change_is_found_and_the_others_are_not(name):
    counts = np.round(battery.noise(5))
    counts[4, -1:] += 60
    verdicts = battery.judge(name, counts, [-1]).verdict[:, 0]
    assert verdicts[4] == Verdict.MORE
    assert (np.delete(verdicts, 4) == Verdict.MORE).sum() <= 2


def test_a_missing_week_is_too_little_data_and_never_a_zero(name):
    counts = battery.noise(6)
    counts[2, -1] = np.nan
    found = battery.judge(name, counts, [-1])
    assert found.verdict[2, 0] == Verdict.TOO_LITTLE_DATA
    assert found.reason[2, 0] != 0


def test_missing_weeks_in_the_past_are_not_taken_for_zeros(name):
    counts = battery.noise(7)
    gaps = counts.copy()
    gaps[:, 200:203] = np.nan
    one, other = battery.judge(name, counts, [-1]), battery.judge(name, gaps, [-1])
    both = ~np.isnan(one.expected) & ~np.isnan(other.expected)
    assert np.abs(one.expected[both] / other.expected[both] - 1).max(initial=0.0) < 0.1


def test_three_weeks_of_history_are_too_little_data(name):
    found = battery.judge(name, battery.noise(8)[:, :4], [-1])
    assert (found.verdict == Verdict.TOO_LITTLE_DATA).all()
    assert (found.reason != 0).all()


@pytest.mark.parametrize("value", [1e6, 2e9])
def test_one_huge_value_in_the_past_decides_nothing(name, value):
    counts = battery.noise(9)
    before = battery.judge(name, counts, [-1])
    counts[1, 150] = value
    found = battery.judge(name, counts, [-1])
    assert not np.isinf(found.expected).any()
    assert found.verdict[1, 0] == before.verdict[1, 0] == Verdict.AS_EXPECTED
    counts[1, -1] = 100
    if name != "scan":  # the permutation scan deals all items out again, so it asks for more
        assert battery.judge(name, counts, [-1]).verdict[1, 0] == Verdict.MORE


def test_no_series_and_no_week_give_an_empty_answer(name):
    detector = DETECTORS[name]
    counts = battery.noise(10)
    nothing = detector.detect(counts, np.zeros(0, dtype=np.int64), battery.parameters_of(detector))
    assert nothing.expected.shape == (counts.shape[0], 0)
