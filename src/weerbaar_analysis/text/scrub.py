"""Mask personal data so that the sentence can still be read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from weerbaar_analysis.text.personal_data import find_personal_data
from weerbaar_analysis.text.spans import Span

PLACEHOLDERS = {
    "PERSON": "[naam]",
    "BSN": "[burgerservicenummer]",
    "PHONE": "[telefoonnummer]",
    "EMAIL": "[e-mailadres]",
    "IBAN": "[rekeningnummer]",
    "PLATE": "[kenteken]",
    "DOCUMENT": "[documentnummer]",
    "ADDRESS": "[adres]",
    "BIRTH_DATE": "[geboortedatum]",
    "HANDLE": "[account]",
    "IP": "[ip-adres]",
}
_AGE = re.compile(r"(?:leeftijd|age)")


def placeholder(span: Span) -> str:
    """What a reader sees instead of a span."""
    return "[leeftijd]" if _AGE.search(span.reason) else PLACEHOLDERS[span.kind]


def scrub(text: str, spans: Sequence[Span] | None = None) -> str:
    """Text with every piece of personal data replaced by a readable word between brackets.

    Parameters
    ----------
    text
        Any text.
    spans
        What to mask, in characters of `text`; found here when left out. Sure and suspect spans are masked alike.

    Returns
    -------
    str
        The masked text. Masking it again changes nothing. Places stay.

    Examples
    --------
    >>> scrub("Bel Fatima Bouali uit Hoorn op 06-12345678.")
    'Bel [naam] uit Hoorn op [telefoonnummer].'
    >>> scrub("")
    ''
    """
    found = find_personal_data(text) if spans is None else sorted(spans)
    pieces: list[str] = []
    position = 0
    for span in found:
        if span.start < position:
            continue
        pieces += (text[position : span.start], placeholder(span))
        position = span.end
    pieces.append(text[position:])
    return "".join(pieces)
