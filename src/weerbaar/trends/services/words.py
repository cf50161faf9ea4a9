"""What a judged row becomes in a finding."""

from typing import Any

import numpy as np
import numpy.typing as npt

from weerbaar.trends.services.judge import Answers, lower_bound

FloatArray = npt.NDArray[np.float64]
Points = list[float | None]


def words_of(*, counts: FloatArray, answers: Answers, row: int) -> dict[str, Any]:
    """The fields of a finding that say what was judged and how."""
    expected, upper = answers.expected[row], answers.upper[row]
    return {
        "method": answers.method[row],
        "verdict": answers.verdict[row],
        "reason": answers.reason[row],
        "count": None if np.isnan(counts[-1]) else int(counts[-1]),
        "expected": _number(expected),
        "lower": _number(lower_bound(expected, upper)),
        "upper": _number(upper),
        "p_value": None if np.isnan(answers.p_value[row]) else float(answers.p_value[row]),
        "window_weeks": answers.window[row],
        "history_weeks": int((~np.isnan(counts[:-1])).sum()),
    }


def chart_of(*, counts: FloatArray, answers: Answers, row: int, weeks: int) -> dict[str, Points]:
    """The lists of a chart, each ending at the judged week; empty for a series in which nothing ever happened."""
    shown = counts[-weeks:]
    if not np.nansum(shown):
        return {}
    shown = shown[int(np.argmax(~np.isnan(shown))) :]
    expected, upper = answers.band_expected[row], answers.band_upper[row]
    return {
        "counts": [None if np.isnan(one) else int(one) for one in shown],
        "expected": [_number(one) for one in expected],
        "lower": [_number(one) for one in lower_bound(expected, upper)],
        "upper": [_number(one) for one in upper],
    }


def _number(value: Any) -> float | None:
    return None if np.isnan(value) else round(float(value), 3)
