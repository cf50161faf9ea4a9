"""Sizes at which a test stops: houses age by big files."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.walls.house import House, parse

FILE, FUNCTION, TEMPLATE, ROOM = 400, 60, 150, 2_000


def files_stay_small(house: House) -> list[str]:
    return [
        f"{house.short(path)} has {count} lines, {FILE} is the limit: make it a package of the same name."
        for path in _python(house)
        if "migrations" not in path.parts and (count := _lines(path)) > FILE
    ]


def functions_stay_small(house: House) -> list[str]:
    """The docstring does not count: a library function owes its reader shapes, units, errors and the source."""
    return [
        f"{house.short(path)}: {node.name} has {count} lines, {FUNCTION} is the limit: give its parts a name."
        for path in _python(house)
        for node in ast.walk(parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (count := _body_lines(node)) > FUNCTION
    ]


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    text = node.body[0] if ast.get_docstring(node) else None
    docstring = (text.end_lineno or text.lineno) - text.lineno + 1 if text else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def templates_stay_small(house: House) -> list[str]:
    return [
        f"{house.short(path)} has {count} lines, {TEMPLATE} is the limit: move a part to a template that starts with _."
        for path in sorted(house.source.rglob("templates/**/*.html"))
        if (count := _lines(path)) > TEMPLATE
    ]


def rooms_stay_small(house: House) -> list[str]:
    """Without tests and migrations; beyond the limit a decision record names the room and says why."""
    found = []
    for room in house.rooms:
        paths = [path for path in _python(house) if path.is_relative_to(house.source / room)]
        count = sum(_lines(path) for path in paths if not {"tests", "migrations"} & set(path.parts))
        if count > ROOM and not _is_decided(house, room):
            found.append(
                f"The room {room} has {count} lines without tests, {ROOM} is the limit: split it, or write a decision "
                f"record docs/decisions/….md with the words `size of the room {room}`."
            )
    return found


def _is_decided(house: House, room: str) -> bool:
    records = (house.root / "docs" / "decisions").glob("*.md")
    return any(f"size of the room {room}" in path.read_text(encoding="utf-8") for path in records)


def _python(house: House) -> Iterator[Path]:
    yield from (module.path for module in house.modules)
    for folder in ("tests", "tools", "benchmarks"):
        yield from sorted((house.root / folder).rglob("*.py"))


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


CHECKS = (files_stay_small, functions_stay_small, templates_stay_small, rooms_stay_small)
