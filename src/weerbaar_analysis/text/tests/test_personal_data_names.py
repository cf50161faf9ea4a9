"""Names of persons are found whole, whatever their origin and spelling; what only looks like one is not."""

from __future__ import annotations

import math

import pytest

from weerbaar_analysis.text.lexicon_flags import fold
from weerbaar_analysis.text.names_model import features, weights
from weerbaar_analysis.text.names_runs import runs_of, tokens_of
from weerbaar_analysis.text.names_score import likelihood
from weerbaar_analysis.text.personal_data import find_personal_data, verdict
from weerbaar_analysis.text.tests.personal_data_texts import harmless_texts, labelled_texts

NAMES = [
    ("Mevrouw Yılmaz belde", "Yılmaz"),
    ("imam Bouali en de buurt", "Bouali"),
    ("we spraken mevrouw Koning", "Koning"),
    ("daar kwam Jan Prins", "Jan Prins"),
    ("verslag van J.P. de Vries", "J.P. de Vries"),
    ("De Vries, J.P. is afwezig", "De Vries, J.P."),
    ("dhr. van der Meulen belde", "van der Meulen"),
    ("de heer K. el Idrissi belde", "K. el Idrissi"),
    ("Fatima's broer belde", "Fatima"),
    ("ik zag mohamed el amrani uit purmerend", "mohamed el amrani"),
    ("jan de vries was er ook", "jan de vries"),
    ("ene Ricardo stookt", "Ricardo"),
    ("De verdachte, Dennis van der L., ontkent.", "Dennis van der L."),
    ("Kobus, de buurman, zag alles.", "Kobus"),
    ("zijn broer Yusuf zag het", "Yusuf"),
    ("leerling Kevin deed mee", "Kevin"),
    ("wij zagen Lotte op den Kamp", "Lotte op den Kamp"),
    ("wij zagen Khaled al-Masri", "Khaled al-Masri"),
    ("wij zagen Sanne Bakker-de Wit", "Sanne Bakker-de Wit"),
    ("wij zagen Jan\nJansen op straat", "Jan\nJansen"),
    ("wij zagen Jan Jans-\nsen op straat", "Jan Jans-\nsen"),
    ("wij zagen Аhmed Bouali", "Аhmed Bouali"),  # the first letter is Cyrillic
    ("wij zagen Ah\u200bmed Bouali", "Ah\u200bmed Bouali"),
]


@pytest.mark.proves("T2")
@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_is_found_whole_and_nothing_more(text: str, name: str) -> None:
    assert [text[span.start : span.end] for span in find_personal_data(text) if span.kind == "PERSON"] == [name]


def test_everybody_in_a_list_of_attendees_is_found() -> None:
    text = "Aanwezig: Bakker, de Vries, Öztürk en Jansen, de Rijp en Hoorn."
    found = [text[span.start : span.end] for span in find_personal_data(text)]
    assert found == ["Bakker", "de Vries", "Öztürk", "Jansen"]


def test_an_age_with_a_name_is_masked_and_an_age_alone_is_not() -> None:
    assert [span.kind for span in find_personal_data("Gesprek met Ahmed (16) gehad")] == ["PERSON", "BIRTH_DATE"]
    assert [span.kind for span in find_personal_data("de 16-jarige Ahmed kwam")] == ["BIRTH_DATE", "PERSON"]
    assert find_personal_data("een 16-jarige jongen kwam") == []


def test_a_family_name_is_found_again_when_it_stands_alone() -> None:
    text = "Wij spraken Kees Tromperdeel. De brief van Tromperdeel is weg."
    assert sum(text[span.start : span.end].endswith("Tromperdeel") for span in find_personal_data(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Op de Willem de Zwijgerlaan is het druk.",
        "De Anne Frankschool doet mee.",
        "Albert Heijn in Purmerend is dicht.",
        "De Wet Bibob geeft ruimte.",
        "Sinterklaas komt aan in Hoorn.",
        "De bakker en de visser hebben winkels.",
        "De IJmond wacht op schone lucht.",
        "Ook Breukelen had overlast.",
        "Wijk aan Zee en Meierijstad kregen een dorpshuis.",
        "In zaal Johannes is een bewonersavond.",
        "Mark de datum alvast.",
        "Geachte heer of mevrouw, hierbij de stukken.",
        "De wethouder van Heerhugowaard sprak.",
        "Marokkaanse moeders organiseren een maaltijd.",
    ],
)
def test_what_only_looks_like_a_name_passes(text: str) -> None:
    assert verdict(find_personal_data(text)) == "clean"


@pytest.mark.parametrize(
    "text",
    [
        "Volgens Jan de Vries uit de Kerkstraat hangen er stickers.",
        "Volgens Jan de Vries uit de Kerkstraat 12 hangen er stickers.",
        "Volgens Jan de Vries uit de Kerkstraat 12 mensen kwamen kijken.",
    ],
)
def test_a_name_before_a_street_stays_a_name(text: str) -> None:
    found = find_personal_data(text)
    assert "Jan de Vries" in {text[span.start : span.end] for span in found}


def test_the_score_is_the_sum_of_the_weights_of_the_features() -> None:
    seen = 0
    for text in [row.text for row in labelled_texts(11, 400)] + harmless_texts():
        tokens = tokens_of(text, fold(text))
        for run in runs_of(text, tokens):
            total = sum(weights().get(feature, 0.0) for feature in features(text, tokens, run))
            assert likelihood(text, tokens, run) == pytest.approx(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))))
            seen += 1
    assert seen > 500
