"""Who was erased, by id only, in a file outside the database: a back-up that is put back does not bring them back."""

import json
import os
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from weerbaar.accounts.models import User


def note_erasure(person: User, *, now: datetime) -> None:
    """Adds the id of a person to the file, once the erasure itself is certain."""
    line = json.dumps({"person": str(person.pk), "at": now.isoformat()}) + "\n"
    transaction.on_commit(lambda: _append(line))


def erased_persons() -> dict[UUID, datetime]:
    """Who was erased here, and when. A line that was cut off half-way does not count."""
    found: dict[UUID, datetime] = {}
    if _file().exists():
        for line in _file().read_text(encoding="utf-8").splitlines():
            try:
                one = json.loads(line)
                found[UUID(one["person"])] = datetime.fromisoformat(one["at"])
            except (ValueError, KeyError):
                continue
    return found


def _append(line: str) -> None:
    _file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _file().open("a", encoding="utf-8") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def _file() -> Path:
    return Path(settings.AUDIT_FOLDER) / "erasures.jsonl"
