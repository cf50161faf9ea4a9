"""Fuse box: settings, root urls, the WSGI entry and the `weerbaar` command.

Nothing of the domain lives here. Every other room may be named here; no room imports this one.
"""
