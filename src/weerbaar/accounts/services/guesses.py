"""Slowing down whoever guesses passwords and codes: per account, per known device and per network (T16).

A wrong guess counts before it is checked, so many at the same moment gain nothing. After some free tries each next one
has to wait, twice as long every time, at most a quarter of an hour: nobody is shut out for good. A browser in which
the owner signed in before has a count of its own, so a stranger who guesses does not keep the owner out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import FailedGuess, UsedCode
from weerbaar.ui.orders import Refused

LONGEST_WAIT = timedelta(minutes=15)
FIRST_WAIT = timedelta(seconds=15)
CODE_LASTS = timedelta(minutes=5)


class TooManyGuesses(Refused):
    """Wait before the next try. The answer is the same for an address that has no account."""

    says: ClassVar[str | Promise] = _(
        "There were too many tries. Wait a quarter of an hour and try again, or ask for a new password."
    )


@dataclass(frozen=True)
class Lock:
    """What is counted, for whom, how many tries are free, and after how long the count starts again."""

    kind: str
    value: str
    free: int
    forgotten_after: timedelta

    @property
    def digest(self) -> str:
        return salted_hmac("weerbaar.guesses", f"{self.kind}|{self.value}", algorithm="sha256").hexdigest()


def account_lock(email: str) -> Lock:
    return Lock("account", email.lower(), 5, timedelta(hours=24))


def device_lock(mark: str) -> Lock:
    return Lock("device", mark, 10, timedelta(hours=1))


def network_lock(network: str) -> Lock:
    return Lock("network", network, 100, timedelta(hours=1))


def code_lock(user_id: object) -> Lock:
    return Lock("code", str(user_id), 5, timedelta(hours=24))


def recovery_lock(network: str) -> Lock:
    return Lock("recovery", network, 30, timedelta(hours=1))


def mail_lock(email: str) -> Lock:
    return Lock("mail", email.lower(), 3, timedelta(hours=1))


def count_guess(*locks: Lock, now: datetime) -> None:
    """Counts one guess at every lock. Refused (`TooManyGuesses`), and not counted, while one of them is closed."""
    with transaction.atomic():
        rows = [_row(lock, now) for lock in locks]
        if any(row.closed_until and row.closed_until > now for row in rows):
            raise TooManyGuesses
        for row, lock in zip(rows, locks, strict=True):
            row.count = row.count + 1 if now - row.last_at < lock.forgotten_after else 1
            row.last_at = now
            row.closed_until = now + _wait(row.count - lock.free) if row.count >= lock.free else None
            row.save()


def forget_guesses(*locks: Lock) -> None:
    """The guess was right: the count of these locks starts again."""
    FailedGuess.objects.filter(digest__in=[lock.digest for lock in locks]).delete()


def take_back(lock: Lock) -> None:
    """The guess was right: it does not count for a network that many share."""
    row = FailedGuess.objects.filter(digest=lock.digest, count__gt=0).first()
    if row is not None:
        row.count -= 1
        row.closed_until = None if row.count < lock.free else row.closed_until
        row.save(update_fields=["count", "closed_until"])


def use_code(*, user_id: object, code: str, now: datetime) -> bool:
    """False when this person used this code before."""
    digest = Lock("used", f"{user_id}|{code}", 0, CODE_LASTS).digest
    UsedCode.objects.filter(used_at__lt=now - CODE_LASTS).delete()
    _used, is_new = UsedCode.objects.get_or_create(digest=digest, defaults={"used_at": now})
    return is_new


def _row(lock: Lock, now: datetime) -> FailedGuess:
    row, _made = FailedGuess.objects.get_or_create(digest=lock.digest, defaults={"last_at": now})
    return FailedGuess.objects.select_for_update().get(pk=row.pk)


def _wait(beyond: int) -> timedelta:
    return min(FIRST_WAIT * int(2 ** min(beyond, 10)), LONGEST_WAIT)
