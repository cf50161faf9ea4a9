"""Which municipalities a Dutch text is about, with the mention and the reason.

Rules and word lists, no model: a name that needs support and has none is *unknown*, never a guess.
The policy stands in docs/methods/places.md.
"""

from weerbaar_analysis.text.places.gazetteer import Gazetteer, PackUnreadable, PlaceRow
from weerbaar_analysis.text.places.locate import Located, Mention, locate

__all__ = ["Gazetteer", "Located", "Mention", "PackUnreadable", "PlaceRow", "locate"]
