"""Signals and what is done with them. No table here has a relation to a person: who did what stands in `accounts`."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from weerbaar.regions.models import Municipality, Organisation, Region

TEXT_LENGTH = 4_000
NOTE_LENGTH = 600


class Label(models.TextChoices):
    """How far a signal may travel: TLP 2.0, narrowest first. `selectors.visible` enforces it."""

    RED = "red", _("TLP:RED, only your organisation and the one who handles it")
    AMBER_STRICT = "amber_strict", _("TLP:AMBER+STRICT, your organisation and the municipality")
    AMBER = "amber", _("TLP:AMBER, also the partners of this municipality and the programme")
    GREEN = "green", _("TLP:GREEN, everybody in the region who may see signals")
    CLEAR = "clear", _("TLP:CLEAR, everybody in the region, and it may be passed on")


class Status(models.TextChoices):
    """Where a signal is. What may follow what stands in data/workflow.csv."""

    NEW = "new", _("new")
    REVIEW = "review", _("being interpreted")
    ASKED = "asked", _("more was asked")
    CONFIRMED = "confirmed", _("confirmed")
    CLOSED = "closed", _("put aside")


class Period(models.TextChoices):
    """When it was seen, in the words of the reporter."""

    THIS_WEEK = "this_week", _("this week")
    LAST_WEEK = "last_week", _("last week")
    THIS_MONTH = "this_month", _("in the past month")
    LONGER = "longer", _("for longer already")


class Reliability(models.TextChoices):
    """How reliable the source of the information is."""

    UNKNOWN = "unknown", _("I don't know")
    PROVEN = "proven", _("always right before, such as a colleague who sees it daily")
    MOSTLY = "mostly", _("mostly right, such as a partner we often work with")
    NEW = "new", _("not known to us yet, such as somebody we spoke to once")
    DOUBTFUL = "doubtful", _("often wrong before, such as a rumour that keeps coming back")


class Certainty(models.TextChoices):
    """How certain the information itself is."""

    UNKNOWN = "unknown", _("I don't know")
    SEEN = "seen", _("seen with own eyes, such as stickers on a shelter")
    HEARD_MORE = "heard_more", _("heard from several sides, such as two schools that tell the same")
    HEARD_ONCE = "heard_once", _("heard once, such as one remark at a meeting")
    UNLIKELY = "unlikely", _("does not fit what else we know")


class ClosedBecause(models.TextChoices):
    """Why a signal was put aside. The last two are not counted."""

    DONE = "done", _("handled")
    OLD = "old", _("not topical any more")
    DOUBLE = "double", _("reported twice by the same organisation")
    ELSEWHERE = "elsewhere", _("does not belong here")


NOT_COUNTED = (ClosedBecause.DOUBLE, ClosedBecause.ELSEWHERE)


class ReportLink(models.Model):
    """A link for a professional without an account: for one function of one organisation. Only a digest is held."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    function = models.CharField(max_length=80)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-issued_at", "pk"]


