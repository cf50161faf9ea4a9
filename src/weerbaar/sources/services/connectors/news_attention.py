"""The share of news about a subject, by GDELT. It shows attention, nothing else.

Options: `query` (the words) and `name` (how we call the measure). The service answers once in five seconds and sends
its errors as plain text.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from weerbaar.sources.services.connectors.json_answers import believable, object_of, rows_of
from weerbaar.sources.services.harvest import Figure, Harvest, Reader, SourceLike, Unreadable
from weerbaar.sources.services.web_client import Request
from weerbaar_analysis.counts.weeks import week_of


def check(source: SourceLike) -> list[str]:
    return [f"Vul '{option}' in." for option in ("query", "name") if not str(source.settings.get(option, "")).strip()]


def requests(source: SourceLike, since: date, until: date) -> list[Request]:
    options = {
        "query": f"{source.settings['query']} sourcelang:dutch sourcecountry:NL",
        "mode": "timelinevol",
        "format": "json",
        "startdatetime": f"{since:%Y%m%d}000000",
        "enddatetime": f"{until:%Y%m%d}235959",
    }
    return [Request(f"{source.url}?{urlencode(options)}")]


def read(source: SourceLike, answers: Sequence[bytes], reader: Reader) -> Harvest:
    weeks: dict[str, list[Decimal]] = defaultdict(list)
    try:
        for row in rows_of(object_of(answers[0]), "timeline")[0]["data"]:
            stamp = str(row["date"])
            weeks[week_of(date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8])))].append(believable(row["value"]))
    except (KeyError, ValueError, IndexError, TypeError, ArithmeticError) as error:
        raise Unreadable("De bron gaf geen tijdlijn terug.") from error
    measure = f"Aandacht in het nieuws: {source.settings['name']}"
    return Harvest(
        figures=[
            Figure(
                measure,
                "% van alle berichten",
                week,
                (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.0001")),
            )
            for week, values in sorted(weeks.items())
        ]
    )
