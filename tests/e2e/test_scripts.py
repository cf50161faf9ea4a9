"""Two hundred script vectors in every free text of the database, seen by a real browser: none runs (T9).

The texts are written past every gate. `make test` looks at the pages that show most of them; `make prove` crawls every
page of every role in ten rounds, with another vector in each text each time.
"""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.crawl import Crawler, read
from tests.e2e.site import ROOT, Site, demo_environment, serving
from tests.e2e.soundness import Ears
from tests.e2e.test_pages import KEYS
from tests.e2e.vectors import BEFORE, FIND_HERE, FIND_ON_A_BARE_PAGE, VECTORS

pytestmark = pytest.mark.browser
LISTS = ("/signalen/", "/items/", "/bronnen/", "/ontwikkelingen/trends/", "/beelden/", "/adviezen/", "/mensen/")


@contextmanager
def infected(site: Site, folder: Path, number: int) -> Iterator[tuple[Site, dict[str, list[str]]]]:
    """A second server, on a copy of the demo that is full of vectors; and which columns are."""
    with sqlite3.connect(site.data / "weerbaar.sqlite3") as kept, sqlite3.connect(folder / "weerbaar.sqlite3") as copy:
        kept.backup(copy)
    (folder / "static").symlink_to(site.data / "static")
    env = demo_environment(folder) | {
        "DJANGO_SETTINGS_MODULE": "weerbaar.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, ROOT / "tests" / "e2e" / "infect.py", str(number)]
    told = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
    with serving(folder, demo_environment(folder)) as running:
        yield running, json.loads(told.stdout)


def look(page: Page, ears: Ears, address: str) -> list[str]:
    """What a page did that it should not: ran, refused to run, asked somebody else, or went elsewhere."""
    ears.heard.clear()
    page.goto(address)
    found = [*page.evaluate(FIND_HERE), *ears.heard]
    if page.url.split("?")[0] != address.split("?", maxsplit=1)[0]:
        found.append(f"went to {page.url}")
    return [f"{address}: {one}" for one in found]


def watched_page(browser: Browser, site: Site, key: str) -> tuple[Page, Ears]:
    context = browser.new_context(locale="nl-NL")
    context.add_init_script(BEFORE)
    site.sign_in(context, key).close()
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    return page, Ears(page, site.url)


@pytest.mark.proves("T9")
def test_the_eye_sees_a_vector_on_a_page_that_quotes_nothing(browser: Browser) -> None:
    page = browser.new_page()
    assert page.evaluate(FIND_ON_A_BARE_PAGE, ["gewone tekst & <b>vet</b>"]) == []
    seen = page.evaluate(FIND_ON_A_BARE_PAGE, list(VECTORS))
    page.close()
    assert len(set(VECTORS)) >= 190
    assert len(seen) >= 150, sorted(set(VECTORS) - set(seen))


@pytest.mark.proves("T9")
def test_no_vector_runs_on_the_pages_that_show_most_text(site: Site, browser: Browser, tmp_path: Path) -> None:
    with infected(site, tmp_path, 0) as (running, told):
        assert len(told["columns"]) > 80
        page, ears = watched_page(browser, running, "analyst")
        problems, seen = [], 0
        for address in LISTS:
            problems += look(page, ears, running.url + address)
            links = [link for link in read(page.content()).links if link.startswith(address)]
            inner = [link for link in links if re.search(r"\d", link) and "?" not in link][:1]
            for link in inner:
                problems += look(page, ears, running.url + link)
            seen += page.content().count("hit()")
        page.context.close()
    assert seen > 100, "The vectors do not stand on these pages."
    assert not problems, "\n".join(problems)


@pytest.mark.long
@pytest.mark.proves("T9")
@pytest.mark.parametrize("number", range(10))
def test_no_vector_runs_on_any_page_of_any_role(site: Site, browser: Browser, tmp_path: Path, number: int) -> None:
    with infected(site, tmp_path, number) as (running, _told):
        problems = []
        for key in KEYS:
            page, ears = watched_page(browser, running, key)
            crawler = Crawler(running.url)
            for address in sorted(
                {one for pages in crawler.crawl(page.context.request).pages.values() for one in pages}
            ):
                problems += look(page, ears, address)
            page.context.close()
    assert not problems, "\n".join(problems)
