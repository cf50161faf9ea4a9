"""The battery: what every detector in the registry must pass. A new detector is tried by itself."""

from dataclasses import fields, replace

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts.judgement import Judgements, Verdict
from weerbaar_analysis.counts.registry import DETECTORS, Detector

FloatArray = npt.NDArray[np.float64]
N_WEEKS = 330
STATED_RATES = {"ears-c1": 0.08, "ears-c2": 0.09, "ears-c3": 0.13, "cusum": 0.08}
"""Methods without a level of their own (k standard deviations, a decision interval): their published false-alarm
rates on weekly counts, which they must not exceed either."""


def names() -> list[str]:
    """Return the registered detectors."""
    return sorted(DETECTORS)


def parameters_of(detector: Detector) -> object:
    """Return the default parameters, with fewer simulated maps where there are any."""
    default = detector.parameters()
    if any(field.name == "replicates" for field in fields(default)):
        return replace(default, replicates=199)
    return default


def judge(name: str, counts: FloatArray, judged: list[int]) -> Judgements:
    """Prepare and judge."""
    detector = DETECTORS[name]
    columns = np.asarray(judged) % counts.shape[1]
    prepared = detector.prepare(counts, columns, parameters_of(detector))
    return detector.detect(counts, columns, prepared)


def noise(seed: int, n_series: int = 12, mean: float = 6.0) -> FloatArray:
    """Return series in which nothing goes on."""
    random = np.random.default_rng(seed)
    level = mean * random.uniform(0.7, 1.4, (n_series, 1))
    return random.poisson(level, (n_series, N_WEEKS)).astype(np.float64)


def same(one: Judgements, other: Judgements) -> bool:
    """Return whether two answers are equal to the last bit."""
    names_ = ("expected", "upper", "score", "p_value", "verdict", "reason")
    return all(np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True) for name in names_)


def stated_rate(name: str) -> float:
    """Return the false-alarm rate a detector states: its alpha, or the published one."""
    if name in STATED_RATES:
        return STATED_RATES[name]
    return float(getattr(DETECTORS[name].parameters(), "alpha", 0.05))


def alarm_share(found: Judgements) -> float:
    """Return the share of judged series-weeks with more than expected."""
    return float((found.verdict == Verdict.MORE).mean())
