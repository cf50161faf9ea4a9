"""Links for reporters without an account: one function of one organisation, half a year, withdrawn at any time."""

import secrets
from datetime import datetime, timedelta

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import NotAllowed, recorded
from weerbaar.regions.models import Organisation
from weerbaar.signals.models import ReportLink
from weerbaar.signals.selectors.reading import organisations_to_give_links
from weerbaar.signals.selectors.reporters import digest_of
from weerbaar.signals.services.gate import pass_or_refuse

LINK_LASTS = timedelta(days=180)


def issue_link(
    *, actor: Membership, organisation: Organisation, function: str, now: datetime
) -> tuple[ReportLink, str]:
    """Makes a link and its token, which is shown once; only a digest is kept."""
    pass_or_refuse(function)
    with recorded(actor=actor, action=Action.ISSUE_LINK, subject=organisation, now=now) as entry:
        if not organisations_to_give_links(actor=actor).filter(pk=organisation.pk).exists():
            raise NotAllowed
        token = secrets.token_urlsafe(32)
        link = ReportLink.objects.create(
            digest=digest_of(token),
            organisation=organisation,
            function=function.strip(),
            issued_at=now,
            expires_at=now + LINK_LASTS,
        )
        entry.subject = link
    return link, token


def revoke_link(*, actor: Membership, link: ReportLink, now: datetime) -> None:
    """Makes a link useless. What came in by it stays."""
    with recorded(actor=actor, action=Action.REVOKE_LINK, subject=link, now=now):
        if not organisations_to_give_links(actor=actor).filter(pk=link.organisation_id).exists():
            raise NotAllowed
        ReportLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now)
