"""The messages."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One message to one professional. The text is emptied once it was sent; the row goes after thirty days.

    `key` names the reason (such as `advice:<id>:sent`): the same key is the same message, however often it is queued.
    With `is_at_most_once` (newsletters, digests) a message of which it is unknown whether it arrived is not tried
    again; without it, it is, under the same Message-ID, and `doubt_count` says how often that happened (R3).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        UNKNOWN = "unknown", _("unknown whether it arrived")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=160, unique=True)
    recipient_email = models.EmailField(max_length=160)
    subject = models.CharField(max_length=160)
    body = models.TextField(blank=True)
    is_at_most_once = models.BooleanField(default=False)
    message_key = models.CharField(max_length=200, help_text="The Message-ID, the same at every attempt.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    doubt_count = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=160, blank=True, help_text="A sentence of our own.")
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-queued_at"]
        indexes = [models.Index(fields=["state", "due_at"], name="mail_by_state")]

    @property
    def is_secret(self) -> bool:
        """True for a text with a link that only the recipient may open: no screen shows it."""
        return self.key.startswith("secret:")
