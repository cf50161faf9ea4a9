"""Developments: what a method found in the weekly counts, and what analysts make of it.

What lives here: scans with their recipe and findings (`models.findings`), and trends with their interpretations
(`models.meaning`). A finding is one of four words: more than expected, fewer, as expected, or too little to say.

What does not: a score, a ranking, a prediction, anything about a person or a place smaller than a municipality.
Activism and protest is a class of its own and never feeds a finding about extremism.

It asks `sources` and `signals` for weekly counts, `accounts` for rights, `regions` for the map, and the library
`weerbaar_analysis.counts` for what is usual.
"""
