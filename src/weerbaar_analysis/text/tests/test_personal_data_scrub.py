"""A masked sentence can still be read."""

from __future__ import annotations

from weerbaar_analysis.text.scrub import scrub
from weerbaar_analysis.text.spans import Span


def test_every_kind_gets_a_readable_word() -> None:
    text = "Mevrouw Yılmaz (34), Kerkweg 2 in Hoorn, BSN 111222333, belt met 06-12345678."
    assert scrub(text) == (
        "Mevrouw [naam] ([leeftijd]), [adres] in Hoorn, BSN [burgerservicenummer], belt met [telefoonnummer]."
    )


def test_given_spans_are_masked_and_others_are_not() -> None:
    assert scrub("Jan en Piet", [Span(0, 3, "PERSON", "sure", "test")]) == "[naam] en Piet"


def test_a_harmless_text_comes_back_as_it_was() -> None:
    assert scrub("De sfeer in Hoorn is rustig.") == "De sfeer in Hoorn is rustig."
