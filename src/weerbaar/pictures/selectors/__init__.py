"""Reads of the lokaal beeld."""
