"""Orders: scan a week, switch the detector off or on; open a trend, write what it means."""

from weerbaar.trends.services.scan import DetectorIsOff, WeekNotOver, WeekNotValid, last_full_week, scan_week
from weerbaar.trends.services.switch import switch_detector

__all__ = ["DetectorIsOff", "WeekNotOver", "WeekNotValid", "last_full_week", "scan_week", "switch_detector"]
