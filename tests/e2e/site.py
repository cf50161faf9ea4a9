"""The running site, as `make run` starts it, and a real browser that looks at it. Fixtures for every browser test."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
]


@dataclass(frozen=True)
class Site:
    """A server of its own on loopback, with the invented region in a database of its own."""

    url: str
    data: Path

    def sign_in(self, context: BrowserContext, key: str) -> Page:
        """Opens the site through the eyes of a demo person, by the card on the login page."""
        page = context.new_page()
        page.goto(f"{self.url}/inloggen/")
        page.locator(f"form[action='/demo/{key}/'] button").click()
        page.wait_for_url(f"{self.url}/")
        return page


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("site")
    env = demo_environment(data)
    for command in ("migrate --verbosity 0", "load_demo", "collectstatic --no-input --verbosity 0"):
        subprocess.run([programs() / "weerbaar", *command.split()], cwd=ROOT, env=env, check=True)
    with serving(data, env) as running:
        yield running


def programs() -> Path:
    return Path(sys.executable).parent


def demo_environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return kept | {"WEERBAAR_DATA": str(data), "WEERBAAR_DEMO": "1"}


@contextmanager
def serving(data: Path, env: dict[str, str]) -> Iterator[Site]:
    """The server on this data folder, until the end of the block."""
    port = free_port()
    options = f"--interface wsgi --host 127.0.0.1 --port {port} --blocking-threads 4 --no-ws --log-level warning"
    server = subprocess.Popen(
        [programs() / "granian", *options.split(), "--workers-kill-timeout", "5", "weerbaar.config.wsgi:application"],
        cwd=ROOT, env=env,
    )  # fmt: skip
    try:
        wait_for(port, server)
        urlopen(f"http://127.0.0.1:{port}/inloggen/", timeout=120).close()  # loads all
        yield Site(f"http://127.0.0.1:{port}", data)
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "the server stopped before it answered"
        time.sleep(0.1)
    raise AssertionError("the server did not answer within 30 seconds")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of this machine. Without one the test fails: a test that cannot run is an error."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "There is no Chromium: install it, or set CHROMIUM to its path."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A clean browser, Dutch, at desk size."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    yield context
    context.close()
