"""A gathering: what partners bring, side by side, and its report."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from weerbaar.accounts.models import Endorsement, Membership, Right, Scope
from weerbaar.accounts.selectors import scope_of
from weerbaar.accounts.selectors.endorsement import endorsements_of
from weerbaar.advice.models import Contribution, Gathering, GatheringKind, GatheringLink, GatheringStatus
from weerbaar.advice.selectors.reading import digest_of
from weerbaar.advice.selectors.visible import convenes, gatherings_visible_to
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Organisation


@dataclass(frozen=True)
class GatheringPage:
    """What stands on the page of a gathering. Contributions are seen by who called it, until the report is out."""

    gathering: Gathering
    may_convene: bool
    may_read_along: bool
    side_by_side: list[tuple[str, list[tuple[str, str]]]]
    contributions: list[Contribution]
    asked: list[tuple[str, bool]]
    steps: list[Endorsement]


def gathering_page(*, actor: Membership, pk: UUID) -> GatheringPage | None:
    """The page of a gathering; None when the actor may not see it."""
    gathering = gatherings_visible_to(actor=actor).filter(pk=pk).first()
    if gathering is None:
        return None
    own = convenes(actor=actor) and gathering.organisation_id == actor.organisation_id
    steps = list(endorsements_of(subject=gathering))
    wrote = actor.user_id in {one.membership.user_id for one in steps}
    reads = scope_of(actor=actor, right=Right.SECOND_READ) != Scope.NONE and not wrote
    is_asked = gathering.status == GatheringStatus.READING and gathering.second_id == actor.organisation_id
    brought = list(gathering.contributions.select_related("organisation")) if own else []
    answered = {one.organisation_id for one in brought}
    links = gathering.links.select_related("organisation") if own else GatheringLink.objects.none()
    return GatheringPage(
        gathering=gathering,
        may_convene=own,
        may_read_along=reads and is_asked,
        side_by_side=_side_by_side(gathering, brought),
        contributions=brought,
        asked=[(link.organisation.name, link.organisation_id in answered) for link in links],
        steps=steps,
    )


def _side_by_side(gathering: Gathering, brought: list[Contribution]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Per question who answered what; organisations that left a question open are not listed under it."""
    return [
        (question, [(one.organisation.name, one.answers[place]) for one in brought if one.answers[place]])
        for place, question in enumerate(gathering.questions)
    ]


@dataclass(frozen=True)
class GuestPage:
    """What the holder of a link sees: the questions, or what the organisation brought."""

    link: GatheringLink
    contribution: Contribution | None

    @property
    def answered(self) -> list[tuple[str, str]]:
        """Each question with what was answered to it."""
        answers = self.contribution.answers if self.contribution else ("", "", "")
        return list(zip(self.link.gathering.questions, answers, strict=True))


def guest_page(*, token: str, now: datetime) -> GuestPage | None:
    """What stands behind a link while it works; None otherwise, whatever the reason."""
    found = GatheringLink.objects.filter(digest=digest_of(token), expires_at__gt=now)
    link = found.select_related("gathering__organisation", "organisation").first()
    if link is None:
        return None
    brought = Contribution.objects.filter(gathering=link.gathering_id, organisation=link.organisation_id).first()
    return GuestPage(link, brought)


def guests_to_ask(*, actor: Membership) -> QuerySet[Organisation]:
    """The organisations of the region that can be asked what they bring, by name."""
    return regions.organisations(region=actor.organisation.region)


def gathering_kinds() -> list[tuple[str, str]]:
    return [(one.value, str(one.label)) for one in GatheringKind]


def reports_to_read(*, actor: Membership) -> QuerySet[Gathering]:
    """Reports that wait for a second reader of the organisation of the actor."""
    rows = gatherings_visible_to(actor=actor).filter(status=GatheringStatus.READING, second=actor.organisation_id)
    return rows if scope_of(actor=actor, right=Right.SECOND_READ) != Scope.NONE else rows.none()
