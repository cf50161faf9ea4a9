"""What people make of it: a trend with its evidence, and interpretations that count after a second reader.

No table here has a relation to a person: who wrote, who read and who looks after it stands in `accounts`.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from weerbaar.regions.models import Municipality, Organisation, Region
from weerbaar.signals.models import Signal
from weerbaar.sources.models import Item, Statistic
from weerbaar.trends.models.findings import Finding

NAME_LENGTH = 120
TEXT_LENGTH = 4_000
NOTE_LENGTH = 600


class Origin(models.TextChoices):
    """Who saw the trend first; every page says which."""

    METHOD = "method", _("found by the method")
    ANALYST = "analyst", _("found by an analyst")


class Nature(models.TextChoices):
    """What the interpretation is about. Activism and protest is the default and never mixed with extremism (C4)."""

    ACTIVISM = "activism", _("activism and protest, protected")
    EXTREMISM = "extremism", _("extremism")
    CONTEXT = "context", _("context: what lives in society")
    RESILIENCE = "resilience", _("resilience")


class Direction(models.TextChoices):
    """Where it goes, in words."""

    UNKNOWN = "unknown", _("not known")
    MORE = "more", _("increasing")
    SAME = "same", _("staying the same")
    LESS = "less", _("decreasing")


class Likelihood(models.TextChoices):
    """The ladder of words for how certain the meaning is; never a percentage."""

    UNKNOWN = "unknown", _("unknown")
    UNLIKELY = "unlikely", _("unlikely")
    CONCEIVABLE = "conceivable", _("conceivable")
    POSSIBLE = "possible", _("possible")
    LIKELY = "likely", _("likely")
    ALMOST_CERTAIN = "almost_certain", _("almost certain")


class Criterion(models.TextChoices):
    """The five criteria of local relevance. They are told in words and never added up."""

    VERTICAL = "vertical", _("undermining of the political system")
    HORIZONTAL = "horizontal", _("undermining of the open society")
    INCITEMENT = "incitement", _("incitement")
    FOLLOWING = "following", _("following")
    RESILIENCE = "resilience", _("resilience of the surroundings")


class Extent(models.TextChoices):
    """The answer to a criterion."""

    UNKNOWN = "unknown", _("not known")
    NOT_SEEN = "not_seen", _("not seen")
    SOME = "some", _("seen here and there")
    CLEAR = "clear", _("clearly seen")


class Alternative(models.TextChoices):
    """What else could explain the finding; each is ticked off with a note before a second reader is asked."""

    MEDIA = "media", _("attention in the media: one event, copied")
    HOLIDAY = "holiday", _("a holiday, a feast day or the season")
    CAMPAIGN = "campaign", _("a campaign, a training or more reporting")
    DEAD_FEED = "dead_feed", _("a source that was silent or came back")


class Weighed(models.TextChoices):
    """What an alternative explanation explains."""

    NOT_YET = "", _("not looked at yet")
    NO = "no", _("does not explain it")
    PARTLY = "partly", _("explains it partly")
    YES = "yes", _("explains it")


class Trend(models.Model):
    """A development with a name, opened on evidence. A rise in attention, never a threat score.

    Without places it is about the whole region. `submission` makes a form that arrives twice one trend.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.CharField(max_length=64, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    topic = models.CharField(max_length=40)
    topic_class = models.CharField(max_length=20)
    origin = models.CharField(max_length=8, choices=Origin)
    first_week = models.CharField(max_length=8, help_text="The week of the first evidence, such as 2026-W07.")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=NOTE_LENGTH, blank=True)

    class Meta:
        ordering = ["-opened_at", "pk"]
        indexes = [models.Index(fields=["region", "topic"], name="trend_by_topic")]
        constraints = [
            models.CheckConstraint(
                name="a_closed_trend_says_why",
                condition=Q(closed_at=None, closed_because="") | (Q(closed_at__isnull=False) & ~Q(closed_because="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class TrendPlace(models.Model):
    """A municipality a trend is about."""

    trend = models.ForeignKey(Trend, on_delete=models.CASCADE, related_name="places")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["municipality__name"]
        constraints = [models.UniqueConstraint(fields=["trend", "municipality"], name="one_row_per_trend_and_place")]


class EvidenceKind(models.TextChoices):
    """What a trend can rest on."""

    FINDING = "finding", _("finding of a scan")
    SIGNAL = "signal", _("signal")
    ITEM = "item", _("item")
    STATISTIC = "statistic", _("context figure")


class Evidence(models.Model):
    """One thing a trend rests on. The row stays when the time of what it points at is over; the link is empty then.

    `said` is what may always be shown: a kind, a place and a week, never the text of a signal or item.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trend = models.ForeignKey(Trend, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind)
    key = models.CharField(max_length=40, help_text="The id of what it points at; stays when that is gone.")
    finding = models.ForeignKey(Finding, on_delete=models.SET_NULL, null=True, related_name="+")
    signal = models.ForeignKey(Signal, on_delete=models.SET_NULL, null=True, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, related_name="+")
    statistic = models.ForeignKey(Statistic, on_delete=models.SET_NULL, null=True, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, related_name="+")
    said = models.CharField(max_length=160)
    linked_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "linked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["trend", "kind", "key"], name="evidence_is_linked_once"),
            models.CheckConstraint(
                name="evidence_points_at_its_kind",
                condition=(
                    (Q(kind="finding") | Q(finding=None))
                    & (Q(kind="signal") | Q(signal=None))
                    & (Q(kind="item") | Q(item=None))
                    & (Q(kind="statistic") | Q(statistic=None))
                ),
            ),
        ]


class Meaning(models.Model):
    """What an interpretation says: fact and meaning apart, criteria and alternatives per key.

    `criteria`: key of Criterion -> {"extent": Extent, "note": text}; `alternatives`: key of Alternative ->
    {"weighed": Weighed, "note": text}.
    """

    nature = models.CharField(max_length=10, choices=Nature, default=Nature.ACTIVISM)
    nature_reason = models.CharField(max_length=NOTE_LENGTH, blank=True)
    fact = models.TextField(max_length=TEXT_LENGTH, blank=True)
    meaning = models.TextField(max_length=TEXT_LENGTH, blank=True)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.UNKNOWN)
    likelihood = models.CharField(max_length=14, choices=Likelihood, default=Likelihood.UNKNOWN)
    likelihood_reason = models.CharField(max_length=NOTE_LENGTH, blank=True)
    criteria = models.JSONField(default=dict)
    alternatives = models.JSONField(default=dict)

    class Meta:
        abstract = True


class InterpretationStatus(models.TextChoices):
    """Where an interpretation is. Only what a second organisation read counts (P3, L5)."""

    DRAFT = "draft", _("draft")
    ASKED = "asked", _("waits for a second reader")
    COUNTS = "counts", _("counts")


class Interpretation(Meaning):
    """What a trend means here and now. It counts after a second person, of another organisation, read this text.

    `version` is the number of the text that stands here: who saves sends the number that was read, so of two people
    at once the second hears it and loses nothing. A changed text does not count until it is read again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.CharField(max_length=64, unique=True)
    trend = models.ForeignKey(Trend, on_delete=models.CASCADE, related_name="interpretations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=8, choices=InterpretationStatus, default=InterpretationStatus.DRAFT)
    version = models.PositiveIntegerField(default=1)
    remark = models.CharField(max_length=NOTE_LENGTH, blank=True, help_text="What the second reader gave back.")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_interpretation_that_counts_says_since_when",
                condition=Q(status="counts", counted_at__isnull=False) | (~Q(status="counts") & Q(counted_at=None)),
            ),
            models.CheckConstraint(
                name="extremism_says_why_it_is_not_activism",
                condition=~Q(nature="extremism", nature_reason="") | Q(status="draft"),
            ),
        ]

    @property
    def counts(self) -> bool:
        return self.status == InterpretationStatus.COUNTS


class InterpretationVersion(Meaning):
    """A text of an interpretation as it was saved. Rows are only added; `counted_at` says when it counted, if ever."""

    interpretation = models.ForeignKey(Interpretation, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    counted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["interpretation", "number"], name="one_text_per_version"),
        ]

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise VersionsAreKept


class Promise(models.Model):
    """What was promised to an organisation, and before when. Who looks after it stands in `accounts`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    addressee = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    trend = models.ForeignKey(Trend, on_delete=models.SET_NULL, null=True, related_name="promises")
    text = models.CharField(max_length=NOTE_LENGTH)
    due_on = models.DateField()
    made_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]


class VersionsAreKept(Exception):
    """An earlier text of an interpretation is never removed on its own."""
