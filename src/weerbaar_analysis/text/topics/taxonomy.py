"""The taxonomy as data: what a file may say, and Dutch messages for what it may not."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from weerbaar_analysis.text.topics.matching import Matcher, Pattern

TopicClass = Literal["phenomenon", "context", "resilience", "protected"]
CLASSES: tuple[TopicClass, ...] = get_args(TopicClass)
TOPIC_FIELDS = {"key", "code", "name", "class", "definition", "terms"}
TERM_FIELDS = {"term", "weight", "ambiguous", "requires", "also", "excludes", "religious", "slogan", "listed"}
RELIGIOUS_STEMS = (
    *("jihad", "kalifa", "islam", "moslim", "salaf", "dawa", "koran", "imam", "moskee", "ramadan", "sjaria", "sharia"),
    *("synagoge", "joods", "joden", "kerk", "christen", "hindoe", "mandir", "tempel", "martelaar"),
)


class TaxonomyInvalid(Exception):
    """The file is no taxonomy. `problems` are Dutch sentences that name the topic, the term and the mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the taxonomy.

    `term` is a word or phrase; a star before or after it lets a compound or ending through (*extremis*).
    An `ambiguous` term counts only with one of `requires` near it (and one of `also`, if given), and never with one of
    `excludes`. `religious` terms ask a second approval; `listed` marks an organisation on an official public list.
    """

    term: str
    weight: float = 1.0
    ambiguous: bool = False
    requires: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    religious: bool = False
    slogan: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class TopicDefinition:
    """One topic with its terms."""

    key: str
    code: str
    name: str
    topic_class: TopicClass
    definition: str
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Taxonomy:
    """A version of the whole list; immutable. `groups` are named lists of words that terms refer to as $name."""

    version: str
    note: str
    threshold: float
    groups: Mapping[str, tuple[str, ...]]
    topics: tuple[TopicDefinition, ...]

    @cached_property
    def matcher(self) -> Matcher:
        """The automaton over all terms, made at first use."""
        return Matcher(
            Pattern(
                topic=number,
                term=term.term,
                weight=term.weight,
                slogan=term.slogan,
                requires=self._words(term.requires),
                also=self._words(term.also),
                excludes=self._words(term.excludes),
            )
            for number, topic in enumerate(self.topics)
            for term in topic.terms
        )

    def religious_terms(self) -> list[tuple[str, str]]:
        """Topic key and term of every term that needs a second approval when it is added or changed."""
        return [(topic.key, term.term) for topic in self.topics for term in topic.terms if term.religious]

    def _words(self, names: tuple[str, ...]) -> tuple[str, ...]:
        words: list[str] = []
        for name in names:
            words += self.groups[name[1:]] if name.startswith("$") else [name]
        return tuple(dict.fromkeys(words))


@cache
def load_default_taxonomy() -> Taxonomy:
    """The taxonomy that comes with the library."""
    return parse_taxonomy((files("weerbaar_analysis.text") / "data" / "taxonomy.yaml").read_text(encoding="utf-8"))


def load_taxonomy(path: Path | str) -> Taxonomy:
    """Reads a taxonomy from a file. Raises TaxonomyInvalid."""
    try:
        return parse_taxonomy(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise TaxonomyInvalid([f"Bestand {Path(path).name} is niet te lezen."]) from error
    except UnicodeDecodeError as error:
        raise TaxonomyInvalid([f"Bestand {Path(path).name} is geen UTF-8."]) from error


def parse_taxonomy(text: str) -> Taxonomy:
    """Reads and checks a taxonomy; all problems are told at once. Raises TaxonomyInvalid."""
    try:
        raw = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" op regel {mark.line + 1}" if mark else ""
        raise TaxonomyInvalid([f"Dit is geen geldige YAML{where}."]) from error
    if not isinstance(raw, dict):
        raise TaxonomyInvalid(["Bovenaan horen de velden version, groups en topics."])
    return _Reader(raw).taxonomy()


class _Reader:
    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw
        self.problems: list[str] = []
        groups = raw.get("groups") or {}
        self.groups = {str(name): self._strings(words, f"Groep {name}") for name, words in groups.items()}

    def taxonomy(self) -> Taxonomy:
        version = str(self.raw.get("version") or "")
        if not version:
            self.problems.append("Het veld version ontbreekt.")
        topics = tuple(self._topic(number, topic) for number, topic in enumerate(self.raw.get("topics") or [], 1))
        if not topics:
            self.problems.append("Er staat geen enkel onderwerp onder topics.")
        self._double("Onderwerp {} staat er meer dan één keer in.", [topic.key for topic in topics])
        if self.problems:
            raise TaxonomyInvalid(self.problems)
        note, threshold = str(self.raw.get("note") or ""), float(self.raw.get("threshold") or 1)
        return Taxonomy(version, note, threshold, self.groups, topics)

    def _topic(self, number: int, raw: Any) -> TopicDefinition:
        if not isinstance(raw, dict):
            self.problems.append(f"Onderwerp {number} heeft geen velden.")
            return TopicDefinition("", "", "", "context", "", ())
        key = str(raw.get("key") or f"nummer {number}")
        for field in ("key", "name", "class", "definition", "terms"):
            if not raw.get(field):
                self.problems.append(f"Onderwerp {key}: het veld {field} ontbreekt.")
        self._unknown(raw, TOPIC_FIELDS, f"Onderwerp {key}")
        topic_class = raw.get("class")
        if topic_class and topic_class not in CLASSES:
            self.problems.append(f"Onderwerp {key}: class «{topic_class}» bestaat niet; kies uit {', '.join(CLASSES)}.")
        terms = tuple(self._term(key, term) for term in raw.get("terms") or [])
        self._double(f"Onderwerp {key}: term «{{}}» staat er dubbel.", [term.term for term in terms])
        code, name, definition = (str(raw.get(field) or "") for field in ("code", "name", "definition"))
        return TopicDefinition(key, code, name, topic_class or "context", definition, terms)

    def _double(self, message: str, names: list[str]) -> None:
        self.problems += [message.format(name) for name, count in Counter(names).items() if count > 1]

    def _term(self, key: str, raw: Any) -> Term:
        fields: dict[str, Any] = {"term": raw} if isinstance(raw, str) else raw
        if not isinstance(fields, dict) or not isinstance(fields.get("term"), str) or not fields["term"].strip("* "):
            self.problems.append(f"Onderwerp {key}: een term is geen tekst: {raw!r}.")
            return Term("")
        where = f"Onderwerp {key}, term «{fields['term']}»"
        self._unknown(fields, TERM_FIELDS, where)
        lists = {name: self._strings(fields.get(name) or (), where) for name in ("requires", "also", "excludes")}
        for word in (*lists["requires"], *lists["also"], *lists["excludes"]):
            if word.startswith("$") and word[1:] not in self.groups:
                self.problems.append(f"{where}: de groep {word} bestaat niet.")
        term = Term(
            term=fields["term"].lower(),
            weight=self._weight(fields.get("weight", 1), where),
            requires=lists["requires"],
            also=lists["also"],
            excludes=lists["excludes"],
            ambiguous=bool(fields.get("ambiguous")),
            religious=bool(fields.get("religious")),
            slogan=bool(fields.get("slogan")),
            listed=bool(fields.get("listed")),
        )
        self._judge(term, where)
        return term

    def _judge(self, term: Term, where: str) -> None:
        if term.ambiguous and not term.requires:
            self.problems.append(f"{where}: een meerduidige term heeft requires nodig.")
        if not term.religious and any(stem in term.term for stem in RELIGIOUS_STEMS):
            self.problems.append(f"{where}: een term over religie heeft religious: true nodig (tweede akkoord).")
        if term.term.startswith("@") or "://" in term.term or "www." in term.term:
            self.problems.append(f"{where}: een account of adres mag nooit een term zijn.")
        if "*" in term.term.strip("*"):
            self.problems.append(f"{where}: een ster mag alleen vooraan of achteraan staan.")

    def _weight(self, raw: Any, where: str) -> float:
        if isinstance(raw, int | float) and not isinstance(raw, bool) and 0 < raw <= 3:
            return float(raw)
        self.problems.append(f"{where}: weight is een getal boven 0 en hoogstens 3.")
        return 1.0

    def _strings(self, raw: Any, where: str) -> tuple[str, ...]:
        values = [raw] if isinstance(raw, str) else list(raw) if isinstance(raw, list | tuple) else None
        if values is None or not all(isinstance(value, str) and value.strip("* ") for value in values):
            self.problems.append(f"{where}: hier hoort een lijst van woorden.")
            return ()
        return tuple(value.lower() for value in values)

    def _unknown(self, raw: dict[str, Any], allowed: set[str], where: str) -> None:
        self.problems += [f"{where}: het veld {name} bestaat niet." for name in sorted(set(map(str, raw)) - allowed)]
