"""Find personal data in Dutch text.

For stopping and masking only: what is found is counted by kind and thrown away, never stored or looked up.
"""

from __future__ import annotations

from collections.abc import Iterable

from weerbaar_analysis.text.lexicon_flags import fold
from weerbaar_analysis.text.names import find_names
from weerbaar_analysis.text.normalise import plain
from weerbaar_analysis.text.spans import Span, Verdict
from weerbaar_analysis.text.structured import find_structured

__all__ = ["Span", "find_personal_data", "verdict"]


def find_personal_data(text: str) -> list[Span]:
    """Where a text names or points at a person.

    Parameters
    ----------
    text
        Any text; empty text has no spans.

    Returns
    -------
    list of Span
        In order, without overlap, offsets in characters of `text`. Kinds: PERSON, BSN, PHONE, EMAIL, IBAN, PLATE,
        DOCUMENT, ADDRESS, BIRTH_DATE, HANDLE, IP. `sure` is certain enough to refuse a text, `suspect` is a reason to
        hold it and ask.

    Notes
    -----
    Structured identifiers come from bounded patterns confirmed by check digits and cue words, names from cues, lists of
    names and a small linear model (docs/methods/personal-data.md). The time grows in step with the length of the text.
    Must not be used to collect names: it exists to keep them out.

    Examples
    --------
    >>> [(span.kind, span.certainty) for span in find_personal_data("Mevrouw Yılmaz, BSN 111222333")]
    [('PERSON', 'sure'), ('BSN', 'sure')]
    >>> find_personal_data("De sfeer in Hoorn is rustig.")
    []
    """
    clean = plain(text)
    folded = fold(clean.text)
    structured = _without_overlap(find_structured(clean.text, folded))
    names = list(find_names(clean.text, folded, structured))
    spans = _without_overlap([*structured, *names]) if names else structured
    if clean.origin is None:
        return spans
    return [_moved(span, *clean.original(span.start, span.end)) for span in spans]


def verdict(spans: Iterable[Span]) -> Verdict:
    """What to do with a text: let it pass, hold it for a second look, or refuse it.

    >>> verdict([]), verdict(find_personal_data("Bel 06-12345678"))
    ('clean', 'refuse')
    """
    certainties = {span.certainty for span in spans}
    if "sure" in certainties:
        return "refuse"
    return "hold" if certainties else "clean"


def _moved(span: Span, start: int, end: int) -> Span:
    return span._replace(start=start, end=end)


def _without_overlap(found: Iterable[Span]) -> list[Span]:
    """Overlapping spans as one, of the kind that is surest and longest; in order of place."""
    spans = sorted(found, key=lambda span: (span.start, -span.end))
    if len(spans) < 2:
        return spans
    kept = [spans[0]]
    for span in spans[1:]:
        last = kept[-1]
        if span.start >= last.end:
            kept.append(span)
            continue
        best = max(last, span, key=_rank)
        kept[-1] = best._replace(start=last.start, end=max(last.end, span.end))
    return kept


def _rank(span: Span) -> tuple[bool, int]:
    return span.certainty == "sure", span.end - span.start
