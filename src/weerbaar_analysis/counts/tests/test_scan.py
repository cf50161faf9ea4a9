import numpy as np
import pytest

from weerbaar_analysis.counts.scan import expectation_scan, permutation_scan
from weerbaar_analysis.counts.scan_chances import gumbel_p, monte_carlo_p
from weerbaar_analysis.counts.scan_zones import circles, lone_places, steps, with_regions


def region(seed, n_places=12, n_weeks=40, mean=1.5):
    random = np.random.default_rng(seed)
    counts = random.poisson(mean, (n_places, n_weeks)).astype(float)
    return counts, random.uniform(size=(n_places, 2))


def slow_permutation_score(counts, sets, weeks):
    """Kulldorff 2005 in plain loops: every zone, every window, the ratio as printed."""
    total, best = counts.sum(), 0.0
    for places in sets:
        for length in range(1, weeks + 1):
            inside = counts[places][:, -length:].sum()
            mean = counts[places].sum() * counts[:, -length:].sum() / total
            if inside > mean and 0 < mean < total:
                score = inside * np.log(inside / mean)
                if total > inside:
                    score += (total - inside) * np.log((total - inside) / (total - mean))
                best = max(best, score)
    return best


def slow_expectation_score(counts, baseline, sets, weeks):
    best = 0.0
    for places in sets:
        for length in range(1, weeks + 1):
            inside, mean = counts[places][:, -length:].sum(), baseline[places][:, -length:].sum()
            if inside > mean:
                best = max(best, inside * np.log(inside / mean) + mean - inside)
    return best


def sets_of(zones):
    return [zones.places(position) for position in np.flatnonzero(zones.counted())]


@pytest.mark.parametrize("seed", range(5))
def test_both_scores_are_those_of_the_papers_on_the_same_zones(seed):
    counts, points = region(seed)
    zones = circles(points, largest=5)
    fast = permutation_scan(counts, zones, weeks=6, replicates=19).clusters[0].score
    assert fast == pytest.approx(slow_permutation_score(counts, sets_of(zones), 6), rel=1e-9)
    baseline = np.full(counts.shape, 1.3)
    wide = with_regions(zones, np.arange(12) % 2)
    fast = expectation_scan(counts, baseline, wide, weeks=6, replicates=19).clusters[0].score
    assert fast == pytest.approx(slow_expectation_score(counts, baseline, sets_of(wide), 6), rel=1e-9)


def test_simulated_maxima_are_those_of_maps_dealt_again_by_numpy():
    counts, points = region(9, n_places=6, n_weeks=20, mean=1.0)
    zones = circles(points, largest=3)
    fast = permutation_scan(counts, zones, weeks=4, replicates=999).maxima
    random = np.random.default_rng(1)
    place, week = (np.repeat(axis, counts.astype(int).ravel()) for axis in np.indices(counts.shape).reshape(2, -1))
    slow = []
    for _ in range(600):
        dealt = np.zeros_like(counts)
        np.add.at(dealt, (place, random.permutation(week)), 1)
        slow.append(slow_permutation_score(dealt, sets_of(zones), 4))
    error = np.sqrt(np.var(fast) / len(fast) + np.var(slow) / len(slow))
    assert abs(np.mean(fast) - np.mean(slow)) < 3.5 * error
    assert np.quantile(fast, 0.9) == pytest.approx(np.quantile(slow, 0.9), rel=0.12)


def test_chance_is_uniform_when_nothing_goes_on():
    zones = circles(region(0)[1], largest=5)
    p_values = [
        permutation_scan(region(seed)[0], zones, weeks=4, replicates=99, seed=seed).clusters[0].p_value
        for seed in range(150)
    ]
    assert 0.42 < np.mean(p_values) < 0.60
    assert np.mean(np.asarray(p_values) <= 0.1) < 0.19


def test_a_rise_in_three_neighbours_is_found_with_its_window_and_recurrence():
    counts, _ = region(3)
    points = [(place % 4, place // 4) for place in range(12)]
    counts[[0, 1, 4], -3:] += 5
    best = permutation_scan(counts, circles(points, largest=6)).clusters[0]
    assert {0, 1, 4} <= set(best.places)
    assert best.weeks == 3
    assert best.recurrence_weeks == pytest.approx(1 / best.p_value)
    assert best.p_value <= 0.002


def test_clusters_do_not_share_a_place():
    counts, points = region(4)
    counts[[0, 7], -2:] += 6
    clusters = permutation_scan(counts, circles(points, largest=6)).clusters
    places = [place for cluster in clusters for place in cluster.places]
    assert len(clusters) > 1
    assert len(places) == len(set(places))


def test_the_same_seed_gives_the_same_maps_on_any_number_of_threads():
    import numba

    counts, points = region(5)
    zones = circles(points, largest=5)
    both = permutation_scan(counts, zones, seed=7, replicates=199).maxima
    before = numba.get_num_threads()
    try:
        numba.set_num_threads(1)
        one = permutation_scan(counts, zones, seed=7, replicates=199).maxima
    finally:
        numba.set_num_threads(before)
    assert np.array_equal(both, one)
    assert not np.array_equal(both, permutation_scan(counts, zones, seed=8, replicates=199).maxima)


def test_a_gumbel_tail_agrees_with_plain_replicates_where_both_can_speak():
    counts, points = region(6)
    maxima = permutation_scan(counts, circles(points, largest=5), replicates=1999).maxima
    for share in (0.1, 0.05, 0.02):
        score = np.quantile(maxima, 1 - share)
        assert float(gumbel_p(score, maxima[:999])) == pytest.approx(float(monte_carlo_p(score, maxima)), rel=0.6)


def test_places_by_adjacency_come_in_order_of_borders_crossed():
    zones = steps([(0, 1), (1, 2), (2, 3)], 4, largest=3)
    assert zones.places(2).tolist() == [0, 1, 2]


def test_no_items_give_no_cluster():
    result = permutation_scan(np.zeros((4, 20)), lone_places(4))
    assert result.clusters == ()


@pytest.mark.parametrize(
    ("counts", "words"),
    [(np.full((4, 20), -1.0), "negatief"), (np.ones((3, 20)), "plaatsen"), (np.ones((4, 5)), "weken")],
)
def test_wrong_input_is_refused(counts, words):
    assert permutation_scan(np.ones((4, 20)), lone_places(4), replicates=19).clusters == ()
    with pytest.raises(ValueError, match=words):
        permutation_scan(counts, lone_places(4), replicates=19)
