"""Reads of findings, series and scans; of trends and what they mean."""
