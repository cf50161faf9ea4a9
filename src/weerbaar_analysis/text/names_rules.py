"""Rules of Dutch spelling and of lists that bound what the model says of a run."""

from __future__ import annotations

import re

from weerbaar_analysis.text.lexicon import section
from weerbaar_analysis.text.lexicon_flags import (
    ANY_FAMILY,
    ANY_NAME,
    CAPITAL,
    GIVEN_KNOWN,
    PLACE,
    WORD,
)
from weerbaar_analysis.text.names_bodies import (
    AROUND_BODY,
    first_words_of_bodies,
    not_persons,
    parts_of_bodies,
    towns_with_particle,
)
from weerbaar_analysis.text.names_runs import Run, Token
from weerbaar_analysis.text.names_words import (
    DETERMINERS,
    LINKS,
    OPENERS,
    ORGANISATION_WORDS,
    PLACE_PREPOSITIONS,
    SAYING,
    cue_class,
)

_ENDS_NO_PERSON = tuple(sorted(section("ENDS_NO_PERSON")))
_SOMEBODY = re.compile(r"(?:ger|ler|der|ver|ker|mer|ster|ist|ant|aar|eur|ling|loos|genoot)$")
_BEFORE_SOMEBODY = frozenset({"de", "een", "zijn", "haar", "mijn", "onze", "ons", "hun", "het"})
_LIKE_A_FAMILY = re.compile(
    r"\w{3}(?:huizen|veld|berg|dijk|kamp|horst|broek|hof|beek|vliet|man|bosch?|maker|schot|burg)$"
)
_DIKE = re.compile(r"\w{3}dijk$")
_VOWEL = re.compile(r"[aeiouy]")
_BODY_HEADS = section("BODY_HEADS")
_SAINT = frozenset("sint st heilige storm orkaan cafe restaurant hotel camping kapsalon".split())


def bounds(text: str, tokens: list[Token], run: Run) -> tuple[float, float, str]:
    """The least and the most that a run can be a name, and why."""
    words = [token for token in tokens[run.first : run.last] if token.shape == "C"]
    if not words:
        return _bare_initials(tokens, run)
    if _is_known_body(tokens, run):
        return 0.0, 0.1, "known name of something else"
    if _is_surname_first(text, tokens, run):
        return 0.9, 1.0, "family name before initials"
    if _is_no_person(text, tokens, run, words) or _is_town_with_particle(tokens, run):
        return 0.0, 0.2, "name of something else"
    return _of_words(text, tokens, run, words)


def _of_words(text: str, tokens: list[Token], run: Run, words: list[Token]) -> tuple[float, float, str]:
    previous = tokens[run.first - 1].word if run.first else ""
    cue = cue_class(previous) if run.first and _touches(text, tokens, run) else ""
    if tokens[run.first].shape == "I":
        return (0.95, 1.0, "initials and name") if len(words[0].word) > 1 else (0.5, 1.0, "initials")
    if cue == "title" and not all(token.flags & WORD and not token.flags & ANY_NAME for token in words):
        return 0.95, 1.0, "title before a name"
    if _joined_by_particle(tokens, run, words):
        return (0.92, 1.0, "given name, particle, name") if previous not in DETERMINERS else (0.5, 1.0, "name")
    if tokens[run.first].shape == "l":
        return 0.5, 1.0, "family name in a list"
    floor, why = _by_lists(words, previous, cue, opening=run.opening)
    if floor < 0.5 and _is_explained(text, tokens, run):
        floor, why = 0.5, "capital with a word for somebody"
    return floor, 1.0, why


def _is_known_body(tokens: list[Token], run: Run) -> bool:
    """The run alone, or with one or two words around it: *Dijk en Waard*, *Al Hidaya*."""
    if tokens[run.first].word not in first_words_of_bodies():
        return False
    if " ".join([token.word for token in tokens[run.first : run.last]]) not in parts_of_bodies():
        return False
    known = not_persons()
    for before, after in AROUND_BODY:
        if run.first < before or run.last + after > len(tokens):
            continue
        if " ".join([token.word for token in tokens[run.first - before : run.last + after]]) in known:
            return True
    return False


def _is_town_with_particle(tokens: list[Token], run: Run) -> bool:
    if tokens[run.first].shape != "l" or (run.first and cue_class(tokens[run.first - 1].word)):
        return False
    return " ".join([token.word for token in tokens[run.first : run.last]]) in towns_with_particle()


