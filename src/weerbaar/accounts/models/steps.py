"""Who put a name to a step of a record in another room, and who looks after one."""

import uuid

from django.db import models
from django.db.models import Q

from weerbaar.accounts.models.people import Membership
from weerbaar.regions.models import Organisation


class Endorsement(models.Model):
    """A professional put a name to a step of a record in another room: written, read, approved (P3, L5).

    So no signal, trend or picture has a relation to a person; who wrote and who read stands here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    step = models.CharField(max_length=30)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="endorsement_by_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "step", "membership"], name="one_endorsement_per_step_and_person"
            ),
        ]


class Assignment(models.Model):
    """Who looks after a record of another room, and until when it should be done. One current row per record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["assigned_at"]
        indexes = [models.Index(fields=["membership", "ended_at"], name="assignment_by_membership")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"], condition=Q(ended_at=None), name="one_owner_at_a_time"
            ),
        ]
