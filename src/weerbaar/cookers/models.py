"""The meeting, its questions with counts, and what was agreed. No table here has a relation to a person."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from weerbaar.advice.models import Advice
from weerbaar.pictures.models import FrozenPicture
from weerbaar.regions.models import Organisation

TEXT_LENGTH, SCENARIO_LENGTH, STEP_LENGTH, CODE_LENGTH = 600, 1_200, 300, 6


class Cooker(models.Model):
    """One pressure cooker on one frozen picture. Phones come in by `code`, from opening until closing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    frozen = models.ForeignKey(FrozenPicture, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    scenario = models.TextField(max_length=SCENARIO_LENGTH)
    code = models.CharField(max_length=CODE_LENGTH, blank=True)
    present = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How many people were in the room.")
    prepared_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code="") & Q(closed_at=None), name="one_open_cooker_per_code"
            ),
            models.UniqueConstraint(fields=["frozen", "organisation", "held_on"], name="one_cooker_a_day"),
            models.CheckConstraint(
                name="cooker_that_closed_was_open", condition=Q(closed_at=None) | Q(opened_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.frozen.picture.area_name

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None


class Answer(models.TextChoices):
    """What somebody can vote. The values are the columns that are counted in."""

    AGREE = "agree", _("agree")
    UNSURE = "unsure", _("unsure")
    DISAGREE = "disagree", _("disagree")


class QuestionKind(models.TextChoices):
    """What is voted on."""

    STATEMENT = "statement", _("statement to discuss")
    EVALUATION = "evaluation", _("evaluation")


class Question(models.Model):
    """Something to vote on, and how often each answer was given. There is no row per vote."""

    cooker = models.ForeignKey(Cooker, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=QuestionKind)
    text = models.CharField(max_length=TEXT_LENGTH)
    basis = models.CharField(max_length=TEXT_LENGTH, blank=True, help_text="How sure the picture is, and why.")
    agree = models.PositiveIntegerField(default=0)
    unsure = models.PositiveIntegerField(default=0)
    disagree = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["cooker", "number"], name="one_question_per_number"),
            models.CheckConstraint(
                name="question_closes_after_it_opens", condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at"))
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def votes(self) -> int:
        return self.agree + self.unsure + self.disagree


class OutcomeKind(models.TextChoices):
    """What an agreement becomes."""

    ACTION = "action", _("action of our own")
    ADVICE = "advice", _("advice to another body")


class Outcome(models.Model):
    """What was agreed: an action of the own organisation with an owner (`Assignment`), or an advice to a body."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cooker = models.ForeignKey(Cooker, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=8, choices=OutcomeKind)
    text = models.CharField(max_length=STEP_LENGTH)
    due_on = models.DateField()
    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["noted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cooker", "text"], name="one_outcome_each"),
            models.CheckConstraint(
                name="only_an_advice_has_an_advice",
                condition=Q(kind="action", advice=None) | Q(kind="advice", advice__isnull=False),
            ),
        ]
