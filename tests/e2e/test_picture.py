"""A local picture in a real browser, from start to frozen by two: nothing typed is lost, and it never changes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.e2e.site import Site
from tests.e2e.soundness import Ears, problems_of

pytestmark = pytest.mark.browser

PERIOD = "2027-H1"
PATIENCE = 60_000


@pytest.fixture(scope="module")
def official(site: Site, browser: Browser) -> Iterator[BrowserContext]:
    yield from _at_a_desk(site, browser, "official_here")


@pytest.fixture(scope="module")
def analyst(site: Site, browser: Browser) -> Iterator[BrowserContext]:
    yield from _at_a_desk(site, browser, "analyst")


def _at_a_desk(site: Site, browser: Browser, key: str) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    site.sign_in(context, key).close()
    yield context
    context.close()


@pytest.fixture(scope="module")
def address(site: Site, official: BrowserContext) -> str:
    """A new picture, started by the official."""
    page = official.new_page()
    page.goto(f"{site.url}/beelden/nieuw/")
    page.get_by_label("Periode").fill(PERIOD)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/beelden/*-*-*/")
    found = page.url
    page.close()
    return found


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def field(page: Page) -> Locator:
    return page.locator("[data-editor] textarea")


def state(page: Page, word: str) -> str:
    shown = page.locator(f"[data-editor-state][data-now={word}]")
    shown.wait_for()
    return shown.inner_text()


def kept_here(page: Page) -> int:
    return int(page.evaluate("() => Object.keys(localStorage).length"))


def test_a_browser_that_is_closed_in_mid_sentence_loses_nothing(official: BrowserContext, address: str) -> None:
    page = opened(official, f"{address}deel/9/")
    field(page).fill("## Waarschijnlijk\n\nHet blijft rustig, en")
    assert state(page, "saved").startswith("Opgeslagen om ")
    assert page.locator("[data-editor-preview] h3").inner_text() == "Waarschijnlijk"
    field(page).press_sequentially(" de wijk")
    page.close()
    again = opened(official, f"{address}deel/9/")
    kept = again.locator("[data-editor-kept]")
    if not field(again).input_value().endswith("en de wijk"):
        kept.get_by_role("button", name="Zet hem in het veld").click()
    assert field(again).input_value().endswith("en de wijk")
    again.close()


def test_without_a_connection_the_text_stays_in_the_browser_until_it_is_saved(
    official: BrowserContext, address: str
) -> None:
    page = opened(official, f"{address}deel/6/")
    official.set_offline(True)
    field(page).fill("Op het plein is het stil.")
    assert "Geen verbinding" in state(page, "offline")
    assert kept_here(page) >= 1
    official.set_offline(False)
    state(page, "saved")
    assert kept_here(page) == 0
    page.reload()
    assert field(page).input_value() == "Op het plein is het stil."
    page.close()


def test_of_two_pages_at_once_both_texts_stand(official: BrowserContext, address: str) -> None:
    first, second = (opened(official, f"{address}deel/4/") for _ in range(2))
    field(first).fill("Er komen woningen bij.")
    state(first, "saved")
    field(second).fill("Er is een tekort aan woningen.")
    assert "staat ernaast" in state(second, "beside")
    first.reload()
    shown = first.locator("main").inner_text()
    assert field(first).input_value() == "Er komen woningen bij."
    assert "Er is een tekort aan woningen." in shown
    first.get_by_label("Deze tekst komt in de plaats").check()
    field(first).fill("Er komen woningen bij, en er is een tekort.")
    first.get_by_role("button", name="Opslaan").click()
    first.wait_for_load_state()
    assert "tekort aan woningen." not in first.locator("main").inner_text()
    for page in (first, second):
        page.close()


def test_a_person_is_stopped_at_the_field_and_kept_nowhere(official: BrowserContext, address: str) -> None:
    page = opened(official, f"{address}deel/3/")
    field(page).fill("Bel Jan de Vries op 06-12345678.")
    assert "niets bewaard" in state(page, "refused")
    assert "Laat het telefoonnummer weg" in page.locator("[data-editor-refused]").inner_text()
    assert kept_here(page) == 0
    page.reload()
    assert field(page).input_value() == ""
    page.close()


def test_two_people_freeze_what_was_written_and_it_leads_to_what_it_rests_on(
    official: BrowserContext, analyst: BrowserContext, address: str
) -> None:
    page = opened(official, f"{address}deel/2/")
    page.get_by_label("Uitspraak", exact=True).fill("Het overleg in de wijk werkt.")
    page.get_by_label("Hoe zeker?").select_option("likely")
    page.get_by_label("Waarom zo zeker?").fill("twee gesprekken wijzen hierop")
    page.locator("input[name=basis]").first.check()
    page.get_by_role("button", name="Toevoegen").click()
    page.locator(".statement").first.wait_for()
    page.goto(f"{address}merking/")
    page.get_by_label("Voor welke functies?").fill("burgemeester")
    page.get_by_role("button", name="Opslaan").click()
    page.locator("#checks").wait_for()
    assert "Niets houdt het vaststellen tegen" in page.locator("#checks").inner_text()
    second = opened(analyst, address)
    second.get_by_role("button", name="Instemmen als eerste").click()
    second.get_by_text("U stemde in").first.wait_for()
    page.goto(address)
    page.get_by_role("button", name="Vaststellen als tweede").click()
    page.get_by_text("Het beeld is vastgesteld.").wait_for()
    page.goto(address.split("/beelden/", maxsplit=1)[0] + "/beelden/")
    page.locator("main li a", has_text="januari - juni 2027").first.click()
    statement = page.locator(".statement", has_text="Het overleg in de wijk werkt.").first
    statement.get_by_role("link").first.click()
    assert page.locator("h1").inner_text()
    assert "/beelden/" not in page.url
    for one in (page, second):
        one.close()


def test_a_section_by_its_link_is_sound_and_shows_nothing_else(
    site: Site, browser: Browser, official: BrowserContext, address: str
) -> None:
    page = opened(official, f"{address}deel/7/eigenaar/")
    page.get_by_role("button", name="Maak een link").click()
    link = page.locator("main code").inner_text()
    page.close()
    phone = browser.new_context(locale="nl-NL", viewport={"width": 360, "height": 740})
    phone.set_default_timeout(PATIENCE)
    visitor = phone.new_page()
    problems = problems_of(visitor, link, Ears(visitor, site.url))
    assert not problems, "\n".join(problems)
    visitor.goto(link)
    field(visitor).fill("De bibliotheek helpt bij nepnieuws.")
    state(visitor, "saved")
    assert "Het overleg in de wijk werkt." not in visitor.content()
    phone.close()
