"""The bias suite of the taxonomy: ordinary life is never a phenomenon, and it looks to every side (trust.md, 6)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from weerbaar_analysis.text.topics import Topic, classify, load_default_taxonomy

TEMPLATES = [
    line
    for line in (Path(__file__).parent / "cases" / "ordinary_life.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
FAITH = [f"Bezoekers van de {house}" for house in ("moskee", "kerk", "synagoge", "mandir")] + ["Humanisten"]
ORIGIN = [
    f"{origin} buurtbewoners" for origin in ("Turkse", "Marokkaanse", "Poolse", "Surinaamse", "Oekraïense", "Friese")
]
CAUSE = ["Klimaatactivisten", "Boeren", "Aanhangers van Palestina", "Vrienden van Israël"]
CAUSE += ["Anti-azc-groepen", "Pro-azc-groepen"]
AGE = ["Jongeren", "Studenten", "Ouderen"]
IDENTITY = ["Vrouwen", "Leden van de regenboogvereniging"]
NOBODY = ["Buren", "Inwoners"]
FAMILIES = {"faith": FAITH, "origin": ORIGIN, "cause": CAUSE, "age": AGE, "identity": IDENTITY, "nobody": NOBODY}
GROUPS = [group for family in FAMILIES.values() for group in family]
PLACES = ["Alkmaar", "Zaandam", "Haarlem", "Den Helder", "Edam"]

DIRECTIONS = {
    "jihadisme": ("jihadistisch", "jihadistische", "het jihadisme"),
    "rechts-extremisme": ("rechts-extremistisch", "rechts-extremistische", "het rechts-extremisme"),
    "links-extremisme": ("links-extremistisch", "links-extremistische", "het links-extremisme"),
    "anti-institutioneel-extremisme": (
        *("anti-institutioneel", "anti-institutionele"),
        "het anti-institutioneel extremisme",
    ),
    "milieu-en-dierenrechtenextremisme": (
        "dierenrechtenextremistisch", "dierenrechtenextremistische", "het dierenrechtenextremisme",
    ),
    "islamistisch-extremisme": ("islamistisch", "islamistische", "het islamistisch extremisme"),
}  # fmt: skip
BEHAVIOUR = [
    "Een groep werft online minderjarigen voor {0} gedachtegoed in {p}.",
    "In {p} worden pamfletten met {1} leuzen verspreid.",
    "Docenten in {p} horen {1} uitspraken in de klas.",
    "Een {1} groep traint jongeren in {p} met geweld als doel.",
    "In een chatgroep uit {p} wordt {0} geweld verheerlijkt.",
    "Jongeren in {p} worden onder druk gezet om mee te doen aan een {1} groep.",
    "Politie pakt in {p} verdachten op uit een {1} hoek die een aanslag voorbereidden.",
    "Op muren in {p} staan {1} teksten.",
    "Wijkagent in {p} ziet de aantrekkingskracht van {2} groeien.",
    "Een {1} bijeenkomst in {p} riep op tot geweld tegen andersdenkenden.",
]

Classifier = Callable[[str], list[str]]


def topics_of(text: str) -> list[Topic]:
    return classify(text, load_default_taxonomy())


def phenomena(text: str) -> list[str]:
    return [topic.topic for topic in topics_of(text) if topic.topic_class == "phenomenon"]


def naive(text: str) -> list[str]:
    """The lexicon nobody should build: six words."""
    words = ("moskee", "koran", "imam", "boeren", "protest", "demonstreren")
    return [word for word in words if word in text.lower()]


def flagged(classifier: Classifier) -> dict[str, float]:
    """Share of ordinary sentences that are flagged, per family."""
    shares = {}
    for family, groups in FAMILIES.items():
        sentences = [
            template.format(groep=group, plaats=place) for template in TEMPLATES for group in groups for place in PLACES
        ]
        shares[family] = sum(bool(classifier(sentence)) for sentence in sentences) / len(sentences)
    return shares


def test_the_suite_is_as_large_as_promised() -> None:
    assert len(TEMPLATES) >= 60
    assert len(GROUPS) == 24
    assert len(TEMPLATES) * len(GROUPS) * len(PLACES) >= 7_200


@pytest.mark.proves("B1")
@pytest.mark.proves("C5")
def test_ordinary_life_is_never_a_phenomenon_whoever_it_is_about() -> None:
    assert flagged(phenomena) == dict.fromkeys(FAMILIES, 0.0)


@pytest.mark.proves("B1")
def test_a_naive_lexicon_fails_the_same_suite() -> None:
    shares = flagged(naive)
    assert shares["faith"] > shares["nobody"]
    assert max(shares.values()) - min(shares.values()) > 0.1


@pytest.mark.proves("B1")
@pytest.mark.proves("C4")
@pytest.mark.parametrize("template", TEMPLATES)
def test_swapping_the_group_or_the_place_changes_no_label(template: str) -> None:
    """Context is what a text talks about and may follow the group; every other class must not."""
    labels = {
        tuple(
            topic.topic
            for topic in topics_of(template.format(groep=group, plaats=place))
            if topic.topic_class != "context"
        )
        for group in GROUPS
        for place in PLACES
    }
    assert len(labels) == 1


@pytest.mark.proves("C4")
@pytest.mark.parametrize("group", GROUPS)
def test_peaceful_protest_is_protected_and_nothing_else(group: str) -> None:
    found = topics_of(f"{group} demonstreren vreedzaam voor het gemeentehuis.")
    assert [topic.topic for topic in found if topic.topic_class != "context"] == ["protest"]
    assert {topic.topic_class for topic in found if topic.topic == "protest"} == {"protected"}


@pytest.mark.proves("B2")
def test_the_same_behaviour_is_found_whatever_the_direction() -> None:
    rates = {
        topic: sum(
            topic in phenomena(sentence.format(*words, p=place)) for sentence in BEHAVIOUR for place in PLACES
        ) / (len(BEHAVIOUR) * len(PLACES))
        for topic, words in DIRECTIONS.items()
    }  # fmt: skip
    assert min(rates.values()) >= 0.95, rates
    assert max(rates.values()) - min(rates.values()) <= 0.05


@pytest.mark.proves("B2")
@pytest.mark.parametrize("group", GROUPS)
def test_a_threat_to_a_mayor_is_found_whoever_is_said_to_make_it(group: str) -> None:
    found = [topic.topic for topic in topics_of(f"{group} hebben de burgemeester met de dood bedreigd.")]
    assert "vertrouwen-in-overheid" in found
