"""How this server is doing, in words, for who looks after it: what a monitor gets as numbers, and the locks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version

from django.conf import settings
from django.core.checks import run_checks
from django.db import connection
from django.utils.translation import gettext as _

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors import scope_of
from weerbaar.guard.services import LockState, last_run, lock_state
from weerbaar.outbox.selectors import mail_is_on
from weerbaar.programme.selectors.monitoring import Gauge, gauges, not_ready
from weerbaar.ui.wording import shown

LATE = timedelta(days=1, hours=6)


@dataclass(frozen=True)
class Fact:
    """One line: what, how it is, and whether somebody has to look."""

    what: str
    text: str
    needs_a_look: bool


def sees_status(*, actor: Membership | None) -> bool:
    """True for a role that keeps an eye on this server."""
    return scope_of(actor=actor, right=Right.VIEW_AUDIT) != Scope.NONE


def status_of_server(*, now: datetime) -> list[Fact]:
    """The facts, in the order of the page."""
    numbers = {one.name: one for one in gauges(now=now)}
    problem = not_ready()
    return [
        Fact(_("Version"), version("weerbaar"), False),
        Fact(_("Database"), connection.vendor, False),
        Fact(_("Second lock on rows"), *_lock()),
        Fact(_("Ready for requests"), problem or _("yes"), bool(problem)),
        Fact(_("Settings"), *_settings()),
        Fact(_("Outgoing messages"), *_mail(numbers)),
        Fact(_("Sources that fail"), *_sources(numbers)),
        Fact(_("Last back-up"), *_run("backup", now)),
        Fact(_("Log and pictures last verified"), *_run("verify", now)),
        Fact(_("Retention last run"), *_run("retain", now)),
    ]


def _lock() -> tuple[str, bool]:
    return {
        LockState.ON: (_("on: the database itself refuses rows out of reach"), False),
        LockState.PASSED: (_("off: this database user passes every lock; give Weerbaar a user of its own"), True),
        LockState.ABSENT: (
            _("not there: SQLite has no such lock. Good for a demo or for one organisation, not for a region"),
            settings.PRODUCTION,
        ),
    }[lock_state()]


def _settings() -> tuple[str, bool]:
    found = run_checks(include_deployment_checks=settings.PRODUCTION)
    if not settings.PRODUCTION:
        return _("not the settings of a server for real work"), bool(found)
    return (
        _("%(count)s remarks: run weerbaar check --deploy") % {"count": len(found)} if found else _("no remarks")
    ), bool(found)


def _mail(numbers: dict[str, Gauge]) -> tuple[str, bool]:
    waiting, failed = (int(numbers[f"weerbaar_mail_{name}"].value) for name in ("waiting", "failed"))
    text = _("%(waiting)s waiting, %(failed)s failed") % {"waiting": waiting, "failed": failed}
    if not mail_is_on():
        return f"{text}. " + _("No mail server is set: messages are copied by hand."), False
    return text, bool(failed)


def _sources(numbers: dict[str, Gauge]) -> tuple[str, bool]:
    failing = int(numbers["weerbaar_sources_failing"].value)
    hours = numbers["weerbaar_newest_fetch_age_seconds"].value / 3600
    return _("%(failing)s; last reading %(hours)d hours ago") % {"failing": failing, "hours": hours}, failing > 0


def _run(name: str, now: datetime) -> tuple[str, bool]:
    at = last_run(name=name)
    if at is None:
        return _("never on this server"), settings.PRODUCTION
    return shown(at), now - at > LATE
