"""What a method found in the weekly counts. Written by one service, in one transaction per scan, and never changed.

No learning in production (L4): the parameters come from `data/detector.yaml`, whose digest stands with every scan.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from weerbaar.regions.models import Municipality, Region, SafetyRegion


class Tier(models.TextChoices):
    """How large the area of a series is. Municipality is the smallest (L2)."""

    REGION = "region", _("region")
    SAFETY_REGION = "safety_region", _("safety region")
    MUNICIPALITY = "municipality", _("municipality")


class Measure(models.TextChoices):
    """What is counted: items of sources, or signals of professionals."""

    ITEMS = "items", _("items")
    SIGNALS = "signals", _("signals")


class Verdict(models.TextChoices):
    """What a finding says. Four words, without a score and without an order (C6, L3)."""

    MORE = "more", _("more than expected")
    FEWER = "fewer", _("fewer than expected")
    AS_EXPECTED = "as_expected", _("as expected")
    TOO_LITTLE = "too_little", _("too little data")


class Reason(models.TextChoices):
    """Why a finding says what it says, where the count alone does not explain it."""

    NONE = "", _("the count against its own history")
    SHORT_HISTORY = "short_history", _("there are too few weeks to compare with")
    TOO_FEW = "too_few", _("there is too little to count here")
    NOT_READ = "not_read", _("the sources were not read enough this week")
    FEW_ORGANISATIONS = "few_organisations", _("signals of fewer than three organisations raise nothing")
    ONE_KIND = "one_kind", _("signals of one kind of organisation raise nothing")
    LEANS_ON_FEW = "leans_on_few", _("without one or two of the organisations the answer would be another")
    NO_ANSWER = "no_answer", _("the method found no answer")
    TOGETHER = "together", _("the last weeks or the municipalities around it count together")


class Scan(models.Model):
    """One run of the detector over one week. It exists only when it is complete.

    `recipe_digest` covers input, parameters and library: the same recipe is never scanned twice. A later scan of the
    same week, for instance after items that came late, becomes the current one; the earlier stays, as evidence.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    week = models.CharField(max_length=8, help_text="The week that was judged, such as 2026-W47.")
    first_week = models.CharField(max_length=8, help_text="Where the history that was read begins.")
    made_at = models.DateTimeField()
    input_digest = models.CharField(max_length=64)
    parameters_digest = models.CharField(max_length=64)
    recipe_digest = models.CharField(max_length=64)
    parameters = models.JSONField()
    library_version = models.CharField(max_length=40)
    expected_by_chance = models.FloatField(help_text="How many of the findings of more or fewer chance explains.")
    is_current = models.BooleanField()

    class Meta:
        ordering = ["-week", "-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["region", "week", "recipe_digest"], name="one_scan_per_recipe"),
            models.UniqueConstraint(
                fields=["region", "week"], condition=Q(is_current=True), name="one_current_scan_per_week"
            ),
        ]

    def __str__(self) -> str:
        return self.week


class Finding(models.Model):
    """What a scan says about one series: an area, a topic and what was counted.

    `expected`, `lower`, `upper` and `p_value` are empty where there is too little data. `chart` holds the weeks up to
    and including this one as the scan sees them: lists of counts, expected, lower and upper, each ending this week.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="findings")
    tier = models.CharField(max_length=14, choices=Tier)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, related_name="+")
    safety_region = models.ForeignKey(SafetyRegion, on_delete=models.PROTECT, null=True, related_name="+")
    topic = models.CharField(max_length=40)
    topic_class = models.CharField(max_length=20)
    measure = models.CharField(max_length=8, choices=Measure)
    method = models.CharField(max_length=24)
    verdict = models.CharField(max_length=12, choices=Verdict)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    count = models.PositiveIntegerField(null=True, help_text="Empty when the sources were not read.")
    total_count = models.PositiveIntegerField(null=True, help_text="All items of this area and week.")
    expected = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    p_value = models.FloatField(null=True)
    window_weeks = models.PositiveSmallIntegerField()
    history_weeks = models.PositiveSmallIntegerField()
    coverage = models.FloatField(null=True, help_text="Part of what is normally read that was read, 0-1.")
    source_shares = models.JSONField(default=dict, help_text="Per kind of source its part of the count, 0-1.")
    organisation_count = models.PositiveSmallIntegerField(default=0)
    chart = models.JSONField(default=dict)

    class Meta:
        ordering = ["tier", "safety_region__name", "municipality__name", "topic"]
        constraints = [
            models.UniqueConstraint(
                fields=["scan", "measure", "topic", "municipality"],
                condition=Q(tier="municipality"),
                name="one_finding_per_municipality",
            ),
            models.UniqueConstraint(
                fields=["scan", "measure", "topic", "safety_region"],
                condition=Q(tier="safety_region"),
                name="one_finding_per_safety_region",
            ),
            models.UniqueConstraint(
                fields=["scan", "measure", "topic"], condition=Q(tier="region"), name="one_finding_per_region"
            ),
            models.CheckConstraint(
                name="finding_has_the_area_of_its_tier",
                condition=(
                    Q(tier="region", municipality=None, safety_region=None)
                    | Q(tier="safety_region", municipality=None, safety_region__isnull=False)
                    | Q(tier="municipality", municipality__isnull=False, safety_region=None)
                ),
            ),
        ]

    @property
    def recurrence_weeks(self) -> int | None:
        """After how many weeks chance alone gives such a count once, looking every week; None without a chance."""
        return round(1 / self.p_value) if self.p_value else None


class DetectorSwitch(models.Model):
    """When the detector of a region was switched off or on; the last row holds. Who did it stands in the log."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    is_on = models.BooleanField()
    is_test = models.BooleanField(default=False, help_text="Switched off only to see that the switch works.")
    since = models.DateTimeField()

    class Meta:
        ordering = ["-since", "-id"]
