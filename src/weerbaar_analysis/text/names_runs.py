"""Cut a text into runs of words that could be one name."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, repeat
from typing import NamedTuple

from weerbaar_analysis.text.lexicon import lexicon
from weerbaar_analysis.text.lexicon_flags import ANY_FAMILY, ANY_NAME, CAPITAL, FAMILY_KNOWN, GIVEN_KNOWN, PLACE, WORD
from weerbaar_analysis.text.names_words import (
    AFTER_WEAK,
    ENGLISH_WORDS,
    LINKS,
    OFFICES,
    OPENERS,
    TITLES,
    WEAK_LINKS,
    cue_class,
)


def _letters() -> str:
    """All letters, as ranges of a pattern: a pattern answers for a list sooner than for *a word sign but no digit*."""
    ranges: list[list[int]] = []
    for code in range(0x3000):
        if not chr(code).isalnum() or chr(code).isdecimal():
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges) + "\u3041-\ud7ff\uf900-\ufdfb\ufe70-\ufefc"


_LETTER = _letters()
_TOKEN = re.compile(rf"([{_LETTER}]+(?:[-'’][{_LETTER}]+)*|['’][tns]\b)")
_INITIAL = r"(?:[^\W\d_a-zà-ÿ]|Th|Ch|Chr|Ph|Joh|Sj|Tj|Fr|IJ)\."
_INITIALS = re.compile(rf"{_INITIAL}(?:[ ]?{_INITIAL}){{0,5}}")
_SPACE = r"[^\S\n]{0,20}"
_SENTENCE_END = re.compile(rf"{_SPACE}(?:['\"“‘(-]{_SPACE})?[\n.!?:;•\"“„‘(\[|>*]|\s[-–—]\s")
"""How a sentence ends before a word, read from that word back, so that it stays quick on very many empty lines."""
_TIED = re.compile(r"(?:[ae][ldnrstz]|ul|abd|d|l|ibn|ben|bin)[-'’](?=[^\W\d_a-zà-ÿ])")
_GLUE = re.compile(r"[ \t]{1,2}|[ \t]{0,2}\r?\n[ \t]{0,4}")


class Token(NamedTuple):
    """A word: where it stands, its folded form, what the lexicon knows of it, and its shape."""

    start: int
    end: int
    word: str
    flags: int
    shape: str  # "C" capital, "I" initials, "l" lower case


class Run(NamedTuple):
    """Token numbers `first` up to `last`, exclusive, that could be one name; `opening` when a sentence starts there."""

    first: int
    last: int
    opening: bool


def tokens_of(text: str, folded: str) -> list[Token]:
    """The words of a text.

    The lexicon is asked for capitals only, and for small words that can be a given name: most words are neither.
    """
    pieces = _TOKEN.split(text)
    typed = pieces[1::2]
    places = list(accumulate(map(len, pieces)))
    starts, ends = places[:-1:2], places[1::2]
    words = [folded[start:end] for start, end in zip(starts, ends, strict=True)]
    flags = map(given_names().get, words, repeat(0))
    make = tuple.__new__
    found = [make(Token, one) for one in zip(starts, ends, words, flags, repeat("l"))]
    initials_end = 0
    for place in [place for place, word in enumerate(typed) if not (word.isalpha() and word.islower())]:
        if starts[place] < initials_end:
            continue
        found[place] = token = _closer(text, folded, found[place])
        if token.shape == "I":
            initials_end = token.end
    if initials_end:
        found = _without_what_initials_hold(found)
    return found


def _without_what_initials_hold(tokens: list[Token]) -> list[Token]:
    """*J.P.* is one token: the letters within are none."""
    kept: list[Token] = []
    past = 0
    for token in tokens:
        if token.start >= past:
            kept.append(token)
            past = token.end if token.shape == "I" else past
    return kept


def _closer(text: str, folded: str, token: Token) -> Token:
    """A token with a capital or a mark: initials, a word without its *'s*, a capital, a capital after *el-*."""
    start, end, word, _flags, _shape = token
    if end - start < 4 and text[end : end + 1] == "." and (initials := _INITIALS.match(text, start)):
        return Token(start, initials.end(), folded[start : initials.end()], 0, "I")
    if len(word) > 3 and word.endswith("'s") and text[end - 1] == "s":
        end, word = end - 2, word[:-2]
    if text[start].isupper() or _TIED.match(text, start):
        flags = lexicon().get(word, 0)
        return Token(start, end, word, flags or (flags_of_parts(word) if "-" in word else 0), "C")
    return Token(start, end, word, given_names().get(word, 0), "l")


