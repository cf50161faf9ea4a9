"""The detectors by name: what `--method` may say, with each one's parameters.

A new detector is one line here; the battery then tries it by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy.typing as npt

from weerbaar_analysis.counts.cusum import CusumParameters, cusum
from weerbaar_analysis.counts.ears import EarsParameters, ears_c1, ears_c2, ears_c3
from weerbaar_analysis.counts.farrington import FarringtonParameters, farrington_flexible
from weerbaar_analysis.counts.harmonic import HarmonicParameters, harmonic, prepare_harmonic
from weerbaar_analysis.counts.judgement import IntArray, Judgements
from weerbaar_analysis.counts.scan_detector import ScanParameters, detect_scan, prepare_scan
from weerbaar_analysis.counts.sparse import SparseParameters, detect_sparse, prepare_sparse


def _as_given(_counts: npt.NDArray[Any], _judged: IntArray, parameters: Any) -> Any:
    return parameters


@dataclass(frozen=True, slots=True)
class Detector:
    """A detector with its name, its parameters and what it learns across series.

    Attributes
    ----------
    name : the name on the command line, such as `farrington-flexible`.
    detect : `detect(counts, judged, parameters, *, offset=None) -> Judgements`, one series at a time.
    parameters : the frozen dataclass of parameters; calling it without arguments gives the defaults.
    prepare : `prepare(counts, judged, parameters) -> parameters`, what is learnt over ALL series before the work is
        split; most detectors learn nothing.
    uses_all_cores : whether its kernels share their work over the cores by themselves.
    minimum_weeks : fewest weeks of history before a first judgement with the default parameters.
    """

    name: str
    detect: Callable[..., Judgements]
    parameters: Callable[..., Any]
    minimum_weeks: int
    prepare: Callable[[npt.NDArray[Any], IntArray, Any], Any] = _as_given
    uses_all_cores: bool = False


DETECTORS: dict[str, Detector] = {
    detector.name: detector
    for detector in (
        Detector("farrington-flexible", farrington_flexible, FarringtonParameters, 263),
        Detector("ears-c1", ears_c1, EarsParameters, 8),
        Detector("ears-c2", ears_c2, EarsParameters, 10),
        Detector("ears-c3", ears_c3, EarsParameters, 12),
        Detector("cusum", cusum, CusumParameters, 60),
        Detector("harmonic", harmonic, HarmonicParameters, 89, prepare_harmonic),
        Detector("sparse", detect_sparse, SparseParameters, 12, prepare_sparse, True),
        Detector("scan", detect_scan, ScanParameters, 12, prepare_scan, True),
    )
}
