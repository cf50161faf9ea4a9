"""The library: pure functions over text and counts. It knows no Django, no database and no network.

Each package answers one kind of question: `text` (what may be kept of a text, which places and topics it is about),
`counts` (what is unusual in weekly counts, and how sure that is), `simulation` (series with a known truth).
"""