@cache
def given_names() -> dict[str, int]:
    """The part of the lexicon that a name in small letters can begin with."""
    return {
        word: flags
        for word, flags in lexicon().items()
        if flags & GIVEN_KNOWN
        and word not in OPENERS
        and word not in LINKS
        and word not in ENGLISH_WORDS
        and len(word) > 2
    }


def flags_of_parts(word: str) -> int:
    """What is known of a word with hyphens: a name when its parts are names, a word when its last part is one."""
    known = lexicon().get
    parts = [known(part, 0) for part in word.split("-") if len(part) > 2]
    if not parts:
        return 0
    together = parts[0]
    for part in parts[1:]:
        together &= part
    return together | (parts[-1] & WORD)


def runs_of(text: str, tokens: list[Token]) -> list[Run]:
    """All runs of capitals, with the particles and initials between them."""
    runs: list[Run] = []
    past = 0
    for position in [place for place, token in enumerate(tokens) if token.shape != "l"]:
        token = tokens[position]
        if position < past or (token.shape == "C" and is_title(token) and not _is_surname(tokens, position)):
            continue
        opening = is_opening(text, tokens, position)
        past = _run_end(text, tokens, position)
        if (
            opening
            and past == position + 1
            and _opens(token, 1)
            and not (position and tokens[position - 1].word in LINKS)
        ):
            continue
        first = _with_particles(text, tokens, position)
        runs.extend(_trimmed(tokens, Run(first, past, opening)) if first == position else [Run(first, past, opening)])
    return runs


def _with_particles(text: str, tokens: list[Token], position: int) -> int:
    """Back over the particles between a title or a comma and a name: *dhr. van der Meulen*."""
    first = position
    while first and tokens[first - 1].word in LINKS and tokens[first - 1].shape == "l":
        if not _glued(text, tokens[first - 1], tokens[first]) or position - first > 3:
            return position
        first -= 1
    if first == position or not first or tokens[first].word == "en":
        return position
    if tokens[position].flags & FAMILY_KNOWN and text[tokens[first - 1].end : tokens[first].start] in {", ", ": "}:
        return first  # a list: *aanwezig: Bakker, de Vries en Jansen*
    if tokens[first].word in WEAK_LINKS:
        return position
    title = tokens[first - 1].word in TITLES or (tokens[first - 1].word in OFFICES and position - first > 1)
    return first if title and not text[tokens[first - 1].end : tokens[first].start].strip(". ") else position


def is_title(token: Token) -> bool:
    """Titles and offices close a run and announce the next."""
    return token.word in TITLES or token.word in OFFICES


def _is_surname(tokens: list[Token], position: int) -> bool:
    """*mevrouw Koning*, *Jan Prins*, *Herman De Prins*: an office that is a family name."""
    if not position or not tokens[position].flags & ANY_FAMILY:
        return False
    before = tokens[position - 1]
    if before.word in TITLES:
        return True
    linked = before.word in LINKS and position > 1 and tokens[position - 2].shape != "l"
    given = before.shape == "C" and before.flags & GIVEN_KNOWN and not before.flags & WORD
    return before.shape == "I" or bool(given) or (linked and before.word != "en")


