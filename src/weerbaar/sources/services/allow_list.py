"""The allow-list: one proposes a source, somebody of another organisation switches it on, either switches it off."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership, Right
from weerbaar.accounts.selectors import may, municipalities_within
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.accounts.services.endorsement import endorse, withdraw_endorsements
from weerbaar.regions.models import Municipality
from weerbaar.sources.models import Source, SourceKind
from weerbaar.sources.services.connectors import CONNECTORS

SOCIAL_MEDIA = (
    "facebook", "fb", "instagram", "tiktok", "twitter", "x", "t", "telegram", "whatsapp", "snapchat", "youtube",
    "youtu", "reddit", "discord", "linkedin", "threads", "mastodon", "bsky", "vk", "gab", "4chan", "nextdoor",
    "pinterest", "tumblr", "twitch", "rumble", "odysee", "bitchute", "nitter", "gettr", "parler", "truthsocial",
)  # fmt: skip
"""Second-level names that are refused as a source, whoever asks (C3)."""


class SourceNotFit(Refused):
    """The source cannot be on the list. `problems` are Dutch sentences, one per thing to mend."""

    says: ClassVar[str | Promise] = _("This source cannot be used like this.")

    def __init__(self, problems: list[str]) -> None:
        super().__init__(*problems)
        self.problems = problems


@dataclass(frozen=True)
class Proposal:
    """What somebody proposes to read."""

    name: str
    publisher: str
    kind: str
    licence: str
    legal_basis: str
    url: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    default_municipality: Municipality | None = None
    schedule: str = Source.Schedule.DAILY
    retention_days: int = 90


def propose_source(*, actor: Membership, proposal: Proposal, now: datetime) -> Source:
    """Puts a source on the list as proposed: nothing is read until another organisation agrees."""
    with recorded(actor=actor, action=Action.PROPOSE_SOURCE, subject=None, now=now) as entry:
        _may_or_refuse(actor, Right.PROPOSE_SOURCE)
        problems = problems_of(proposal)
        if Source.objects.filter(region=actor.organisation.region, name=proposal.name).exists():
            problems.append("Er staat al een bron met deze naam op de lijst. Kies een andere naam.")
        if problems:
            raise SourceNotFit(problems)
        source = Source.objects.create(region=actor.organisation.region, status_since=now, **vars(proposal))
        entry.subject = source
        endorse(actor=actor, subject=source, step="propose", now=now)
    return source


def problems_of(proposal: Proposal) -> list[str]:
    """What stands in the way of this proposal, in Dutch; empty when nothing does."""
    from weerbaar.sources.services.web_client import problem_with_address

    problems = []
    if proposal.kind in CONNECTORS:
        problems += [problem] if (problem := problem_with_address(proposal.url)) else []
        problems += CONNECTORS[proposal.kind].check(proposal)
        if _is_social(proposal.url):
            problems.append("Dit is een sociaal medium. Weerbaar verzamelt niets van sociale media.")
    elif proposal.kind not in (SourceKind.DOCUMENTS, SourceKind.TABLES):
        problems.append("Kies een soort bron uit de lijst.")
    if not 1 <= proposal.retention_days <= 366:
        problems.append("Kies een bewaartermijn van 1 tot en met 366 dagen.")
    return problems


def _is_social(url: str) -> bool:
    from urllib.parse import urlsplit

    labels = (urlsplit(url).hostname or "").lower().rstrip(".").split(".")
    return len(labels) >= 2 and (labels[-2] in SOCIAL_MEDIA or "mastodon" in labels)


def approve_source(*, actor: Membership, source: Source, now: datetime) -> None:
    """Switches a source on. Refused unless the one who proposed it works for another organisation."""
    with recorded(actor=actor, action=Action.APPROVE_SOURCE, subject=source, now=now):
        _may_or_refuse(actor, Right.APPROVE_SOURCE)
        endorse(actor=actor, subject=source, step="approve", unlike="propose", now=now)
        changed = Source.objects.filter(pk=source.pk).exclude(status=Source.Status.ON)
        changed.update(status=Source.Status.ON, status_since=now, due_at=None, failures=0)
    source.refresh_from_db()


def switch_off_source(*, actor: Membership, source: Source, now: datetime) -> None:
    """Stops reading a source at once. Switching it on again asks a proposal and an approval anew."""
    with recorded(actor=actor, action=Action.SWITCH_OFF_SOURCE, subject=source, now=now):
        if not _may(actor, Right.PROPOSE_SOURCE) and not _may(actor, Right.APPROVE_SOURCE):
            raise NotAllowed
        withdraw_endorsements(subject=source, steps=["propose", "approve"])
        Source.objects.filter(pk=source.pk).update(status=Source.Status.OFF, status_since=now)
    source.refresh_from_db()


def propose_again(*, actor: Membership, source: Source, now: datetime) -> None:
    """Proposes a source that was off, to be switched on by another organisation."""
    with recorded(actor=actor, action=Action.PROPOSE_SOURCE, subject=source, now=now):
        _may_or_refuse(actor, Right.PROPOSE_SOURCE)
        endorse(actor=actor, subject=source, step="propose", now=now)
        changed = Source.objects.filter(pk=source.pk, status=Source.Status.OFF)
        changed.update(status=Source.Status.PROPOSED, status_since=now)
    source.refresh_from_db()


def _may(actor: Membership, right: Right) -> bool:
    return may(actor=actor, right=right, organisation=actor.organisation)


def _may_or_refuse(actor: Membership, right: Right) -> None:
    if not _may(actor, right):
        raise NotAllowed


def default_municipalities(*, actor: Membership) -> list[Municipality]:
    """The municipalities a source may be about, for the form."""
    return list(municipalities_within(actor=actor, right=Right.VIEW_SOURCES).filter(valid_to=None))
