"""Finds every page that a role may open, by following links from home and trying every address without arguments."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from playwright.sync_api import APIRequestContext

from tests.authorisation import all_urls

MOST_VISITS = 4  # addresses per URL name and role
VARIANTS = 2  # pages per URL name that are looked at in the browser


class Reader(HTMLParser):
    """Collects the links of a page and its skeleton: which elements with which classes stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.skeleton: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.skeleton.add(f"{tag}.{values.get('class') or ''}[{values.get('type') or ''}]")
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))


@dataclass
class Crawl:
    """What one role found: per URL name the addresses that differ in what stands in them."""

    pages: dict[str, list[str]] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    odd: list[str] = field(default_factory=list)


class Crawler:
    """Looks through the eyes of one role after another, and remembers which pages it has seen."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.skeletons: set[tuple[str, frozenset[str]]] = set()

    def crawl(self, request: APIRequestContext) -> Crawl:
        """Follows every link on this site; `new` are the pages unlike any that an earlier role showed."""
        found = Crawl()
        waiting, seen = [f"{self.base}{path}" for path in addresses_without_arguments()], set()
        visits: Counter[str] = Counter()
        while waiting:
            address = waiting.pop(0)
            name = name_of(address)
            if address in seen or name is None or visits[name] >= MOST_VISITS:
                continue
            seen.add(address)
            visits[name] += 1
            waiting += self.look_at(request, address, found)
        return found

    def look_at(self, request: APIRequestContext, address: str, found: Crawl) -> list[str]:
        """One page, under the name of where one ends up (a visitor: mostly the login page); returns the links on it."""
        answer = request.get(address)
        name = name_of(answer.url) or ""
        if answer.status >= 500:
            found.odd.append(f"{address} answers {answer.status}")
        if answer.status == 200:
            found.answered.add(name)
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            return []
        if answer.headers.get("content-disposition", "").startswith("attachment"):
            return []  # a file to take along, not a page
        reader = read(answer.text())
        found.pages.setdefault(name, []).append(address)
        key = (name, frozenset(reader.skeleton))
        if key not in self.skeletons and sum(one == name for one, _ in self.skeletons) < VARIANTS:
            self.skeletons.add(key)
            found.new.append(address)
        return [link for href in reader.links if (link := on_this_site(self.base, answer.url, href))]


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def on_this_site(base: str, page: str, href: str) -> str | None:
    """The whole address of a link, without its fragment; None when it leaves the site."""
    address = urldefrag(urljoin(page, href)).url
    return address if address.startswith(f"{base}/") else None


def name_of(address: str) -> str | None:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def addresses_without_arguments() -> list[str]:
    found = []
    for name in all_urls():
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return found