def is_opening(text: str, tokens: list[Token], position: int) -> bool:
    """Whether a token stands first in a sentence, line or quotation."""
    if position == 0:
        return True
    gap = text[tokens[position - 1].end : tokens[position].start]
    return gap not in {" ", ", "} and _SENTENCE_END.match(gap[::-1]) is not None


def _glued(text: str, left: Token, right: Token) -> bool:
    if right.start - left.end == 1:
        return text[left.end] == " " or (text[left.end] == "\n" and _may_go_on(left))
    if left.shape == "I" and right.start == left.end:
        return True
    if _GLUE.fullmatch(text, left.end, right.start) is None:
        return False
    return _may_go_on(left) or "\n" not in text[left.end : right.start]


def _may_go_on(left: Token) -> bool:
    """Whether a name may go on at the next line: after a given name, initials or a particle."""
    return left.shape == "I" or left.word in LINKS or bool(left.flags & GIVEN_KNOWN and not left.flags & WORD)


def _run_end(text: str, tokens: list[Token], position: int) -> int:
    last = position + 1
    while last < len(tokens):
        token = tokens[last]
        if (token.shape == "l" and token.word not in LINKS) or not _glued(text, tokens[last - 1], token):
            break
        if token.shape != "l":
            if is_title(token) and not _is_surname(tokens, last):
                break
            last += 1
            continue
        following = _after_links(text, tokens, last)
        if following == 0:
            break
        last = following
    return last


def _after_links(text: str, tokens: list[Token], position: int) -> int:
    """Past a chain of particles that ends in a capital; 0 when there is none."""
    index = position
    while index < len(tokens) and index < position + 4 and tokens[index].word in LINKS and tokens[index].shape == "l":
        if index + 1 >= len(tokens) or not _glued(text, tokens[index], tokens[index + 1]):
            return 0
        index += 1
    if index == position or index >= len(tokens) or not _may_end(tokens[index]):
        return 0
    first = tokens[position].word
    if first in WEAK_LINKS and not (index > position + 1 and tokens[position + 1].word in AFTER_WEAK):
        return 0
    return index + 1


def _may_end(token: Token) -> bool:
    """A capital, or the one letter that stands for a family name: *Dennis van der L.*"""
    return token.shape == "C" or (token.shape == "I" and len(token.word) == 2)


def _trimmed(tokens: list[Token], run: Run) -> list[Run]:
    """Drop the word that has a capital only because it opens the sentence, or that is a cue."""
    first, last, opening = run
    while first < last and tokens[first].shape == "C":
        token = tokens[first]
        strip = (opening and _opens(token, last - first)) or (
            last - first > 1 and cue_class(token.word) in {"role", "kin"}
        )
        if not strip:
            break
        first += 1
        while first < last and tokens[first].shape == "l" and tokens[first].word in LINKS:
            first += 1
        opening = False
    return [Run(first, last, opening and first == run.first)] if first < last else []


def _opens(token: Token, length: int) -> bool:
    if token.word in OPENERS:
        return not (length > 1 and token.word in LINKS)
    return bool(token.flags & WORD) and not token.flags & (ANY_NAME | PLACE | CAPITAL)


def shorter(tokens: list[Token], run: Run) -> list[Run]:
    """The same run without what may be no part of it: *De Syrische Ayaan*, *Bij Prins*, *Jan uit de Dorpsstraat*."""
    outs = [place for place in range(run.first + 1, run.last) if tokens[place].word == "uit"]
    runs = [Run(run.first, place, run.opening) for place in outs[:1]]
    most = len(runs) + 2
    first = run.first
    while first < run.last - 1 and len(runs) < most:
        token = tokens[first]
        if token.shape == "I" or (token.flags & GIVEN_KNOWN and not token.flags & WORD):
            break
        first += 1
        if tokens[first].shape == "l":
            break
        runs.append(Run(first, run.last, opening=False))
    return runs
