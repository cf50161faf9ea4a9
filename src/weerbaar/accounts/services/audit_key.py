"""The key that signs the log, and the checkpoints it signed. Both are files, outside the database (T15)."""

import base64
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

CHECKPOINT, RESTORED, ACKNOWLEDGED = "checkpoint", "restored", "acknowledged"


@dataclass(frozen=True)
class Checkpoint:
    """How long the log was at a moment, and the digest of its last row.

    `restored` says that the log was put back as it was at this row, from a back-up, and that the rows after it up to
    `until` are gone; `acknowledged` that two people know of that.
    """

    number: int
    digest: str
    at: str
    signature: str
    kind: str = CHECKPOINT
    until: int = 0

    def words(self) -> tuple[object, ...]:
        """What the signature stands under."""
        end = (self.until,) if self.until else ()
        return (self.kind, self.number, self.digest, *end, self.at)


def sign(*parts: object) -> str:
    """The signature of this installation under these words."""
    return base64.b64encode(_key(settings.AUDIT_FOLDER).sign(_message(parts))).decode()


def is_signed(signature: str, *parts: object) -> bool:
    """True when the key of this installation signed these words."""
    try:
        _key(settings.AUDIT_FOLDER).public_key().verify(base64.b64decode(signature, validate=True), _message(parts))
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key() -> str:
    """The half of the key that may be known: whoever has it can check our checkpoints."""
    raw = _key(settings.AUDIT_FOLDER).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def write_checkpoint(*, number: int, digest: str, kind: str = CHECKPOINT, until: int = 0, now: datetime) -> Checkpoint:
    """Adds a signed line to the checkpoints, and waits until it stands on the disk."""
    draft = Checkpoint(number, digest, now.isoformat(), "", kind, until)
    made = replace(draft, signature=sign(*draft.words()))
    said = {name: value for name, value in vars(made).items() if value and (name != "kind" or kind != CHECKPOINT)}
    with _checkpoints_file().open("a", encoding="utf-8") as file:
        file.write(json.dumps(said) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return made


def checkpoints() -> Iterator[Checkpoint | None]:
    """The checkpoints in order; None for a line that is not one, or that this installation did not sign."""
    if not _checkpoints_file().exists():
        return
    for line in _checkpoints_file().read_text(encoding="utf-8").splitlines():
        try:
            one = Checkpoint(**json.loads(line))
        except (ValueError, TypeError):
            yield None
            continue
        yield one if is_signed(one.signature, *one.words()) else None


def _checkpoints_file() -> Path:
    return Path(settings.AUDIT_FOLDER) / "checkpoints.jsonl"


def _message(parts: tuple[object, ...]) -> bytes:
    return "\n".join(("weerbaar", *map(str, parts))).encode()


@cache
def _key(folder: Path) -> Ed25519PrivateKey:
    """The key in this folder, made at the first use and readable by its owner only."""
    path = folder / "key.pem"
    if not path.exists():
        _make_key(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} holds no Ed25519 key.")
    return key


def _make_key(path: Path) -> None:
    """Writes a new key whole or not at all: of two processes that start at once, one wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"key.{os.getpid()}.draft")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