class Cluster(models.Model):
    """Signals that belong together. Their texts stay apart."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "pk"]

    def __str__(self) -> str:
        return self.name


class Signal(models.Model):
    """An observed phenomenon in a municipality in a period. Its text passed the privacy gate.

    `submission` makes a report that arrives twice one signal; `receipt` is a digest of the code the reporter holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.CharField(max_length=64, unique=True)
    receipt = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(ReportLink, on_delete=models.PROTECT, null=True, related_name="signals")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=TEXT_LENGTH)
    topic = models.CharField(max_length=40, blank=True, help_text="Key of the taxonomy; empty: not known.")
    period = models.CharField(max_length=12, choices=Period, default=Period.THIS_WEEK)
    week = models.CharField(max_length=8, help_text="ISO week in which it was seen last, such as 2026-W07.")
    label = models.CharField(max_length=14, choices=Label, default=Label.AMBER_STRICT)
    reliability = models.CharField(max_length=10, choices=Reliability, default=Reliability.UNKNOWN)
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.UNKNOWN)
    status = models.CharField(max_length=10, choices=Status, default=Status.NEW)
    closed_because = models.CharField(max_length=10, choices=ClosedBecause, blank=True)
    cluster = models.ForeignKey(Cluster, on_delete=models.SET_NULL, null=True, blank=True, related_name="signals")
    received_at = models.DateTimeField()
    due_on = models.DateField()
    expires_on = models.DateField(help_text="From this day on only its coded count remains.")

    class Meta:
        ordering = ["-received_at", "pk"]
        indexes = [
            models.Index(fields=["-received_at"], name="signal_by_arrival"),
            models.Index(fields=["municipality", "topic", "week"], name="signal_by_cell"),
            models.Index(fields=["expires_on"], name="signal_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_closed_signal_says_why",
                condition=(Q(status=Status.CLOSED) & ~Q(closed_because=""))
                | (~Q(status=Status.CLOSED) & Q(closed_because="")),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.status != Status.CLOSED

    @property
    def short_text(self) -> str:
        """The first line, for lists."""
        first = " ".join(self.text.split())
        return first if len(first) <= 90 else f"{first[:88].rstrip()}…"


class Sighting(models.Model):
    """*Zien wij ook*: another organisation sees the same, once, with a small note of its own."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="sightings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    week = models.CharField(max_length=8)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["signal", "organisation"], name="one_sighting_per_organisation"),
        ]


class StepKind(models.TextChoices):
    """What can happen to a signal, for its history."""

    RECEIVED = "received", _("received")
    RELEASED = "released", _("released by a second pair of eyes")
    MOVED = "moved", _("moved on")
    OWNED = "owned", _("got another owner")
    CODED = "coded", _("topic, scales or label changed")
    SIGHTED = "sighted", _("seen by another organisation too")
    ASKED = "asked", _("a partner was asked for more")
    ANSWERED = "answered", _("a partner answered")
    TOLD = "told", _("the reporter was told what happens")
    CLUSTERED = "clustered", _("put beside similar signals")


class Step(models.Model):
    """One line of the history of a signal. Rows are only added; they go with the signal when its time is over."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    before = models.CharField(max_length=60, blank=True)
    after = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=NOTE_LENGTH, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise HistoryIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise HistoryIsAppendOnly

    @property
    def after_label(self) -> str:
        """Where it went, in words."""
        return str(Status(self.after).label) if self.after in Status.values else self.after


class Question(models.Model):
    """A question to a partner for more about a phenomenon. The partner sees the question, not the signal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="questions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=NOTE_LENGTH)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=NOTE_LENGTH, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "pk"]


class Feedback(models.Model):
    """What a reporter was told about what is done with the signal."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="feedback")
    text = models.CharField(max_length=1_000)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]


class Quarantine(models.Model):
    """A report the gate doubted, with the doubtful words masked, for at most seven days (trust, section 8).

    A second person of another organisation releases or destroys it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.CharField(max_length=64, unique=True)
    receipt = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(ReportLink, on_delete=models.PROTECT, null=True, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=TEXT_LENGTH)
    doubts = models.JSONField(default=list, help_text="What to look at, in words; never the masked words themselves.")
    coding = models.JSONField(default=dict, help_text="Topic, period, label and scales as they were reported.")
    received_at = models.DateTimeField()
    destroy_on = models.DateField()

    class Meta:
        ordering = ["received_at", "pk"]


class Destruction(models.Model):
    """The record that texts were destroyed: how many, under which rule, never what they said."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=80)
    count = models.PositiveIntegerField()
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-pk"]


class SignalCount(models.Model):
    """What remains of signals whose time is over: the coded count of one organisation in a week. Kept five years."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=40, blank=True)
    week = models.CharField(max_length=8)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["week", "topic"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "organisation", "topic", "week"], name="one_signal_count_per_cell"
            ),
        ]


class RetentionRule(models.Model):
    """For how many months the text of a signal is kept in a region; at most 24."""

    region = models.OneToOneField(Region, on_delete=models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField(default=24)
    reason = models.CharField(max_length=300)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="signals_kept_1_to_24_months", condition=Q(months__gte=1, months__lte=24)),
        ]


class SavedFilter(models.Model):
    """A view of the list of signals that a team uses again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=600)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_saved_filter_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class HistoryIsAppendOnly(Exception):
    """A line of the history is never changed or removed on its own."""
