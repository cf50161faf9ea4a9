"""From the terms in a text to its topics."""

from dataclasses import dataclass

from weerbaar_analysis.text.topics.matching import Found
from weerbaar_analysis.text.topics.stance import Speech, Stance
from weerbaar_analysis.text.topics.taxonomy import Taxonomy, TopicClass, TopicDefinition

STANCES: tuple[Stance, ...] = ("counter", "quoted", "about", "expressing")


@dataclass(frozen=True, slots=True)
class MatchedTerm:
    """One term in the text: where, which line of the taxonomy, its weight, and the rule (Dutch)."""

    start: int
    end: int
    term: str
    weight: float
    rule: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a text. `weight` is the sum over different terms; a hit is no interpretation (geen duiding)."""

    topic: str
    topic_class: TopicClass
    weight: float
    terms: list[MatchedTerm]
    stance: Stance


def classify(text: str, taxonomy: Taxonomy) -> list[Topic]:
    """Finds the topics of a text, in the order of the taxonomy; a text without any gives an empty list.

    A topic needs the threshold of the taxonomy over its different terms. A denied term does not count. The stance of a
    topic is *expressing* only when every term of it is a bare slogan.

    >>> from weerbaar_analysis.text.topics import load_default_taxonomy
    >>> [topic.topic for topic in classify("Hakenkruis op de muur van het gemeentehuis", load_default_taxonomy())]
    ['rechts-extremisme']
    >>> classify("De moskee houdt een open dag", load_default_taxonomy())
    []
    """
    found = taxonomy.matcher.find(text)
    if not found:
        return []
    speech = Speech(text)
    by_topic: dict[int, list[Found]] = {}
    for hit in found:
        by_topic.setdefault(hit.pattern.topic, []).append(hit)
    topics = [
        _topic(speech, taxonomy.topics[number], by_topic[number], taxonomy.threshold) for number in sorted(by_topic)
    ]
    return [topic for topic in topics if topic is not None]


def _topic(speech: Speech, definition: TopicDefinition, found: list[Found], threshold: float) -> Topic | None:
    if sum({hit.pattern.term: hit.pattern.weight for hit in found}.values()) < threshold:
        return None
    terms: list[MatchedTerm] = []
    stances: set[Stance] = set()
    weights: dict[str, float] = {}
    for hit in found:
        pattern = hit.pattern
        if speech.is_denied(hit.start, hit.end):
            terms.append(MatchedTerm(hit.start, hit.end, pattern.term, 0.0, "telt niet: ontkend"))
            continue
        stances.add(speech.stance(hit.start, hit.end, slogan=pattern.slogan))
        weights[pattern.term] = pattern.weight
        terms.append(MatchedTerm(hit.start, hit.end, pattern.term, pattern.weight, hit.rule))
    weight = round(sum(weights.values()), 2)
    if weight < threshold:
        return None
    stance = next(stance for stance in STANCES if stance in stances)
    return Topic(definition.key, definition.topic_class, weight, terms, stance)
