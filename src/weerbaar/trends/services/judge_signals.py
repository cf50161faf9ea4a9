"""Judging signals so that one or two organisations can neither cause nor hide a finding (T17).

What one organisation reports in a week counts up to a cap; the denominator is the number of organisations that
report, so more reporters alone are no rise (B4). A rise needs three organisations of two kinds, and has to stand
whichever one or two organisations are left out; otherwise the answer is that it leans on few.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from weerbaar.trends.models import Reason, Verdict
from weerbaar.trends.selectors.signal_weeks import Cell, SignalTable
from weerbaar.trends.services.judge import Answers, Block, judge
from weerbaar_analysis.counts.robust import Reports, RobustRules, independent_sources, weekly_items
from weerbaar_analysis.counts.scan_zones import lone_places

FloatArray = npt.NDArray[np.float64]
VARIANT_MAPS = 199


@dataclass(frozen=True)
class SignalAnswers:
    """The cells of one tier and kind of topic with their counts and words, in the same order."""

    cells: list[Cell]
    counts: FloatArray
    organisations: list[int]
    answers: Answers


def judge_signals(*, table: SignalTable, cells: list[Cell], parameters: dict[str, Any]) -> SignalAnswers:
    """Judges the last week of these cells, of one tier and one kind of topic."""
    step = parameters["signals"]
    rules = _rules(step)
    pairs = [(table.cells[cell], table.areas[cell[0], cell[1]]) for cell in cells]
    block = _block([_series(own, whole, table, rules, step) for own, whole in pairs])
    answers = judge(block=block, parameters=parameters, steps=[step])
    organisations = []
    for row, (own, whole) in enumerate(pairs):
        number, kinds = independent_sources(own, table.week_count, rules)
        organisations.append(number)
        if number >= rules.least_organisations and kinds >= rules.least_kinds:
            _weigh_few(answers, row, own, whole, (table, parameters))
        elif answers.verdict[row] == Verdict.MORE:
            answers.verdict[row] = Verdict.TOO_LITTLE
            is_few = number < rules.least_organisations
            answers.reason[row] = Reason.FEW_ORGANISATIONS if is_few else Reason.ONE_KIND
    return SignalAnswers(cells, block.counts, organisations, answers)


def _rules(step: dict[str, Any]) -> RobustRules:
    return RobustRules(
        cap_per_day=step["counted_per_week"],
        least_organisations=step["least_organisations"],
        least_kinds=step["least_kinds"],
        window_weeks=step["window_weeks"],
        doubt=step["doubt"],
    )


def _series(
    own: Reports, whole: Reports, table: SignalTable, rules: RobustRules, step: dict[str, Any]
) -> tuple[FloatArray, FloatArray]:
    """Return the weekly counts of a cell and the number of organisations that reported about its area lately."""
    counts = weekly_items(own, table.week_count, rules)
    counts[: table.first_week] = np.nan
    return counts, _reporters(whole, table.week_count, step["reporter_weeks"])


def _reporters(whole: Reports, n_weeks: int, lately: int) -> FloatArray:
    active = np.zeros((int(whole.organisation.max(initial=0)) + 1, n_weeks), dtype=bool)
    for code, day in zip(whole.organisation, whole.day, strict=True):
        active[code, day // 7 : day // 7 + lately] = True
    return np.asarray(np.maximum(active.sum(axis=0), 1), dtype=np.float64)


def _block(series: list[tuple[FloatArray, FloatArray]]) -> Block:
    """Every row by itself: no neighbours, nothing learnt from another cell."""
    counts, offset = (np.stack([one[side] for one in series]) for side in (0, 1))
    rows = np.arange(len(series))
    return Block(counts, offset, np.zeros(rows.size, dtype=np.int64), rows, lone_places(1), None)


def _weigh_few(
    answers: Answers, row: int, own: Reports, whole: Reports, context: tuple[SignalTable, dict[str, Any]]
) -> None:
    """Keeps a rise that stands whoever is left out; says so when it stands or falls with one or two organisations."""
    table, parameters = context
    step = parameters["signals"]
    rules = _rules(step)
    enough, series = [], []
    for left_out in _left_out(own, step):
        rest = own.without(left_out)
        number, kinds = independent_sources(rest, table.week_count, rules)
        enough.append(number >= rules.least_organisations and kinds >= rules.least_kinds)
        series.append(_series(rest, whole.without(left_out), table, rules, step))
    fewer_maps = {**step, "parameters": {**step["parameters"], "replicates": VARIANT_MAPS}}
    alone = {**parameters, "band_weeks": 1}
    found = judge(block=_block(series), parameters=alone, steps=[fewer_maps], is_limited=False)
    rises = [fine and word == Verdict.MORE for fine, word in zip(enough, found.verdict, strict=True)]
    if answers.verdict[row] == Verdict.MORE and all(rises):
        return
    if answers.verdict[row] == Verdict.MORE or (any(rises) and not rises[0]):
        answers.verdict[row], answers.reason[row] = Verdict.TOO_LITTLE, Reason.LEANS_ON_FEW


def _left_out(own: Reports, step: dict[str, Any]) -> Iterator[tuple[int, ...]]:
    codes, place = np.unique(own.organisation, return_inverse=True)
    totals = np.bincount(place.ravel(), weights=own.items, minlength=codes.size)
    most = sorted(int(code) for code in codes[np.argsort(-totals, kind="stable")[: step["most_organisations"]]])
    for size in range(step["doubt"] + 1):
        yield from combinations(most, size)
