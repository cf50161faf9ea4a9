import numpy as np
from scipy import stats

from weerbaar_analysis.counts.negative_binomial import quantiles, upper_tails


def laws(least: float, most: float) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(1)
    mean = np.exp(random.uniform(np.log(0.1), np.log(1e6), 300))
    return mean, np.exp(random.uniform(np.log(least), np.log(most), 300))


def test_tails_and_quantiles_equal_those_of_another_library_also_of_very_wide_laws() -> None:
    for least, most in ((1.01, 150.0), (150.0, 300.0), (300.0, 1e9)):
        mean, phi = laws(least, most)
        other = stats.nbinom(mean / (phi - 1), 1 / phi)
        counts = np.maximum(np.nan_to_num(other.isf(np.random.default_rng(2).uniform(1e-5, 0.9, 300))), 1.0)
        np.testing.assert_allclose(upper_tails(counts, mean, phi), other.sf(counts - 1), rtol=1e-7, atol=1e-12)
        np.testing.assert_allclose(quantiles(0.005, mean, phi), other.isf(0.005), rtol=1e-7)


def test_a_chance_at_the_edge_of_what_a_number_holds_comes_at_once() -> None:
    counts = np.linspace(1.0, 4.0, 400) * 1000.0
    found = upper_tails(counts, 1000.0, 2.0)
    assert (np.diff(found) <= 0).all()
    assert found[-1] < 1e-290
