"""An invented region over several years: topics, seasons, holidays, dead feeds, with their truth."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class RegionalScene:
    """Counts of places x topics.

    Attributes
    ----------
    counts : (n_topics, n_places, n_weeks); NaN in the weeks in which a place's feed was dead.
    truth : same shape, True in weeks with an added rise.
    dead : (n_places, n_weeks) weeks in which the feed was dead.
    holiday : (n_weeks,) weeks in which everybody reports half as much.
    """

    counts: npt.NDArray[np.float64]
    truth: npt.NDArray[np.bool_]
    dead: npt.NDArray[np.bool_]
    holiday: npt.NDArray[np.bool_]


def regional_scene(
    seed: int,
    *,
    n_topics: int = 6,
    n_places: int = 32,
    n_weeks: int = 300,
    mean: float = 1.0,
    rises: int = 10,
    dead_feeds: int = 2,
) -> RegionalScene:
    """Draw an invented region.

    Parameters
    ----------
    seed : the same seed gives the same scene.
    mean : mean items per place, topic and week; topics and places differ around it.
    rises : rises of 1 to 4 weeks in one place and topic, by a factor 3 to 6.
    dead_feeds : places whose feed is dead for 6 weeks.

    Examples
    --------
    >>> scene = regional_scene(1)
    >>> scene.counts.shape, bool(scene.truth.any()), int(scene.dead.sum())
    ((6, 32, 300), True, 12)
    """
    random = np.random.default_rng(seed)
    shape = (n_topics, n_places, n_weeks)
    week = np.arange(n_weeks)
    level = mean * random.gamma(3.0, 1.0 / 3.0, (n_topics, n_places))
    wave = random.uniform(0.0, 0.4, n_topics)[:, np.newaxis] * np.cos(2 * np.pi * (week - 10) / 52.18)
    holiday = np.isin(week % 52, (29, 30, 31, 32, 51))
    means = level[:, :, np.newaxis] * np.exp(wave)[:, np.newaxis, :] * np.where(holiday, 0.5, 1.0)
    truth = np.zeros(shape, dtype=bool)
    for _ in range(rises):
        topic, place = random.integers(n_topics), random.integers(n_places)
        first, length = random.integers(n_weeks // 2, n_weeks - 4), random.integers(1, 5)
        truth[topic, place, first : first + length] = True
    means = np.where(truth, means * random.uniform(3.0, 6.0), means)
    dead = np.zeros((n_places, n_weeks), dtype=bool)
    for place in random.choice(n_places, size=min(dead_feeds, n_places), replace=False):
        first = random.integers(n_weeks // 2, n_weeks - 12)
        dead[place, first : first + 6] = True
    counts = random.poisson(means).astype(np.float64)
    counts[:, dead] = np.nan
    return RegionalScene(counts, truth, dead, holiday)
