"""Reads the authorisation matrices of all rooms and plays one cell. How to add a row: docs/authorisation.md."""

import csv
import importlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import MEMBERS, Cast

ROOMS = Path(__file__).parents[1] / "src" / "weerbaar"
ROLES = ["anonymous", *MEMBERS]
METHODS = ["GET", "POST"]
SIDES = ["here", "elsewhere"]


@dataclass(frozen=True)
class Row:
    """One line of a matrix: what one method on one URL answers to each role, for a subject here and elsewhere."""

    room: str
    url: str
    method: str
    cells: dict[str, str]

    def expected(self, role: str, side: str) -> int:
        here, _, elsewhere = self.cells[role].partition("/")
        return int(here if side == "here" else elsewhere or here)


@dataclass(frozen=True)
class Subjects:
    """What the rooms offer to play with: keyword arguments and form fields per URL, here and elsewhere."""

    kwargs: dict[str, tuple[dict[str, Any], dict[str, Any]]]
    posts: dict[str, tuple[dict[str, Any], dict[str, Any]]]

    def sides(self, url: str) -> list[str]:
        """Here and elsewhere; once is enough for a page that is the same for both."""
        pairs = (self.kwargs.get(url, ({}, {})), self.posts.get(url, ({}, {})))
        return SIDES if any(here != elsewhere for here, elsewhere in pairs) else SIDES[:1]

    def address(self, url: str, side: str) -> str:
        pair = self.kwargs.get(url, ({}, {}))
        return reverse(url, kwargs=pair[SIDES.index(side)])

    def fields(self, url: str, side: str) -> dict[str, Any]:
        return self.posts.get(url, ({}, {}))[SIDES.index(side)]


def read_rows() -> list[Row]:
    """All rows of all `src/weerbaar/<room>/tests/matrix.csv`."""
    rows = []
    for path in sorted(ROOMS.glob("*/tests/matrix.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                cells = {role: line[role] for role in ROLES}
                rows.append(Row(path.parents[1].name, line["url"], line["method"], cells))
    return rows


def all_urls() -> dict[str, str]:
    """Every URL name of the house with its room; an unnamed URL goes by its pattern."""
    return dict(_walk(get_resolver().url_patterns, (), ""))


def _walk(patterns: list[Any], names: tuple[str, ...], prefix: str) -> Iterator[tuple[str, str]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            deeper = (*names, one.namespace) if one.namespace else names
            yield from _walk(one.url_patterns, deeper, prefix + str(one.pattern))
        elif isinstance(one, URLPattern):
            name = ":".join([*names, one.name]) if one.name else prefix + str(one.pattern)
            yield name, names[0] if names else "config"


def collect_subjects(cast: Cast) -> Subjects:
    """Asks `subjects(cast)` and, where it exists, `posts(cast)` of every room."""
    kwargs: dict[str, Any] = {}
    posts: dict[str, Any] = {}
    for path in sorted(ROOMS.glob("*/tests/subjects.py")):
        module = importlib.import_module(f"weerbaar.{path.parents[1].name}.tests.subjects")
        kwargs |= module.subjects(cast)
        posts |= module.posts(cast) if hasattr(module, "posts") else {}
    return Subjects(kwargs, posts)


def play(client: Client, method: str, address: str, fields: dict[str, Any]) -> HttpResponse:
    """One request with a copy of the client, so that signing out in one cell does not touch the next."""
    copy = Client(enforce_csrf_checks=client.handler.enforce_csrf_checks)
    copy.cookies = client.cookies.copy()
    answer: Any = copy.post(address, fields) if method == "POST" else copy.get(address, fields)
    return answer


class Undone:
    """Everything the database learns inside is forgotten afterwards."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *error: object) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)


def text_of(response: HttpResponse) -> str:
    """All that an answer carries: headers, body, and what is packed inside an office file."""
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    parts = [str(response.headers).encode(), content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts += [packed.read(name) for name in packed.namelist()]
    return b"\n".join(parts).decode("utf-8", "replace")
