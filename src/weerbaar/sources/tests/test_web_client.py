"""T8: no address, however disguised, makes the client connect outside the list; watched at the socket."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

from weerbaar.sources.services.web_client import FetchFailed, Policy, Request, fetch, problem_with_address

HOST = "nieuws.example"
PUBLIC = "93.184.216.34"
METADATA = "169.254.169.254"

PRIVATE_HOSTS = """
127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 0x7f.1 127.0.0.1. 127.255.255.254
0.0.0.0 0 0x0 10.0.0.1 10.255.255.255 167772161 0x0a000001 012.0.0.1 172.16.0.1 172.31.255.254 192.168.0.1
192.168.1.254 3232235521 0xc0a80001 0300.0250.0.1 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376
0xa9.0xfe.0xa9.0xfe 169.254.43518 169.254.170.2 100.64.0.1 100.100.100.200 100.127.255.254 192.0.0.1 192.0.2.1
198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16
[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:169.254.169.254] [::ffff:a9fe:a9fe]
[::127.0.0.1] [64:ff9b::169.254.169.254] [64:ff9b::7f00:1] [64:ff9b:1::a00:1] [2002:7f00:1::] [2002:a9fe:a9fe::1]
[2002:0a00:0001::] [2001:0:7f00:1::80ff:fffe] [2001:db8::1] [fe80::1] [fc00::1] [fd00:ec2::254] [ff02::1] [100::1]
[2001::1] [fec0::1]
""".split()

NAMES_THAT_POINT_INSIDE = {
    "localhost": ["127.0.0.1", "::1"],
    "localhost.localdomain": ["127.0.0.1"],
    "metadata.google.internal": [METADATA],
    "metadata.example": [METADATA],
    "binnen.example": ["10.1.2.3"],
    "gemengd.example": [PUBLIC, "10.1.2.3"],
    "gemengd6.example": [PUBLIC, "fd00::1"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "zone.example": ["fe80::1%eth0"],
    "leeg.example": [],
}

SHAPES = [
    "https://beheer:geheim@nieuws.example/rss", "https://nieuws.example@169.254.169.254/", "https://beheer@nieuws.example/",
    "https://nieuws.example:22/", "https://nieuws.example:6379/", "https://nieuws.example:8443/", "https://nieuws.example:99999/",
    "https://nieuws.example:-1/", "https://nieuws.example:http/", "ftp://nieuws.example/rss", "file:///etc/passwd",
    "file://nieuws.example/etc/passwd", "gopher://nieuws.example:70/_x", "dict://nieuws.example:11211/stats",
    "jar:https://nieuws.example!/", "data:text/xml,<rss/>", "javascript:alert(1)", "//nieuws.example/rss",
    "", "https://", "https:///rss", "https:nieuws.example", r"https://nieuws.example\@169.254.169.254/",
    "https://169.254.169.254#@nieuws.example/", "nieuws.example/rss",
    "https://169.254.169.254?@nieuws.example/", "https://nieuws.example.evil.example/",
    "https://evilnieuws.example/", "https://nieuws%2eexample/", "https://nieuws.example%00.evil.example/",
    "https://nıeuws.example/", "https://ｎieuws.example/", "https://①②⑦.⓪.⓪.①/", "https://[::1/", "https://[nieuws.example]/",
    "https://nieuws.example/a b", "https://nieuws.example/\r\nHost: 169.254.169.254", "https://nieuws.example/\x7f",
    "https://nieuws.example /rss", "http://nieuws.example/rss", "HTTPS://169.254.169.254/latest/meta-data/",
    "https://0x7f.0x0.0x0.0x1:443/", "https://nieuws.example:443@127.0.0.1:443/", "https://xn--/", "https://../",
]  # fmt: skip


class Watch:
    """Stands at the socket. It notes every connection; only the one to `PUBLIC` goes on, to the server of the test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, server: int) -> None:
        self.seen: list[tuple[Any, ...]] = []
        real = socket.socket.connect

        def connect(sock: socket.socket, address: tuple[Any, ...]) -> None:
            self.seen.append(tuple(address[:2]))
            if address[0] != PUBLIC:
                raise ConnectionRefusedError
            real(sock, ("127.0.0.1", server))

        monkeypatch.setattr(socket.socket, "connect", connect)

    def outside(self) -> set[tuple[Any, ...]]:
        return {address for address in self.seen if address != (PUBLIC, 80)}


class Redirecting(BaseHTTPRequestHandler):
    """`/goed` is a feed, `/naar/<n>` walks n hops, anything else goes where `routes` says."""

    routes: dict[str, str] = {}

    def do_GET(self) -> None:
        target = self.routes.get(self.path, "")
        if self.path.startswith("/naar/"):
            left = int(self.path.rsplit("/", 1)[1])
            target = f"/naar/{left - 1}" if left else "/goed"
        self.send_response(302 if target else 200)
        if target:
            self.send_header("Location", target)
        self.end_headers()
        if not target:
            self.wfile.write(b"<rss/>")

    def log_message(self, *_args: Any) -> None:
        return


