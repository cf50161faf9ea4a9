"""Fuse box: settings, root urls, middleware, the WSGI entry and the `weerbaar` command.

Nothing of the domain lives here: no rule, no table, no page.
It wires the rooms together, so it may name every room; no room imports it.
What differs per installation comes from the environment, see `settings`.
"""
