"""Reads of who put a name to which step, and who looks after which record."""

from collections.abc import Iterable

from django.db import models
from django.db.models import QuerySet

from weerbaar.accounts.models import Assignment, Endorsement, Membership


def endorsements_of(*, subject: models.Model) -> QuerySet[Endorsement]:
    """The steps of one record, oldest first, with person and organisation."""
    found = Endorsement.objects.filter(subject_kind=type(subject).__name__.lower(), subject_id=str(subject.pk))
    return found.select_related("membership__user", "organisation")


def endorsements_of_many(*, kind: str, ids: Iterable[object]) -> dict[str, list[Endorsement]]:
    """The steps of many records of one kind, by id, in one query."""
    found = Endorsement.objects.filter(subject_kind=kind, subject_id__in=[str(one) for one in ids])
    by_id: dict[str, list[Endorsement]] = {}
    for endorsement in found.select_related("membership__user", "organisation"):
        by_id.setdefault(endorsement.subject_id, []).append(endorsement)
    return by_id


def owners_of_many(*, kind: str, ids: Iterable[object]) -> dict[str, Assignment]:
    """The current owner of many records of one kind, by id, in one query."""
    found = Assignment.objects.filter(subject_kind=kind, subject_id__in=[str(one) for one in ids], ended_at=None)
    return {one.subject_id: one for one in found.select_related("membership__user", "membership__organisation")}


def assigned_to(*, actor: Membership, kind: str) -> list[str]:
    """The ids of the records of one kind that this person looks after now."""
    found = Assignment.objects.filter(membership__user=actor.user_id, subject_kind=kind, ended_at=None)
    return list(found.values_list("subject_id", flat=True))
