"""Signals of organisations counted so that one or two of them can neither cause nor hide a finding.

Three defences, in this order: every organisation has a weight and a cap per day; a finding from signals alone needs
three independent organisations and two kinds of source; and a finding must stand whichever two organisations are left
out. When it does not, or when it appears only after leaving out one or two, the answer is *depends on few
organisations*: a person looks, nothing is raised and nothing is hidden.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations

import numpy as np
import numpy.typing as npt

from weerbaar_analysis.counts.judgement import FloatArray, IntArray

THOUSAND = 1000
BoolArray = npt.NDArray[np.bool_]


class Standing(IntEnum):
    """What a series' newest week says once one or two organisations may be wrong."""

    NO_FINDING = 0
    DEPENDS_ON_FEW = 1
    FINDING = 2


@dataclass(frozen=True, slots=True)
class Reports:
    """Signals of one series, one entry per organisation, day and kind of source.

    Attributes
    ----------
    organisation : (n,) organisation codes. An organisation is provenance here, never a subject.
    kind : (n,) codes of the kind of source.
    day : (n,) day numbers; day // 7 is the week, 0 the first.
    items : (n,) whole numbers >= 0.
    """

    organisation: IntArray
    kind: IntArray
    day: IntArray
    items: IntArray

    @classmethod
    def of(cls, entries: Sequence[tuple[int, int, int, int]]) -> "Reports":
        """Return reports of (organisation, kind, day, items) entries."""
        table = np.asarray(entries, dtype=np.int64).reshape(-1, 4)
        if (table[:, 2:] < 0).any():
            raise ValueError("Dagen en aantallen zijn nul of meer.")
        return cls(table[:, 0], table[:, 1], table[:, 2], table[:, 3])

    def without(self, organisations: Sequence[int]) -> "Reports":
        """Return the reports as if these organisations had never reported."""
        kept = ~np.isin(self.organisation, np.asarray(organisations, dtype=np.int64))
        return Reports(self.organisation[kept], self.kind[kept], self.day[kept], self.items[kept])


@dataclass(frozen=True, slots=True)
class RobustRules:
    """Rules for counting reports.

    Attributes
    ----------
    cap_per_day : most items of one organisation on one day that count.
    weights : weight per organisation code in [0, 1], in steps of 0.001; 1 for the others.
    least_organisations, least_kinds : independent organisations and kinds of source in the window before signals
        alone may raise anything.
    window_weeks : weeks in which they are counted.
    doubt : how many organisations at once may be wrong, 0 .. 2.
    """

    cap_per_day: int = 3
    weights: Mapping[int, float] | None = None
    least_organisations: int = 3
    least_kinds: int = 2
    window_weeks: int = 2
    doubt: int = 2

    def __post_init__(self) -> None:
        if self.cap_per_day < 1 or self.window_weeks < 1 or not 0 <= self.doubt <= 2:
            raise ValueError("cap_per_day en window_weeks zijn minstens 1; doubt is 0, 1 of 2.")
        if self.weights is not None and not all(0 <= weight <= 1 for weight in self.weights.values()):
            raise ValueError("Een gewicht ligt tussen 0 en 1.")


