"""The memory of forms that were sent, and of what was destroyed."""

from django.db import models


class SentForm(models.Model):
    """One form that was sent and did something: sent again, it does nothing and gets the same answer. For one day.

    `digest` is over session, address, key and content, so that another session or another content is another form.
    `answer` is sealed with the key in the page of the sender, which is not kept here.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    sent_at = models.DateTimeField()
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["sent_at"]
        indexes = [models.Index(fields=["sent_at"], name="sent_form_by_moment")]


class DestructionRecord(models.Model):
    """That rows were destroyed by a rule on a day, and how many. Never what they said (Archiefwet)."""

    rule = models.CharField(max_length=60)
    count = models.PositiveIntegerField()
    on = models.DateField()

    class Meta:
        ordering = ["-on", "rule", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gt=0), name="destruction_record_of_something"),
        ]
