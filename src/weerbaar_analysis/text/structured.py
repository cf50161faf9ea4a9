"""Structured identifiers: numbers, accounts and addresses, each looked for only where it can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weerbaar_analysis.text.cues import cues_of, digits_of
from weerbaar_analysis.text.spans import Span
from weerbaar_analysis.text.structured_addresses import find_addresses
from weerbaar_analysis.text.structured_numbers import find_numbers, find_spoken_numbers
from weerbaar_analysis.text.structured_online import find_online

_MIXED = re.compile(r"06[\s,\-]{1,3}[a-z]")


def find_structured(text: str, folded: str) -> Iterator[Span]:
    """Structured identifiers of a plain text; spans may overlap."""
    cues = cues_of(folded)
    yield from find_online(text, folded, cues)
    if digits := digits_of(text):
        yield from find_numbers(text, folded, digits, cues)
        yield from find_addresses(text, folded, digits)
    if "nul" in folded or ("06" in folded and _MIXED.search(folded)):
        yield from find_spoken_numbers(text)
