"""Tables of this room: what a method found, and what it means."""

from weerbaar.trends.models.findings import DetectorSwitch, Finding, Measure, Reason, Scan, Tier, Verdict

__all__ = ["DetectorSwitch", "Finding", "Measure", "Reason", "Scan", "Tier", "Verdict"]
