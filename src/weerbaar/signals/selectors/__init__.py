"""Reads of signals. `signals_visible_to` is the only door to their text."""

from weerbaar.signals.selectors.counts import WeekCount, weekly_counts

__all__ = ["WeekCount", "weekly_counts"]
