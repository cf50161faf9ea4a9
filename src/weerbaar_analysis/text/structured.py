"""Structured identifiers: numbers, accounts and addresses, each behind a gate that costs next to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weerbaar_analysis.text.spans import Span
from weerbaar_analysis.text.structured_addresses import find_addresses
from weerbaar_analysis.text.structured_numbers import find_numbers, find_spoken_numbers
from weerbaar_analysis.text.structured_online import find_online

_DIGIT = re.compile(r"\d")
_HINTS = (
    *("@", "staart", "/", "#", " at ", "insta", "snap", "tiktok", "twitter", "telegram", "discord", "facebook", "fb"),
    *(
        "account",
        "gebruiker",
        "user",
        "nick",
        "profiel",
        "threads",
        "twitch",
        "steam",
        "reddit",
        "noemt zich",
        "online",
    ),
    *(
        "actief als",
        "bekend als",
        "onder de naam",
        "alias",
        "bijgenaamd",
        "bijnaam",
        "schuilnaam",
        "kanaal",
        "gamertag",
    ),
    *(" x:", "alter ego", "schermnaam", "[", "(at", "{at", "punt", "youtube", "signal", "handle", "naam:"),
)


def find_structured(text: str, folded: str) -> Iterator[Span]:
    """Structured identifiers of a plain text; spans may overlap."""
    for hint in _HINTS:
        if hint in folded:
            yield from find_online(text, folded)
            break
    if _DIGIT.search(text):
        yield from find_numbers(text, folded)
        yield from find_addresses(text, folded)
    if "nul" in folded:
        yield from find_spoken_numbers(text)
