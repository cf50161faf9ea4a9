"""Orders: scan a week, switch the detector off or on; open a trend, write what it means."""
