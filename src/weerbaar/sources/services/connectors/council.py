"""Open Raadsinformatie: how many council papers a week are about a topic. Counts only, no text leaves the other side.

Options: `index` (such as `ori_zuiderwold*`) and `topics` (topic -> the words to count, in Elasticsearch's simple query
syntax). The address is that of the search service.
"""

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from weerbaar.sources.services.connectors.json_answers import object_of
from weerbaar.sources.services.harvest import Harvest, Reader, SourceLike, Unreadable, WeekCount, day_of
from weerbaar.sources.services.web_client import Request
from weerbaar_analysis.counts.weeks import week_of

_INDEX = re.compile(r"[a-z0-9_]{3,60}\*?")


def check(source: SourceLike) -> list[str]:
    problems = []
    if not _INDEX.fullmatch(str(source.settings.get("index", ""))):
        problems.append("Vul bij 'index' de naam van de gemeente in zoals de bron die kent, bijvoorbeeld ori_naam*.")
    topics = source.settings.get("topics")
    if not isinstance(topics, dict) or not topics or not all(isinstance(words, str) for words in topics.values()):
        problems.append("Vul bij 'topics' minstens één onderwerp met zoekwoorden in.")
    return problems


def requests(source: SourceLike, since: date, until: date) -> list[Request]:
    weekly = {"per_week": {"date_histogram": {"field": "last_discussed_at", "calendar_interval": "week"}}}
    filters: dict[str, Any] = {
        topic: {"simple_query_string": {"query": words, "fields": ["name", "text"]}}
        for topic, words in sorted(source.settings["topics"].items())
    }
    filters["*"] = {"match_all": {}}
    body = {
        "size": 0,
        "query": {"range": {"last_discussed_at": {"gte": since.isoformat(), "lte": until.isoformat()}}},
        "aggs": {"per_topic": {"filters": {"filters": filters}, "aggs": weekly}},
    }
    url = f"{source.url.rstrip('/')}/{source.settings['index']}/_search"
    return [Request(url, {"Content-Type": "application/json"}, json.dumps(body).encode())]


def read(source: SourceLike, answers: Sequence[bytes], reader: Reader) -> Harvest:
    try:
        buckets = object_of(answers[0])["aggregations"]["per_topic"]["buckets"].items()
        rows = [
            (topic, day_of(week["key_as_string"]), _number(week["doc_count"]))
            for topic, bucket in buckets
            for week in bucket["per_week"]["buckets"]
        ]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable("De bron gaf geen telling per week terug.") from error
    return Harvest(counts=[WeekCount(topic, week_of(day), count) for topic, day, count in rows if day and count])


def _number(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value < 10**9:
        raise ValueError("not a count")
    return value
