import numpy as np
import pytest

from weerbaar_analysis.counts.fdr import BatchBH, benjamini_hochberg, by_week_and_tier


def weeks_of_questions(seed, *, weeks=52, size=400, true_share=0.01):
    random = np.random.default_rng(seed)
    for _ in range(weeks):
        true = random.uniform(size=size) < true_share
        yield np.where(true, random.beta(0.02, 8.0, size), random.uniform(size=size)), true


def test_at_most_one_in_ten_of_what_is_shown_in_a_week_is_chance():
    shares = []
    for seed in range(20):
        for p_values, true in weeks_of_questions(seed):
            shown = benjamini_hochberg(p_values, 0.1).shown
            shares.append((shown & ~true).sum() / max(shown.sum(), 1))
    assert np.mean(shares) <= 0.1 + 2 * np.std(shares) / np.sqrt(len(shares))


def test_a_stream_of_weeks_keeps_the_promise_over_the_whole_year():
    shares, found = [], []
    for seed in range(30):
        stream = BatchBH(0.1, horizon=52)
        false = total = hits = all_true = 0
        for p_values, true in weeks_of_questions(seed):
            shown = stream.week(p_values).shown
            false, total = false + (shown & ~true).sum(), total + shown.sum()
            hits, all_true = hits + (shown & true).sum(), all_true + true.sum()
        shares.append(false / max(total, 1))
        found.append(hits / all_true)
    assert np.mean(shares) <= 0.1
    assert np.mean(found) > 0.2


def test_when_nothing_goes_on_hardly_a_week_shows_anything():
    random = np.random.default_rng(1)
    weeks = [benjamini_hochberg(random.uniform(size=960), 0.1).shown.any() for _ in range(600)]
    assert 0.04 < np.mean(weeks) < 0.16


def test_what_chance_explains_is_at_most_the_share_of_what_is_shown():
    for p_values, _ in weeks_of_questions(3, weeks=10):
        found = benjamini_hochberg(p_values, 0.1)
        assert found.expected_by_chance <= 0.1 * found.shown.sum() + 1e-12


def test_questions_with_too_little_data_cost_nothing():
    p_values = np.array([0.004, 0.9, 0.8])
    padded = np.concatenate([p_values, np.full(1000, np.nan)])
    assert benjamini_hochberg(p_values, 0.05).shown.sum() == benjamini_hochberg(padded, 0.05).shown.sum() == 1


def test_tiers_and_weeks_do_not_influence_each_other():
    found = by_week_and_tier([0.04, 0.9, 0.04], [1, 1, 2], ["region", "municipality", "region"], 0.05)
    assert found[(1, "region")].shown.all()
    assert found[(2, "region")].shown.all()
    assert not found[(1, "municipality")].shown.any()


@pytest.mark.parametrize("wrong", [[1.2], [-0.1]])
def test_a_p_value_outside_zero_and_one_is_refused(wrong):
    assert benjamini_hochberg([0.2]).questions == 1
    with pytest.raises(ValueError, match="p-waarde"):
        benjamini_hochberg(wrong)