def _is_surname_first(text: str, tokens: list[Token], run: Run) -> bool:
    if run.last >= len(tokens) or tokens[run.last].shape != "I" or tokens[run.last - 1].word in OPENERS:
        return False
    return text[tokens[run.last - 1].end : tokens[run.last].start] in {", ", ","}


def _joined_by_particle(tokens: list[Token], run: Run, words: list[Token]) -> bool:
    """*Marc Van Diepenbeek*, *Lotte op den Kamp*: whatever the last word is."""
    inside = tokens[run.first + 1 : run.last - 1]
    given = words[0].flags & GIVEN_KNOWN and not words[0].flags & WORD
    return bool(given) and any(token.word in LINKS and token.word not in {"en", "la"} for token in inside)


def _is_explained(text: str, tokens: list[Token], run: Run) -> bool:
    """*Kobus, de buurman, zag alles*: who somebody is, between commas."""
    if run.last + 1 >= len(tokens) or tokens[run.first].flags & (PLACE | WORD) or run.last - run.first > 1:
        return False
    first, second = tokens[run.last], tokens[run.last + 1]
    if first.word not in _BEFORE_SOMEBODY or text[tokens[run.last - 1].end : first.start] != ", ":
        return False
    return cue_class(second.word) in {"kin", "role"} and text[second.end : second.end + 1] in {",", "."}


def _touches(text: str, tokens: list[Token], run: Run) -> bool:
    between = text[tokens[run.first - 1].end : tokens[run.first].start]
    return between.strip() in {"", ".", ":", ",", '"', "'", "“", "‘", "("}


def _bare_initials(tokens: list[Token], run: Run) -> tuple[float, float, str]:
    cue = cue_class(tokens[run.first - 1].word) if run.first else ""
    named = cue in {"title", "role", "kin", "naming"}
    return (0.9, 1.0, "initials after a cue") if named else (0.0, 0.2, "letters")


def _is_no_person(text: str, tokens: list[Token], run: Run, words: list[Token]) -> bool:
    tail, previous = words[-1], tokens[run.first - 1].word if run.first else ""
    unknown = not tail.flags & ANY_FAMILY
    if unknown and tail.word.endswith(_ENDS_NO_PERSON) and len(tail.word) > 5 and not _may_be_family(words, previous):
        return True
    if [token for token in words if token.word in ORGANISATION_WORDS and not token.flags & ANY_NAME]:
        return True
    if not _VOWEL.search(tail.word) or _is_compound(text, tail) or _is_counted(text, run, words):
        return True
    if _has_body_word(text, words):
        return True
    if _is_bare_place(text, tokens, words, previous, run) or (len(words) == 1 and unknown and cue_class(tail.word)):
        return True
    if previous in _SAINT and _touches(text, tokens, run):
        return True
    return _names_a_body(text, tokens, run, previous)


def _may_be_family(words: list[Token], previous: str) -> bool:
    """*Wouter Rietdijk*, but not *de Karel Rietdijk* and *aan Karel Rietdijk*: a dike may be a family."""
    place = previous in DETERMINERS or previous in PLACE_PREPOSITIONS
    return len(words) == 2 and bool(words[0].flags & GIVEN_KNOWN and _DIKE.search(words[1].word)) and not place


def _is_counted(text: str, run: Run, words: list[Token]) -> bool:
    """*Lijn 12*, *Groep 7*: an ordinary word with a number at the start of a sentence."""
    word = words[0]
    ordinary = run.opening and len(words) == 1 and word.flags & WORD and not word.flags & GIVEN_KNOWN
    return bool(ordinary) and text[word.end : word.end + 1] == " " and text[word.end + 1 : word.end + 2].isdigit()


def _is_compound(text: str, tail: Token) -> bool:
    """*Theo van Gogh-herdenking*, *Commissie-Remkes*: a thing that is called after somebody."""
    if "-" not in tail.word:
        return False
    written = text[tail.start : tail.end].rsplit("-", 1)[-1]
    return (written[:1].islower() and len(written) > 3) or tail.word.split("-", 1)[0] in ORGANISATION_WORDS


def _has_body_word(text: str, words: list[Token]) -> bool:
    """*Park Oosterhout*, *Martin Luther King School*, *Ben Pon-hal*, *ISO*."""
    head, tail = words[0], words[-1]
    if len(words) > 1:
        linked = text[words[-2].end : tail.start].strip() != ""
        if head.word in _SAINT or head.word in _BODY_HEADS or (tail.word in _BODY_HEADS and not linked):
            return True
    if "-" in tail.word and tail.word.rsplit("-", 1)[-1] in ORGANISATION_WORDS:
        return True
    if len(words) > 1 or not 1 < tail.end - tail.start < 5 or not text[tail.start : tail.end].isupper():
        return False
    return not text[max(0, tail.start - 30) : tail.end + 30].isupper()


