"""One file per kind of source: what to ask, and how to read the answer. Pure: no database, no network.

A connector is a module with three functions:

* `check(source)` gives Dutch sentences about what is wrong with the address or the options, none when all is well;
* `requests(source, since, until)` gives what to ask;
* `read(source, answers, reader)` gives the harvest, or raises `Unreadable` with a Dutch sentence.
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

CONNECTORS: dict[str, ModuleType] = {
    SourceKind.FEED: feed,
    SourceKind.COUNCIL: council,
    SourceKind.ANNOUNCEMENTS: announcements,
    SourceKind.STATISTICS: statistics,
    SourceKind.PAGEVIEWS: pageviews,
    SourceKind.NEWS_ATTENTION: news_attention,
}
