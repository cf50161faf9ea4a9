"""How many rows one person may see and take along on one day, and the second person for more (T13)."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db.models import F
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts import selectors
from weerbaar.accounts.models import Action, ExportRequest, Membership, Outcome, Role, RowsTaken
from weerbaar.accounts.services.audit import record, recorded
from weerbaar.accounts.services.reasons import refuse_names
from weerbaar.accounts.services.recovery import SecondPersonNeeded
from weerbaar.outbox.services import queue_mail
from weerbaar.ui.orders import NotAllowed, Refused
from weerbaar_analysis.text.personal_data import find_personal_data, verdict

FILE_ROWS = 200
"""Rows that one person may take along on one day without a second person: in one file or in two hundred."""
TOLD_FROM = 150
"""Rows in files on one day from which the maintainers hear of it."""
ALL_ROWS = 10_000
"""Rows that one person may see on one day, on the screen and in files together."""
GRANT_LASTS = timedelta(hours=24)


class BudgetSpent(Refused):
    """More rows in files than one person may take along on one day."""

    says: ClassVar[str | Promise] = _("This file takes you over 200 rows today. A second person has to agree.")


class ScreenBudgetSpent(BudgetSpent):
    """More rows on the screen than anybody reads on one day."""

    says: ClassVar[str | Promise] = _("You saw very many rows today. The lists are open again tomorrow.")


def spend_export_budget(*, actor: Membership, rows: int, what: str, is_file: bool, now: datetime) -> None:
    """Counts these rows for this person on this day. Refused with `BudgetSpent`, and then nothing is given.

    A file that a second person agreed to is given once, within a day, and counts for nothing else. The maintainers
    get a mail, once a day for one person, when somebody takes along unusually much or is stopped.
    """
    if is_file and not _use_grant(actor, rows, what, now) and not _spent(actor, "exported_count", rows, FILE_ROWS, now):
        _stop(actor, BudgetSpent(), now)
    if not _spent(actor, "shown_count", rows, ALL_ROWS, now) and not is_file:
        _stop(actor, ScreenBudgetSpent(), now)
    on = localtime(now).date()
    if is_file and RowsTaken.objects.filter(user=actor.user_id, on=on, exported_count__gte=TOLD_FROM).exists():
        _tell_maintainers(actor, on, now)


def _stop(actor: Membership, refusal: BudgetSpent, now: datetime) -> None:
    record(actor=actor, action=Action.STOP_EXPORT, subject=actor.organisation, outcome=Outcome.REFUSED, now=now)
    _tell_maintainers(actor, localtime(now).date(), now)
    raise refusal


def _tell_maintainers(actor: Membership, on: date, now: datetime) -> None:
    """Says that it happened and where to look. Who it was stands in the log, not in the mail."""
    maintainers = Membership.objects.filter(
        role=Role.MAINTAINER, ended_at=None, user__is_active=True, organisation__region=actor.organisation.region_id
    )
    for one in maintainers.exclude(user=actor.user_id).select_related("user"):
        with override(one.user.language):
            queue_mail(
                key=f"many-rows:{actor.user_id}:{on}:{one.user_id}",
                recipient=one.user.email,
                subject=gettext("Weerbaar: somebody takes along very many rows"),
                body=gettext(
                    "Hello,\n\nOn %(on)s somebody at %(organisation)s took along, or wanted to take along, more rows "
                    "than usual. There may be a good reason. Look in the log who it was, and ask.\n"
                )
                % {"on": on.isoformat(), "organisation": actor.organisation.name},
                now=now,
            )


def _spent(actor: Membership, count: str, rows: int, most: int, now: datetime) -> bool:
    """Adds the rows to the count of today when they still fit: one statement, but for the first list of a day."""
    today = RowsTaken.objects.filter(user_id=actor.user_id, on=localtime(now).date())
    within = today.filter(**{f"{count}__lte": most - rows})
    if rows > most:
        return False
    if within.update(**{count: F(count) + rows}):
        return True
    RowsTaken.objects.get_or_create(user_id=actor.user_id, on=localtime(now).date())
    return bool(within.update(**{count: F(count) + rows}))


def ask_export(*, actor: Membership, path: str, rows: int, reason: str, now: datetime) -> ExportRequest:
    """Asks a second person for one file of this list. `ReasonNamesSomebody` when the reason points at a person."""
    with recorded(actor=actor, action=Action.ASK_EXPORT, subject=actor.organisation, now=now) as entry:
        refuse_names(reason)
        entry.subject = request = ExportRequest.objects.create(
            membership=actor, path=path, row_count=rows, reason=reason, asked_at=now
        )
    return request


def decide_export(*, actor: Membership, request: ExportRequest, grants: bool, now: datetime) -> None:
    """The second person says yes or no. `SecondPersonNeeded` for who asked, `NotAllowed` without the right."""
    with recorded(actor=actor, action=Action.DECIDE_EXPORT, subject=request, now=now):
        if not selectors.exports_to_decide(actor=actor).filter(pk=request.pk).exists():
            raise NotAllowed
        if request.membership.user_id == actor.user_id:
            raise SecondPersonNeeded
        still_open = ExportRequest.objects.filter(pk=request.pk, decided_at=None)
        if not still_open.update(decided_by=actor, decided_at=now, is_granted=grants):
            raise NotAllowed


def names_somebody(text: str) -> bool:
    """True for a search that asks for a person, an account, a number or an address. The text is kept nowhere."""
    return verdict(find_personal_data(text)) == "refuse"


def _use_grant(actor: Membership, rows: int, what: str, now: datetime) -> bool:
    granted = ExportRequest.objects.filter(
        membership__user=actor.user_id,
        path=what,
        row_count__gte=rows,
        is_granted=True,
        used_at=None,
        decided_at__gt=now - GRANT_LASTS,
    ).first()
    return bool(granted and ExportRequest.objects.filter(pk=granted.pk, used_at=None).update(used_at=now))
