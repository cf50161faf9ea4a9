"""The even half of the sets that others wrote and labelled (data/fresh/README.md): what was reached stays reached."""

from pathlib import Path

from weerbaar_analysis.text.personal_data import find_personal_data
from weerbaar_analysis.text.places import Gazetteer, locate
from weerbaar_analysis.text.tests import fresh
from weerbaar_analysis.text.topics import classify, load_default_taxonomy

PACK = Path(__file__).parents[3] / "weerbaar" / "regions" / "data" / "packs" / "noord-holland"


def find(text: str) -> fresh.Spans:
    return [(span.start, span.end, span.kind) for span in find_personal_data(text)]


def test_personal_data_is_found_in_the_half_that_nobody_read() -> None:
    scores = fresh.personal_scores(find)
    assert scores["names"][0] >= 132, scores
    assert scores["identifiers"][0] >= 54, scores
    assert scores["clean"][0] >= 161, scores
    assert scores["flagged"][0] <= 11, scores
    assert scores["flagged by identifier"][0] <= 1, scores


def test_two_annotators_of_personal_data_agree() -> None:
    f1, kappa = fresh.personal_agreement()
    assert f1 >= 0.99
    assert kappa >= 0.99


def test_places_are_found_in_the_half_that_nobody_read() -> None:
    gazetteer = Gazetteer.from_pack(PACK)
    scores = fresh.place_scores(lambda text: locate(text, gazetteer).municipalities)
    assert scores == {"exact": (123, 123), "wrong where none": (scores["wrong where none"][0], 52)}
    assert scores["wrong where none"][0] <= 7


def test_topics_are_found_in_the_half_that_nobody_read() -> None:
    taxonomy = load_default_taxonomy()
    macro, (wrong, neutral) = fresh.topic_scores(lambda text: [topic.topic for topic in classify(text, taxonomy)])
    assert macro >= 0.78
    assert wrong <= 0.03 * neutral


def test_a_finder_that_finds_nothing_fails_the_same_sets() -> None:
    assert fresh.personal_scores(lambda _: [])["names"][0] == 0
    assert fresh.place_scores(lambda _: [])["exact"][0] == 0
    assert fresh.topic_scores(lambda _: [])[0] == 0
