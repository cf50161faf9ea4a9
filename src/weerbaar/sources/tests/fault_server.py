"""A local HTTP server with the hostile behaviours of feed servers (R7): one path per behaviour."""

import gzip
import socket
import ssl
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread

Send = Callable[[bytes], None]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n"
ENTITY_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(
        b'<!ENTITY lol%d "%s">' % (level, b"&lol%s;" % (str(level - 1).encode() if level > 1 else b"") * 10)
        for level in range(1, 10)
    )
    + b"]><rss><channel><item><title>&lol9;</title></item></channel></rss>"
)


def item(number: int, *, title: str = "", key: str = "", day: str = "Mon, 02 Mar 2026 08:00:00 GMT") -> str:
    """One entry of a feed."""
    return (
        f"<item><title>{title or f'Raad van Aerlevoort bespreekt begroting {number}'}</title>"
        f"<link>https://nieuws.example/{number}</link><guid>{key or number}</guid><pubDate>{day}</pubDate></item>"
    )


def feed(items: str, *, declared: str = "utf-8") -> str:
    """An RSS feed of these entries."""
    return (
        f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>Nieuws</title>'
        f"{items}</channel></rss>"
    )


GOOD = feed("".join(item(number) for number in range(3))).encode()


@dataclass
class Faults:
    """What the server does, and what it saw."""

    stop: Event = field(default_factory=Event)
    drip: float = 0.05
    size: int = 10_000_000_000
    asked: list[tuple[str, bytes]] = field(default_factory=list)

    def answer(self, path: str, sock: socket.socket) -> None:
        """Misbehaves as the path says."""
        behaviour = getattr(self, "_" + path.strip("/").replace("-", "_"))
        behaviour(sock)

    def _good(self, sock: socket.socket) -> None:
        sock.sendall(_with_length(GOOD))

    def _hang_header(self, sock: socket.socket) -> None:
        self._hang(sock)

    def _drip_header(self, sock: socket.socket) -> None:
        for letter in HEAD * 1000:
            self._wait_and_send(sock, bytes([letter]))

    def _hang_body(self, sock: socket.socket) -> None:
        sock.sendall(HEAD + b"Content-Length: 100000\r\n\r\n<rss>")
        self._hang(sock)

    def _drip_body(self, sock: socket.socket) -> None:
        sock.sendall(HEAD + b"Content-Length: 100000\r\n\r\n")
        for _number in range(100_000):
            self._wait_and_send(sock, b" ")

    def _drip_chunk_size(self, sock: socket.socket) -> None:
        sock.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        for _number in range(100_000):
            self._wait_and_send(sock, b"0")

    def _large(self, sock: socket.socket) -> None:
        sock.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % self.size)
        self._pour(sock, b"x" * 65_536, self.size)

    def _endless_chunks(self, sock: socket.socket) -> None:
        sock.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        self._pour(sock, b"10000\r\n" + b"x" * 65_536 + b"\r\n", self.size)

    def _gzip_bomb(self, sock: socket.socket) -> None:
        sock.sendall(_with_length(_packed_zeros(200_000_000), b"Content-Encoding: gzip\r\n"))

    def _cut_gzip(self, sock: socket.socket) -> None:
        sock.sendall(_with_length(gzip.compress(GOOD)[:-20], b"Content-Encoding: gzip\r\n"))

    def _redirect_loop(self, sock: socket.socket) -> None:
        sock.sendall(b"HTTP/1.1 302 Found\r\nLocation: /redirect-loop\r\nContent-Length: 0\r\n\r\n")

    def _redirect_to_metadata(self, sock: socket.socket) -> None:
        sock.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/\r\nContent-Length: 0\r\n\r\n")

    def _wrong_charset(self, sock: socket.socket) -> None:
        body = feed(item(1, title="Café in Aerlevoort viert jubileum")).encode("latin-1")
        sock.sendall(_with_length(body, b"Content-Type: text/xml; charset=utf-16\r\n"))

    def _entity_bomb(self, sock: socket.socket) -> None:
        sock.sendall(_with_length(ENTITY_BOMB))

    def _many_items(self, sock: socket.socket) -> None:
        small = "".join(f"<item><title>Aerlevoort {n}</title></item>" for n in range(100_000))
        sock.sendall(_with_length(feed(small).encode()))

    def _duplicate_ids(self, sock: socket.socket) -> None:
        sock.sendall(_with_length(feed("".join(item(n, key="zelfde") for n in range(50))).encode()))

    def _impossible_dates(self, sock: socket.socket) -> None:
        days = ["Mon, 31 Feb 2026 08:00:00 GMT", "gisteren", "", "Thu, 01 Jan 1970 00:00:00 GMT", "9999-99-99", "-1"]
        days += ["Mon, 02 Mar 99999 08:00:00 GMT", "Fri, 01 Jan 2100 08:00:00 GMT", "1e9", "0001-01-01T00:00:00Z"]
        sock.sendall(_with_length(feed("".join(item(n, day=day) for n, day in enumerate(days))).encode()))

    def _false_304(self, sock: socket.socket) -> None:
        sock.sendall(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")

    def _reset(self, sock: socket.socket) -> None:
        sock.sendall(HEAD + b"Content-Length: 100000\r\n\r\n<rss>")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _no_http(self, sock: socket.socket) -> None:
        sock.sendall(b"\x00\xff\xfe SSH-2.0-OpenSSH\r\n" * 50)

    def _long_header(self, sock: socket.socket) -> None:
        sock.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-Lang: " + b"x" * 100_000 + b"\r\n\r\n")

    def _many_headers(self, sock: socket.socket) -> None:
        sock.sendall(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: x\r\n" % n for n in range(5000)) + b"\r\n")

    def _short_body(self, sock: socket.socket) -> None:
        sock.sendall(HEAD + b"Content-Length: 100000\r\n\r\n" + GOOD)

    def _server_error(self, sock: socket.socket) -> None:
        sock.sendall(b"HTTP/1.1 500 Jan Jansen\r\nContent-Length: 0\r\n\r\n")

    def _hang(self, sock: socket.socket) -> None:
        sock.settimeout(60)
        sock.recv(1)

    def _wait_and_send(self, sock: socket.socket, data: bytes) -> None:
        if self.stop.wait(self.drip):
            raise ConnectionAbortedError
        sock.sendall(data)

    def _pour(self, sock: socket.socket, part: bytes, size: int) -> None:
        sent = 0
        while sent < size and not self.stop.is_set():
            sock.sendall(part)
            sent += len(part)


HELPERS = {"_hang", "_pour", "_wait_and_send"}
BEHAVIOURS = tuple(
    name[1:].replace("_", "-")
    for name in vars(Faults)
    if name.startswith("_") and not name.startswith("__") and name not in HELPERS
)


def _packed_zeros(count: int) -> bytes:
    """This many zeros in gzip, without ever holding them."""
    packer = zlib.compressobj(9, wbits=31)
    part = b"\0" * 1_000_000
    return b"".join(packer.compress(part) for _ in range(count // len(part))) + packer.flush()


def _with_length(body: bytes, headers: bytes = b"") -> bytes:
    return HEAD + headers + b"Content-Length: %d\r\n\r\n" % len(body) + body


@contextmanager
def fault_server(faults: Faults, certificate: Path | None = None) -> Iterator[int]:
    """Serves on a free port until the block ends; with a certificate over TLS."""

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            try:
                request = self.request.recv(65_536)
                path = request.split(b" ", 2)[1].decode()
                faults.asked.append((path, request))
                faults.answer(path, self.request)
            except (OSError, IndexError):
                return

    class Server(ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = False
        request_queue_size = 64

        def get_request(self) -> tuple[socket.socket, object]:
            sock, address = super().get_request()
            if certificate:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(certificate)
                sock = context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
            return sock, address

        def handle_error(self, request: object, client_address: object) -> None:
            return

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            faults.stop.set()
            server.shutdown()
            thread.join()


@contextmanager
def full_queue() -> Iterator[int]:
    """A port that accepts no connection: a client hangs while it connects."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        port = server.getsockname()[1]
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        try:
            yield port
        finally:
            for one in waiting:
                one.close()


def self_signed(folder: Path) -> Path:
    """A certificate that nobody vouches for."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "nieuws.example")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(1).not_valid_before(start).not_valid_after(start + timedelta(days=9000))
    built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName("nieuws.example")]), critical=False)
    signed = built.sign(key, hashes.SHA256())
    encoding = serialization.Encoding.PEM
    path = folder / "eigen.pem"
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + signed.public_bytes(encoding))
    return path
