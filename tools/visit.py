"""Somebody of the demo who looks at every page over HTTP and remembers the ids, the forms and the searches on them."""

import re
import time
from collections import Counter
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener


class Visit:
    """A signed-in browser without a browser."""

    def __init__(self, base: str, person: str) -> None:
        self.base, self.jar = base, CookieJar()
        self.browser = build_opener(HTTPCookieProcessor(self.jar))
        self.forms: dict[str, dict[str, list[str]]] = {}
        self.queries: dict[str, dict[str, list[str]]] = {}
        self.ids: dict[str, dict[str, set[str]]] = {}
        self.pages = 0
        self._sign_in(person)

    @staticmethod
    def wait_for(base: str) -> None:
        for _ in range(120):
            try:
                build_opener().open(f"{base}/-/health", timeout=60).close()
                return
            except OSError:
                time.sleep(1)
        raise SystemExit("The server did not answer.")

    def _sign_in(self, person: str) -> None:
        page = self.read("/inloggen/")
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)
        if token is None:
            raise SystemExit("The login page has no form.")
        fields = urlencode({"csrfmiddlewaretoken": token[1]}).encode()
        form = Request(f"{self.base}/demo/{person}/", fields, {"Referer": f"{self.base}/inloggen/"})  # noqa: S310 - ours
        self.browser.open(form, timeout=60)
        if "/uitloggen/" not in self.read("/"):
            raise SystemExit(f"{person} could not sign in.")

    @property
    def cookie(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.jar)

    @property
    def token(self) -> str:
        return next(str(one.value) for one in self.jar if one.name == "csrftoken")

    def read(self, address: str) -> str:
        """The page, or nothing when it is not there or is a file."""
        try:
            with self.browser.open(f"{self.base}{address}", timeout=60) as answer:
                is_page = answer.headers.get_content_type() == "text/html"
                return str(answer.read().decode()) if is_page else ""
        except HTTPError:
            return ""

    def look_around(self, most_visits: int = 3) -> None:
        """Every page that links lead to, each kind of page so many times at most."""
        seen, visits, waiting = set[str](), Counter[str](), ["/"]
        while waiting:
            address = waiting.pop(0)
            path = urlsplit(address).path
            name = self._note(path)
            if path in seen or name is None or visits[name] >= most_visits or "uitloggen" in path:
                continue
            seen.add(path)
            visits[name] += 1
            self.pages += 1
            found = Found(self.read(path))
            waiting += found.links
            for action, method, fields in found.forms:
                goes_to = self._note(urlsplit(action or path).path)
                kept = self.forms if method == "post" else self.queries
                if goes_to:
                    _add(kept.setdefault(goes_to, {}), fields)
            _add(self.queries.setdefault(name, {}), _asked(found.queries))

    def _note(self, path: str) -> str | None:
        """The name of this address; its ids are remembered."""
        from django.urls import Resolver404, resolve

        try:
            match = resolve(path)
        except Resolver404:
            return None
        for part, value in match.kwargs.items():
            self.ids.setdefault(match.view_name, {}).setdefault(part, set()).add(str(value))
        return str(match.view_name)


def _add(kept: dict[str, list[str]], fields: dict[str, list[str]]) -> None:
    for name, values in fields.items():
        known = kept.setdefault(name, [])
        known += [value for value in values if value not in known][: 20 - len(known)]


def _asked(links: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in links:
        for name, value in parse_qsl(link):
            found.setdefault(name, []).append(value)
    return found


class Found(HTMLParser):
    """Links, queries and forms of one page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.queries: list[str] = []
        self.forms: list[tuple[str, str, dict[str, list[str]]]] = []
        self._choice = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        link = values.get("href", "")
        if tag == "a" and link.startswith("/"):
            self.links.append(link)
        if tag == "a" and link.startswith("?"):
            self.queries.append(link[1:])
        if tag == "form":
            self.forms.append((values.get("action", ""), values.get("method", "get").lower(), {}))
        self._choice = values.get("name", "") if tag == "select" else self._choice
        name = self._choice if tag == "option" else values.get("name", "")
        if tag in {"input", "button", "option", "textarea"} and self.forms and name and name != "csrfmiddlewaretoken":
            self.forms[-1][2].setdefault(name, []).append(values.get("value", ""))
