"""Coordinated false signals: organisations that flood a series now, or have flooded its past to hide a rise."""

from dataclasses import dataclass

import numpy as np

from weerbaar_analysis.counts.robust import Reports


@dataclass(frozen=True, slots=True)
class Attack:
    """Reports of one series with and without the attackers, and who they are.

    Attributes
    ----------
    honest : what would have been reported without them; all : everything.
    attackers : their organisation codes.
    """

    honest: Reports
    all: Reports
    attackers: tuple[int, ...]


def attacked_series(
    seed: int,
    *,
    attackers: int,
    aim: str = "cause",
    n_weeks: int = 60,
    organisations: int = 12,
    items_per_week: float = 4.0,
    rise: float = 1.0,
    force: int = 5,
) -> Attack:
    """Draw honest reports and an attack on them.

    Parameters
    ----------
    attackers : how many organisations attack, 0 .. 50; each sends `force` items a day.
    aim : `cause` floods the last two weeks, `hide` floods all weeks before them.
    rise : factor by which honest reports rise in the last two weeks.

    Examples
    --------
    >>> attack = attacked_series(1, attackers=2)
    >>> attack.attackers, attack.all.without(attack.attackers).items.sum() == attack.honest.items.sum()
    ((1000, 1001), np.True_)
    """
    if aim not in {"cause", "hide"}:
        raise ValueError("aim is 'cause' of 'hide'.")
    random = np.random.default_rng(seed)
    entries: list[tuple[int, int, int, int]] = []
    for week in range(n_weeks):
        mean = items_per_week * (rise if week >= n_weeks - 2 else 1.0)
        for _ in range(int(random.poisson(mean))):
            organisation = int(random.integers(organisations))
            entries.append((organisation, organisation % 3, 7 * week + int(random.integers(7)), 1))
    honest = Reports.of(entries)
    codes = tuple(1000 + number for number in range(attackers))
    weeks = range(n_weeks - 2, n_weeks) if aim == "cause" else range(n_weeks - 2)
    for code in codes:
        entries += [(code, code % 3, 7 * week + day, force) for week in weeks for day in range(7)]
    return Attack(honest, Reports.of(entries), codes)
