"""A passkey in a real browser, with the virtual key of Chromium: made once, and then the way in without a password."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.site import Site


@pytest.mark.browser
@pytest.mark.proves("T16", "P7")
def test_a_passkey_is_made_and_lets_its_owner_in(site: Site, browser: Browser) -> None:
    context = browser.new_context(locale="nl-NL")
    here = Site(site.url.replace("127.0.0.1", "localhost"), site.data)
    page = here.sign_in(context, "trainer")
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**key, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto(f"{here.url}/mijn-gegevens/inloggen/passkey/")
    page.get_by_label("Naam van deze passkey").fill("werklaptop")
    page.get_by_role("button", name="Maak de passkey").click()
    page.get_by_text("Passkey: werklaptop").wait_for()
    page.context.clear_cookies()
    page.goto(f"{here.url}/inloggen/")
    page.locator("details", has_text="wachtwoord").locator("summary").first.click()
    page.get_by_role("button", name="Een passkey gebruiken").click()
    page.wait_for_url(f"{here.url}/")
    page.goto(f"{here.url}/mijn-gegevens/inloggen/")
    page.get_by_role("button", name="Haal deze stap weg").click()
    page.get_by_text("U hebt nog geen tweede stap.").wait_for()
    context.close()
