"""One file per kind of source: what to ask, and how to read the answer. Pure: no database, no network.

A connector is a module with three functions, and a fourth where answers come in pages:

* `check(source)` gives Dutch sentences about what is wrong with the address or the options, none when all is well;
* `requests(source, since, until)` gives what to ask;
* `read(source, answers, reader)` gives the harvest, or raises `Unreadable` with a Dutch sentence;
* `next_page(request, answer)` gives what to ask next, or None.
"""

from types import ModuleType

from weerbaar.sources.models import SourceKind
from weerbaar.sources.services.connectors import (
    announcements,
    council,
    feed,
    news_attention,
    pageviews,
    statistics,
)
from weerbaar.sources.services.web_client import Request

CONNECTORS: dict[str, ModuleType] = {
    SourceKind.FEED: feed,
    SourceKind.COUNCIL: council,
    SourceKind.ANNOUNCEMENTS: announcements,
    SourceKind.STATISTICS: statistics,
    SourceKind.PAGEVIEWS: pageviews,
    SourceKind.NEWS_ATTENTION: news_attention,
}


def next_page(kind: str, request: Request, answer: bytes) -> Request | None:
    """The request for the page after this one; None when it was the last, or when this kind has no pages."""
    turn = getattr(CONNECTORS[kind], "next_page", None)
    following: Request | None = turn(request, answer) if turn else None
    return following
