"""How strongly do this week and the last speak for a rise, and how often does chance speak as strongly? Compiled.

The statistic is a likelihood ratio, averaged over rises that began this week or the last and are of several sizes: by
Neyman and Pearson nothing finds more of such rises at the same false alarms. Its chance is summed over all pairs of
counts, under a law that is a mixture over dispersions.
"""

from collections import namedtuple
from math import ceil, exp, floor, sqrt
from typing import Any

import numpy as np

from weerbaar_analysis.counts.compiled import compiled
from weerbaar_analysis.counts.negative_binomial import log_pmf, step_up, upper_tail

# Sizes of a rise in standard deviations of a week. The last one has no bound: it stands for everything larger.
_SIZES = np.array([2.0, 4.0, 6.0, 12.0])
# The part of a rise that falls in its first and in its second week.
_FIRST, _SECOND = 0.5, 0.4
# Cells of a table: from so many standard deviations below the mean to so many above, so many to one of them at most.
_BELOW, _ABOVE, _FINE = 10.0, 40.0, 20.0
_LENGTH = 1200
_MOST = 1e150

# What a count is compared in: cell c holds `first + c stride` and the counts up to the next cell; the first and the
# last one hold all that is below and above as well.
Cells = namedtuple("Cells", "first stride number")
# A mixture of laws, (n,) each: means and dispersions of this week and the one before, and weights.
Law = namedtuple("Law", "now before phi_now phi_before weight")
# now: (2, sizes, cells) likelihood ratios of this week, as first and as second week of a rise; before: (sizes, cells)
# of the week before, as first. spare: (3, n) working space.
Tables = namedtuple("Tables", "now before spare")


@compiled
def new_tables(laws: int) -> Any:
    """Return working space for mixtures of at most `laws` laws."""
    return Tables(np.zeros((2, _SIZES.size, _LENGTH)), np.zeros((_SIZES.size, _LENGTH)), np.zeros((3, laws)))


@compiled
def cells_of(mean: float, phi: float) -> Any:
    """Return the cells in which the counts of a week are told apart."""
    spread = max(sqrt(mean * phi), 1.0)
    stride = max(floor(spread / _FINE), 1.0)
    first = max(floor((mean - _BELOW * spread) / stride), 0.0) * stride
    number = min(ceil((mean + _ABOVE * spread - first) / stride), _LENGTH - 1.0)
    return Cells(first, stride, int(number))


@compiled
def cell_of(y: float, cells: Any) -> int:
    """Return the cell of a count."""
    return int(min(max(floor((y - cells.first) / cells.stride), 0.0), cells.number - 1.0))


@compiled
def _ratio(y: float, mean: float, phi: float, more: float, wide: float) -> float:
    return exp(min(log_pmf(y, more, wide) - log_pmf(y, mean, phi), 345.0))


@compiled
def _fill_ratio(cells: Any, mean: float, phi: float, extra: float, bounded: bool, ratio: Any) -> None:
    """Fill the likelihood ratio of `extra` items more, made to rise with the count.

    Bounded: the extra items vary as Poisson counts do, so that the bursts of a bursty series do not pass for a rise.
    Else they vary as the others, and the ratio has no end.
    """
    more = mean + extra
    wide = (phi * mean + extra) / more if bounded else 1.0 + (phi - 1.0) * more / mean
    y = cells.first + 0.5 * (cells.stride - 1.0)
    value = top = _ratio(y, mean, phi, more, wide)
    ratio[0] = top
    for cell in range(1, cells.number):
        if cells.stride == 1.0 and value > 0.0:
            value *= step_up(y, more, wide) / step_up(y, mean, phi)
            y += 1.0
        else:
            y += cells.stride
            value = _ratio(y, mean, phi, more, wide)
        top = max(top, min(value, _MOST))
        ratio[cell] = top


@compiled
def fill_tables(now: float, before: float, phi: float, cells_now: Any, cells_before: Any, tables: Any) -> None:
    """Fill the likelihood ratios of all rises for these means and about this dispersion."""
    for k in range(_SIZES.size):
        bounded = k < _SIZES.size - 1
        total = max(_SIZES[k] * sqrt(phi * now), 1.0)
        _fill_ratio(cells_now, now, phi, _FIRST * total, bounded, tables.now[0, k])
        total = max(_SIZES[k] * sqrt(phi * before), 1.0)
        _fill_ratio(cells_now, now, phi, _SECOND * total, bounded, tables.now[1, k])
        _fill_ratio(cells_before, before, phi, _FIRST * total, bounded, tables.before[k])


