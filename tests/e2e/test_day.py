"""A day: a youth worker sees something, an official picks it up, an analyst and an official say what it means, a
specialist gives advice, and the youth worker reads what was done. Each through an own browser, with pictures."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.site import Site

pytestmark = pytest.mark.browser

SEEN = "Op de muur van de sporthal in Nesserhoeve staan sinds dinsdag leuzen tegen de komst van het azc."
TREND = "Leuzen rond de sporthal"
TOLD = "Dank voor uw signaal. De leuzen zijn weg en we kijken mee of ze terugkomen."
TOWN = "Gemeente Nesserhoeve"
PROGRAMME = "Voorbeeldregio Samen Veilig"


class Day:
    """One browser per person, and a picture of each moment."""

    def __init__(self, site: Site, browser: Browser, folder: Path) -> None:
        self.site, self.browser, self.folder = site, browser, folder
        self.contexts: list[BrowserContext] = []
        self.pages: dict[str, Page] = {}
        self.moments = 0

    def of(self, key: str) -> Page:
        """The page of a demo person; of `reporter` a telephone without an account and without JavaScript."""
        if key not in self.pages:
            phone = key == "reporter"
            size = {"width": 360, "height": 740} if phone else {"width": 1280, "height": 900}
            context = self.browser.new_context(locale="nl-NL", viewport=size, java_script_enabled=not phone)  # type: ignore[arg-type]
            self.contexts.append(context)
            self.pages[key] = context.new_page() if phone else self.site.sign_in(context, key)
        return self.pages[key]

    def go(self, key: str, address: str) -> Page:
        page = self.of(key)
        page.goto(address if address.startswith("http") else f"{self.site.url}{address}")
        return page

    def look(self, key: str, moment: str) -> None:
        self.moments += 1
        path = self.folder / f"{self.moments:02d}-{key}-{moment}.png"
        self.of(key).screenshot(path=path, full_page=True)


@pytest.fixture
def day(site: Site, browser: Browser, tmp_path: Path) -> Iterator[Day]:
    played = Day(site, browser, tmp_path)
    yield played
    for context in played.contexts:
        context.close()


def main(page: Page) -> str:
    return page.locator("main").inner_text()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def choose(page: Page, name: str, value: str) -> None:
    """In a list, or among buttons in a row."""
    button = page.locator(f"input[name={name}][value={value}]")
    if button.count():
        button.check()
    else:
        page.locator(f"select[name={name}]").select_option(value)


def test_a_day_from_what_was_seen_to_what_was_done(day: Day) -> None:
    code = the_reporter_reports(day)
    signal = the_official_picks_it_up(day)
    trend = the_analyst_opens_a_trend(day)
    meaning = the_analyst_writes_what_it_means(day, trend)
    the_official_reads_it_as_second(day, meaning)
    the_specialist_sees_it_too_and_advises(day, signal)
    the_reporter_hears_what_was_done(day, code)
    assert len(list(day.folder.glob("*.png"))) == day.moments >= 12


def the_reporter_reports(day: Day) -> str:
    page = day.go("official_here", "/signalen/links/")
    page.get_by_label("Organisatie").select_option(label=TOWN)
    page.get_by_label("Functie").fill("sporthalbeheerder")
    press(page, "Link maken")
    phone = day.go("reporter", page.locator("main code").inner_text())
    phone.get_by_label("Wat valt u op?").fill(SEEN)
    press(phone, "Volgende")
    phone.locator("[name=label][value=amber]").check()
    day.look("reporter", "controle")
    press(phone, "Versturen")
    day.look("reporter", "ontvangstbewijs")
    code = re.search(r"\w{4}-\w{4}-\w{4}", main(phone))
    assert code
    return code[0]


def the_official_picks_it_up(day: Day) -> str:
    page = day.go("official_here", "/signalen/")
    day.look("official_here", "lijst")
    page.get_by_role("link", name=SEEN[:40]).first.click()
    address = page.url
    press(page, "Begin met duiden")
    assert "in duiding" in main(page)
    page.get_by_text("Laat de gever weten wat er gebeurt").click()
    page.locator("#tell_text").fill(TOLD)
    press(page, "Laat het weten")
    assert TOLD in main(page)
    day.look("official_here", "signaal")
    return address


def the_analyst_opens_a_trend(day: Day) -> str:
    page = day.go("analyst", "/ontwikkelingen/mijn-week/")
    for words in ("Bevindingen van week", "Stille bronnen", "Weekblad De Wilgerbode", "Fennebroek"):
        assert words in main(page), words
    day.look("analyst", "mijn-week")
    page.get_by_role("link", name=f"Trend openen van {SEEN[:30]}").or_(
        page.locator("li", has_text=SEEN[:40]).get_by_role("link", name=re.compile("Trend openen"))
    ).first.click()
    assert SEEN[:40] in main(page)
    page.locator("[name=name]").fill(TREND)
    choose(page, "topic", "asiel-en-opvang")
    day.look("analyst", "trend-openen")
    press(page, "Trend openen")
    assert page.locator("h1").inner_text() == TREND
    return page.url


def the_analyst_writes_what_it_means(day: Day, trend: str) -> str:
    page = day.go("analyst", trend)
    page.get_by_role("link", name="Schrijven wat het betekent").first.click()
    page.locator("[name=fact]").fill("Een beheerder zag leuzen op de sporthal. Ze waren dezelfde dag weg.")
    page.locator("[name=meaning]").fill("De leuzen horen bij de avond over de opvang en trekken weinig aandacht.")
    choose(page, "nature", "context")
    choose(page, "direction", "more")
    choose(page, "likelihood", "possible")
    page.locator("[name=likelihood_reason]").fill("Het is een waarneming, en die is zeker.")
    for key in ("vertical", "horizontal", "incitement", "following", "resilience"):
        choose(page, f"criterion_{key}", "some")
        page.locator(f"[name=criterion_{key}_note]").fill("Nagegaan bij de gemeente.")
    for key in ("media", "holiday", "campaign", "dead_feed"):
        choose(page, f"alternative_{key}", "no")
        page.locator(f"[name=alternative_{key}_note]").fill("Nagekeken in de bronnen.")
    day.look("analyst", "duiding-schrijven")
    press(page, "Tekst bewaren")
    page.locator("[name=organisation]").select_option(label=TOWN)
    press(page, "Vragen om te lezen")
    day.look("analyst", "duiding")
    return page.url


def the_official_reads_it_as_second(day: Day, meaning: str) -> None:
    page = day.go("official_here", meaning)
    press(page, "Ik heb het gelezen en het telt mee")
    assert "telt mee" in main(page)
    day.look("official_here", "tweede-lezer")


def the_specialist_sees_it_too_and_advises(day: Day, signal: str) -> None:
    page = day.go("specialist", signal)
    press(page, "Zien wij ook")
    assert PROGRAMME in main(page)
    day.look("specialist", "zien-wij-ook")
    page = day.go("specialist", "/adviezen/nieuw/")
    page.locator("[name=body]").select_option(index=1)
    page.locator("[name=title]").fill("Leuzen snel weg en de avond kleiner")
    page.locator("[name=question]").fill("Wat doen we met de leuzen rond de sporthal?")
    page.locator("[name=text]").fill(
        "Haal leuzen binnen een dag weg. Houd de avond klein. Laat de buurt het woord doen."
    )
    page.locator("[name=first_step]").fill("Spreek af wie weghaalt.")
    page.locator("[name=due_on]").fill("2027-06-01")
    page.get_by_label(re.compile(re.escape(f"trend: {TREND}"), re.IGNORECASE)).first.check()
    day.look("specialist", "advies-schrijven")
    press(page, "Opslaan")
    page.locator("[name=organisation]").select_option(label=TOWN)
    press(page, "Vraag om mee te lezen")
    assert TREND in main(page)
    day.look("specialist", "advies")


def the_reporter_hears_what_was_done(day: Day, code: str) -> None:
    phone = day.go("reporter", "/signalen/status/")
    phone.get_by_label("Uw code").fill(code)
    press(phone, "Laat zien")
    assert TOLD in main(phone)
    day.look("reporter", "terug")
