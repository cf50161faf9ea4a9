"""Putting a name to a step of a record in another room, and giving a record an owner."""

from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Assignment, Endorsement, Membership
from weerbaar.accounts.services.audit import recorded
from weerbaar.ui.orders import Refused


class SecondOrganisationNeeded(Refused):
    """The step asks for another person of another organisation than the one before."""

    says = _("A second person, of another organisation, has to do this.")


def endorse(
    *, actor: Membership, subject: models.Model, step: str, unlike: str | None = None, now: datetime
) -> Endorsement:
    """Notes that the actor did this step. Twice is once.

    With `unlike`, refused (`SecondOrganisationNeeded`) unless that earlier step was done, by somebody else of another
    organisation.
    """
    with recorded(actor=actor, action=Action.ENDORSE, subject=subject, now=now):
        if unlike is not None:
            _other_organisation_or_refuse(actor, subject, unlike)
        endorsement, _created = Endorsement.objects.get_or_create(
            subject_kind=kind_of(subject),
            subject_id=str(subject.pk),
            step=step,
            membership=actor,
            defaults={"organisation": actor.organisation, "at": now},
        )
    return endorsement


def _other_organisation_or_refuse(actor: Membership, subject: models.Model, step: str) -> None:
    earlier = Endorsement.objects.filter(subject_kind=kind_of(subject), subject_id=str(subject.pk), step=step)
    steps = earlier.values_list("organisation_id", "membership__user_id")
    if not steps or any(actor.organisation_id == place or actor.user_id == person for place, person in steps):
        raise SecondOrganisationNeeded


def withdraw_endorsements(*, subject: models.Model, steps: list[str]) -> None:
    """Forgets these steps, when what was endorsed has changed."""
    Endorsement.objects.filter(subject_kind=kind_of(subject), subject_id=str(subject.pk), step__in=steps).delete()


def assign(
    *, actor: Membership | None, subject: models.Model, owner: Membership, due_on: date | None = None, now: datetime
) -> Assignment:
    """Makes the owner the one who looks after this record; the earlier owner's turn ends.

    Without an actor it came from somebody without an account.
    """
    with recorded(actor=actor, action=Action.ASSIGN, subject=subject, now=now):
        current = Assignment.objects.filter(subject_kind=kind_of(subject), subject_id=str(subject.pk), ended_at=None)
        current.update(ended_at=now)
        return Assignment.objects.create(
            subject_kind=kind_of(subject), subject_id=str(subject.pk), membership=owner, assigned_at=now, due_on=due_on
        )


def kind_of(subject: models.Model) -> str:
    """The name under which endorsements and assignments of this record stand."""
    return type(subject).__name__.lower()
