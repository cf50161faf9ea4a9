"""Sources, what was fetched from them, and the items and counts that remain."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from weerbaar.regions.models import Municipality, Region


class SourceKind(models.TextChoices):
    """How a source is read. A closed list: there is no connector to any social medium (C3, T3)."""

    FEED = "feed", _("news feed (RSS or Atom)")
    COUNCIL = "council", _("council papers (Open Raadsinformatie, counts only)")
    ANNOUNCEMENTS = "announcements", _("official announcements (SRU)")
    STATISTICS = "statistics", _("statistics (CBS or police, OData)")
    PAGEVIEWS = "pageviews", _("page views of Wikipedia")
    NEWS_ATTENTION = "news_attention", _("attention in the news (GDELT)")
    DOCUMENTS = "documents", _("documents that are added by hand")
    TABLES = "tables", _("tables that are added by hand")


class Source(models.Model):
    """One place items come from, on the allow-list. It is read only while it is on, which takes two organisations."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ON = "on", _("on")
        OFF = "off", _("off")

    class Schedule(models.TextChoices):
        HOURLY = "hourly", _("every hour")
        DAILY = "daily", _("every day")
        WEEKLY = "weekly", _("every week")
        BY_HAND = "by_hand", _("by hand")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    publisher = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=SourceKind)
    url = models.URLField(max_length=600, blank=True)
    settings = models.JSONField(default=dict, blank=True, help_text="Options of the connector, checked by it.")
    licence = models.CharField(max_length=160)
    legal_basis = models.CharField(max_length=300)
    default_municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    schedule = models.CharField(max_length=10, choices=Schedule, default=Schedule.DAILY)
    retention_days = models.PositiveSmallIntegerField(default=90)
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    status_since = models.DateTimeField()
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row; each doubles the wait.")
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="one_source_name_per_region"),
            models.CheckConstraint(
                name="items_kept_at_most_a_year", condition=Q(retention_days__gte=1, retention_days__lte=366)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_by_hand(self) -> bool:
        return self.kind in (SourceKind.DOCUMENTS, SourceKind.TABLES)


class Fetch(models.Model):
    """One reading of a source and how it went. `note` is a sentence of our own, never text of the source."""

    class Outcome(models.TextChoices):
        OK = "ok", _("read")
        UNCHANGED = "unchanged", _("nothing new")
        FAILED = "failed", _("failed")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="fetches")
    started_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    seen_count = models.PositiveIntegerField(default=0)
    added_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    masked_counts = models.JSONField(default=dict, blank=True, help_text="Per kind, how much personal data went out.")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        indexes = [models.Index(fields=["source", "-started_at"], name="fetch_by_source")]


class Item(models.Model):
    """One document from a source: scrubbed title, day, link. No full text, no author, no comments (C8).

    `cluster` is the id of the first item with the same press text: copies are counted once. `sketch` serves to find
    copies and holds hashes of the scrubbed text.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="items")
    key_digest = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    published_on = models.DateField()
    week = models.CharField(max_length=8, help_text="ISO week of the day, such as 2026-W07.")
    link = models.URLField(max_length=600, blank=True)
    cluster = models.UUIDField(db_index=True)
    sketch = models.BinaryField(max_length=600, blank=True)
    found_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        ordering = ["-published_on", "-found_at", "id"]
        constraints = [models.UniqueConstraint(fields=["source", "key_digest"], name="one_item_per_source_and_key")]
        indexes = [
            models.Index(fields=["week"], name="item_by_week"),
            models.Index(fields=["-published_on", "-found_at"], name="item_by_day"),
            models.Index(fields=["expires_on"], name="item_by_end"),
        ]

    def __str__(self) -> str:
        return self.title


class RemovedItem(models.Model):
    """An item whose time was over: that it was there, so that reading it again neither keeps nor counts it twice.

    Holds a digest and a day, nothing of the content: the record of destruction.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    key_digest = models.CharField(max_length=64)
    removed_on = models.DateField()

    class Meta:
        ordering = ["removed_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "key_digest"], name="one_removal_per_source_and_key"),
        ]


class ItemPlace(models.Model):
    """A municipality an item is about, with the mention and the reason."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="places")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    mention = models.CharField(max_length=120)
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["municipality__name"]
        constraints = [models.UniqueConstraint(fields=["item", "municipality"], name="one_row_per_item_and_place")]


class ItemTopic(models.Model):
    """A topic an item is about, with the terms that matched. A match is no interpretation."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="topics")
    topic = models.CharField(max_length=40)
    topic_class = models.CharField(max_length=20)
    weight = models.FloatField()
    terms = models.JSONField(default=list)

    class Meta:
        ordering = ["-weight", "topic"]
        constraints = [models.UniqueConstraint(fields=["item", "topic"], name="one_row_per_item_and_topic")]
        indexes = [models.Index(fields=["topic"], name="item_topic_by_topic")]


class ItemCount(models.Model):
    """How many clusters of items a source brought in a week about a topic and a municipality. Kept five years.

    `topic` "*" counts all items of the source (the denominator); without municipality it counts the whole region.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, related_name="+")
    topic = models.CharField(max_length=40)
    week = models.CharField(max_length=8)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "municipality", "topic", "week"], name="one_count_per_cell"),
            models.UniqueConstraint(
                fields=["source", "topic", "week"],
                condition=Q(municipality=None),
                name="one_count_per_regional_cell",
            ),
        ]
        indexes = [models.Index(fields=["topic", "week"], name="item_count_by_topic")]


class Statistic(models.Model):
    """A context figure of an official source: measure x municipality x period."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, related_name="+")
    measure = models.CharField(max_length=120)
    unit = models.CharField(max_length=40, blank=True)
    period = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["measure", "period"]
        constraints = [
            models.UniqueConstraint(fields=["source", "municipality", "measure", "period"], name="one_figure_per_cell"),
            models.UniqueConstraint(
                fields=["source", "measure", "period"],
                condition=Q(municipality=None),
                name="one_figure_per_regional_cell",
            ),
        ]


class Wording(models.Model):
    """A version of the topics (taxonomy) or of the place names (gazetteer), as YAML. One of each kind is in use."""

    class Kind(models.TextChoices):
        TOPICS = "topics", _("topics")
        PLACES = "places", _("place names")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        IN_USE = "in_use", _("in use")
        PAST = "past", _("past")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveIntegerField()
    base_number = models.PositiveIntegerField(
        default=0, help_text="The version it changes; 0: what comes with Weerbaar."
    )
    content = models.TextField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    proposed_at = models.DateTimeField()
    in_use_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["region", "kind", "number"], name="one_wording_per_number"),
            models.UniqueConstraint(
                fields=["region", "kind"], condition=Q(status="in_use"), name="one_wording_in_use_per_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
