"""What a finder of personal data reports."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["PERSON", "BSN", "PHONE", "EMAIL", "IBAN", "PLATE", "DOCUMENT", "ADDRESS", "BIRTH_DATE", "HANDLE", "IP"]
Certainty = Literal["sure", "suspect"]
Verdict = Literal["clean", "hold", "refuse"]


class Span(NamedTuple):
    """One piece of personal data: characters `start` up to `end` of the text that was given.

    >>> Span(0, 5, "PERSON", "sure", "given name")
    Span(start=0, end=5, kind='PERSON', certainty='sure', reason='given name')
    """

    start: int
    end: int
    kind: Kind
    certainty: Certainty
    reason: str
