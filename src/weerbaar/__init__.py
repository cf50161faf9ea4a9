"""Weerbaar: one place for the programme 'Lokaal voor elkaar & weerbaar'."""

__version__ = "0.1.0"