@compiled
def evidence(now: int, before: int, tables: Any) -> float:
    """Return the summed likelihood ratios of all rises, for a cell of this week and one of the week before."""
    total = 0.0
    for k in range(_SIZES.size):
        total += tables.now[0, k, now] + tables.now[1, k, now] * tables.before[k, before]
    return total


@compiled
def _mass(cell: int, cells: Any, mean: float, phi: float) -> float:
    """Return the chance of a cell."""
    y = cells.first + cell * cells.stride
    if cell == 0:
        return 1.0 - upper_tail(y + cells.stride, mean, phi)
    return (
        exp(log_pmf(y, mean, phi))
        if cells.stride == 1.0
        else cells.stride * exp(log_pmf(y + 0.5 * cells.stride, mean, phi))
    )


@compiled
def _moved(cell: int, cells: Any, mean: float, phi: float, mass: float, way: int) -> float:
    """Return the chance of a cell from that of the neighbour it was reached from, upwards (way 1) or downwards (-1)."""
    y = cells.first + cell * cells.stride
    if cells.stride > 1.0 or mass == 0.0 or cell == 0 or cell == way:
        return _mass(cell, cells, mean, phi)
    return mass * step_up(y - 1.0, mean, phi) if way > 0 else mass / step_up(y, mean, phi)


@compiled
def _least(level: float, cells: Any, tables: Any) -> int:
    """Return the lowest cell of this week with evidence at `level` after the lowest of the week before."""
    low, high = -1, int(cells.number) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if evidence(middle, 0, tables) < level:
            low = middle
        else:
            high = middle
    return high


@compiled
def chance_of(level: float, enough: float, law: Any, cells_now: Any, cells_before: Any, tables: Any) -> float:
    """Return the chance of evidence at `level` or above; or something above `enough` once it is certain to be so."""
    above, mass_now, mass_before = tables.spare
    laws, now = law.weight.size, _least(level, cells_now, tables)
    for n in range(laws):
        above[n] = upper_tail(cells_now.first + now * cells_now.stride, law.now[n], law.phi_now[n])
        mass_now[n] = _mass(now, cells_now, law.now[n], law.phi_now[n])
    total = 0.0
    for before in range(cells_before.number):
        while now > 0 and evidence(now - 1, before, tables) >= level:
            now -= 1
            for n in range(laws):
                mass_now[n] = _moved(now, cells_now, law.now[n], law.phi_now[n], mass_now[n], -1)
                above[n] += mass_now[n]
        left = 0.0
        for n in range(laws):
            if now == 0:
                at = cells_before.first + before * cells_before.stride
                total += law.weight[n] * upper_tail(at, law.before[n], law.phi_before[n])
                continue
            old = mass_before[n]
            mass_before[n] = _moved(before, cells_before, law.before[n], law.phi_before[n], old, 1)
            total += law.weight[n] * mass_before[n] * above[n]
            left += mass_before[n]
        if now == 0 or total > enough or (left < 1e-13 * total and before > cell_of(law.before[0], cells_before)):
            break
    return min(total, 1.0)


@compiled
def bound_of(chance: float, before: int, law: Any, cells_now: Any, cells_before: Any, tables: Any) -> float:
    """Return the largest count of this week with a chance above `chance`, given the cell of the week before."""
    low, high = -1, int(cells_now.number) - 1
    step = cell_of(law.now[0], cells_now) + 2
    while step < high:
        if chance_of(evidence(step, before, tables), chance, law, cells_now, cells_before, tables) <= chance:
            high = step
        else:
            low = step
            step *= 2
    while high - low > 1:
        middle = (low + high) // 2
        if chance_of(evidence(middle, before, tables), chance, law, cells_now, cells_before, tables) > chance:
            low = middle
        else:
            high = middle
    return float(cells_now.first + high * cells_now.stride - 1.0)
