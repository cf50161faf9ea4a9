"""A youth worker with a phone and a link: from link to receipt, without JavaScript, and back to see what was done."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.site import Site
from tests.e2e.soundness import Ears, problems_of

pytestmark = pytest.mark.browser

TEXT = "Sinds maandag hangen rond het station in Nesserhoeve stickers tegen het azc."
PHONE = {"width": 360, "height": 740}


class Taps:
    """Counts what a thumb does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def on(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name).click()  # type: ignore[arg-type]
        self.count += 1

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label).click()
        self.count += 1
        self.page.keyboard.type(text)


@pytest.fixture(scope="module")
def link(site: Site, browser: Browser) -> str:
    """A link that an official makes for the youth workers of the municipality."""
    context = browser.new_context(locale="nl-NL")
    page = site.sign_in(context, "official_here")
    page.goto(f"{site.url}/signalen/links/")
    page.get_by_label("Organisatie").select_option(label="Gemeente Nesserhoeve")
    page.get_by_label("Functie").fill("jongerenwerker")
    page.get_by_role("button", name="Link maken").click()
    address = page.locator("main code").inner_text()
    context.close()
    return address


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def test_from_link_to_receipt_in_two_minutes_and_six_taps(phone: Page, link: str, tmp_path: Path) -> None:
    started, taps = time.monotonic(), Taps(phone)
    phone.goto(link)
    phone.screenshot(path=tmp_path / "1.png", full_page=True)
    taps.write("Wat valt u op?", TEXT)
    taps.on("button", "Volgende")
    assert phone.get_by_label("Onderwerp").input_value() == "asiel-en-opvang"
    assert "Voorgesteld" in phone.locator("main").inner_text()
    assert "Gemeente Nesserhoeve" in phone.locator("main fieldset").inner_text()
    phone.screenshot(path=tmp_path / "2.png", full_page=True)
    taps.on("button", "Versturen")
    assert "Uw signaal is ontvangen" in phone.locator("h1").inner_text()
    phone.screenshot(path=tmp_path / "3.png", full_page=True)
    assert taps.count <= 6
    assert time.monotonic() - started < 120
    code = re.search(r"\w{4}-\w{4}-\w{4}", phone.locator("main").inner_text())
    assert code
    phone.goto(link.split("/signaal/", maxsplit=1)[0] + "/signalen/status/")
    phone.get_by_label("Uw code").fill(code[0].replace("-", " ").lower())
    phone.get_by_role("button", name="Laat zien").click()
    assert "Uw signaal is ontvangen" in phone.locator("h1").inner_text()


def test_sending_twice_gives_the_same_receipt(phone: Page, link: str) -> None:
    receipts = set()
    for _ in range(2):
        phone.goto(link)
        phone.get_by_label("Wat valt u op?").fill(f"{TEXT} Dubbel.")
        phone.get_by_role("button", name="Volgende").click()
        phone.get_by_role("button", name="Versturen").click()
        receipts.add(phone.url)
    assert len(receipts) == 1


def test_a_double_click_on_send_is_one_signal(browser: Browser, link: str) -> None:
    context = browser.new_context(locale="nl-NL", viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(link)
    page.get_by_label("Wat valt u op?").fill(f"{TEXT} Snel.")
    page.get_by_role("button", name="Volgende").click()
    page.get_by_role("button", name="Versturen").dblclick()
    page.wait_for_url("**/signalen/bon/**")
    assert "Uw signaal is ontvangen" in page.locator("h1").inner_text()
    context.close()


def test_a_person_is_stopped_with_the_card_and_the_words_are_masked(phone: Page, link: str, tmp_path: Path) -> None:
    phone.goto(link)
    phone.get_by_label("Wat valt u op?").fill("Mohammed El Amrani hangt stickers op, bel 06-12345678.")
    phone.get_by_role("button", name="Volgende").click()
    main = phone.locator("main")
    for words in ("Er is niets bewaard", "0900-8844", "Zorg- en Veiligheidshuis Dolverland", "Veilig Thuis", "112"):
        assert words in main.inner_text()
    assert "Amrani" not in phone.content()
    phone.screenshot(path=tmp_path / "refused.png", full_page=True)


def test_the_order_of_reading_is_the_order_of_doing(phone: Page, link: str) -> None:
    phone.goto(link)
    phone.get_by_label("Wat valt u op?").fill(TEXT)
    phone.get_by_role("button", name="Volgende").click()
    text = phone.locator("main").inner_text()
    words = (
        "Controleer uw signaal",
        "Wat valt u op?",
        "Onderwerp",
        "Gemeente",
        "Wanneer?",
        "Wie ziet dit?",
        "Versturen",
    )
    places = [text.index(word) for word in words]
    assert places == sorted(places)


def test_an_unknown_link_says_what_to_do(phone: Page, site: Site) -> None:
    phone.goto(f"{site.url}/signaal/bestaat-niet/")
    assert "werkt niet meer" in phone.locator("h1").inner_text()
    assert "Er is niets verstuurd" in phone.locator("main").inner_text()


def test_the_pages_of_a_reporter_are_sound(browser: Browser, site: Site, link: str) -> None:
    context = browser.new_context(locale="nl-NL", viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    ears = Ears(page, site.url)
    problems = [one for address in (link, f"{site.url}/signalen/status/") for one in problems_of(page, address, ears)]
    context.close()
    assert not problems, "\n".join(problems)
