"""A picture while people write on it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from weerbaar.regions.models import Municipality, Organisation, PoliceTeam, Region, SafetyRegion
from weerbaar.trends.models.meaning import Likelihood


class Sharing(models.TextChoices):
    """TLP 2.0: how far a text may travel (P4)."""

    RED = "red", _("TLP:RED, only those named")
    AMBER_STRICT = "amber_strict", _("TLP:AMBER+STRICT, own organisation")
    AMBER = "amber", _("TLP:AMBER, own organisation and partners who need it")
    GREEN = "green", _("TLP:GREEN, everyone in the programme")
    CLEAR = "clear", _("TLP:CLEAR, everyone")


class Openness(models.TextChoices):
    """How a picture is kept. Whatever is chosen: write as if it will be published under the Woo."""

    PUBLIC = "public", _("public")
    INTERNAL = "internal", _("internal to the municipality")
    NETWORK = "network", _("confidential network: driehoek and partners")


class Picture(models.Model):
    """A lokaal beeld of one area over one period. The living draft; what was frozen stands in `FrozenPicture`.

    The area is one municipality, police team or safety region, or the whole region when all three are empty. Who wrote
    and who agreed stands in `accounts` (Endorsement, Assignment).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    police_team = models.ForeignKey(PoliceTeam, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    safety_region = models.ForeignKey(SafetyRegion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    period_from = models.DateField()
    period_to = models.DateField()
    director = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sharing = models.CharField(max_length=15, choices=Sharing, default=Sharing.AMBER_STRICT)
    openness = models.CharField(max_length=10, choices=Openness, default=Openness.INTERNAL)
    recipients = models.JSONField(default=list, blank=True, help_text="Functions, never names of people.")
    review_on = models.DateField()
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    is_closed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.CheckConstraint(name="picture_ends_after_it_starts", condition=Q(period_to__gt=F("period_from"))),
            models.CheckConstraint(
                name="picture_has_one_area",
                condition=(
                    Q(police_team=None, safety_region=None)
                    | Q(municipality=None, safety_region=None)
                    | Q(municipality=None, police_team=None)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_name}, {self.period}"

    @property
    def period(self) -> str:
        """The months of the picture in words: `juli - september 2026`."""
        first, last = (date_format(day, "F") for day in (self.period_from, self.period_to))
        if self.period_from.year != self.period_to.year:
            first = f"{first} {self.period_from.year}"
        return f"{last} {self.period_to.year}" if first == last else f"{first} - {last} {self.period_to.year}"

    @property
    def area_name(self) -> str:
        area = self.municipality or self.police_team or self.safety_region or self.region
        return area.name


class Section(models.Model):
    """One of the eleven sections. Its owner is an organisation, which can get a link to write this section only."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    link_digest = models.CharField(max_length=64, blank=True, db_index=True)
    link_expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["picture", "number"], name="one_section_per_number")]


class SectionText(models.Model):
    """A saved version of the text of a section, in the small markup of the editor. Versions are only added.

    `base_number` is the version the writer started from: when somebody else saved in between, both versions stand and
    the director decides.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    base_number = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    is_contradiction = models.BooleanField(default=False)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["section", "number"], name="one_text_per_number")]


class Block(models.Model):
    """A live block in a section: it fills itself from the other rooms until the picture is frozen."""

    class Kind(models.TextChoices):
        TRENDS = "trends", _("trends and what they mean")
        CHART = "chart", _("chart of one topic")
        STATISTICS = "statistics", _("context figures")
        CALENDAR = "calendar", _("calendar")
        CHANGES = "changes", _("what changed since last time")
        WHITE_SPOTS = "white_spots", _("white spots")
        APPROACH = "approach", _("picture beside approach")
        ADVICE = "advice", _("advice and answers")
        SOURCES = "sources", _("sources used")
        DEFINITIONS = "definitions", _("definitions")
        SIGNALS = "signals", _("signals of professionals")
        ROOMS = "rooms", _("network, training and requirements")

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="blocks")
    kind = models.CharField(max_length=15, choices=Kind)
    options = models.JSONField(default=dict, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]


class Statement(models.Model):
    """A judgement, with how sure it is, why, since when, and what it rests on. Without basis it is marked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="statements")
    text = models.CharField(max_length=600)
    certainty = models.CharField(max_length=15, choices=Likelihood)
    reason = models.CharField(max_length=300)
    stated_on = models.DateField()
    order = models.PositiveSmallIntegerField(default=0)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["order", "stated_on", "id"]


class StatementBasis(models.Model):
    """What a statement rests on: a record of another room, by kind and id, with its name at that moment."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="basis")
    kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=40)
    label = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "kind", "record_id"], name="one_basis_per_statement")
        ]


class ApproachCell(models.Model):
    """Picture beside approach: for one phenomenon, how far policy, network, training or offer covers it."""

    class Column(models.TextChoices):
        POLICY = "policy", _("policy")
        NETWORK = "network", _("network")
        TRAINING = "training", _("training")
        OFFER = "offer", _("offer")

    class Cover(models.TextChoices):
        NONE = "none", _("nothing arranged")
        PARTLY = "partly", _("partly")
        IN_ORDER = "in_order", _("in order")
        UNKNOWN = "unknown", _("unknown")

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="approach")
    topic = models.CharField(max_length=40)
    column = models.CharField(max_length=10, choices=Column)
    cover = models.CharField(max_length=10, choices=Cover, default=Cover.UNKNOWN)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["picture", "topic", "column"], name="one_cell_per_topic")]


class WhiteSpot(models.Model):
    """What we do not know, written by hand. Silent partners and dead sources are found by the house itself."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="white_spots")
    text = models.CharField(max_length=300)
    noted_on = models.DateField()

    class Meta:
        ordering = ["noted_on", "pk"]
