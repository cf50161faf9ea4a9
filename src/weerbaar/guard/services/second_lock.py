"""Tells PostgreSQL who looks, so that it shows no row out of reach: the second lock (T1, M1).

On SQLite there is no such lock, and every function here does nothing. A superuser of PostgreSQL passes every lock:
`lock_state` says so.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.db import connection

NAMES = ("reach", "organisation", "region", "municipalities")
WRITE = [f"set_config('weerbaar.{name}', %s, false)" for name in NAMES]


@dataclass(frozen=True)
class Reach:
    """Whose rows are shown: of the own organisation, of the region, about these municipalities, or `everything`."""

    organisation: str = ""
    region: str = ""
    municipalities: tuple[str, ...] = ()
    everything: bool = False

    @property
    def settings(self) -> tuple[str, str, str, str]:
        return "*" if self.everything else "", self.organisation, self.region, ",".join(self.municipalities)


EVERYTHING = Reach(everything=True)


class LockState(Enum):
    """Whether the second lock works here."""

    ON = "on"
    PASSED = "passed"
    ABSENT = "absent"


def has_second_lock() -> bool:
    """True on a database that can refuse rows by itself."""
    return connection.vendor == "postgresql"


_shown: ContextVar[Reach | None] = ContextVar("rows_shown", default=None)


@contextmanager
def rows_within(reach: Reach) -> Iterator[None]:
    """While this lasts the database shows only these rows; afterwards what it showed before."""
    if not has_second_lock():
        yield
        return
    token = _shown.set(reach)
    _write(reach)
    try:
        yield
    finally:
        _shown.reset(token)
        if not connection.needs_rollback:
            _write(_shown.get() or (Reach() if settings.IS_WEB else EVERYTHING))


def all_rows() -> AbstractContextManager[None]:
    """For counts over a whole region, which everybody there may know: never for rows that are shown."""
    return rows_within(EVERYTHING)


def lock_state() -> LockState:
    """Whether the database refuses rows by itself, and whether that holds for the user we connect as."""
    if not has_second_lock():
        return LockState.ABSENT
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        (passes,) = cursor.fetchone()
    return LockState.PASSED if passes else LockState.ON


def _write(reach: Reach) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(WRITE)}", reach.settings)
