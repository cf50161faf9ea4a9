"""CBS StatLine and police tables over OData, versions 3 and 4.

Options: `version` ("3" or "4"), `measures` (code of the measure -> name and unit, as "naam|eenheid"), `region_field`
(default RegioS), `period_field` (default Perioden). The address is that of the table: for version 4 up to the table
(`…/v1/CBS/85385NED`), for version 3 likewise (`…/ODataApi/odata/70072ned`).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from weerbaar.sources.services.connectors.json_answers import believable, object_of, rows_of
from weerbaar.sources.services.harvest import Figure, Harvest, Reader, SourceLike, Unreadable
from weerbaar.sources.services.web_client import Request

_LONGER = "De tabel is langer dan wat in één keer wordt gelezen; het eerste deel is gelezen."
_OTHER_COLUMNS = "De tabel heeft andere kolommen dan afgesproken. Controleer de opties van de bron."


def check(source: SourceLike) -> list[str]:
    problems = []
    if str(source.settings.get("version", "")) not in ("3", "4"):
        problems.append("Vul bij 'version' 3 of 4 in.")
    measures = source.settings.get("measures")
    if not isinstance(measures, dict) or not measures:
        problems.append("Vul bij 'measures' minstens één onderwerp van de tabel in, als code en naam.")
    return problems


def requests(source: SourceLike, since: date, until: date) -> list[Request]:
    field, measures = _region_field(source), sorted(source.settings["measures"])
    if str(source.settings["version"]) == "4":
        wanted = " or ".join(f"Measure eq '{code}'" for code in measures)
        options = {"$filter": f"({wanted}) and startswith({field},'GM')"}
        return [Request(f"{source.url}/Observations?{urlencode(options)}", {"Accept": "application/json"})]
    options = {
        "$filter": f"substring({field},0,2) eq 'GM'",
        "$select": ",".join([field, _period_field(source), *measures]),
        "$format": "json",
    }
    return [Request(f"{source.url}/TypedDataSet?{urlencode(options)}", {"Accept": "application/json"})]


def read(source: SourceLike, answers: Sequence[bytes], reader: Reader) -> Harvest:
    walk = _version_4 if str(source.settings["version"]) == "4" else _version_3
    figures: list[Figure] = []
    for answer in answers:
        found = object_of(answer)
        rows = rows_of(found, "value")
        try:
            figures += walk(source, rows)
        except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
            raise Unreadable(_OTHER_COLUMNS) from error
    return Harvest(figures=figures, notes=[_LONGER] * bool(_next_link(found)))


def next_page(request: Request, answer: bytes) -> Request | None:
    """The next part of a long table: the address that the service gives, when it is one of the same table."""
    link = _next_link(object_of(answer))
    same = link.split("?")[0] == request.url.split("?")[0] and link != request.url
    return Request(link, request.headers) if same else None


def _next_link(found: dict[str, Any]) -> str:
    return str(found.get("@odata.nextLink") or found.get("odata.nextLink") or "")


def _version_4(source: SourceLike, rows: list[dict[str, Any]]) -> Iterator[Figure]:
    for row in rows:
        if row["Measure"] in source.settings["measures"] and row["Value"] is not None:
            yield _figure(source, row["Measure"], row[_region_field(source)], row[_period_field(source)], row["Value"])


def _version_3(source: SourceLike, rows: list[dict[str, Any]]) -> Iterator[Figure]:
    for row in rows:
        for code in source.settings["measures"]:
            if row[code] is not None:
                yield _figure(source, code, row[_region_field(source)], row[_period_field(source)], row[code])


def _figure(source: SourceLike, code: str, place: str, period: str, value: float | str) -> Figure:
    name, _bar, unit = str(source.settings["measures"][code]).partition("|")
    return Figure(name, unit, period_in_words(period), believable(value), place.strip())


def period_in_words(code: str) -> str:
    """CBS's code of a period as we write it: 2024JJ00 -> 2024, 2024KW03 -> 2024-Q3, 2024MM07 -> 2024-07.

    >>> [period_in_words(code) for code in ("2024JJ00", "2024KW03", "2024MM07")]
    ['2024', '2024-Q3', '2024-07']
    """
    year, kind, number = code[:4], code[4:6], code[6:]
    return {"JJ": year, "KW": f"{year}-Q{number[-1:]}", "MM": f"{year}-{number}"}.get(kind, code)


def _region_field(source: SourceLike) -> str:
    return str(source.settings.get("region_field", "RegioS"))


def _period_field(source: SourceLike) -> str:
    return str(source.settings.get("period_field", "Perioden"))
