"""Topics: what a file may say, how a text speaks, and the sentences the rules were written with."""

import time
from pathlib import Path

import pytest

from weerbaar_analysis.text.topics import (
    TaxonomyInvalid,
    Topic,
    classify,
    load_default_taxonomy,
    load_taxonomy,
    parse_taxonomy,
)

CASES = Path(__file__).parent / "cases" / "topics.txt"
SMALL = """
version: "1"
groups: {bestuur: [wethouder*, raad]}
topics:
  - key: proef
    name: Proef
    class: phenomenon
    definition: Alleen voor de test.
    terms:
      - kabouter
      - {term: "dwerg*", weight: 0.5}
      - {term: "reus*", ambiguous: true, requires: [$bestuur], excludes: [sprookje]}
"""


def topics(text: str) -> dict[str, Topic]:
    return {topic.topic: topic for topic in classify(text, load_default_taxonomy())}


def cases() -> list[tuple[set[str], str]]:
    rows = [line.split(" | ", 1) for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [({label.strip() for label in labels.split(",")} - {"-"}, text) for labels, text in rows]


def test_the_sentences_the_rules_were_written_with_keep_their_labels() -> None:
    """No measure of quality, for the author also wrote the rules: a guard against a change that breaks much."""
    true = false = missed = wrong_on_neutral = neutral = 0
    for wanted, text in cases():
        found = set(topics(text))
        true += len(found & wanted)
        false += len(found - wanted)
        missed += len(wanted - found)
        neutral += not wanted
        wrong_on_neutral += bool(found) and not wanted
    assert 2 * true / (2 * true + false + missed) >= 0.95
    assert neutral >= 70
    assert wrong_on_neutral / neutral <= 0.03


def test_the_taxonomy_has_all_topics_and_every_topic_says_what_it_is() -> None:
    taxonomy = load_default_taxonomy()
    assert [t.code for t in taxonomy.topics if t.topic_class == "phenomenon"] == [
        f"P{number}" for number in range(1, 14)
    ]
    assert [t.key for t in taxonomy.topics if t.topic_class == "protected"] == ["protest"]
    assert sum(len(t.terms) for t in taxonomy.topics) >= 600
    assert all(t.name and t.definition for t in taxonomy.topics)
    assert taxonomy.note == "Een treffer is geen duiding."


@pytest.mark.parametrize(
    "text",
    [
        "Er zijn geen aanwijzingen voor jihadisme in deze gemeente.",
        "Van rechts-extremisme is geen sprake.",
        "De brand had niets te maken met dierenrechtenextremisme.",
        "Hakenkruizen zijn niet aangetroffen.",
        "De verdachte is niet jihadistisch.",
    ],
)
def test_what_is_denied_is_no_topic(text: str) -> None:
    assert not [topic for topic in topics(text).values() if topic.topic_class == "phenomenon"]


def test_a_denial_of_one_thing_leaves_the_other() -> None:
    found = topics("Geen aanwijzingen voor jihadisme. Wel zijn er hakenkruizen gespoten.")
    assert set(found) == {"rechts-extremisme"}


@pytest.mark.parametrize(
    "text",
    [
        "Nee tegen antisemitisme, zeggen alle partijen.",
        "Geen plaats voor racisme in onze stad.",
        "De krant schrijft dat 'eigen volk eerst' op de muur stond.",
        'Hij zou "sieg heil" hebben geroepen.',
        "Volgens de politie werden extreemrechtse leuzen geroepen.",
    ],
)
def test_a_report_a_quotation_or_a_contradiction_never_expresses(text: str) -> None:
    found = topics(text)
    assert found
    assert all(topic.stance != "expressing" for topic in found.values())


def test_a_bare_slogan_does_express() -> None:
    assert topics("Eigen volk eerst!!")["rechts-extremisme"].stance == "expressing"


@pytest.mark.parametrize(("_wanted", "text"), cases())
def test_every_label_shows_its_evidence(_wanted: set[str], text: str) -> None:
    for topic in topics(text).values():
        assert topic.terms
        assert sum({term.term: term.weight for term in topic.terms}.values()) == pytest.approx(topic.weight)
        for term in topic.terms:
            part = text[term.start : term.end].lower().replace("-", " ").replace("’", "'").replace("'", " ")
            assert term.term.strip("*").replace("'", " ") in " ".join(part.split()) or term.term.strip("*") in part
            assert term.rule


def test_an_ambiguous_term_needs_its_company() -> None:
    taxonomy = parse_taxonomy(SMALL)
    assert classify("Een reus liep voorbij.", taxonomy) == []
    (topic,) = classify("De reuzen en de reus spraken met de wethouder.", taxonomy)
    assert [term.rule for term in topic.terms] == ["met «wethouder»"]
    assert classify("De reus sprak in het sprookje met de raad.", taxonomy) == []


@pytest.mark.parametrize("feast", ["Koningsdag", "Oud en nieuw", "Halloween", "Keti Koti", "Het Suikerfeest"])
def test_a_feast_is_nothing_until_it_is_a_concern(feast: str) -> None:
    assert "kalendermomenten" in topics(f"{feast}: de politie vraagt om toezicht.")
    assert "kalendermomenten" not in topics(f"{feast} was gezellig.")


def test_weights_add_up_over_different_terms_only() -> None:
    taxonomy = parse_taxonomy(SMALL)
    assert classify("Een dwerg, nog een dwerg en een dwergje.", taxonomy) == []
    assert [topic.weight for topic in classify("Een kabouter en een dwerg.", taxonomy)] == [1.5]


def test_a_whole_word_is_not_a_part_of_one() -> None:
    assert classify("Kabouterpad geopend.", parse_taxonomy(SMALL)) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("version:", "versie:"), "Het veld version ontbreekt."),
        (("class: phenomenon", "class: fenomeen"), "class «fenomeen» bestaat niet"),
        (("weight: 0.5", "weight: veel"), "weight is een getal boven 0"),
        (("[$bestuur]", "[$college]"), "de groep $college bestaat niet"),
        (("requires: [$bestuur], ", ""), "een meerduidige term heeft requires nodig"),
        (("- kabouter", "- moskee"), "religious: true nodig (tweede akkoord)"),
        (("- kabouter", '- "@iemand"'), "een account of adres mag nooit een term zijn"),
        (("- kabouter", '- "dwerg*"'), "term «dwerg*» staat er dubbel"),
        (("- kabouter", '- "ka*bouter"'), "een ster mag alleen vooraan of achteraan staan"),
        (("- kabouter", "- [lijst]"), "een term is geen tekst"),
        (("weight: 0.5", "gewicht: 0.5"), "het veld gewicht bestaat niet"),
        (("topics:", "topics: [\n"), "geen geldige YAML"),
    ],
)
def test_a_wrong_taxonomy_is_refused_with_the_mend(change: tuple[str, str], message: str) -> None:
    assert parse_taxonomy(SMALL)
    with pytest.raises(TaxonomyInvalid) as refused:
        parse_taxonomy(SMALL.replace(*change, 1))
    assert message in str(refused.value)


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyInvalid, match=r"weg\.yaml"):
        load_taxonomy(tmp_path / "weg.yaml")


def test_religious_terms_are_listed_for_the_second_approval() -> None:
    assert ("jihadisme", "*jihadis*") in load_default_taxonomy().religious_terms()


@pytest.mark.parametrize("part", ["hakenkruis", "bedreiging azc ", "geen jihadisme, ", "«"])
def test_time_grows_with_the_text_and_no_faster(part: str) -> None:
    text = part * 20_000
    begin = time.process_time()
    classify(text, load_default_taxonomy())
    assert time.process_time() - begin < 10
