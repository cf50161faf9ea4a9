"""Signals: one or two organisations can neither cause nor hide a finding (T17)."""

import numpy as np
import pytest

from weerbaar.trends.models import Reason, Verdict
from weerbaar.trends.selectors.recipe import recipe
from weerbaar.trends.selectors.signal_weeks import SignalTable
from weerbaar.trends.services.judge_signals import judge_signals
from weerbaar_analysis.counts.robust import Reports

WEEKS = 60
CELL = ("municipality", 0, "rechts-extremisme")


def honest(*, seed: int, rise: int = 1) -> list[tuple[int, int, int, int]]:
    """Twelve organisations of three kinds that report about once in six weeks; `rise` in the last two weeks."""
    random = np.random.default_rng(seed)
    return [
        (who, who % 3, 7 * week, 1)
        for week in range(WEEKS)
        for who in range(12)
        if random.random() < (1 / 6) * (rise if week >= WEEKS - 2 else 1)
    ]


def word(entries: list[tuple[int, int, int, int]]) -> tuple[Verdict, Reason]:
    reports = Reports.of(entries)
    table = SignalTable({CELL: reports}, {CELL[:2]: reports}, 0, WEEKS)
    found = judge_signals(table=table, cells=[CELL], parameters=recipe().parameters).answers
    return found.verdict[0], found.reason[0]


def attack(number: int, weeks: range) -> list[tuple[int, int, int, int]]:
    return [(100 + who, who % 3, 7 * week, 9) for who in range(number) for week in weeks]


@pytest.mark.proves("T17", "B6")
def test_a_broad_rise_is_found_and_two_attackers_cause_none() -> None:
    assert word(honest(seed=1, rise=6))[0] == Verdict.MORE
    for seed in (2, 3):
        for number in (1, 2):
            assert word(honest(seed=seed) + attack(number, range(WEEKS - 2, WEEKS)))[0] != Verdict.MORE


@pytest.mark.proves("T17", "B6")
def test_two_attackers_hide_no_rise_without_it_being_told() -> None:
    rise = honest(seed=1, rise=6)
    assert word(rise)[0] == Verdict.MORE
    verdict, reason = word(rise + attack(2, range(WEEKS - 2)))
    assert verdict == Verdict.MORE or (verdict, reason) == (Verdict.TOO_LITTLE, Reason.LEANS_ON_FEW)


@pytest.mark.proves("T17", "B6")
def test_leaving_an_organisation_out_recomputes_exactly() -> None:
    rise = honest(seed=1, rise=6)
    attacked = Reports.of(rise + attack(1, range(WEEKS))).without([100])
    entries = list(zip(attacked.organisation, attacked.kind, attacked.day, attacked.items, strict=True))
    assert word([tuple(int(value) for value in one) for one in entries]) == word(rise)  # type: ignore[misc]
