"""The names to look for: those of a region pack, inside the names of the whole country."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from weerbaar_analysis.text.letters import Letters
from weerbaar_analysis.text.places.traps import Needs, Trap, Traps, load_traps

SEPARATORS = frozenset("\n\r\t\f\v.,;:!?()[]{}<>\"'«»“”„‘’‚`´/\\|_-–—‐‑‒―…·•*#&=~^%\u00a0\u2009\u202f\u00ad")


def _flat(letter: str) -> str:
    lower = letter.lower()
    return " " if letter in SEPARATORS else (lower if len(lower) == 1 else letter)


_FLAT = Letters(_flat, end=0x2200)


def flatten(text: str) -> str:
    """Lower case with a space for every separator, one character for one character, so that offsets stay true."""
    return _FLAT(text)


class PackUnreadable(Exception):
    """The folder is no region pack: which file, which row, and what to mend."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row of a pack: a name that can point to a municipality."""

    name: str
    municipality: str
    kind: Literal["municipality", "town", "part", "alias"] = "town"
    ambiguity: Literal["clear", "needs_support", "off"] = "clear"
    note: str = ""


NO_TRAP = Trap()


@dataclass(frozen=True, slots=True)
class Entry:
    """One form in the automaton: our own name, a form made of it, a name elsewhere, or a phrase that swallows."""

    role: Literal["own", "elsewhere", "phrase"]
    name: str
    codes: tuple[str, ...] = ()
    wide_codes: tuple[str, ...] = ()
    trap: Trap = NO_TRAP
    alias: bool = False
    demonym: bool = False
    off: bool = False
    is_municipality: bool = False
    reason: str = ""
    is_plain: bool = False


class Gazetteer:
    """Immutable; made once per pack and shared.

    >>> gazetteer = Gazetteer([PlaceRow("Zaandam", "GM0479"), PlaceRow("Edam", "GM0385", ambiguity="needs_support")])
    >>> sorted(gazetteer.municipalities)
    ['GM0385', 'GM0479']
    """

    def __init__(
        self,
        rows: Iterable[PlaceRow],
        *,
        municipality_names: Mapping[str, str] | None = None,
        districts: Mapping[str, str] | None = None,
        traps: Traps | None = None,
    ) -> None:
        """`municipality_names` and `districts` are by code; without districts all municipalities are neighbours."""
        self.traps = traps or load_traps()
        grouped = _grouped([*rows, *_municipality_rows(municipality_names or {})])
        self.municipalities = frozenset(row.municipality for group in grouped.values() for row in group)
        self._districts = dict(districts or {})
        own_names = {_bare(name).lower() for name in (municipality_names or {}).values()}
        forms: dict[str, Entry] = {}
        for entry in self._country(own={group[0].name for group in grouped.values()}):
            forms.setdefault(_pattern(entry.name), entry)
        for group in grouped.values():
            for form, entry in self._forms(group, own_names):
                if entry.demonym:
                    forms.setdefault(form, entry)
                else:
                    forms[form] = entry
        self.entries = list(forms.values())
        self.automaton = AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest)

    @classmethod
    def from_pack(cls, path: Path | str) -> "Gazetteer":
        """Reads `places.csv` and `municipalities.csv` of a region pack. Raises PackUnreadable."""
        folder = Path(path)
        municipalities = _read(folder / "municipalities.csv", ("code", "name"))
        places = _read(folder / "places.csv", ("name", "municipality"))
        today = [row for row in municipalities if not row.get("valid_to")]
        codes = {row["code"] for row in today}
        rows = [
            PlaceRow(
                name=row["name"],
                municipality=row["municipality"],
                kind=row.get("kind") or "town",  # type: ignore[arg-type]
                ambiguity=row.get("ambiguity") or "clear",  # type: ignore[arg-type]
                note=row.get("note") or "",
            )
            for row in places
            if row["municipality"] in codes and not row.get("valid_to")
        ]
        return cls(
            rows,
            municipality_names={row["code"]: row["name"] for row in today},
            districts={row["code"]: row.get("safety_region") or "" for row in today},
        )

    def neighbours(self, one: str, other: str) -> bool:
        """Whether two municipalities lie in the same district (safety region)."""
        return self._districts.get(one) == self._districts.get(other)

    def _country(self, own: set[str]) -> Iterable[Entry]:
        for reason, phrases in self.traps.phrases.items():
            for phrase in phrases:
                yield Entry("phrase", phrase, reason=reason)
        lower = {name.lower() for name in own}
        for name in self.traps.towns:
            if name.lower() not in lower:
                yield Entry("elsewhere", name)

    def _forms(self, group: list[PlaceRow], own_names: set[str]) -> Iterable[tuple[str, Entry]]:
        name = group[0].name
        trap = self._trap(name, group)
        wide = _codes(group)
        codes = _codes([row for row in group if row.kind != "alias"]) or wide
        alias = all(row.kind == "alias" for row in group)
        off = self.traps.of(name) is None and all(row.ambiguity == "off" for row in group)
        plain = trap == NO_TRAP and not off and wide == codes and (alias or len(codes) == 1)
        municipality = name.lower() in own_names
        entry = Entry(
            "own", name, codes, wide, trap, alias, off=off, is_municipality=municipality, is_plain=plain
        )  # fmt: skip
        for form in _spellings(name):
            yield form, entry
        if off or trap.needs == "neighbour" or len(codes) > 1:
            return
        for form in _demonyms(name):
            yield form, Entry("own", name, codes, wide, trap, alias, demonym=True)

    def _trap(self, name: str, group: list[PlaceRow]) -> Trap:
        """The reviewed trap of the name; a doubtful name that nobody reviewed needs the strongest support."""
        known = self.traps.of(name)
        if known:
            return known
        doubtful = any(row.ambiguity != "clear" for row in group)
        needs: Needs = "neighbour" if doubtful or len(self.traps.towns.get(name, ())) > 1 else "name"
        return Trap(needs=needs, common_word=doubtful)


