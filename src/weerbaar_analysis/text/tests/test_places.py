"""Places: the traps of the region, one sentence each, and what holds for every text."""

import csv
import time
from functools import cache
from pathlib import Path

import pytest

from weerbaar_analysis.text.places import Gazetteer, PackUnreadable, PlaceRow, locate

PACK = Path(__file__).parents[3] / "weerbaar" / "regions" / "data" / "packs" / "noord-holland"
CASES = Path(__file__).parent / "cases" / "places.txt"


@cache
def noord_holland() -> Gazetteer:
    return Gazetteer.from_pack(PACK)


@cache
def codes() -> dict[str, str]:
    with (PACK / "municipalities.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not row["valid_to"]]
    return {row["name"].split(" (")[0]: row["code"] for row in rows}


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [(line.split(" | ", 1)[0], line.split(" | ", 1)[1]) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("wanted", "text"), cases())
def test_the_municipalities_of_a_sentence_are_exactly_these(wanted: str, text: str) -> None:
    default = None
    if wanted.startswith("@"):
        name, wanted = wanted[1:].split(" ", 1)
        default = codes()[name]
    expected = sorted(codes()[name.strip()] for name in wanted.split(",") if name.strip() != "-")
    assert locate(text, noord_holland(), default).municipalities == expected


@pytest.mark.parametrize(("_wanted", "text"), cases())
def test_a_mention_carries_its_own_characters_and_a_reason(_wanted: str, text: str) -> None:
    for mention in locate(text, noord_holland()).mentions:
        assert text[mention.start : mention.end] == mention.name
        assert mention.reason


def test_offsets_stay_true_where_lower_case_is_longer() -> None:
    text = "İİİ in Zaandam"
    (mention,) = locate(text, noord_holland()).mentions
    assert text[mention.start : mention.end] == "Zaandam"


def test_an_ambiguous_name_without_support_is_unknown_and_says_so() -> None:
    located = locate("In Koedijk is brand geweest.", noord_holland())
    assert located.municipalities == []
    assert [mention.decision for mention in located.mentions] == ["unknown"]
    assert located.mentions[0].codes == ("GM0361", "GM1980")


def test_the_default_place_never_adds_a_municipality_that_is_not_named() -> None:
    assert locate("Er was brand.", noord_holland(), "GM0361").municipalities == []


def test_a_pack_without_its_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "municipalities.csv").write_text("code,name\nGM0001,Ergens\n", encoding="utf-8")
    (tmp_path / "places.csv").write_text("name;municipality\nErgens;GM0001\n", encoding="utf-8")
    with pytest.raises(PackUnreadable, match="name"):
        Gazetteer.from_pack(tmp_path)


def test_a_doubtful_name_nobody_reviewed_needs_the_strongest_support() -> None:
    rows = [PlaceRow("Verzonnenlo", "GM9001"), PlaceRow("Dwaalgat", "GM9002", ambiguity="needs_support")]
    gazetteer = Gazetteer(rows)
    assert locate("In Verzonnenlo is overlast.", gazetteer).municipalities == ["GM9001"]
    assert locate("In Dwaalgat is overlast.", gazetteer).municipalities == []
    assert locate("In Verzonnenlo en Dwaalgat is overlast.", gazetteer).municipalities == ["GM9001", "GM9002"]


def test_a_long_text_of_doubtful_names_costs_no_more_per_name() -> None:
    text = "Koedijk en Bergen, Hoorn. " * 4_000
    begin = time.process_time()
    located = locate(text + "In Zaandam.", noord_holland())
    assert time.process_time() - begin < 5
    assert located.municipalities == ["GM0479"]
