import numpy as np
import pytest

from weerbaar_analysis.simulation.irregular import irregular
from weerbaar_analysis.simulation.noufaily import TESTED_FROM, scenarios, simulate
from weerbaar_analysis.simulation.poisoning import attacked_series
from weerbaar_analysis.simulation.regional import regional_scene
from weerbaar_analysis.simulation.sparse import sparse_scene

SCENES = {
    "noufaily": lambda seed: simulate(seed, replicates=1, outbreaks=True).counts,
    "irregular": lambda seed: irregular(seed, replicates=1, outbreaks=True).counts,
    "regional": lambda seed: regional_scene(seed).counts,
    "sparse": lambda seed: sparse_scene(seed, cluster=3, risk=3.0).counts,
    "poisoning": lambda seed: attacked_series(seed, attackers=2).honest.day,
}


@pytest.mark.parametrize("name", SCENES)
def test_the_same_seed_gives_the_same_scene_and_another_seed_another(name):
    scene = SCENES[name]
    assert np.array_equal(scene(1), scene(1), equal_nan=name == "regional")
    assert not np.array_equal(scene(1), scene(2))


def test_the_42_scenarios_have_the_means_and_outbreaks_they_say():
    quiet, risen = simulate(3, replicates=10), simulate(4, replicates=10, outbreaks=True)
    assert (quiet.current == 0).all()
    assert (risen.current[:, :TESTED_FROM] == 0).all()
    assert (risen.current.sum(axis=1) >= 1).all()
    assert (risen.counts >= risen.current).all()
    for scenario in scenarios():
        rows = quiet.scenario == scenario.number
        mean = scenario.mean()
        error = np.sqrt(scenario.phi * mean.sum() / rows.sum())
        assert abs(quiet.counts[rows].sum(axis=1).mean() - mean.sum()) < 5 * error


def test_a_region_is_missing_only_where_a_feed_is_dead_and_rises_where_its_truth_says():
    scene = regional_scene(5, mean=4.0)
    assert np.array_equal(np.isnan(scene.counts).any(axis=0), scene.dead)
    risen, calm = scene.counts[scene.truth], scene.counts[~scene.truth]
    assert np.nanmean(risen) > 2 * np.nanmean(calm)
    assert np.nanmean(scene.counts[:, :, scene.holiday]) < 0.8 * np.nanmean(scene.counts[:, :, ~scene.holiday])