def weekly_items(reports: Reports, n_weeks: int, rules: RobustRules) -> FloatArray:
    """Return (n_weeks,) whole weekly counts: capped per organisation and day, weighted, rounded down.

    Sums are of whole thousandths, so they are exact and do not depend on the order of the reports: leaving an
    organisation out gives to the last bit what would have been counted without it.

    >>> reports = Reports.of([(1, 0, 0, 9), (2, 0, 1, 1)])
    >>> weekly_items(reports, 1, RobustRules(cap_per_day=3))
    array([4.])
    """
    return np.asarray(_thousandths(reports, n_weeks, rules)[1].sum(axis=0) // THOUSAND, dtype=np.float64)


def _thousandths(reports: Reports, n_weeks: int, rules: RobustRules) -> tuple[IntArray, IntArray]:
    """Return the organisation codes and (n_organisations, n_weeks) their capped and weighted items x 1000."""
    codes, row = np.unique(reports.organisation, return_inverse=True)
    inside = reports.day < 7 * n_weeks
    per_day = np.zeros((codes.size, 7 * n_weeks), dtype=np.int64)
    np.add.at(per_day, (row[inside], reports.day[inside]), reports.items[inside])
    capped = np.minimum(per_day, rules.cap_per_day).reshape(codes.size, n_weeks, 7).sum(axis=2)
    weights = rules.weights or {}
    share = np.asarray([round(THOUSAND * weights.get(int(code), 1.0)) for code in codes], dtype=np.int64)
    return codes, capped * share[:, np.newaxis]


def independent_sources(reports: Reports, n_weeks: int, rules: RobustRules) -> tuple[int, int]:
    """Return how many organisations and kinds of source reported in the window that ends with week n_weeks - 1.

    >>> independent_sources(Reports.of([(1, 0, 0, 1), (2, 1, 6, 1), (2, 0, 6, 0)]), 1, RobustRules())
    (2, 2)
    """
    active = _active_kinds(reports, np.unique(reports.organisation), n_weeks, rules)
    return int(active.any(axis=1).sum()), int(active.any(axis=0).sum())


def _active_kinds(reports: Reports, codes: IntArray, n_weeks: int, rules: RobustRules) -> BoolArray:
    """Return (n_organisations, n_kinds) whether an organisation reported through a kind of source in the window."""
    kinds, column = np.unique(reports.kind, return_inverse=True)
    active = np.zeros((codes.size, kinds.size), dtype=bool)
    week = reports.day // 7
    recent = (reports.items > 0) & (week < n_weeks) & (week >= n_weeks - rules.window_weeks)
    active[np.searchsorted(codes, reports.organisation[recent]), column[recent]] = True
    return active


def standing(
    reports: Reports, n_weeks: int, judge: Callable[[FloatArray], BoolArray], rules: RobustRules | None = None
) -> Standing:
    """Say whether the newest week of a series is a finding that one or two organisations cannot have made or hidden.

    Parameters
    ----------
    reports : the reports of the series.
    n_weeks : number of weeks; the last one is judged.
    judge : takes (n_variants, n_weeks) counts and returns (n_variants,) whether the last week is more than expected.
    rules : see `RobustRules`.

    Returns
    -------
    Standing
        FINDING only if the week is a finding, with enough independent sources, whichever `doubt` organisations are
        left out; NO_FINDING only if it is one with none of those left out. So organisations that number at most
        `doubt` can turn neither one into the other, whatever they send.

    Notes
    -----
    Cost grows with the square of the number of organisations of the series: 40 make 821 variants, judged in one call.

    Examples
    --------
    >>> rise = lambda counts: counts[:, -1] > counts[:, :-1].mean(axis=1) + 4
    >>> many = Reports.of([(org, org % 2, 30, 2) for org in range(6)])
    >>> standing(many, 5, rise).name, standing(many.without([0, 1, 2, 3]), 5, rise).name
    ('FINDING', 'NO_FINDING')
    """
    chosen = rules or RobustRules()
    codes, items = _thousandths(reports, n_weeks, chosen)
    active = _active_kinds(reports, codes, n_weeks, chosen)
    kept = _kept(codes.size, chosen.doubt)
    counts = (kept.astype(np.int64) @ items) // THOUSAND
    organisations = kept.astype(np.int64) @ active.any(axis=1).astype(np.int64)
    kinds = ((kept.astype(np.int64) @ active.astype(np.int64)) > 0).sum(axis=1)
    enough = (organisations >= chosen.least_organisations) & (kinds >= chosen.least_kinds)
    found = enough & np.asarray(judge(counts.astype(np.float64)), dtype=bool)
    if found.all():
        return Standing.FINDING
    return Standing.DEPENDS_ON_FEW if found.any() else Standing.NO_FINDING


def _kept(n_organisations: int, doubt: int) -> BoolArray:
    """Return (n_variants, n_organisations) who is kept when none, each one and each two are left out."""
    left_out = [out for size in range(doubt + 1) for out in combinations(range(n_organisations), size)]
    kept = np.ones((len(left_out), n_organisations), dtype=bool)
    for row, out in enumerate(left_out):
        kept[row, list(out)] = False
    return kept


def dead_weeks(items: npt.ArrayLike, *, chance: float = 1e-3) -> BoolArray:
    """Return (n_sources, n_weeks) whether a source was silent too long to be alive: those weeks are missing, not zero.

    Parameters
    ----------
    items : (n_sources, n_weeks) all items a source delivered, on any topic; NaN where it was already known missing.
    chance : a run of silent weeks is dead when a living source has at most this chance of so long a silence, taking
        the source's own mean over its non-silent span as Poisson.

    Examples
    --------
    >>> dead_weeks([[5, 4, 6, 0, 0, 0]]).astype(int)
    array([[0, 0, 0, 1, 1, 1]])
    >>> dead_weeks([[0, 1, 0, 0, 1, 0]]).any()
    np.False_
    """
    values = np.asarray(items, dtype=np.float64)
    dead = np.isnan(values)
    for row in range(values.shape[0]):
        alive = values[row] > 0
        if not alive.any():
            continue
        mean = float(np.median(values[row][alive])) * max(float(alive.mean()), 0.5)
        edges = np.flatnonzero(np.diff(np.concatenate([[0], (~alive).astype(np.int8), [0]])))
        for first, stop in zip(edges[::2], edges[1::2], strict=True):
            if np.exp(-mean * (stop - first)) <= chance:
                dead[row, first:stop] = True
    return np.asarray(dead)


def with_missing(counts: npt.ArrayLike, missing: npt.ArrayLike) -> FloatArray:
    """Return the counts with NaN where a week is missing; a zero of a dead feed is no zero.

    >>> with_missing([[3, 0]], [[False, True]])
    array([[ 3., nan]])
    """
    return np.where(np.asarray(missing, dtype=bool), np.nan, np.asarray(counts, dtype=np.float64))
