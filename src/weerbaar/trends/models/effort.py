"""What stands against our looking: policy, training and offer per topic. It says nothing about anybody."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from weerbaar.regions.models import Region


class EffortKind(models.TextChoices):
    """What is done about a topic besides looking at it."""

    POLICY = "policy", _("policy")
    TRAINING = "training", _("training")
    OFFER = "offer", _("offer")


class Effort(models.Model):
    """How many pieces of policy, trainings or offers the region has about a topic in a year, as the programme noted."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=EffortKind)
    year = models.PositiveSmallIntegerField()
    count = models.PositiveSmallIntegerField()
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "topic", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["region", "topic", "kind", "year"], name="one_effort_per_topic_and_year"),
            models.CheckConstraint(name="an_effort_is_of_this_century", condition=Q(year__gte=2000, year__lte=2100)),
        ]
