"""Who writes a section: its owner, and the link by which the owner writes it without an account."""

import secrets
from datetime import datetime, timedelta

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import NotAllowed, recorded
from weerbaar.pictures.models import Section
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.services.texts import may_write_or_refuse, only_the_director
from weerbaar.regions.models import Organisation

LINK_LASTS = timedelta(days=30)


def give_section(*, actor: Membership, section: Section, owner: Organisation, now: datetime) -> None:
    """Makes another organisation the owner of a section; a link of the owner before ends.

    Refused: `OnlyTheDirector`, `NotAllowed`.
    """
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=section.picture, now=now):
        _directs_or_refuse(actor, section)
        if not drafts.partners_of(picture=section.picture).filter(pk=owner.pk).exists():
            raise NotAllowed
        if owner.pk != section.owner_id:
            Section.objects.filter(pk=section.pk).update(owner=owner, link_digest="", link_expires_at=None)


def give_link(*, actor: Membership, section: Section, now: datetime) -> str:
    """A token for the owner of this section, shown once; only its digest is kept. A link made before ends.

    Refused: `OnlyTheDirector`, `NotAllowed`.
    """
    token = secrets.token_urlsafe(32)
    with recorded(actor=actor, action=Action.ISSUE_LINK, subject=section.picture, now=now):
        _directs_or_refuse(actor, section)
        digest, until = drafts.digest_of(token), now + LINK_LASTS
        Section.objects.filter(pk=section.pk).update(link_digest=digest, link_expires_at=until)
    return token


def end_link(*, actor: Membership, section: Section, now: datetime) -> None:
    """Makes the link useless. What was written with it stays. Refused: `OnlyTheDirector`, `NotAllowed`."""
    with recorded(actor=actor, action=Action.REVOKE_LINK, subject=section.picture, now=now):
        _directs_or_refuse(actor, section)
        Section.objects.filter(pk=section.pk).update(link_digest="", link_expires_at=None)


def _directs_or_refuse(actor: Membership, section: Section) -> None:
    may_write_or_refuse(actor, section.picture)
    only_the_director(actor, section.picture)
