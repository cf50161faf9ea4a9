"""A back-up of everything in one locked file, and the way back. What cannot be trusted is refused as a whole (R5, M7).

First the whole file is read and checked, then the rows are written in one transaction, then they are read again and
compared with the sums of the day the back-up was made. Who was erased since is erased again.
"""

import gzip
import hashlib
import io
import json
import os
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import User
from weerbaar.accounts.services.audit_chain import note_restore
from weerbaar.accounts.services.erasures import erased_persons
from weerbaar.accounts.services.people import erase_account
from weerbaar.guard.services import all_rows
from weerbaar.programme.services import rows
from weerbaar.programme.services.sealed_file import NotReadable, SealedWriter, pieces, read_head

FILES = ("key.pem", "checkpoints.jsonl", "erasures.jsonl")


class BackupRefused(Exception):
    """A back-up that is not put back, and why."""


def make_backup(*, path: Path, key: bytes, now: datetime) -> dict[str, int]:
    """Writes a back-up, whole or not at all; the number of rows per model. Rows are read in one moment."""
    head = {"made_at": now.isoformat(), "migrations": _migrations(), "number": _newest() + 1}
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            writer = SealedWriter(file, key, head)
            with transaction.atomic():
                _one_moment()
                with all_rows():
                    counts = _write(writer)
            writer.close()
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    _note(cast("int", head["number"]))
    return counts


def restore_backup(*, path: Path, key: bytes, older: bool, now: datetime) -> dict[str, int]:
    """Puts a back-up back in an empty database; the number of rows per model. `BackupRefused` leaves all as it was."""
    head = _checked_head(path, key, older=older)
    with transaction.atomic(), all_rows():
        if not rows.is_empty():
            raise BackupRefused(_("This database is not empty. Make an empty one, and put the back-up back there."))
        counts = _put_back(path, key)
        _erase_again(now=now)
        note_restore(now=now)
    _note(int(head["number"]))
    return counts


def _write(writer: SealedWriter) -> dict[str, int]:
    counts: dict[str, int] = {}
    with gzip.GzipFile(fileobj=cast("Any", writer), mode="wb", mtime=0) as packed:
        for name in FILES:
            source = Path(settings.AUDIT_FOLDER) / name
            if source.exists():
                packed.write(_line({"file": name, "text": source.read_text(encoding="utf-8")}))
        for model in rows.kept_models():
            packed.write(_line({"model": rows.label(model)}))
            digest, count = hashlib.sha256(), 0
            for line in rows.lines_of(model):
                packed.write(line)
                digest.update(line)
                count += 1
            packed.write(_line({"rows": count, "sha256": digest.hexdigest()}))
            counts[rows.label(model)] = count
    return counts


def _checked_head(path: Path, key: bytes, *, older: bool) -> dict[str, Any]:
    """Reads the file to its end before anything is believed."""
    try:
        for _line_read in _lines(path, key):
            pass
        with path.open("rb") as file:
            head = read_head(file)
    except (NotReadable, EOFError, OSError, zlib.error) as error:
        raise BackupRefused(
            _("This back-up cannot be read: it is broken, cut off, or locked with another key.")
        ) from error
    if head["migrations"] != _migrations():
        raise BackupRefused(_("This back-up is of another version of Weerbaar. Put it back with that version."))
    if not older and int(head["number"]) < _newest():
        raise BackupRefused(_("There is a newer back-up than this one. Add --older when you mean this one."))
    return head


def _put_back(path: Path, key: bytes) -> dict[str, int]:
    lines, counts = _lines(path, key), {}
    for line in lines:
        mark = json.loads(line)
        if "file" in mark:
            _put_file_back(mark["file"], mark["text"])
            continue
        model = apps.get_model(mark["model"])
        told: dict[str, Any] = {}
        counts[mark["model"]] = rows.put_back(model, _until_sum(lines, told))
        digest = hashlib.sha256()
        for again in rows.lines_of(model):
            digest.update(again)
        if (counts[mark["model"]], digest.hexdigest()) != (told["rows"], told["sha256"]):
            raise BackupRefused(_("The rows are not the same as on the day of the back-up. Nothing was put back."))
    rows.count_on(rows.kept_models())
    return counts


def _put_file_back(name: str, text: str) -> None:
    """Only when it is not there: what this server signed since is newer."""
    path = Path(settings.AUDIT_FOLDER) / name
    if name in FILES and not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
            file.write(text)


def _until_sum(lines: Iterator[bytes], told: dict[str, Any]) -> Iterator[bytes]:
    for line in lines:
        if line.startswith(b"{"):
            told.update(json.loads(line))
            return
        yield line


def _erase_again(*, now: datetime) -> None:
    for person in User.objects.filter(pk__in=erased_persons(), erased_at=None):
        erase_account(person, now=now)


def _lines(path: Path, key: bytes) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from gzip.GzipFile(fileobj=cast("Any", io.BufferedReader(_Pieces(pieces(file, key)))), mode="rb")


class _Pieces(io.RawIOBase):
    """The pieces of a locked file as a stream. The last piece is always read, so that a cut-off file is noticed."""

    def __init__(self, source: Iterator[bytes]) -> None:
        self._source, self._left = source, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            piece = next(self._source, None)
            if piece is None:
                return 0
            self._left = piece
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count


def _one_moment() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _migrations() -> str:
    names = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def _line(mark: dict[str, Any]) -> bytes:
    return json.dumps(mark).encode() + b"\n"


def _newest() -> int:
    """The number of the newest back-up this server made or put back."""
    path = _number_file()
    return int(path.read_text(encoding="utf-8")) if path.exists() else 0


def _note(number: int) -> None:
    _number_file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _number_file().write_text(str(max(number, _newest())), encoding="utf-8")


def _number_file() -> Path:
    return Path(settings.AUDIT_FOLDER) / "newest_backup"
