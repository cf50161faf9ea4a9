"""Getting the answers of many sources at once: a source that is slow holds up nobody but its own host.

Nothing here touches the database. The sources of one host are asked one after the other; a few hosts side by side.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from queue import Empty, Queue
from threading import Event
from urllib.parse import urlsplit

from weerbaar.sources.models import Source
from weerbaar.sources.services.connectors import CONNECTORS, next_page
from weerbaar.sources.services.web_client import Policy, Request, Response, fetch

HOSTS_AT_ONCE = 8
MAX_PAGES = 20
MAX_BYTES_PER_SOURCE = 20_000_000


@dataclass(frozen=True)
class Errand:
    """One source to ask, about which days; `conditions` are headers for its first requests."""

    source: Source
    since: date
    until: date
    conditions: dict[str, str]


@dataclass(frozen=True)
class Download:
    """What one source answered, or what went wrong."""

    source: Source
    answers: Sequence[Response] = ()
    problem: Exception | None = None


def download(errand: Errand, policy: Policy) -> Download:
    """The answers of one source, with the pages that follow."""
    source, hosts = errand.source, hosts_of(errand.source)
    answers: list[Response] = []
    try:
        asked: list[Request] = CONNECTORS[source.kind].requests(source, errand.since, errand.until)
        for request in asked:
            conditional = Request(request.url, {**request.headers, **errand.conditions}, request.body)
            answers.append(fetch(conditional, hosts=hosts, policy=policy))
        request, size = asked[-1], 0
        while answers[-1].status == 200 and len(answers) < MAX_PAGES and size < MAX_BYTES_PER_SOURCE:
            following = next_page(source.kind, request, answers[-1].body)
            if following is None:
                break
            request = following
            answers.append(fetch(request, hosts=hosts, policy=policy))
            size += len(answers[-1].body)
    except Exception as problem:  # one source never ends the reading of the others
        return Download(source, problem=problem)
    return Download(source, answers)


def download_all(errands: Sequence[Errand], policy: Policy) -> Iterator[Download]:
    """The downloads of all these sources, whichever is first. At most a few wait in memory."""
    by_host: dict[str, list[Errand]] = defaultdict(list)
    for errand in errands:
        by_host[urlsplit(errand.source.url).hostname or ""].append(errand)
    ready: Queue[Download] = Queue(maxsize=4)
    stop = Event()

    def work(own: list[Errand]) -> None:
        for errand in own:
            if not stop.is_set():
                ready.put(download(errand, policy))

    with ThreadPoolExecutor(max_workers=HOSTS_AT_ONCE) as pool:
        jobs = [pool.submit(work, own) for own in by_host.values()]
        try:
            for _errand in errands:
                yield ready.get()
        finally:
            stop.set()
            while not all(job.done() for job in jobs):
                _take_one(ready)


def _take_one(ready: Queue[Download]) -> None:
    try:
        ready.get(timeout=0.05)
    except Empty:
        return


def hosts_of(source: Source) -> list[str]:
    """The hosts a source may be read from: that of its address and those agreed in its options."""
    host = urlsplit(source.url).hostname
    return [name for name in [host, *source.settings.get("hosts", [])] if name]
