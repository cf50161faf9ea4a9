"""The invented people of the demo, brought in by the same doors as everybody."""

from datetime import datetime, timedelta

from weerbaar.accounts import selectors
from weerbaar.accounts.models import Membership, Role, User
from weerbaar.accounts.selectors.demo import DemoPerson
from weerbaar.accounts.services.invitations import accept_invitation, invite, invite_first_maintainer
from weerbaar.regions.models import Organisation, Region
from weerbaar.ui.orders import Refused


class NotAnInventedRegion(Refused):
    """Demo people come in without a password, so they never enter a real region."""


def invite_demo_people(*, region: Region, now: datetime) -> int:
    """Lets in every demo person who is not there yet, maintainers first; returns how many roles were added.

    Each comes in a second after the one before, so the first role of somebody is the same at every load.
    """
    if not region.is_invented:
        raise NotAnInventedRegion
    organisations = {one.code: one for one in Organisation.objects.filter(region=region, is_active=True)}
    people = sorted(selectors.demo_people(), key=lambda person: person.role != Role.MAINTAINER)
    moments = [now - timedelta(seconds=len(people) - place) for place in range(len(people))]
    return sum(
        _let_in(person, organisations[person.organisation], moment)
        for person, moment in zip(people, moments, strict=True)
    )


def _let_in(person: DemoPerson, organisation: Organisation, now: datetime) -> bool:
    known = User.objects.filter(email=person.email).first()
    if (
        known
        and Membership.objects.filter(user=known, organisation=organisation, role=person.role, ended_at=None).exists()
    ):
        return False
    host = _host(organisation)
    if host is None:
        _, token = invite_first_maintainer(email=person.email, organisation=organisation, now=now)
    else:
        _, token = invite(actor=host, email=person.email, organisation=organisation, role=person.role, now=now)
    accept_invitation(token=token, signed_in=known, name=person.name, function=person.function, password=None, now=now)
    return True


def _host(organisation: Organisation) -> Membership | None:
    """The oldest maintainer of the region, who invites the others."""
    return (
        Membership.objects.filter(role=Role.MAINTAINER, ended_at=None, organisation__region=organisation.region_id)
        .select_related("user", "organisation")
        .order_by("started_at", "pk")
        .first()
    )
