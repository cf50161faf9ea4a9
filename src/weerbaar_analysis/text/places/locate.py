"""From a text to the set of its municipalities."""

from dataclasses import dataclass, replace
from typing import Literal

from weerbaar_analysis.text.places.context import Hit
from weerbaar_analysis.text.places.evidence import AGAINST, in_a_setting, is_undisturbed, named_outright
from weerbaar_analysis.text.places.gazetteer import Gazetteer, flatten

Decision = Literal["accepted", "unknown", "rejected"]
JOINING = frozenset({"", "en", "of", "en in", "tot", "naar"})
SWALLOWED = {
    "foreign": "langere naam die iets anders is",
    "region": "naam van een hele streek of veiligheidsregio",
    "organisation": "naam van een organisatie of product",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in the text: characters `start` up to `end`, what was decided and why (Dutch)."""

    start: int
    end: int
    name: str
    codes: tuple[str, ...]
    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True)
class Located:
    """The municipalities of a text in order of code, and every name that was weighed, in order of the text."""

    municipalities: list[str]
    mentions: list[Mention]


def locate(text: str, gazetteer: Gazetteer, default_municipality: str | None = None) -> Located:
    """Finds the municipalities a text names.

    A name that is sure by itself counts. A name that is also a word, a surname or another place counts with support:
    a preposition, *gemeente*, the province, a neighbour in the same text, or the default place of the source
    (`default_municipality`), which tips a doubtful name and never adds a place that is not named.
    A town in two municipalities counts for the one that is named beside it; otherwise it is unknown.

    >>> from weerbaar_analysis.text.places import PlaceRow
    >>> gazetteer = Gazetteer([PlaceRow("Zaandam", "GM0479"), PlaceRow("Hem", "GM0498", ambiguity="needs_support")])
    >>> locate("Stickers geplakt in Zaandam, agent zag hem lopen.", gazetteer).municipalities
    ['GM0479']
    >>> locate("", gazetteer)
    Located(municipalities=[], mentions=[])
    """
    flat = " " + flatten(text)
    matches = gazetteer.automaton.find_matches_as_indexes(flat)
    if not matches:
        return Located([], [])
    hits, mentions = [], []
    for index, start, end in matches:
        if end < len(flat) and flat[end] != " ":
            continue
        entry = gazetteer.entries[index]
        if entry.role == "own":
            hits.append(Hit(text, flat, entry, start, end - 1))
        elif entry.role == "phrase":
            reason = SWALLOWED[entry.reason]
            mentions.append(Mention(start, end - 1, text[start : end - 1], (), "rejected", reason))
    if not hits:
        return Located([], mentions)
    mentions += _Judge(gazetteer, default_municipality).judge(hits)
    mentions.sort(key=lambda mention: mention.start)
    mentions = [_narrowed(before, mention, text) for before, mention in zip([None, *mentions], mentions, strict=False)]
    found = {code for mention in mentions if mention.decision == "accepted" for code in mention.codes}
    return Located(sorted(found), mentions)


def _narrowed(before: Mention | None, mention: Mention, text: str) -> Mention:
    """*Hoorn, West-Friesland* is Hoorn: the region after a place says where it lies."""
    if before is None or {before.decision, mention.decision} != {"accepted"} or len(before.codes) != 1:
        return mention
    between = text[before.end : mention.start].strip().lower()
    if between in {",", "(", "in", "te"} and len(mention.codes) > 1 and before.codes[0] in mention.codes:
        return replace(mention, decision="rejected", reason=f"zegt waar {before.name} ligt")
    return mention


class _Judge:
    """Judges the hits of one text together, for names support each other."""

    def __init__(self, gazetteer: Gazetteer, default: str | None) -> None:
        self.gazetteer = gazetteer
        self.cues = gazetteer.traps.cues
        self.default = default

    def judge(self, hits: list[Hit]) -> list[Mention]:
        done: dict[int, Mention] = {}
        for hit in hits:
            if mention := self._alone(hit):
                done[hit.start] = mention
        waiting = [hit for hit in hits if hit.start not in done]
        while waiting:
            sure = _Sure(hits, done, waiting)
            settled = [(hit, mention) for hit in waiting if (mention := self._together(hit, sure))]
            if not settled:
                break
            done.update({hit.start: mention for hit, mention in settled})
            waiting = [hit for hit in waiting if hit.start not in done]
        for hit in waiting:
            done[hit.start] = _mention(hit, hit.entry.codes, "unknown", self._why_unknown(hit))
        return list(done.values())

    def _alone(self, hit: Hit) -> Mention | None:
        """Settles what needs no other name: refused, or sure by itself."""
        entry = hit.entry
        if entry.is_plain and is_undisturbed(hit, self.cues):
            return _mention(hit, entry.codes, "accepted", f"eenduidige naam: {entry.name}")
        for rule in AGAINST:
            if reason := rule(hit, self.cues):
                return _mention(hit, entry.codes, "rejected", reason)
        if len(entry.codes) > 1 and not entry.alias:
            return None
        if entry.wide_codes != entry.codes and hit.before[-1] in {"regio", "streek"}:
            return _mention(hit, entry.wide_codes, "accepted", f"«{hit.before[-1]}» ervoor: de hele streek")
        if reason := named_outright(hit, self.cues):
            return _mention(hit, entry.codes, "accepted", reason)
        reason = self._by_itself(hit)
        return _mention(hit, entry.codes, "accepted", reason) if reason else None

    def _by_itself(self, hit: Hit) -> str:
        entry = hit.entry
        if entry.off or entry.trap.needs == "neighbour":
            return ""
        adjective = entry.demonym and hit.has_capital and hit.name.endswith(("se", "SE"))
        if entry.trap.needs == "setting" and not adjective:
            return in_a_setting(hit, self.cues)
        what = "inwonersnaam of afgeleid woord van" if entry.demonym else "eenduidige naam:"
        return f"{what} {entry.name}"

    def _together(self, hit: Hit, sure: "_Sure") -> Mention | None:
        """Settles what needs another name in the text, the province, or the default place of the source."""
        entry = hit.entry
        if entry.off:
            return None
        if len(entry.codes) > 1 and not entry.alias:
            return self._one_of_two(hit, sure)
        if entry.trap.common_word and not hit.capital_tells and not self._in_a_list(hit, sure):
            return None
        reason = self._support(hit, sure)
        return _mention(hit, entry.codes, "accepted", reason) if reason else None

    def _support(self, hit: Hit, sure: "_Sure") -> str:
        codes = hit.entry.codes
        for code, name in sure.names.items():
            if code in codes or any(self.gazetteer.neighbours(code, own) for own in codes):
                return f"«{name}» in de tekst ligt in de buurt"
        if province := hit.mentions(self.cues.province_here):
            return f"«{province}» in de tekst"
        if self.default in codes:
            return "standaardplaats van de bron"
        twin = next((name for name in sorted(sure.waiting[codes]) if name != hit.entry.name), "")
        return f"«{twin}» ligt in dezelfde gemeente" if twin else ""

    def _in_a_list(self, hit: Hit, sure: "_Sure") -> bool:
        """Whether the name is treated as a place: by its setting, or in a list with a sure one (Hoorn en Enkhuizen)."""
        return bool(in_a_setting(hit, self.cues)) or sure.joins(hit)

    def _one_of_two(self, hit: Hit, sure: "_Sure") -> Mention | None:
        codes = set(hit.entry.codes)
        named = sorted(sure.names.keys() & codes)
        if len(named) == 1:
            return _mention(hit, tuple(named), "accepted", "de gemeente staat in de tekst")
        if not named and self.default in codes:
            return _mention(hit, (self.default,), "accepted", "standaardplaats van de bron")
        return None

    def _why_unknown(self, hit: Hit) -> str:
        if len(hit.entry.codes) > 1 and not hit.entry.alias:
            return f"ligt in {len(hit.entry.codes)} gemeenten; de tekst zegt niet welke"
        return "dubbelzinnige naam zonder steun in de tekst"


class _Sure:
    """What is settled so far: a name per municipality, the sure names beside each name, and who waits together."""

    def __init__(self, hits: list[Hit], done: dict[int, Mention], waiting: list[Hit]) -> None:
        self.names: dict[str, str] = {}
        self.waiting: dict[tuple[str, ...], set[str]] = {}
        self._beside: dict[int, list[Hit]] = {hit.start: [] for hit in hits}
        for hit in waiting:
            self.waiting.setdefault(hit.entry.codes, set()).add(hit.entry.name)
        for before, hit, after in zip([None, *hits], hits, [*hits[1:], None], strict=False):
            mention = done.get(hit.start)
            if mention is None or mention.decision != "accepted":
                continue
            for code in mention.codes:
                self.names.setdefault(code, mention.name)
            for other in filter(None, (before, after)):
                self._beside[other.start].append(hit)

    def joins(self, hit: Hit) -> bool:
        """Whether the name stands in a list with a sure one: Hoorn en Enkhuizen."""
        return any(
            hit.flat[min(hit.end, other.end) + 1 : max(hit.start, other.start) + 1].strip() in JOINING
            for other in self._beside[hit.start]
        )


def _mention(hit: Hit, codes: tuple[str, ...], decision: Decision, reason: str) -> Mention:
    return Mention(hit.start, hit.end, hit.name, codes, decision, reason)
