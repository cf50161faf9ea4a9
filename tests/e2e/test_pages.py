"""Every page that any role may open is sound, in a real browser. New pages are found by themselves."""

import pytest
from playwright.sync_api import Browser, Response

from tests.authorisation import read_rows
from tests.e2e.crawl import Crawl, Crawler
from tests.e2e.site import Site
from tests.e2e.soundness import Ears, problems_of
from weerbaar.accounts import selectors

pytestmark = pytest.mark.browser

HOME_LIMIT = 300_000
# These are opened from a letter, a receipt or a code on a wall, or are asked for by a script; no page links to them.
BY_A_LINK_OF_ONES_OWN = (
    "accounts:accept", "advice:answer-by-link", "advice:bring", "cookers:phone-standing", "cookers:standing",
    "cookers:vote", "pictures:section-by-link", "signals:report-by-link",
    "signals:receipt",
)  # fmt: skip
# One per role, and the partner who is asked something in the demo.
KEYS = [*{one.role: one.key for one in reversed(selectors.demo_people())}.values(), "partner_safety_house"]


@pytest.fixture(scope="module")
def crawls(site: Site, browser: Browser) -> dict[str | None, Crawl]:
    """What everybody finds: the visitor first, then each demo person."""
    crawler = Crawler(site.url)
    found: dict[str | None, Crawl] = {}
    for key in (None, *KEYS):
        context = browser.new_context(locale="nl-NL")
        if key:
            site.sign_in(context, key).close()
        found[key] = crawler.crawl(context.request)
        context.close()
    return found


def test_no_link_breaks(crawls: dict[str | None, Crawl]) -> None:
    odd = [problem for found in crawls.values() for problem in found.odd]
    assert not odd, "\n".join(odd)


def test_every_page_of_the_matrix_is_found_by_somebody(crawls: dict[str | None, Crawl]) -> None:
    """A page that no link leads to cannot be found by a user either."""
    found = {name for crawl in crawls.values() for name in crawl.answered}
    pages = {row.url for row in read_rows() if row.method == "GET" and "200" in "".join(row.cells.values())}
    lost = sorted(pages - found - set(BY_A_LINK_OF_ONES_OWN))
    assert not lost, f"Nobody finds {', '.join(lost)}: link to it from a page of a role that may open it."


@pytest.mark.proves("C12", "M4", "T20")
@pytest.mark.parametrize("key", [None, *KEYS])
def test_every_page_is_sound_for_everybody(
    site: Site, browser: Browser, crawls: dict[str | None, Crawl], key: str | None
) -> None:
    """Pages that look the same for several roles are looked at once."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    if key:
        site.sign_in(context, key).close()
    page = context.new_page()
    ears = Ears(page, site.url)
    problems = [problem for address in crawls[key].new for problem in problems_of(page, address, ears)]
    context.close()
    assert crawls[key].pages
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize("key", ["analyst", "executive"])
def test_home_weighs_little(site: Site, browser: Browser, key: str) -> None:
    """With an empty cache: the page, its style sheets, scripts, letters and pictures, as they travel."""
    signed_in = browser.new_context(locale="nl-NL")
    site.sign_in(signed_in, key)
    context = browser.new_context(locale="nl-NL", storage_state=signed_in.storage_state())
    signed_in.close()
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - playwright refuses a built-in
    page.goto(f"{site.url}/", wait_until="networkidle")
    sizes = [answer.request.sizes() for answer in answers]
    context.close()
    weight = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    print(f"home of {key}: {weight} bytes in {len(answers)} answers")
    assert len(answers) >= 3
    assert weight <= HOME_LIMIT, f"the home page weighs {weight} bytes"


def test_without_javascript_one_can_log_in_and_read(site: Site, browser: Browser) -> None:
    context = browser.new_context(locale="nl-NL", java_script_enabled=False)
    page = site.sign_in(context, KEYS[0])
    assert page.locator("main h1").inner_text()
    first = page.locator("main a[href^='/']").first
    target = first.get_attribute("href")
    first.click()
    assert page.url.startswith(f"{site.url}{str(target).split('?')[0]}")
    context.close()
