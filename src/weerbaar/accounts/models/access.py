"""The door: guesses that failed, open sessions, lost passwords and second steps, and how many rows somebody took."""

import uuid

from django.db import models
from django.db.models import Q

from weerbaar.accounts.models.people import Membership, User


class FailedGuess(models.Model):
    """How often a password or code was wrong for one account, device or network; of each only a keyed digest (T16)."""

    digest = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    closed_until = models.DateTimeField(null=True, blank=True)


class UsedCode(models.Model):
    """A code of an authenticator app that was used: it opens nothing a second time. Forgotten after a few minutes."""

    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField()


class OpenSession(models.Model):
    """A browser in which somebody is signed in, for the own list of sessions. The network is cut short."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=80)
    network = models.CharField(max_length=50)
    started_at = models.DateTimeField()
    used_at = models.DateTimeField()

    class Meta:
        ordering = ["-used_at"]


class PasswordRecovery(models.Model):
    """A link for a new password: works once, for an hour. Only a digest of the link is held."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class SecondStepReset(models.Model):
    """Somebody lost the second step: one person asks to take it away, another confirms (trust.md T16)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    is_confirmed = models.BooleanField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(decided_at=None), name="one_open_reset_per_user"),
        ]


class RowsTaken(models.Model):
    """How many rows one person saw and took along on one day: the budget of T13. Which rows is not kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    shown_count = models.PositiveIntegerField(default=0)
    exported_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "on"], name="one_budget_per_person_and_day")]


class ExportRequest(models.Model):
    """The question to take more rows along than one person may: asked with a reason, answered by another (T13)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=200)
    row_count = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    is_granted = models.BooleanField(null=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