@pytest.fixture
def server() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Redirecting) as found:
        Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02}).start()
        yield found.server_address[1]
        found.shutdown()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch, server: int) -> Watch:
    return Watch(monkeypatch, server)


def resolve(host: str) -> list[str]:
    """What a resolver says: the table, figures in every notation, and else a public address."""
    if host in NAMES_THAT_POINT_INSIDE:
        return NAMES_THAT_POINT_INSIDE[host]
    if host == HOST or not host.rstrip(".").replace(":", ".").rsplit(".", 1)[-1][:1].isalnum():
        return [PUBLIC]
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None, flags=socket.AI_NUMERICHOST)]
    except OSError:
        return [PUBLIC]


def ask(path: str, **options: Any) -> bytes:
    """One request to the host on the list, over plain HTTP since the test has no certificate; else as in the world."""
    rules = Policy(**{"allow_http": True, "ports": frozenset({80}), "resolve": resolve} | options)
    return fetch(Request(f"http://{HOST}{path}"), hosts=[HOST], policy=rules).body


@pytest.mark.proves("T8")
def test_a_public_address_on_the_list_is_fetched(watch: Watch) -> None:
    assert ask("/goed") == b"<rss/>"
    assert watch.seen == [(PUBLIC, 80)]


@pytest.mark.proves("T8")
def test_no_hostile_address_makes_a_connection(watch: Watch) -> None:
    urls = [f"https://{host}/latest" for host in PRIVATE_HOSTS]
    urls += [f"https://{host}/rss" for host in NAMES_THAT_POINT_INSIDE]
    urls += SHAPES
    assert len(set(urls)) >= 120
    for url in urls:
        for hosts in ([HOST], [HOST, _host_of(url)]):
            with pytest.raises(FetchFailed):
                fetch(Request(url), hosts=hosts, policy=Policy(resolve=_only_inside))
    assert watch.seen == []


def _only_inside(host: str) -> list[str]:
    """As `resolve`, but a name that is not on the list of the test leads inside as well."""
    found = resolve(host)
    return found if host == HOST or host in NAMES_THAT_POINT_INSIDE or found != [PUBLIC] else [METADATA]


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or "geen"
    except ValueError:
        return "geen"


@pytest.mark.proves("T8")
@pytest.mark.parametrize(
    "target",
    [
        f"http://{METADATA}/latest/meta-data/", f"//{METADATA}/", "https://[::ffff:169.254.169.254]/", "http://2852039166/",
        "http://127.0.0.1/", "http://localhost/", "http://nieuws.example:22/", "http://nieuws.example:8080/", "file:///etc/passwd",
        "gopher://nieuws.example/", "http://beheer:geheim@nieuws.example/goed", "http://elders.example/rss", "/naar/6",
        "http://nieuws.example/rond", "//", "http://", "http://[", "ftp://nieuws.example/",
    ],
)  # fmt: skip
def test_no_redirect_leads_outside_the_list(watch: Watch, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    monkeypatch.setattr(Redirecting, "routes", {"/weg": target, "/rond": "/rond", "/mag": "/goed"})
    assert ask("/mag") == b"<rss/>"
    with pytest.raises(FetchFailed):
        ask("/weg")
    assert watch.outside() == set()
    assert len(watch.seen) <= 2 + 6


@pytest.mark.proves("T8")
def test_a_redirect_over_five_hops_is_followed_and_six_are_not(watch: Watch) -> None:
    assert ask("/naar/4") == b"<rss/>"
    with pytest.raises(FetchFailed, match="te vaak"):
        ask("/naar/5")
    assert watch.outside() == set()


@pytest.mark.proves("T8")
def test_a_name_that_changes_its_mind_is_never_connected_to_inside(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([[PUBLIC], [METADATA], ["127.0.0.1"]])
    monkeypatch.setattr(Redirecting, "routes", {"/nog-eens": "/goed"})
    with pytest.raises(FetchFailed, match="afgeschermd"):
        ask("/nog-eens", resolve=lambda _host: next(answers))
    assert watch.seen == [(PUBLIC, 80)]
    assert next(answers) == ["127.0.0.1"], "a name is looked up once per hop, never again at the connection"


@pytest.mark.proves("T8")
def test_a_form_refuses_what_can_never_be_fetched() -> None:
    assert problem_with_address(f"https://{HOST}/rss") == ""
    for host in [*PRIVATE_HOSTS, "[", "[nieuws.example]"]:
        assert problem_with_address(f"https://{host}/rss"), host
