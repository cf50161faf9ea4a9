"""Fetching over HTTP from hosts on the allow-list, and from nowhere else (T8, R7).

A name is resolved once; every address it gives is checked; the connection goes to the checked address, so a name that
changes its mind (DNS rebinding) changes nothing. Each redirect is checked the same way. Time, size, unpacking and the
number of hops are bounded.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

USER_AGENT = "Weerbaar/0.1 (+https://weerbaar.example/over; feeds and open data only)"
MAX_BYTES = 5_000_000
MAX_SECONDS = 30.0
MAX_HOPS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CONDITIONS = frozenset({"if-none-match", "if-modified-since"})
_HOST_SERVICES = frozenset({"168.63.129.16"})
"""Public in form, but inside a cloud it is the machine's own host that answers."""


class FetchFailed(Exception):
    """Nothing usable came back. `str()` is a Dutch sentence that holds nothing of what the other side said."""


def _resolve(host: str) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


@dataclass(frozen=True)
class Policy:
    """What the client may connect to. The default is for the world; tests on this machine loosen it."""

    allow_http: bool = False
    allow_private: bool = False
    ports: frozenset[int] = frozenset({443})
    max_bytes: int = MAX_BYTES
    max_seconds: float = MAX_SECONDS
    resolve: Callable[[str], list[str]] = _resolve


@dataclass(frozen=True)
class Request:
    """What to ask."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True)
class Response:
    """What came back: status 200 with a body, or 304 without."""

    status: int
    body: bytes
    etag: str = ""
    last_modified: str = ""


def fetch(request: Request, *, hosts: Iterable[str], policy: Policy | None = None) -> Response:
    """The answer of one of these hosts.

    Refused (`FetchFailed`): an address off the list, a private or local network, anything but https, a login in the
    address, too many redirects, too slow, too large, an error status.
    """
    rules = policy or Policy()
    allowed = {host.lower().rstrip(".") for host in hosts}
    deadline = time.monotonic() + rules.max_seconds
    url = request.url
    for _hop in range(MAX_HOPS + 1):
        try:
            status, headers, body = _one_hop(url, request, allowed, rules, deadline)
            if status in _REDIRECTS and headers.get("location"):
                url = urljoin(url, headers["location"])
                continue
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            raise FetchFailed(_reason(error)) from error
        if status not in (200, 304):
            raise FetchFailed(f"De bron antwoordt met foutcode {status}.")
        if status == 304 and not _CONDITIONS & {name.lower() for name in request.headers}:
            raise FetchFailed("De bron zegt dat er niets veranderd is, maar dat was niet gevraagd.")
        return Response(status, body, headers.get("etag", "")[:200], headers.get("last-modified", "")[:60])
    raise FetchFailed("De bron verwijst te vaak door.")


def problem_with_address(url: str) -> str:
    """Why this address can never be fetched, in a Dutch sentence; empty when it may be. Nothing is looked up."""
    try:
        host = (urlsplit(url).hostname or "").lower().rstrip(".")
        if not host or "." not in host or _is_number(host):
            return "Vul een adres in met een naam, zoals https://www.nieuws.example/rss."
        _checked_parts(url, {host}, Policy())
    except ValueError as error:
        return str(error) if isinstance(error, _NotAllowed) else "Dit is geen geldig adres."
    return ""


def _is_number(host: str) -> bool:
    """True for an address in figures, in whatever notation: 127.0.0.1, 2130706433, 0x7f.1, [::1]."""
    last = host.rsplit(".", 1)[-1]
    return ":" in host or last.isdigit() or last.startswith("0x")


def _reason(error: Exception) -> str:
    if isinstance(error, _NotAllowed):
        return str(error)
    if isinstance(error, ssl.SSLError):
        return "De beveiligde verbinding met de bron lukt niet (certificaat)."
    if isinstance(error, TimeoutError):
        return "De bron antwoordt te langzaam."
    if isinstance(error, socket.gaierror):
        return "Het adres van de bron bestaat niet."
    return "De verbinding met de bron lukt niet of brak af."


class _NotAllowed(ValueError):
    pass


def _one_hop(
    url: str, request: Request, allowed: set[str], rules: Policy, deadline: float
) -> tuple[int, dict[str, str], bytes]:
    host, port, is_secure, path = _checked_parts(url, allowed, rules)
    address = _checked_address(host, rules)
    sock = _connect(host, address, port, is_secure=is_secure, seconds=_left(deadline))
    connection = http.client.HTTPConnection(host, port)
    connection.sock = sock
    try:
        with _Watch(sock, deadline):
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Connection": "close", **request.headers}
            connection.request("POST" if request.body is not None else "GET", path, request.body, headers)
            with connection.getresponse() as answer:
                found = {name.lower(): value for name, value in answer.getheaders()}
                body = b"" if answer.status != 200 else _body(answer, found, rules)
                return answer.status, found, body
    finally:
        connection.close()
        sock.close()


class _Watch:
    """Closes the socket when the deadline passes: whatever drips in byte by byte (handshake, header, body) ends."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._timer = threading.Timer(max(deadline - time.monotonic(), 0.01), self._close)
        self._timer.daemon = True
        self._sock = sock
        self._is_late = False

    def _close(self) -> None:
        self._is_late = True
        try:
            self._sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        self._timer.cancel()
        self._timer.join()
        if self._is_late and kind is not _NotAllowed:
            raise TimeoutError


