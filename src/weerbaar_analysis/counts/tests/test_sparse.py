import numpy as np
import pytest

from weerbaar_analysis.counts.judgement import Reason, Verdict
from weerbaar_analysis.counts.scan_layout import Layout
from weerbaar_analysis.counts.scan_zones import circles
from weerbaar_analysis.counts.sparse import SparseParameters, detect_sparse, judge_topics
from weerbaar_analysis.counts.sparse_baseline import lower_chance, pooled_rates, tail_chance, upper_bound
from weerbaar_analysis.simulation.sparse import sparse_scene


def parameters(scene, **changes):
    zones = circles(scene.coordinates, largest=16)
    n_places = scene.counts.shape[0]
    layout = Layout.of_labels(list(range(n_places)), ["topic"] * n_places, zones)
    return SparseParameters(layout=layout, replicates=199, **changes)


def topic_p(scene):
    return judge_topics(scene.counts, [-1], parameters(scene))[1][0].p_value


def test_tails_are_those_of_the_negative_binomial_law():
    from scipy import stats

    random = np.random.default_rng(1)
    mean, shape = np.exp(random.uniform(-4, 4, 300)), np.exp(random.uniform(-1, 5, 300))
    count = random.poisson(mean)
    size = shape
    chance = shape / (shape + mean)
    np.testing.assert_allclose(tail_chance(count, mean, shape, 1.0), stats.nbinom.sf(count - 1, size, chance), 1e-7)
    np.testing.assert_allclose(lower_chance(count, mean, shape, 1.0), stats.nbinom.cdf(count, size, chance), 1e-7)
    assert np.array_equal(upper_bound(mean, shape, 1.0, 0.01), stats.nbinom.ppf(0.99, size, chance))


def test_pooling_estimates_places_better_than_each_place_by_itself():
    errors = []
    for seed in range(5):
        scene = sparse_scene(seed, mean=0.3, spread=6.0, n_weeks=60)
        pooled = pooled_rates(scene.counts, np.ones_like(scene.counts), None).rate
        own, truth = scene.counts.mean(axis=1), scene.means[:, 0]
        errors.append([np.square(pooled - truth).mean(), np.square(own - truth).mean()])
    pooled_error, own_error = np.mean(errors, axis=0)
    assert pooled_error < 0.85 * own_error


def test_a_rise_over_six_neighbours_is_found_where_single_places_are_blind():
    found = [topic_p(sparse_scene(seed, cluster=6, risk=3.0)) <= 0.05 for seed in range(8)]
    assert np.mean(found) >= 0.75


def test_chance_is_held_when_nothing_goes_on():
    p_values = np.asarray([topic_p(sparse_scene(seed, mean=0.5, n_weeks=80)) for seed in range(40)])
    assert np.mean(p_values <= 0.1) <= 0.1 + 3 * np.sqrt(0.1 / 40)
    assert p_values.mean() > 0.4


def test_at_one_item_in_five_weeks_a_place_has_too_little_data_with_the_reason():
    scene = sparse_scene(3, mean=0.2, spread=50.0)
    found = detect_sparse(scene.counts, [-1], parameters(scene))
    assert (found.verdict == Verdict.TOO_LITTLE_DATA).mean() > 0.9
    assert (found.reason[found.verdict == Verdict.TOO_LITTLE_DATA] == Reason.TOO_SPARSE).all()


def test_a_rise_in_the_whole_region_at_low_counts_is_a_finding_of_the_region():
    scene = sparse_scene(4, mean=0.2, spread=50.0, cluster=32, risk=4.0)
    judged, findings = judge_topics(scene.counts, [-1], parameters(scene))
    assert findings[0].p_value < 0.01
    assert findings[0].places.size >= 8
    assert findings[0].observed > 2 * findings[0].expected
    assert (judged.verdict == Verdict.TOO_LITTLE_DATA).mean() > 0.5


def test_a_place_without_items_is_never_more_for_the_sake_of_its_neighbours():
    scene = sparse_scene(5, mean=1.5, cluster=5, risk=5.0)
    counts = scene.counts.copy()
    quiet = np.flatnonzero(scene.risen)[0]
    counts[quiet, -3:] = 0
    assert detect_sparse(counts, [-1], parameters(scene)).verdict[quiet, 0] != Verdict.MORE


def test_three_times_the_items_with_three_times_the_exposure_is_as_expected():
    scene = sparse_scene(6, mean=3.0, cluster=32, risk=3.0, rise_weeks=3)
    offset = np.ones_like(scene.counts)
    offset[:, -3:] = 3.0
    without = detect_sparse(scene.counts, [-1], parameters(scene)).verdict
    with_offset = detect_sparse(scene.counts, [-1], parameters(scene), offset=offset).verdict
    assert (without == Verdict.MORE).mean() > 0.5
    assert (with_offset == Verdict.MORE).mean() < 0.1


@pytest.mark.parametrize("wrong", [{"alpha": 0.7}, {"windows": 9}, {"risks": (0.5,)}, {"replicates": 3}])
def test_a_parameter_out_of_range_is_refused(wrong):
    assert SparseParameters(alpha=0.02).alpha == 0.02
    with pytest.raises(ValueError, match="Parameter klopt niet"):
        SparseParameters(**wrong)