def _is_bare_place(text: str, tokens: list[Token], words: list[Token], previous: str, run: Run) -> bool:
    """A town alone: one that nobody is called after, or one that may be a family name too but does not speak."""
    only = words[0]
    if len(words) != 1 or run.last - run.first != 1 or not only.flags & PLACE or only.flags & GIVEN_KNOWN:
        return False
    if cue_class(previous) not in {"", "role"}:
        return False
    if not only.flags & ANY_FAMILY:
        return True
    following = tokens[run.last].word if run.last < len(tokens) else ""
    return not (
        cue_class(previous) or previous in SAYING or following in SAYING or text[only.end : only.end + 2] == "'s"
    )


def _names_a_body(text: str, tokens: list[Token], run: Run, previous: str) -> bool:
    """*basisschool Jan van Nassau*, *de Anne Frank school*, *Jansen-affaire*."""
    if previous in _BODY_HEADS and text[tokens[run.first - 1].end] == " " and cue_class(previous) == "":
        return True
    end = tokens[run.last - 1].end
    if run.last >= len(tokens):
        return False
    following = tokens[run.last]
    return following.word in ORGANISATION_WORDS and following.start == end + 1 and previous in DETERMINERS


def _by_lists(words: list[Token], previous: str, cue: str, *, opening: bool) -> tuple[float, str]:
    head, tail = words[0], words[-1]
    given = bool(head.flags & GIVEN_KNOWN)
    if len(words) > 1:
        known = _two_words(head, tail, given, previous)
        return max(known, _two_words_after(words, cue, previous), key=lambda one: one[0])
    if head.flags & WORD:
        if cue in {"office", "role"} and not head.flags & ANY_NAME and _LIKE_A_FAMILY.search(head.word):
            return 0.6, "capital after a cue"
        return _ordinary_word(given, opening, previous, cue)
    if cue in {"role", "kin", "naming", "office"} and (floor := _after_cue(head, given, previous, cue)):
        return floor
    if head.flags & PLACE or previous in DETERMINERS:
        return 0.0, "name"
    if given:
        return (0.6, "given name") if previous not in PLACE_PREPOSITIONS else (0.45, "given name")
    if previous in SAYING and not head.flags & CAPITAL:
        return 0.5, "capital after a verb of saying"
    return 0.0, "name"


def _ordinary_word(given: bool, opening: bool, previous: str, cue: str) -> tuple[float, str]:
    """A name that is a word too (*Mark*, *Roos*): a capital inside a sentence tells."""
    if given and cue in {"role", "kin"}:
        return 0.9, "given name after a cue"
    inside = given and not opening and previous not in DETERMINERS and previous not in PLACE_PREPOSITIONS
    return (0.45, "given name that is a word too") if inside else (0.0, "name")


def _after_cue(head: Token, given: bool, previous: str, cue: str) -> tuple[float, str] | None:
    if given:
        return 0.9, "given name after a cue"
    if head.flags & PLACE or previous in {"aan", "door", "contact", "namens", "volgens"}:
        return None
    if cue == "office" and head.flags and not head.flags & ANY_NAME:
        return None
    return 0.6, "capital after a cue"


def _two_words_after(words: list[Token], cue: str, previous: str) -> tuple[float, str]:
    """*mijn buurman Soekarno Vanderplasse*, *mantelzorger Sherida Zichem*: capitals that no list knows."""
    if any(token.flags & WORD for token in words) or all(token.flags & PLACE for token in words):
        return 0.0, "name"
    if cue in {"role", "kin", "office"}:
        return (0.9 if cue == "kin" else 0.6), "two capitals after a cue"
    return (0.6, "two capitals after somebody") if _SOMEBODY.search(previous) else (0.0, "name")


def _two_words(head: Token, tail: Token, given: bool, previous: str) -> tuple[float, str]:
    if not given:
        return 0.0, "name"
    if tail.flags & PLACE and not tail.flags & ANY_FAMILY:
        return (0.0, "name") if head.flags & (WORD | PLACE) else (0.5, "given name and a place")
    if tail.flags & WORD and not tail.flags & ANY_NAME:
        return (0.0, "name") if head.flags & WORD else (0.5, "given name and a capital")
    if previous in DETERMINERS or (head.flags & WORD and not tail.flags & ANY_FAMILY):
        return 0.45, "given and family name"
    return (0.92, "given and family name") if not head.flags & WORD else (0.7, "given and family name")
