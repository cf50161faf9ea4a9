"""One name in its sentence: what stands before and after it."""

from functools import lru_cache

from weerbaar_analysis.text.places.gazetteer import Entry

REACH = 64
EARSHOT = 600
PADDING = ["", "", "", ""]
ENDS = frozenset('.!?:;\n"“”„‘|•–—')


class Hit:
    """A possible mention. `flat` is the flattened text with one space in front, so `flat[start]` precedes the name."""

    __slots__ = ("after", "before", "end", "entry", "flat", "has_capital", "name", "start", "text")

    def __init__(self, text: str, flat: str, entry: Entry, start: int, end: int) -> None:
        self.text = text
        self.flat = flat
        self.entry = entry
        self.start = start
        self.end = end
        self.name = text[start:end]
        self.has_capital = self.name != self.name.lower()
        before = flat[max(0, start - REACH) : start].split()[-4:]
        after = flat[end + 1 : end + REACH].split()[:4]
        self.before = PADDING[len(before) :] + before
        """The four words before the name; empty strings where the text begins."""
        self.after = after + PADDING[len(after) :]
        """The four words after the name; empty strings where the text ends."""

    @property
    def raw_before(self) -> str:
        return self.text[max(0, self.start - REACH) : self.start]

    @property
    def glue(self) -> str:
        """What separates the name from the word before it, without spaces: a comma, a full stop, a hyphen."""
        raw = self.raw_before
        last = len(raw)
        while last and not raw[last - 1].isalnum():
            last -= 1
        return raw[last:].strip()

    @property
    def previous(self) -> str:
        """The word before the name as it was typed; empty at the start of a sentence."""
        if self.starts_sentence or self.glue:
            return ""
        words = self.raw_before.split()
        return words[-1] if words else ""

    @property
    def starts_sentence(self) -> bool:
        raw = self.raw_before
        stripped = raw.rstrip(" \t")
        if not stripped:
            return self.start <= REACH or not raw
        if stripped[-1] not in ENDS:
            return False
        return not (stripped[-1] == "." and len(self.before[-1]) <= 3)

    @property
    def capital_tells(self) -> bool:
        """Whether the capital is one of a name: not one of a sentence, a headline or a text in capitals."""
        return self.has_capital and not self.starts_sentence and not (self.name.isupper() and self.text.isupper())

    @property
    def brackets(self) -> str:
        """What stands between brackets right after the name, flattened; else the empty string."""
        if "(" not in self.text[self.end : self.end + 2]:
            return ""
        tail = self.text[self.end : self.end + 32].lstrip()
        if not tail.startswith("("):
            return ""
        inside = tail[1:].partition(")")[0].lower()
        return " ".join(inside.replace("-", " ").replace(".", " ").split())

    @property
    def is_dateline(self) -> bool:
        """ALKMAAR - , Alkmaar: or HOORN/ENKHUIZEN – at the very start of the text."""
        if self.raw_before.strip(" \n\t*\"'") or self.start > 4:
            return False
        tail = self.text[self.end : self.end + 40].lstrip(" ")
        if tail.startswith("("):
            tail = tail[tail.find(")") + 1 :].lstrip(" ")
        if tail[:1] == "-":
            return tail[1:2] in {" ", "-"} or self.text[self.end : self.end + 1] == " "
        return tail[:1] in {"–", "—", ":", "|", "/"}

    @property
    def hyphen_after(self) -> bool:
        return self.text[self.end : self.end + 1] == "-" and self.text[self.end + 1 : self.end + 2].isalnum()

    @property
    def hyphen_before(self) -> bool:
        return self.start > 1 and self.text[self.start - 1] == "-" and self.text[self.start - 2].isalnum()

    def mentions(self, words: tuple[str, ...] | frozenset[str]) -> str:
        """The first of these words or phrases that occurs within `EARSHOT` characters; else the empty string."""
        padded = self.flat[max(0, self.start - EARSHOT) : self.end + EARSHOT] + " "
        return next((word.strip() for word in _padded(words) if word in padded), "")


@lru_cache(maxsize=4096)
def _padded(words: tuple[str, ...] | frozenset[str]) -> tuple[str, ...]:
    return tuple(f" {word} " for word in sorted(words))
