"""What changed since the version before: statements, how sure they are, and figures, side by side. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import Part, PictureContent

ALIKE = 0.6


@dataclass(frozen=True)
class Change:
    """One thing before and now; an empty side is something that is new or gone."""

    section: str
    kind: str
    name: str
    before: str
    now: str


def changes_between(*, before: PictureContent, now: PictureContent) -> list[Change]:
    """Everything that says something else, in the order of the sections. Equal content gives nothing."""
    earlier = {section.key: section.parts for section in before.sections}
    found: list[Change] = []
    for section in now.sections:
        old = earlier.pop(section.key, ())
        pairs = (*_statements(old, section.parts), *_figures(old, section.parts), *_texts(old, section.parts))
        found += [Change(section.title, *one) for one in pairs]
    titles = {section.key: section.title for section in before.sections}
    for key, parts in earlier.items():
        found += [Change(titles[key], *one) for one in (*_statements(parts, ()), *_figures(parts, ()))]
    return found


def _statements(before: tuple[Part, ...], now: tuple[Part, ...]) -> Iterator[tuple[str, str, str, str]]:
    old = [part for part in before if part.kind == "statement"]
    for part in (one for one in now if one.kind == "statement"):
        match = _closest(part, old)
        if match is None:
            yield "statement", "", "", _said(part)
            continue
        old.remove(match)
        if _said(match) != _said(part):
            kind = "certainty" if match.text == part.text else "statement"
            yield kind, part.text if kind == "certainty" else "", _said(match), _said(part)
    for part in old:
        yield "statement", "", _said(part), ""


def _closest(part: Part, among: list[Part]) -> Part | None:
    """The statement that says nearly the same; None when none does."""
    scored = [(SequenceMatcher(None, one.text, part.text).ratio(), one) for one in among]
    best = max(scored, key=lambda one: one[0], default=(0.0, None))
    return best[1] if best[0] >= ALIKE else None


def _said(part: Part) -> str:
    return f"{part.text} (zekerheid: {words.certainty_of(part)})"


def _figures(before: tuple[Part, ...], now: tuple[Part, ...]) -> Iterator[tuple[str, str, str, str]]:
    """A row that is new or gone is told in one line, a row that stayed only where it changed."""
    old, new = _rows(before), _rows(now)
    for name in dict.fromkeys([*new, *old]):
        if name not in old or name not in new:
            yield "figure", name, _line(old.get(name, {})), _line(new.get(name, {}))
            continue
        for column in dict.fromkeys([*new[name], *old[name]]):
            pair = old[name].get(column, ""), new[name].get(column, "")
            if pair[0] != pair[1]:
                yield "figure", f"{name}, {column}", *pair
    drawn, redrawn = _points(before), _points(now)
    for name in (one for one in redrawn if one in drawn):  # what only moved out of or into the period is no change
        if drawn[name] != redrawn[name]:
            yield "figure", name, drawn[name], redrawn[name]


def _rows(parts: tuple[Part, ...]) -> dict[str, dict[str, str]]:
    """Every row of the tables by its name (table and as many first cells as tell it apart): its other cells."""
    found: dict[str, dict[str, str]] = {}
    for part in (one for one in parts if one.kind == "table"):
        for row in part.rows:
            width = next((n for n in range(1, len(row)) if _name(part, row, n) not in found), len(row))
            found[_name(part, row, width)] = dict(zip(part.columns[width:], row[width:], strict=False))
    return found


def _name(part: Part, row: tuple[str, ...], width: int) -> str:
    return f"{part.text}: {', '.join(row[:width])}"


def _line(cells: dict[str, str]) -> str:
    return "; ".join(f"{column}: {cell}" for column, cell in cells.items() if cell)


def _points(parts: tuple[Part, ...]) -> dict[str, str]:
    """Every figure that a chart draws, by chart and label."""
    return {
        f"{part.text}: {label}": value
        for part in parts
        if part.kind == "chart"
        for label, value in words.chart_figures(part)
    }


def _texts(before: tuple[Part, ...], now: tuple[Part, ...]) -> Iterator[tuple[str, str, str, str]]:
    old, new = _prose(before), _prose(now)
    for operation, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation != "equal":
            yield "text", "", "\n".join(old[start:end]), "\n".join(new[first:last])


def _prose(parts: tuple[Part, ...]) -> list[str]:
    kinds = {"heading", "paragraph", "quote", "note"}
    return [line for part in parts for line in ((part.text,) if part.kind in kinds else part.items)]
