"""Advice and gatherings. No table here has a relation to a person: who wrote, read and owns stands in `accounts`."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from weerbaar.regions.models import Organisation, PoliceTeam, Region

TITLE_LENGTH = 120
QUESTION_LENGTH = 600
TEXT_LENGTH = 900
STEP_LENGTH = 300
REPORT_LENGTH = 8_000


class BodyKind(models.TextChoices):
    """To whom an advice can go. A closed list of bodies and organisations, never a person."""

    TRIANGLE = "triangle", _("local triangle of a police team")
    COLLEGE = "college", _("mayor and aldermen")
    PROJECT_GROUP = "project_group", _("project group CTER")
    SAFETY_HOUSE = "safety_house", _("care and safety house")
    SCHOOL_BOARD = "school_board", _("school board")
    PARTNER = "partner", _("partner organisation")


class Status(models.TextChoices):
    """Where an advice is. It is sent only after `READY`: two people of two organisations put their name to it (L5)."""

    DRAFT = "draft", _("draft")
    READING = "reading", _("with the second reader")
    READY = "ready", _("ready to send")
    SENT = "sent", _("waits for an answer")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("followed up")


UNSENT = (Status.DRAFT, Status.READING, Status.READY)


class Answer(models.TextChoices):
    """What the addressee does with it."""

    ADOPTED = "adopted", _("adopted")
    PARTLY = "partly", _("partly adopted")
    DECLINED = "declined", _("not adopted")


class Advice(models.Model):
    """One advice to one body. `submission` makes a form that arrives twice one advice; `version` guards changes.

    `organisation` wrote it; `second` is asked to read along; `addressee` or, for a triangle, `police_team` gets it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.CharField(max_length=64, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=16, choices=BodyKind)
    addressee = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    police_team = models.ForeignKey(PoliceTeam, on_delete=models.PROTECT, null=True, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    question = models.TextField(max_length=QUESTION_LENGTH)
    text = models.TextField(max_length=TEXT_LENGTH, help_text="Three sentences at most.")
    first_step = models.CharField(max_length=STEP_LENGTH)
    due_on = models.DateField(help_text="By when the first step should have been taken.")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=1)
    remark = models.CharField(max_length=QUESTION_LENGTH, blank=True, help_text="Of the second reader.")
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_reason = models.CharField(max_length=QUESTION_LENGTH, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at", "pk"]
        indexes = [models.Index(fields=["region", "status", "due_on"], name="advice_by_status")]
        constraints = [
            models.CheckConstraint(
                name="advice_goes_to_one_body",
                condition=(
                    Q(body="triangle", addressee=None, police_team__isnull=False)
                    | (~Q(body="triangle") & Q(addressee__isnull=False, police_team=None))
                ),
            ),
            models.CheckConstraint(
                name="advice_that_was_answered_was_sent", condition=Q(answered_at=None) | Q(sent_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """True while the text can still change."""
        return self.status in UNSENT


class BasisKind(models.TextChoices):
    """What an advice can rest on."""

    TREND = "trend", _("trend")
    INTERPRETATION = "interpretation", _("interpretation")
    FINDING = "finding", _("finding")
    SIGNAL = "signal", _("signal")


class BasisLink(models.Model):
    """One thing an advice rests on, by kind and id: what it says is read there, by who may see it, while it is kept."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="basis")
    kind = models.CharField(max_length=16, choices=BasisKind)
    subject_id = models.CharField(max_length=40)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["advice", "kind", "subject_id"], name="one_basis_link_each")]


class AnswerLink(models.Model):
    """Lets the addressee answer one advice without an account. Only a digest is held; it works until it expires."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()


class FollowUp(models.Model):
    """What happened after the answer, and what it changed. Only added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="follow_ups")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    done = models.CharField(max_length=QUESTION_LENGTH)
    change = models.CharField(max_length=QUESTION_LENGTH, blank=True, help_text="What it changed.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["advice", "organisation", "done"], name="one_follow_up_each")]


class GatheringKind(models.TextChoices):
    """The meetings for which partners bring something."""

    LIVING_LAB = "living_lab", _("living lab")
    INFORMATION_SQUARE = "information_square", _("information square CTER")
    OTHER = "other", _("other meeting")


class GatheringStatus(models.TextChoices):
    """Where a gathering is."""

    COLLECTING = "collecting", _("partners bring what they see")
    READING = "reading", _("report with the second reader")
    PUBLISHED = "published", _("report published")


class Gathering(models.Model):
    """A meeting before which partners answer three questions, and its report."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=GatheringKind)
    title = models.CharField(max_length=TITLE_LENGTH)
    held_on = models.DateField()
    question_1 = models.CharField(max_length=STEP_LENGTH)
    question_2 = models.CharField(max_length=STEP_LENGTH)
    question_3 = models.CharField(max_length=STEP_LENGTH)
    status = models.CharField(max_length=12, choices=GatheringStatus, default=GatheringStatus.COLLECTING)
    report = models.TextField(max_length=REPORT_LENGTH, blank=True)
    remark = models.CharField(max_length=QUESTION_LENGTH, blank=True, help_text="Of the second reader.")
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-held_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "held_on", "title"], name="one_gathering_each"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def questions(self) -> tuple[str, str, str]:
        return self.question_1, self.question_2, self.question_3


class GatheringLink(models.Model):
    """Lets one organisation answer the three questions of a gathering without an account, once, until the day itself.

    Only a digest is held. A new link for the same organisation ends the earlier one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="links")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["gathering", "organisation"], name="one_link_per_guest")]


class Contribution(models.Model):
    """What one organisation brings: three answers that passed the privacy gate."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="contributions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answer_1 = models.TextField(max_length=TEXT_LENGTH, blank=True)
    answer_2 = models.TextField(max_length=TEXT_LENGTH, blank=True)
    answer_3 = models.TextField(max_length=TEXT_LENGTH, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["gathering", "organisation"], name="one_contribution_each")]

    @property
    def answers(self) -> tuple[str, str, str]:
        return self.answer_1, self.answer_2, self.answer_3
