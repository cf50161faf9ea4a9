"""When the timers last worked: a file beside the checkpoints of the log, so that an empty database stays empty."""

import json
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

FILE = "runs.json"


def note_run(*, name: str, now: datetime) -> None:
    """Remembers that this work was done, whole or not at all."""
    path = Path(settings.AUDIT_FOLDER) / FILE
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{FILE}.{os.getpid()}")
    draft.write_text(json.dumps(_read(path) | {name: now.isoformat()}), encoding="utf-8")
    draft.replace(path)


def last_run(*, name: str) -> datetime | None:
    """When this work was last done; None when it never was."""
    at = _read(Path(settings.AUDIT_FOLDER) / FILE).get(name)
    return datetime.fromisoformat(at) if at else None


def _read(path: Path) -> dict[str, str]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
