"""Judging the counts of one tier: which method, what is expected, and which of four words.

The words of one kind of topic never depend on the counts of another kind: protest is judged apart (C4), and the
random numbers of a topic follow from its counts, not from its name, so that another name gives the same answer (B3).
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from weerbaar.trends.models import Reason, Verdict
from weerbaar.trends.services.pooled import own_view
from weerbaar_analysis.counts.engine import run
from weerbaar_analysis.counts.fdr import benjamini_hochberg
from weerbaar_analysis.counts.judgement import Judgements
from weerbaar_analysis.counts.judgement import Reason as LibraryReason
from weerbaar_analysis.counts.judgement import Verdict as LibraryVerdict
from weerbaar_analysis.counts.registry import DETECTORS
from weerbaar_analysis.counts.scan_layout import Layout
from weerbaar_analysis.counts.scan_zones import Zones

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
LEAST_OFFSET = 0.001
YEAR = 52
# Weeks that a method weighs together where no parameter says so.
TOGETHER = {"harmonic": 2}

REASONS = {
    LibraryReason.SHORT_HISTORY: Reason.SHORT_HISTORY,
    LibraryReason.MISSING_WEEK: Reason.NOT_READ,
    LibraryReason.DEAD_FEED: Reason.NOT_READ,
    LibraryReason.TOO_MANY_MISSING: Reason.SHORT_HISTORY,
    LibraryReason.LOW_COUNT: Reason.TOO_FEW,
    LibraryReason.TOO_SPARSE: Reason.TOO_FEW,
    LibraryReason.CONSTANT: Reason.TOO_FEW,
    LibraryReason.TOO_FEW_SOURCES: Reason.FEW_ORGANISATIONS,
    LibraryReason.NOT_CONVERGED: Reason.NO_ANSWER,
}


@dataclass(frozen=True)
class Block:
    """Rows that are judged together: one tier, one kind of topic. Row = area x topic; NaN is a missing week."""

    counts: FloatArray
    offset: FloatArray
    area: IntArray
    topic: IntArray
    zones: Zones
    district: IntArray | None

    def take(self, rows: IntArray) -> "Block":
        return replace(
            self, counts=self.counts[rows], offset=self.offset[rows], area=self.area[rows], topic=self.topic[rows]
        )


@dataclass
class Answers:
    """The words per row, with what they rest on. `band_*` are (rows, weeks), NaN where nothing can be said."""

    verdict: list[Verdict]
    reason: list[Reason]
    method: list[str]
    window: list[int]
    expected: FloatArray
    upper: FloatArray
    p_value: FloatArray
    p_fewer: FloatArray
    stands_alone: npt.NDArray[np.bool_]
    band_expected: FloatArray
    band_upper: FloatArray
    expected_by_chance: float = 0.0
    more_threshold: float = 0.0

    @classmethod
    def empty(cls, rows: int, weeks: int) -> "Answers":
        def nothing(*shape: int) -> FloatArray:
            return np.full(shape, np.nan)

        return cls(
            verdict=[Verdict.TOO_LITTLE] * rows,
            reason=[Reason.TOO_FEW] * rows,
            method=[""] * rows,
            window=[0] * rows,
            expected=nothing(rows),
            upper=nothing(rows),
            p_value=nothing(rows),
            p_fewer=nothing(rows),
            stands_alone=np.ones(rows, dtype=bool),
            band_expected=nothing(rows, weeks),
            band_upper=nothing(rows, weeks),
        )


def lower_bound(expected: FloatArray, upper: FloatArray) -> FloatArray:
    """The bound below that mirrors the upper one on the scale of square roots, where counts spread evenly."""
    root = np.sqrt(expected)
    return np.asarray(np.maximum(2 * root - np.sqrt(np.maximum(upper, expected)), 0.0) ** 2)


def judge(
    *,
    block: Block,
    parameters: dict[str, Any],
    steps: list[dict[str, Any]],
    is_limited: bool = True,
) -> Answers:
    """Judges the last week of every row.

    Without `is_limited` every *more* of the method stays; that is for trying variants, never for showing.
    """
    answers = Answers.empty(block.counts.shape[0], parameters["band_weeks"])
    methods = choose_methods(block.counts, steps)
    answers.method = [steps[number]["method"] if number >= 0 else "" for number in methods]
    for number, step in enumerate(steps):
        rows = np.flatnonzero(methods == number)
        if rows.size:
            _judge_rows(block, rows, step, answers)
    for row in np.flatnonzero(methods < 0):
        answers.reason[row] = Reason.SHORT_HISTORY
    if is_limited:
        _limit_chance(answers, parameters["false_discovery"])
        for step in steps:
            if step["method"] == "sparse":
                _explain_away(block, step, answers)
    for row in np.flatnonzero(np.isnan(block.counts[:, -1])):
        answers.verdict[row], answers.reason[row] = Verdict.TOO_LITTLE, Reason.NOT_READ
    return answers


def choose_methods(counts: FloatArray, steps: list[dict[str, Any]]) -> IntArray:
    """Return per row the number of the first step whose conditions it meets, -1 for none."""
    known = ~np.isnan(counts[:, :-1])
    weeks = known.sum(axis=1)
    year = counts[:, -1 - YEAR : -1]
    seen = np.maximum((~np.isnan(year)).sum(axis=1), 1)
    mean = np.nansum(year, axis=1) / seen
    chosen = np.full(counts.shape[0], -1, dtype=np.int64)
    for number, step in reversed(list(enumerate(steps))):
        if step["method"] in DETECTORS:
            chosen[(weeks >= step["minimum_weeks"]) & (mean >= step["minimum_mean"])] = number
    return chosen


def _judge_rows(block: Block, rows: IntArray, step: dict[str, Any], answers: Answers) -> None:
    """Sparse series learn from each other, so that method reads all rows of the block; the others only their own."""
    is_pooled = step["method"] == "sparse"
    read = np.arange(block.counts.shape[0]) if is_pooled else rows
    part, place = block.take(read), np.searchsorted(read, rows)
    found = _run(part, step, [-1])
    for row, at in zip(rows, place, strict=True):
        verdict, reason = LibraryVerdict(found.verdict[at, 0]), LibraryReason(found.reason[at, 0])
        is_silent = verdict == LibraryVerdict.TOO_LITTLE_DATA
        answers.verdict[row] = _word(verdict)
        answers.reason[row] = REASONS.get(reason, Reason.TOO_FEW) if is_silent else Reason.NONE
        answers.window[row] = int(step["parameters"].get("windows", TOGETHER.get(step["method"], 1)))
    answers.expected[rows], answers.upper[rows] = found.expected[place, 0], found.upper[place, 0]
    answers.p_value[rows], answers.p_fewer[rows] = found.p_value[place, 0], found.p_less[place, 0]
    if is_pooled:
        _look_at_own(block, rows, step, answers)
    else:
        band = _run(part, step, list(range(-answers.band_upper.shape[1], 0)))
        answers.band_expected[rows], answers.band_upper[rows] = band.expected, band.upper


def _look_at_own(block: Block, rows: IntArray, step: dict[str, Any], answers: Answers) -> None:
    chosen = DETECTORS["sparse"].parameters(**_tuples(step["parameters"]))
    weeks = answers.band_upper.shape[1]
    for own in _topics(block, np.arange(block.counts.shape[0])):
        part = block.take(own)
        district = None if part.district is None else part.district[part.area]
        view = own_view(counts=part.counts, offset=part.offset, district=district, parameters=chosen, weeks=weeks)
        kept = np.isin(own, rows)
        at = own[kept]
        answers.band_expected[at], answers.band_upper[at] = view.expected[kept], view.upper[kept]
        answers.p_fewer[at] = view.fewer[kept]
        answers.stands_alone[at] = view.more[kept] <= chosen.alpha


def _topics(block: Block, rows: IntArray) -> Iterator[IntArray]:
    """The rows of each topic, by area."""
    for topic in np.unique(block.topic[rows]):
        own = rows[block.topic[rows] == topic]
        yield own[np.argsort(block.area[own], kind="stable")]


def _explain_away(block: Block, step: dict[str, Any], answers: Answers) -> None:
    """A place beside a rise has none of its own: without the places that stand alone, is it still *more*?"""
    more = np.array([word == Verdict.MORE for word in answers.verdict])
    sparse = np.array([name == "sparse" for name in answers.method])
    beside = more & sparse & ~answers.stands_alone
    for own in _topics(block, np.flatnonzero(np.isin(block.topic, block.topic[beside]))):
        alone = own[(more & answers.stands_alone)[own]]
        doubtful = own[beside[own]]
        for row in doubtful:
            answers.reason[row] = Reason.TOGETHER
        if alone.size and doubtful.size:
            counts = block.counts.copy()
            counts[alone, -answers.window[int(alone[0])] :] = np.nan
            part = replace(block, counts=counts).take(own)
            again = _run(part, step, [-1])
            for row, chance in zip(own, again.p_value[:, 0], strict=True):
                if beside[row] and not chance <= answers.more_threshold:
                    answers.verdict[row], answers.reason[row] = Verdict.AS_EXPECTED, Reason.NONE
                    answers.p_value[row] = chance


def _word(verdict: LibraryVerdict) -> Verdict:
    """*Less* is decided later, over all rows together."""
    if verdict == LibraryVerdict.MORE:
        return Verdict.MORE
    return Verdict.TOO_LITTLE if verdict == LibraryVerdict.TOO_LITTLE_DATA else Verdict.AS_EXPECTED


def _run(part: Block, step: dict[str, Any], judged: list[int]) -> Judgements:
    """One call of the library with the parameters of the reviewed file."""
    detector = DETECTORS[step["method"]]
    chosen = detector.parameters(**_tuples(step["parameters"]))
    if "layout" in {one.name for one in fields(chosen)}:
        chosen = replace(chosen, layout=_layout(part))
    return run(detector, part.counts, judged, chosen, offset=part.offset)


def _tuples(parameters: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in parameters.items()}


def _layout(part: Block) -> Layout:
    stream = np.zeros(part.topic.size, dtype=np.int64)
    for topic in np.unique(part.topic):
        rows = np.flatnonzero(part.topic == topic)
        rows = rows[np.argsort(part.area[rows], kind="stable")]
        stream[rows] = zlib.crc32(np.nan_to_num(part.counts[rows], nan=-1.0).tobytes())
    return Layout(part.area, part.topic, stream, part.zones, part.district)


def _limit_chance(answers: Answers, share: float) -> None:
    """Keeps *more* and *fewer* only where at most this share of what is shown is chance."""
    more, fewer = benjamini_hochberg(answers.p_value, share), benjamini_hochberg(answers.p_fewer, share)
    for row, verdict in enumerate(answers.verdict):
        if verdict == Verdict.MORE and not more.shown[row]:
            answers.verdict[row], answers.reason[row] = Verdict.AS_EXPECTED, Reason.NONE
        elif verdict == Verdict.AS_EXPECTED and fewer.shown[row]:
            answers.verdict[row] = Verdict.FEWER
    answers.more_threshold = more.threshold
    answers.expected_by_chance = more.expected_by_chance * (Verdict.MORE in answers.verdict)
    answers.expected_by_chance += fewer.expected_by_chance * (Verdict.FEWER in answers.verdict)
