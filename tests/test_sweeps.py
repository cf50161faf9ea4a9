"""Every page and every export of the house, with something planted in every free text: formulas, secrets."""

import csv
import io
import logging
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse

from tests.authorisation import METHODS, Subjects, Undone, collect_subjects, read_rows, text_of
from tests.cast import Cast, build_cast
from tests.e2e.infect import fill_everything
from weerbaar.config.log_lines import JsonLines

GET_URLS = sorted({row.url for row in read_rows() if row.method == "GET"})
STARTS = ("=", "+", "-", "@", "\t", "\r")
FORMULAS = [
    *('=HYPERLINK("https://kwaad.example","klik")', "=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)", "\t=1+1"),
    *("\r=1+1", "=1+1", '=IMPORTXML("https://kwaad.example","//a")', "-cmd", "+", "=", "@", "-"),
]
FILE_NAME = re.compile(
    r'attachment; filename="[a-z0-9][a-zA-Z0-9._-]{2,120}\.(xlsx|csv|json|docx|pptx|pdf|html|md|png|txt|ics|yaml|zip)"'
)
LONG = pytest.mark.long
SECRETS = [f"geheim-{number:03}-Zonneveld" for number in range(500)]


@pytest.fixture
def stage(db: None) -> Iterator[tuple[Cast, Subjects]]:
    with transaction.atomic():
        cast = build_cast()
        yield cast, collect_subjects(cast)


class Links(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and values.get("href", "").startswith(("/", "?")):
            self.links.append(values["href"])


def is_file(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and answer.headers.get("Content-Disposition", "").startswith("attachment")


def whole(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def problems_of_file(address: str, answer: HttpResponse) -> list[str]:
    """A name that no path fits in, a type that is meant, and no cell that a spreadsheet would calculate."""
    found = []
    disposition, kind = answer.headers["Content-Disposition"], answer.headers["Content-Type"]
    if not FILE_NAME.fullmatch(disposition):
        found.append(f"is named {disposition}")
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        found.append("may be guessed at")
    content = whole(answer)
    if kind.startswith("text/csv"):
        cells = [cell for row in csv.reader(io.StringIO(content.decode(), newline="")) for cell in row]
        found += [f"{cell!r} starts a formula" for cell in cells if cell.startswith(STARTS) and not _is_number(cell)]
    if "spreadsheetml" in kind:
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        found += [f"{cell.value!r} is a formula" for cell in cells if cell.data_type == "f"]
        found += [f"{cell.value!r} is a link" for cell in cells if cell.hyperlink]
    return [f"{address} {one}" for one in found]


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d+([.,]\d+)?", text))


@pytest.mark.proves("T7")
@pytest.mark.parametrize(
    "role", ["analyst", *(pytest.param(one, marks=LONG) for one in ("official_here", "maintainer"))]
)
def test_no_export_of_any_page_holds_a_formula_or_a_name_with_a_path(stage: tuple[Cast, Subjects], role: str) -> None:
    cast, subjects = stage
    columns, cells = fill_everything(FORMULAS)
    client, problems, files, with_text = cast.client(role), [], 0, 0
    for url in GET_URLS:
        address = subjects.address(url, "here")
        with Undone():
            answer = client.get(address)
            exports = (
                [link for link in Links(text_of(answer)).links if "-export=" in link] if not is_file(answer) else []
            )
            answers = [(address, answer), *((link, client.get(address.split("?")[0] + link)) for link in exports)]
            for where, one in answers:
                if is_file(one):
                    files += 1
                    with_text += "HYPERLINK" in text_of(one) or "SUM" in text_of(one)
                    problems += problems_of_file(where, one)
    assert len(columns) > 80
    assert cells > 60
    assert files >= 10
    assert with_text >= 3, "No planted text came along: this sweep proves nothing."
    assert not problems, "\n".join(problems)


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """All that every logger says, in the form of the house."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(), logging.getLogger("django"), logging.getLogger("weerbaar")]
    for one in loggers:
        one.addHandler(handler)
    yield heard
    for one in loggers:
        one.removeHandler(handler)


@pytest.mark.proves("T14")
@pytest.mark.urls("tests.test_hardening")  # the house, and a page that breaks
@pytest.mark.parametrize("roles", [("official_here",), pytest.param(("maintainer", "anonymous"), marks=LONG)], ids=str)
def test_of_five_hundred_secrets_none_reaches_a_log_line_a_number_or_a_mail_of_the_house(
    roles: tuple[str, ...], stage: tuple[Cast, Subjects], lines: io.StringIO, mailoutbox: list[Any]
) -> None:
    cast, subjects = stage
    fill_everything(SECRETS)
    left = iter(SECRETS * 20)
    for role in roles:
        client = cast.client(role)
        client.raise_request_exception = False
        for row in read_rows():
            secret = next(left)
            fields = {name: next(left) for name in subjects.fields(row.url, "here")}
            headers = {"user-agent": secret, "referer": f"https://x.example/{secret}"} if role == "anonymous" else {}
            address = subjects.address(row.url, "here")
            with Undone():
                if row.method == "GET":
                    client.get(address, {"q": secret, secret: secret}, headers=headers)
                else:
                    file = SimpleUploadedFile(f"{secret}.txt", secret.encode())
                    client.post(f"{address}?x={secret}", fields | {"documents": file}, headers=headers)
        for _broken in range(40):
            client.post(f"/stuk/{next(left)}/", {next(left): next(left)})
    said = lines.getvalue()
    assert said.count('"status": 500') >= 40 * len(roles)
    assert "geheim" not in said
    assert "Zonneveld" not in said
    assert not mailoutbox
    assert "geheim" not in text_of(cast.client("maintainer").get("/-/metrics"))


def test_both_methods_are_swept() -> None:
    assert {row.method for row in read_rows()} == set(METHODS)
