"""Each connector against a local HTTP server that answers in the real format, and against wrong answers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.cast import NOW, Cast
from weerbaar.sources.models import Fetch, Item, ItemCount, Source, SourceKind, Statistic
from weerbaar.sources.services import Policy, Workbench, fetch_source, workbench

Answers = list[tuple[str, bytes]]
"""What the server saw: the address and the body."""


@dataclass
class Service:
    """A service of one kind. `reply` gives the answer to an address and a body."""

    port: int
    seen: Answers
    replies: list[Any]

    def answers(self, reply: Any) -> None:
        self.replies[:] = [reply]


@pytest.fixture
def service() -> Iterator[Service]:
    seen: Answers = []
    replies: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            seen.append((self.path, body))
            reply = replies[0](self.path) if callable(replies[0]) else replies[0]
            data = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_POST = do_GET  # noqa: N815 the name that http.server looks for

        def log_message(self, *_args: Any) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield Service(server.server_address[1], seen, replies)
        server.shutdown()
        thread.join()


@pytest.fixture
def bench(cast: Cast) -> Iterator[Workbench]:
    rules = Policy(allow_http=True, allow_private=True, resolve=lambda _host: ["127.0.0.1"], max_seconds=10)
    with workbench(region=cast.here.safety_region.region, policy=rules, now=NOW) as found:
        yield found


def source_of(cast: Cast, service: Service, kind: str, path: str = "/", **settings: Any) -> Source:
    return Source.objects.create(
        region=cast.here.safety_region.region,
        name=kind,
        publisher="Dienst",
        licence="CC0",
        legal_basis="Publieke taak",
        kind=kind,
        url=f"http://dienst.example:{service.port}{path}",
        settings=settings,
        default_municipality=cast.here,
        status=Source.Status.ON,
        status_since=NOW,
    )


def council(cast: Cast, service: Service) -> Source:
    topics = {"polarisatie": "polarisatie | spanningen"}
    return source_of(cast, service, SourceKind.COUNCIL, "/v1/elastic", index="ori_aerlevoort*", topics=topics)


def buckets(*counts: int) -> dict[str, Any]:
    weeks = [
        {"key_as_string": f"2026-02-{16 + 7 * n:02d}T00:00:00.000Z", "key": 1771200000000, "doc_count": count}
        for n, count in enumerate(counts)
    ]
    return {"doc_count": sum(counts), "per_week": {"buckets": weeks}}


def elastic(topic: dict[str, Any], everything: dict[str, Any]) -> dict[str, Any]:
    return {
        "took": 31,
        "timed_out": False,
        "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
        "hits": {"total": {"value": 10000, "relation": "gte"}, "max_score": None, "hits": []},
        "aggregations": {"per_topic": {"buckets": {"polarisatie": topic, "*": everything}}},
    }


def test_council_papers_are_counted_per_week_and_no_text_is_asked_for(
    cast: Cast, service: Service, bench: Workbench
) -> None:
    source = council(cast, service)
    service.answers(elastic(buckets(3, 5), buckets(40, 50)))
    assert fetch_source(source=source, bench=bench, now=NOW).outcome == Fetch.Outcome.OK
    path, body = service.seen[0]
    asked = json.loads(body)
    assert path == "/v1/elastic/ori_aerlevoort*/_search"
    assert asked["size"] == 0
    assert Item.objects.count() == 0
    rows = set(ItemCount.objects.values_list("municipality__code", "topic", "week", "count"))
    assert rows == {
        ("GM9001", "polarisatie", "2026-W08", 3), ("GM9001", "polarisatie", "2026-W09", 5),
        ("GM9001", "*", "2026-W08", 40), ("GM9001", "*", "2026-W09", 50),
    }  # fmt: skip
    service.answers(elastic(buckets(3, 6), buckets(40, 52)))
    fetch_source(source=source, bench=bench, now=NOW + timedelta(days=1))
    assert ItemCount.objects.get(topic="polarisatie", week="2026-W09").count == 6


def test_weeks_are_asked_for_from_a_monday_so_that_none_is_counted_in_part(
    cast: Cast, service: Service, bench: Workbench
) -> None:
    from datetime import date

    source = council(cast, service)
    service.answers(elastic(buckets(1), buckets(1)))
    for days in (0, 1, 2, 5):
        fetch_source(source=source, bench=bench, now=NOW + timedelta(days=days))
    for _path, body in service.seen:
        since = json.loads(body)["query"]["range"]["last_discussed_at"]["gte"]
        assert date.fromisoformat(since).weekday() == 0


def announcements(cast: Cast, service: Service) -> Source:
    return source_of(cast, service, SourceKind.ANNOUNCEMENTS, "/sru", query='dt.creator="Aerlevoort"')


def record(number: int) -> str:
    return f"""<sru:record><sru:recordSchema>http://standaarden.overheid.nl/sru/</sru:recordSchema>
    <sru:recordPacking>xml</sru:recordPacking><sru:recordData>
    <gzd:gzd xmlns:gzd="http://standaarden.overheid.nl/sru"><gzd:originalData>
    <overheidop:meta xmlns:overheidop="http://standaarden.overheid.nl/op/terms/"
      xmlns:overheid="http://standaarden.overheid.nl/owms/terms/" xmlns:dcterms="http://purl.org/dc/terms/">
    <overheidop:owmskern><dcterms:identifier>gmb-2026-{number}</dcterms:identifier>
    <dcterms:title>Gemeente Aerlevoort verleent vergunning voor evenement {number}</dcterms:title>
    <dcterms:type scheme="OVERHEIDop.KavelType">Gemeenteblad</dcterms:type>
    <dcterms:language>nl</dcterms:language>
    <overheid:authority scheme="overheid:Gemeente">Aerlevoort</overheid:authority>
    <dcterms:creator scheme="overheid:Gemeente">Aerlevoort</dcterms:creator>
    <dcterms:modified>2026-02-2{number % 8}</dcterms:modified></overheidop:owmskern>
    <overheidop:owmsmantel><dcterms:available>2026-02-2{number % 8}</dcterms:available></overheidop:owmsmantel>
    </overheidop:meta></gzd:originalData><gzd:enrichedData>
    <gzd:preferredUrl>https://zoek.officielebekendmakingen.nl/gmb-2026-{number}.html</gzd:preferredUrl>
    </gzd:enrichedData></gzd:gzd></sru:recordData><sru:recordPosition>{number}</sru:recordPosition></sru:record>"""


def sru(total: int) -> Any:
    def reply(path: str) -> bytes:
        start = int(parse_qs(urlsplit(path).query)["startRecord"][0])
        records = "".join(record(number) for number in range(start, min(start + 100, total + 1)))
        return f"""<?xml version="1.0" encoding="UTF-8"?>
        <sru:searchRetrieveResponse xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse">
        <sru:version>2.0</sru:version><sru:numberOfRecords>{total}</sru:numberOfRecords>
        <sru:records>{records}</sru:records></sru:searchRetrieveResponse>""".encode()

    return reply


def test_announcements_are_read_page_by_page(cast: Cast, service: Service, bench: Workbench) -> None:
    service.answers(sru(230))
    result = fetch_source(source=announcements(cast, service), bench=bench, now=NOW)
    assert (result.outcome, result.added_count, result.note) == (Fetch.Outcome.OK, 230, "")
    starts = [parse_qs(urlsplit(path).query)["startRecord"] for path, _body in service.seen]
    assert starts == [["1"], ["101"], ["201"]]
    item = Item.objects.get(link="https://zoek.officielebekendmakingen.nl/gmb-2026-7.html")
    assert item.title == "Gemeente Aerlevoort verleent vergunning voor evenement 7"
    assert item.published_on.isoformat() == "2026-02-27"


def test_no_announcements_is_an_answer_too(cast: Cast, service: Service, bench: Workbench) -> None:
    service.answers(sru(0))
    result = fetch_source(source=announcements(cast, service), bench=bench, now=NOW)
    assert result.outcome == Fetch.Outcome.UNCHANGED


def statistics(cast: Cast, service: Service, version: str = "4") -> Source:
    path = "/CBS/47018NED" if version == "4" else "/ODataApi/odata/47018NED"
    measures = {"M0001": "Vernieling|aantal"} if version == "4" else {"Misdrijven_1": "Vernieling|aantal"}
    return source_of(
        cast, service, SourceKind.STATISTICS, path, version=version, measures=measures, region_field="WijkenEnBuurten"
    )


def observation(number: int, place: str, period: str, value: Any) -> dict[str, Any]:
    return {
        "Id": number, "Measure": "M0001", "ValueAttribute": "None", "Value": value, "StringValue": None,
        "WijkenEnBuurten": place, "Perioden": period,
    }  # fmt: skip


def test_statistics_in_version_four_follow_the_next_link(cast: Cast, service: Service, bench: Workbench) -> None:
    source = statistics(cast, service)
    link = f"{source.url}/Observations?$skip=2"
    first = [observation(0, "GM9001", "2025MM12", 12.0), observation(1, "GM9003  ", "2025KW04", 7.5)]
    second = [observation(2, "GM9001", "2025JJ00", None), observation(3, "GM0363", "2025JJ00", 3)]
    second.append(observation(4, "GM9002", "2025JJ00", 0))
    service.answers(
        lambda path: (
            {"@odata.context": f"{source.url}/$metadata#Observations", "value": second}
            if "skip" in path
            else {"@odata.context": f"{source.url}/$metadata#Observations", "value": first, "@odata.nextLink": link}
        )
    )
    result = fetch_source(source=source, bench=bench, now=NOW)
    assert (result.outcome, result.note) == (Fetch.Outcome.OK, "")
    rows = set(Statistic.objects.values_list("municipality__code", "measure", "unit", "period", "value"))
    assert rows == {
        ("GM9001", "Vernieling", "aantal", "2025-12", Decimal(12)),
        ("GM9003", "Vernieling", "aantal", "2025-Q4", Decimal("7.5")),
        ("GM9002", "Vernieling", "aantal", "2025", Decimal(0)),
    }, "a cell without value is missing, not zero; a place outside the region is left out"
    assert "startswith(WijkenEnBuurten,'GM')" in parse_qs(urlsplit(service.seen[0][0]).query)["$filter"][0]


@pytest.mark.proves("T8")
def test_a_next_link_to_another_host_is_not_followed(cast: Cast, service: Service, bench: Workbench) -> None:
    source = statistics(cast, service)
    rows = [observation(0, "GM9001", "2025JJ00", 12)]
    service.answers({"value": rows, "@odata.nextLink": "http://169.254.169.254/latest"})
    result = fetch_source(source=source, bench=bench, now=NOW)
    assert (len(service.seen), Statistic.objects.count()) == (1, 1)
    assert "langer" in result.note


def test_statistics_in_version_three(cast: Cast, service: Service, bench: Workbench) -> None:
    source = statistics(cast, service, "3")
    rows = [
        {"WijkenEnBuurten": "GM9001    ", "Perioden": "2024JJ00", "Misdrijven_1": 210},
        {"WijkenEnBuurten": "GM9003    ", "Perioden": "2024JJ00", "Misdrijven_1": None},
    ]
    service.answers({"odata.metadata": f"{source.url}/$metadata#TypedDataSet", "value": rows})
    assert fetch_source(source=source, bench=bench, now=NOW).outcome == Fetch.Outcome.OK
    assert list(Statistic.objects.values_list("municipality__code", "period", "value")) == [("GM9001", "2024", 210)]
    assert service.seen[0][0].startswith("/ODataApi/odata/47018NED/TypedDataSet?")


def pageviews(cast: Cast, service: Service) -> Source:
    return source_of(
        cast, service, SourceKind.PAGEVIEWS, "/metrics/pageviews/per-article", article="Polarisatie (sociologie)"
    )


def test_page_views_are_summed_per_week(cast: Cast, service: Service, bench: Workbench) -> None:
    days = [
        {
            "project": "nl.wikipedia", "article": "Polarisatie_(sociologie)", "granularity": "daily",
            "timestamp": f"202602{day}00", "access": "all-access", "agent": "user", "views": 10,
        }
        for day in range(16, 25)
    ]  # fmt: skip
    service.answers({"items": days})
    assert fetch_source(source=pageviews(cast, service), bench=bench, now=NOW).outcome == Fetch.Outcome.OK
    assert dict(Statistic.objects.values_list("period", "value")) == {"2026-W08": 70, "2026-W09": 20}
    assert "/nl.wikipedia/all-access/user/Polarisatie_%28sociologie%29/daily/" in service.seen[0][0]


def gdelt(cast: Cast, service: Service) -> Source:
    return source_of(
        cast, service, SourceKind.NEWS_ATTENTION, "/api/v2/doc/doc", query="polarisatie", name="polarisatie"
    )


def test_attention_in_the_news_is_averaged_per_week(cast: Cast, service: Service, bench: Workbench) -> None:
    data = [{"date": f"202602{day}T000000Z", "value": value} for day, value in ((16, 0.2), (17, 0.4), (23, 1))]
    service.answers(
        {
            "query_details": {"title": "polarisatie", "date_resolution": "day"},
            "timeline": [{"series": "Volume Intensity", "data": data}],
        }
    )
    assert fetch_source(source=gdelt(cast, service), bench=bench, now=NOW).outcome == Fetch.Outcome.OK
    assert dict(Statistic.objects.values_list("period", "value")) == {"2026-W08": Decimal("0.3"), "2026-W09": 1}


WRONG = [
    b"", b"<html><body>Onderhoud, vraag Jan Jansen</body></html>", b"null", b"[]", b"{}", b'{"value": 3}',
    b'{"value": [1]}',
    b'{"error": {"reason": "Jan Jansen"}}', b"Your query was too short, Jan Jansen", b"[" * 100_000, b"\xff\xfe\x00",
    b'{"items": [{"timestamp": "x", "views": 1}]}', b'{"items": [{"timestamp": "2026021600", "views": null}]}',
    b'{"items": [{"timestamp": "2026021600", "views": -5}]}', b'{"timeline": []}', b'{"timeline": [{"data": 3}]}',
    b'{"timeline": [{"data": [{"date": "20260216T000000Z", "value": "NaN"}]}]}',
    b'{"timeline": [{"data": [{"date": "20260216T000000Z", "value": 1e400}]}]}',
    b'{"aggregations": {"per_topic": {"buckets": []}}}',
    (b'{"aggregations": {"per_topic": {"buckets": {"a": {"per_week": {"buckets": '
    b'[{"key_as_string": "2026-02-16", "doc_count": -1}]}}}}}}'),
    b'{"value": [{"Measure": "M0001", "Value": 1e30, "WijkenEnBuurten": "GM9001", "Perioden": "2025JJ00"}]}',
    b'{"value": [{"Measure": "M0001", "Value": 1, "WijkenEnBuurten": null, "Perioden": "2025JJ00"}]}',
    b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', b"<searchRetrieveResponse/>", b"<numberOfRecords>-1</numberOfRecords>",
    '<r><numberOfRecords>٣</numberOfRecords></r>'.encode(), b'<?xml version="1.0" encoding="bestaat-niet"?><a/>', b"<a",
]  # fmt: skip


@pytest.mark.proves("R7")
@pytest.mark.parametrize("make", [council, announcements, statistics, pageviews, gdelt])
def test_a_wrong_answer_is_a_failure_with_a_sentence_and_keeps_nothing(
    cast: Cast, service: Service, bench: Workbench, make: Any
) -> None:
    source = make(cast, service)
    for answer in WRONG:
        service.answers(answer)
        result = fetch_source(source=source, bench=bench, now=NOW)
        assert result.outcome == Fetch.Outcome.FAILED, answer[:60]
        assert result.note.endswith("."), answer[:60]
        assert "Error" not in result.note, (answer[:60], result.note)
        assert "Jansen" not in result.note
    assert (Item.objects.count(), ItemCount.objects.count(), Statistic.objects.count()) == (0, 0, 0)
