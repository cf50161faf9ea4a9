"""Equal to R `surveillance` 1.20.3: its answers on invented series are kept as numbers beside this file.

`benchmarks/farrington.py` makes them anew where R is installed.
"""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from weerbaar_analysis.counts.ears import EarsParameters, ears
from weerbaar_analysis.counts.farrington import FarringtonParameters, farrington_flexible
from weerbaar_analysis.counts.judgement import Judgements

DATA = Path(__file__).parent / "data"
SETTINGS = {
    "nbPlugin": {},
    "delta": {"thresholdMethod": "delta"},
    "muan": {"thresholdMethod": "muan"},
    "like1996": {"thresholdMethod": "delta", "noPeriods": 1, "weightsThreshold": 1.0, "pThresholdTrend": 0.05},
}
EARS = [(method, baseline, sigma) for method in ("C1", "C2", "C3") for baseline in (7, 5) for sigma in (0, 0.5)]


def _series() -> np.ndarray:
    return np.loadtxt(DATA / "peer_series.csv", delimiter=",")


def _peer(setting: str) -> dict[str, np.ndarray]:
    columns = defaultdict(list)
    with (DATA / "peer_judgements.csv").open() as file:
        for row in csv.DictReader(file):
            if row["set"] == setting:
                for name in ("series", "week", "expected", "upper", "score", "p_value", "alarm"):
                    columns[name].append(float(row[name] or "nan"))
    return {name: np.array(values) for name, values in columns.items()}


def _compare(found: Judgements, peer: dict[str, np.ndarray], names: tuple[str, ...]) -> None:
    rows, columns = peer["series"].astype(int), np.searchsorted(found.judged, peer["week"])
    assert rows.size >= 100
    said = ~np.isnan(peer["alarm"])
    assert np.array_equal(found.alarms[rows, columns][said], peer["alarm"][said] == 1)
    assert not found.alarms[rows, columns][~said].any()
    for name in names:
        ours, theirs = getattr(found, name)[rows, columns][said], peer[name][said]
        np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("setting", SETTINGS)
def test_farrington_flexible_equals_the_peer_in_bounds_and_alarms(setting: str) -> None:
    parameters = FarringtonParameters(mode="compat", **SETTINGS[setting])
    found = farrington_flexible(_series(), np.arange(615, 620), parameters)
    _compare(found, _peer(setting), ("expected", "upper"))


@pytest.mark.parametrize("setting", ["nbPlugin", "delta"])
def test_farrington_flexible_equals_the_peer_in_p_values_and_scores(setting: str) -> None:
    parameters = FarringtonParameters(mode="compat", **SETTINGS[setting])
    found = farrington_flexible(_series(), np.arange(615, 620), parameters)
    _compare(found, _peer(setting), ("p_value", "score"))


@pytest.mark.parametrize(("method", "baseline", "sigma"), EARS)
def test_ears_equals_the_peer(method: str, baseline: int, sigma: float) -> None:
    parameters = EarsParameters(baseline=baseline, minSigma=sigma, mode="compat")
    found = ears(_series(), np.arange(615, 620), parameters, method=method)
    _compare(found, _peer(f"{method}-{baseline}-{sigma:g}"), ("upper",))


def test_the_right_standard_error_gives_other_delta_bounds_and_the_same_plug_in_bounds() -> None:
    series, weeks = _series(), np.arange(615, 620)
    for method, same in (("nbPlugin", True), ("delta", False)):
        right, peer = (
            farrington_flexible(series, weeks, FarringtonParameters(mode=mode, thresholdMethod=method)).upper
            for mode in ("correct", "compat")
        )
        both = ~np.isnan(right) & ~np.isnan(peer)
        assert both.sum() > 50
        assert np.allclose(right[both], peer[both], rtol=1e-9) is same
