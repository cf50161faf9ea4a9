"""Many people at once: mixed pages over HTTP against the real server, none answered with an error (R9).

`make prove` has 640 people who each open a page every 12.8 seconds, 50 in a second, for RUSH_MINUTES (2). Only there
the times count: beside other tests they say nothing.
"""

import os
import random
import re
import sqlite3
import threading
import time
from http.client import HTTPConnection
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.e2e.site import Site

PAGES = ("/", "/signalen/", "/bronnen/", "/ontwikkelingen/", "/beelden/", "/adviezen/", "/verantwoording/", "/melden/")
PEOPLE = ("analyst", "specialist", "official_here", "official_elsewhere", "project_leader")
REST = 12.8
MOST_MEMORY = 1_000_000_000


def cookie_of(site: Site, person: str) -> str:
    """The session of somebody of the demo."""
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    page = browser.open(f"{site.url}/inloggen/", timeout=60).read().decode()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)
    assert token
    fields = urlencode({"csrfmiddlewaretoken": token[1]}).encode()
    form = Request(f"{site.url}/demo/{person}/", fields, {"Referer": f"{site.url}/inloggen/"})  # noqa: S310 - ours
    browser.open(form, timeout=60)
    return "; ".join(f"{one.name}={one.value}" for one in jar)


class Somebody(threading.Thread):
    """Opens a page, reads it, opens another; remembers how long each took and what went wrong."""

    def __init__(self, site: Site, cookie: str, number: int, *, pages: int, rest: float) -> None:
        super().__init__()
        self.place, self.cookie, self.pages, self.rest = urlsplit(site.url).netloc, cookie, pages, rest
        self.random, self.took, self.wrong = random.Random(number), list[float](), list[str]()
        self.seen = 0

    def run(self) -> None:
        time.sleep(self.random.random() * self.rest)
        for _ in range(self.pages):
            started, page = time.perf_counter(), self.random.choice(PAGES)
            try:
                connection = HTTPConnection(self.place, timeout=60)
                connection.request("GET", page, headers={"Cookie": self.cookie})
                answer = connection.getresponse()
                answer.read()
                connection.close()
                self.seen += answer.status == 200
                if answer.status not in {200, 403, 404}:  # 403 and 404: a page that this role has not
                    self.wrong.append(f"{page} {answer.status}")
            except OSError as mishap:
                self.wrong.append(f"{page} {type(mishap).__name__}")
            self.took.append(time.perf_counter() - started)
            time.sleep(max(0.0, self.rest - self.took[-1]))


def memory_of(site: Site) -> int:
    """Bytes that the processes of this server hold together."""
    found = 0
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if f"WEERBAAR_DATA={site.data}" in (path / "environ").read_text("utf-8", errors="replace"):
                held = re.search(r"VmRSS:\s+(\d+) kB", (path / "status").read_text("utf-8"))
                found += int(held[1]) * 1024 if held else 0
        except OSError:
            continue
    return found


@pytest.mark.proves("R9")
@pytest.mark.parametrize(("people", "rest"), [(16, 1.0), pytest.param(640, REST, marks=pytest.mark.long)])
def test_all_at_once_get_their_pages(site: Site, people: int, rest: float, capsys: pytest.CaptureFixture[str]) -> None:
    is_full = people > 100
    pages = int(float(os.environ.get("RUSH_MINUTES", "2")) * 60 / rest) if is_full else 2
    cookies = [cookie_of(site, person) for person in PEOPLE]
    visitors = [Somebody(site, cookies[at % len(cookies)], at, pages=pages, rest=rest) for at in range(people)]
    for one in visitors:
        one.start()
    while any(one.is_alive() for one in visitors):
        time.sleep(1)
        with sqlite3.connect(site.data / "weerbaar.sqlite3", timeout=20) as database:  # five people act for all
            database.execute("DELETE FROM accounts_rowstaken")
    took = sorted(seconds for one in visitors for seconds in one.took)
    late, memory = took[int(len(took) * 0.95)], memory_of(site)
    with capsys.disabled():
        print(f"\n{len(took)} pages, p50 {took[len(took) // 2]:.3f} s, p95 {late:.3f} s, {memory / 1e6:.0f} MB")
    assert [wrong for one in visitors for wrong in one.wrong] == []
    assert len(took) == people * pages
    assert sum(one.seen for one in visitors) > len(took) / 2
    assert 0 < memory < MOST_MEMORY
    assert late < (0.5 if is_full else 60)