def _read(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise PackUnreadable(f"{path.name}: kolom «{missing[0]}» ontbreekt.")
            return [{key: (value or "").strip() for key, value in row.items() if key} for row in reader]
    except OSError as error:
        raise PackUnreadable(f"{path.name} is niet te lezen in map {path.parent.name}.") from error
    except UnicodeDecodeError as error:
        raise PackUnreadable(f"{path.name} is geen UTF-8: bewaar het bestand als CSV UTF-8.") from error


def _municipality_rows(names: Mapping[str, str]) -> list[PlaceRow]:
    return [PlaceRow(_bare(name), code) for code, name in names.items()]


def _grouped(rows: Iterable[PlaceRow]) -> dict[str, list[PlaceRow]]:
    grouped: dict[str, list[PlaceRow]] = {}
    for row in rows:
        bare = PlaceRow(_bare(row.name), row.municipality, row.kind, row.ambiguity, row.note)
        grouped.setdefault(bare.name.lower(), []).append(bare)
    return dict(sorted(grouped.items()))


def _codes(rows: list[PlaceRow]) -> tuple[str, ...]:
    return tuple(sorted({row.municipality for row in rows}))


def _bare(name: str) -> str:
    """A name without what stands between brackets: Bergen (NH) is Bergen in a text."""
    return name.split(" (", maxsplit=1)[0].strip().replace("’", "'")


def _pattern(name: str) -> str:
    return " " + " ".join(flatten(name).split())


def _spellings(name: str) -> list[str]:
    pattern = _pattern(name)
    forms = [pattern]
    if pattern.startswith(" sint "):
        forms += [pattern.replace(" sint ", " st ", 1), pattern.replace(" sint ", " st  ", 1)]
    for long, short in ((" aan de ", " a d "), (" aan den ", " a d "), (" op de ", " o d ")):
        if long in pattern:
            forms.append(pattern.replace(long, short))
    return forms


def _demonyms(name: str) -> list[str]:
    """Adjectives and inhabitants of a one-word name: Alkmaars, Alkmaarse, Alkmaarders, Haarlemmers."""
    pattern = _pattern(name)
    stem = pattern.removeprefix(" den ") if pattern.startswith(" den ") else pattern[1:]
    if " " in stem or len(stem) < 4:
        return []
    if pattern.startswith(" den "):
        return [f" {stem}se"]
    stems = {stem}
    if stem.endswith("en") and len(stem) > 6:
        stems.add(stem[:-2] + "er")
    endings = ["s", "se", "er", "ers"]
    if stem.endswith("r"):
        endings += ["der", "ders"]
    if stem.endswith(("am", "em", "um", "im", "ik")):
        endings += [stem[-1] + "er", stem[-1] + "ers"]
    made = (
        {stem + ending for ending in endings} | {s for s in stems if s != stem} | {s + "s" for s in stems if s != stem}
    )
    return [" " + form for form in sorted(made)]
