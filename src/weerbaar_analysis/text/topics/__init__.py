"""Which topics a Dutch text is about, by a versioned list of terms that people can read and edit.

No model and no learning: every label carries the terms that matched and the rule that let them count.
Ordinary religion, mourning, feasts, strikes and peaceful protest are no phenomenon; protest is a protected class of
its own. The policy stands in docs/methods/topics.md.
"""

from weerbaar_analysis.text.topics.classify import MatchedTerm, Topic, classify
from weerbaar_analysis.text.topics.taxonomy import (
    Taxonomy,
    TaxonomyInvalid,
    Term,
    TopicDefinition,
    load_default_taxonomy,
    load_taxonomy,
    parse_taxonomy,
)

__all__ = [
    "MatchedTerm",
    "Taxonomy",
    "TaxonomyInvalid",
    "Term",
    "Topic",
    "TopicDefinition",
    "classify",
    "load_default_taxonomy",
    "load_taxonomy",
    "parse_taxonomy",
]
