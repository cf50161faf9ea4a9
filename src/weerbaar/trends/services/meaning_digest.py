"""The weekly mail: one per person and week, at most once, with one line when there is nothing. Never an alert."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from weerbaar.accounts.models import Membership, User
from weerbaar.outbox.models import OutgoingMail
from weerbaar.outbox.services import queue_mail
from weerbaar.regions.models import Region
from weerbaar.trends.selectors.meaning_week import digest_lines, gets_digest
from weerbaar_analysis.counts.weeks import week_of


def queue_digests(*, region: Region, now: datetime) -> int:
    """Queues the mail of this week for everybody with a role that gets it; how many are new.

    A person with several roles gets one mail. Running it again in the same week adds nothing.
    """
    week = week_of(timezone.localtime(now).date())
    return sum(_queued(person, roles, week, now) for person, roles in _people(region))


def _people(region: Region) -> Iterator[tuple[User, list[Membership]]]:
    rows = Membership.objects.filter(
        organisation__region=region, ended_at=None, user__is_active=True, organisation__is_active=True
    ).select_related("user", "organisation__region", "organisation__municipality")
    by_person: dict[User, list[Membership]] = {}
    for row in rows.order_by("user__email", "started_at"):
        if gets_digest(actor=row):
            by_person.setdefault(row.user, []).append(row)
    yield from by_person.items()


@transaction.atomic
def _queued(person: User, roles: list[Membership], week: str, now: datetime) -> bool:
    key = f"digest:{person.pk}:{week}"
    if OutgoingMail.objects.filter(key=key).exists():
        return False
    with translation.override(person.language):
        subject = _("Weerbaar, week %(week)s") % {"week": week}
        body = digest_text(roles=roles, now=now)
    queue_mail(key=key, recipient=person.email, subject=subject, body=body, at_most_once=True, now=now)
    return True


def digest_text(*, roles: list[Membership], now: datetime) -> str:
    """The text of the mail in the language that is on; one line when nothing waits and nothing was found."""
    lines = list(dict.fromkeys(line for actor in roles for line in digest_lines(actor=actor, now=now)))
    if not lines:
        return _("Nothing new in Weerbaar this week.")
    closing = _("Attention in the media is no threat. Sign in to Weerbaar to read more; this mail comes once a week.")
    return "\n".join([*lines, "", closing])
