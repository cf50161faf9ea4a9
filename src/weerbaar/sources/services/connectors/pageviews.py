"""How often an article of Wikipedia was read, per week. It shows national attention only.

Option: `article`, the title as in the address of the article. The address is that of the service, up to `per-article`.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from weerbaar.sources.services.connectors.json_answers import object_of, rows_of
from weerbaar.sources.services.harvest import Figure, Harvest, Reader, SourceLike, Unreadable
from weerbaar.sources.services.web_client import Request
from weerbaar_analysis.counts.weeks import week_of


def check(source: SourceLike) -> list[str]:
    if not str(source.settings.get("article", "")).strip():
        return ["Vul bij 'article' de titel van het artikel in."]
    return []


def requests(source: SourceLike, since: date, until: date) -> list[Request]:
    title = quote(str(source.settings["article"]).replace(" ", "_"), safe="")
    days = f"{since:%Y%m%d}/{until:%Y%m%d}"
    return [Request(f"{source.url.rstrip('/')}/nl.wikipedia/all-access/user/{title}/daily/{days}")]


def read(source: SourceLike, answers: Sequence[bytes], reader: Reader) -> Harvest:
    weeks: Counter[str] = Counter()
    try:
        for row in rows_of(object_of(answers[0]), "items"):
            stamp = str(row["timestamp"])
            weeks[week_of(date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8])))] += _views(row["views"])
    except (KeyError, ValueError, TypeError) as error:
        raise Unreadable("De bron gaf geen aantallen per dag terug.") from error
    measure = f"Gelezen op Wikipedia: {source.settings['article']}"
    return Harvest(figures=[Figure(measure, "keer", week, Decimal(count)) for week, count in sorted(weeks.items())])


def _views(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value < 10**12:
        raise ValueError("not a number of views")
    return value
