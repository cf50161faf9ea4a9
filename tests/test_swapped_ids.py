"""Swapped ids: a whole recorded run of one person, replayed by another with the ids that were met on it (T11)."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from tests.authorisation import Subjects, Undone, play, text_of
from tests.cast import Cast

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
OWN_BOOKS = ("accounts_auditevent", "accounts_rowstaken", "accounts_opensession", "django_session", "guard_")
"""Tables that may be written at a refusal: the log, the budget of rows, the session, the sent form."""
WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)


class Page(HTMLParser):
    """The addresses that a page leads to, and its forms with all that the browser would send along."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, dict[str, list[str]]]] = []
        self._choice = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and values.get("href", "").startswith("/"):
            self.links.append(values["href"])
        if tag == "form" and values.get("method", "").lower() == "post":
            self.forms.append((values.get("action", ""), {}))
        if tag == "select":
            self._choice = values.get("name", "")
        name = self._choice if tag == "option" else values.get("name", "")
        if tag in {"input", "button", "option"} and self.forms and name:
            self.forms[-1][1].setdefault(name, []).append(values.get("value", ""))


@dataclass
class Run:
    """What somebody who looks at everything met: the pages that opened, and the forms with every value they offer."""

    opened: list[str] = field(default_factory=list)
    forms: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def ids(self) -> dict[str, set[str]]:
        """Per field of a form the ids that stood in it."""
        found: dict[str, set[str]] = {}
        for fields in self.forms.values():
            for name, values in fields.items():
                found.setdefault(name, set()).update(value for value in values if UUID.fullmatch(value))
        return found


def recorded_run(client: Client, most_visits: int) -> Run:
    """Follows every link that is met, each kind of page so many times at most."""
    run, seen, visits = Run(), set[str](), Counter[str]()
    waiting = ["/"]
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        if address in seen or name is None or visits[name] >= most_visits:
            continue
        seen.add(address)
        visits[name] += 1
        with Undone():
            answer = client.get(address)
            if answer.status_code != 200:
                continue
            run.opened.append(address)
            if "text/html" not in answer.headers["Content-Type"] or "Content-Disposition" in answer.headers:
                continue
            found = Page(text_of(answer))
        for action, fields in found.forms:
            run.forms.setdefault(action or address, fields)
        waiting += [link.split("#")[0] for link in found.links if "?" not in link]
    return run


def name_of(address: str) -> str | None:
    try:
        return resolve(address.split("?", maxsplit=1)[0]).view_name
    except Resolver404:
        return None


def swapped(mine: list[str], theirs: list[str]) -> set[str]:
    """Every address of mine with every id that the other met at the same place, or under the same name."""
    met: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for address in theirs:
        kwargs = resolve(address).kwargs
        if kwargs:
            met.setdefault(tuple(sorted(kwargs)), []).append(kwargs)
    names = {(resolve(address).view_name, tuple(sorted(resolve(address).kwargs))) for address in mine}
    made = set()
    for name, keys in names:
        for kwargs in met.get(keys, []):
            try:
                made.add(reverse(name, kwargs=kwargs))
            except ValueError:
                continue
    return made - set(mine)


class Written:
    """The tables that a request writes, beside the books of the house itself."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(str(sql))
        if found and not found[1].startswith(OWN_BOOKS):
            self.tables.add(found[1])
        return execute(sql, params, many, context)


def replayed(client: Client, method: str, address: str, fields: dict[str, str]) -> tuple[int, str, set[str]]:
    """Status, all that came back, and the tables that were written; then it is undone."""
    written = Written()
    with Undone(), connection.execute_wrapper(written):
        answer = play(client, method, address, fields)
        return answer.status_code, text_of(answer), written.tables


def first_values(fields: dict[str, list[str]]) -> dict[str, str]:
    return {name: next((value for value in values if value), "") for name, values in fields.items()}


def requests_with_ids_of(other: Run, mine: Run) -> list[tuple[str, str, dict[str, str]]]:
    """Every request of the other that I could not make, and every one of mine with an id of the other in it."""
    addresses = swapped(mine.opened, other.opened) | (set(other.opened) - set(mine.opened))
    made: list[tuple[str, str, dict[str, str]]] = [("GET", address, {}) for address in sorted(addresses)]
    made += [
        ("POST", action, first_values(fields))
        for action, fields in other.forms.items()
        if action not in mine.forms and name_of(action)
    ]
    own, foreign = mine.ids(), other.ids()
    for action, fields in mine.forms.items():
        for name in fields:
            strange = sorted(foreign.get(name, set()) - own.get(name, set()))
            made += [("POST", action, first_values(fields) | {name: one}) for one in strange[:3]]
    return made


@pytest.mark.proves("T11")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("me", "other", "most_visits", "step"),
    [
        ("official_here", "official_elsewhere", 1, 3),
        *(
            pytest.param(me, other, 3, 1, marks=pytest.mark.long)
            for me, other in (
                ("official_here", "official_elsewhere"), ("official_elsewhere", "official_here"),
                ("partner", "official_elsewhere"), ("trainer", "analyst"), ("school_coordinator", "maintainer"),
            )
        ),
    ],
)  # fmt: skip
def test_the_ids_of_another_in_every_request_of_a_whole_run_open_and_change_nothing(
    stage: tuple[Cast, Subjects], me: str, other: str, most_visits: int, step: int
) -> None:
    cast, _subjects = stage
    mine, theirs = (recorded_run(cast.client(role), most_visits) for role in (me, other))
    client, wrong = cast.client(me), []
    requests = requests_with_ids_of(theirs, mine)[::step]
    for method, address, fields in requests:
        status, text, tables = replayed(client, method, address, fields)
        wrong += [f"{method} {address} shows {one}" for one in cast.forbidden_canaries(me) if one in text]
        if status >= 500 or tables:
            wrong.append(f"{method} {address} {fields} answers {status} and writes {sorted(tables)}")
    assert len(theirs.opened) > 20
    assert len(requests) > 30
    assert not wrong, "\n".join(wrong)
