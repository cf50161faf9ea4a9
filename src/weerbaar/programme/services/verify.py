"""Does all that is signed or frozen still hold? For the maintainer, and for whoever keeps an eye on the maintainer."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from weerbaar.accounts.services.audit_chain import log_problems, seal_checkpoint
from weerbaar.accounts.services.audit_key import public_key
from weerbaar.outbox.services import queue_mail
from weerbaar.pictures.services.verify import verify_pictures

MOST_SAID = 100


def house_problems() -> Iterator[str]:
    """Everything that does not hold, in sentences."""
    for problem in log_problems():
        yield _("Log: %(problem)s.") % {"problem": problem}
    yield from verify_pictures()


def sign_log_end(*, now: datetime) -> int:
    """Signs how long the log is, outside the database, and mails that to the independent person who is set.

    Gives the number of rows; once a day at most it is mailed.
    """
    made = seal_checkpoint(now=now)
    if made is None:
        return 0
    if settings.AUDIT_WITNESS:
        lines = (_("Rows: %(number)s") % {"number": made.number}, made.digest, made.at, made.signature, public_key())
        queue_mail(
            key=f"audit-end:{now.date()}",
            recipient=settings.AUDIT_WITNESS,
            subject=_("Weerbaar: the end of the log"),
            body=_("Keep this message. With it you can show later whether the log was changed.")
            + "\n\n"
            + "\n".join(lines),
            now=now,
        )
    return made.number
