"""Reads of sources, items, counts and wording."""