def _checked_parts(url: str, allowed: set[str], rules: Policy) -> tuple[str, int, bool, str]:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (rules.allow_http and parts.scheme == "http"):
        raise _NotAllowed("Alleen adressen die met https:// beginnen mogen worden opgehaald.")
    if parts.username or parts.password or "@" in parts.netloc:
        raise _NotAllowed("In het adres staat een inlognaam. Dat mag niet.")
    host = (parts.hostname or "").lower().rstrip(".")
    if host not in allowed:
        raise _NotAllowed("De bron verwijst naar een adres dat niet op de lijst staat.")
    is_secure = parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    if port not in rules.ports and not rules.allow_private:
        raise _NotAllowed("Het adres gebruikt een poort die niet mag.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if any(character <= " " or character == "\x7f" for character in path):
        raise _NotAllowed("In het adres staat een teken dat niet mag.")
    return host, port, is_secure, path


def _checked_address(host: str, rules: Policy) -> str:
    addresses = rules.resolve(host)
    if not addresses:
        raise socket.gaierror
    if not rules.allow_private and not all(_is_public(address) for address in addresses):
        raise _NotAllowed("Het adres van de bron ligt in een afgeschermd netwerk. Dat mag niet.")
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    embedded = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    teredo = getattr(ip, "teredo", None)
    inner = [embedded] if embedded else list(teredo) if teredo else []
    if str(embedded or ip) in _HOST_SERVICES or getattr(ip, "is_site_local", False):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and all(one.is_global for one in inner)


def _connect(host: str, address: str, port: int, *, is_secure: bool, seconds: float) -> socket.socket:
    sock: socket.socket = socket.create_connection((address, port), timeout=min(seconds, 10))
    if not is_secure:
        return sock
    try:
        return ssl.create_default_context().wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
    except BaseException:
        sock.close()
        raise


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _body(answer: http.client.HTTPResponse, headers: dict[str, str], rules: Policy) -> bytes:
    """The body, unpacked. A body over the limit is refused: half a document is no document."""
    unpack = zlib.decompressobj(31) if headers.get("content-encoding", "").lower() in ("gzip", "x-gzip") else None
    parts: list[bytes] = []
    size = 0
    while part := answer.read1(65_536):
        if unpack is not None:
            part = unpack.decompress(part, rules.max_bytes - size + 1)
        size += len(part)
        if size > rules.max_bytes:
            raise _NotAllowed(f"Het antwoord van de bron is groter dan {rules.max_bytes // 1_000_000} MB.")
        parts.append(part)
    if answer.length or (unpack is not None and not unpack.eof):
        raise http.client.IncompleteRead(b"")
    return b"".join(parts)
