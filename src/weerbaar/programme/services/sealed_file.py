"""A file that only the holder of the key can read, and that nobody can shorten or change unseen (R5).

AES-256-GCM over pieces of 64 KiB. The number of a piece, and whether it is the last, are part of its nonce; the head
of the file is signed with every piece. So a missing end, a swapped piece and another head all fail.
"""

import base64
import binascii
import json
import os
import secrets
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"WEERBAAR-BACKUP-1\n"
PIECE = 64 * 1024
TAG = 16


class NotReadable(Exception):
    """The file is broken, cut off, or locked with another key."""


def make_key(path: Path) -> None:
    """Writes a new key, readable by its owner only. Never over an old one: without that, old back-ups are lost."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(base64.b64encode(secrets.token_bytes(32)) + b"\n")


def read_key(path: Path) -> bytes:
    try:
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != 32:
        raise NotReadable(path)
    return key


class SealedWriter:
    """Takes bytes and writes them locked. `close` writes the last piece; without it the file cannot be read."""

    def __init__(self, file: IO[bytes], key: bytes, head: dict[str, Any]) -> None:
        self._file, self._cipher, self._head = file, AESGCM(key), json.dumps(head, sort_keys=True).encode()
        self._salt, self._number, self._waiting = secrets.token_bytes(7), 0, bytearray()
        file.write(MAGIC + struct.pack(">I", len(self._head)) + self._head + self._salt)

    def write(self, data: bytes) -> None:
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]

    def close(self) -> None:
        self._put(bytes(self._waiting), is_last=True)

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._salt, self._number, is_last), piece, self._head))
        self._number += 1


def read_head(file: IO[bytes]) -> dict[str, Any]:
    """What the file says about itself. Only believed after `pieces` has read it with the key."""
    if file.read(len(MAGIC)) != MAGIC:
        raise NotReadable
    (size,) = struct.unpack(">I", _exactly(file, 4))
    if size > PIECE:
        raise NotReadable
    try:
        return dict(json.loads(_exactly(file, size)))
    except (ValueError, TypeError) as error:
        raise NotReadable from error


def pieces(file: IO[bytes], key: bytes) -> Iterator[bytes]:
    """The content, piece by piece; `NotReadable` as soon as something is not what was written."""
    head = json.dumps(read_head(file), sort_keys=True).encode()
    salt, cipher, number = _exactly(file, 7), AESGCM(key), 0
    piece = file.read(PIECE + TAG)
    while True:
        following = file.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(salt, number, not following), piece, head)
        except (InvalidTag, ValueError) as error:
            raise NotReadable from error
        if not following:
            return
        piece, number = following, number + 1


def _nonce(salt: bytes, number: int, is_last: bool) -> bytes:
    return salt + struct.pack(">I?", number, is_last)


def _exactly(file: IO[bytes], size: int) -> bytes:
    data = file.read(size)
    if len(data) != size:
        raise NotReadable
    return data
