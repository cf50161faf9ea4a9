"""People (professionals in their function), their roles and what these may do."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from weerbaar.regions.models import Organisation


class UserManager(BaseUserManager["User"]):
    """Knows users by e-mail, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A professional who can sign in. Name, function, work e-mail and language are all that is held (P1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=160, unique=True)
    name = models.CharField(max_length=120)
    function = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, default="nl")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(name="email_in_lower_case", condition=Q(email=Lower("email")))]

    def __str__(self) -> str:
        return self.name or str(_("erased person"))


class Role(models.TextChoices):
    """What somebody does for an organisation. The columns of data/rights.csv."""

    PROJECT_LEADER = "project_leader", _("project leader")
    ANALYST = "analyst", _("analyst")
    SPECIALIST = "specialist", _("specialist")
    OFFICIAL = "official", _("official")
    EXECUTIVE = "executive", _("executive")
    PARTNER = "partner", _("partner")
    TRAINER = "trainer", _("trainer")
    SCHOOL_COORDINATOR = "school_coordinator", _("school coordinator")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("data protection officer")
    MAINTAINER = "maintainer", _("maintainer")


CONTROL_ROLES = frozenset({Role.MAINTAINER, Role.DATA_PROTECTION_OFFICER})
"""Roles that can see or change what others may do. Giving or taking one needs `Right.GRANT_CONTROL`."""


class Right(models.TextChoices):
    """What can be done. The rows of data/rights.csv; a room that needs a right adds a line here and a row there."""

    VIEW_REGION = "view_region", _("see the map and the list of municipalities")
    VIEW_MUNICIPALITY = "view_municipality", _("open the page of a municipality")
    VIEW_ORGANISATIONS = "view_organisations", _("see organisations")
    VIEW_PEOPLE = "view_people", _("see the people of an organisation")
    MANAGE_PEOPLE = "manage_people", _("invite people, change their role, deactivate them")
    GRANT_CONTROL = "grant_control", _("grant the roles maintainer and data protection officer")
    VIEW_AUDIT = "view_audit", _("read the log of what was done")
    VIEW_SOURCES = "view_sources", _("see the sources and how they are doing")
    PROPOSE_SOURCE = "propose_source", _("propose a source, or a change to one")
    APPROVE_SOURCE = "approve_source", _("switch on a source that another organisation proposed")
    VIEW_ITEMS = "view_items", _("see items")
    ADD_ITEMS = "add_items", _("add documents and tables")
    PROPOSE_WORDING = "propose_wording", _("propose a change to topics or place names")
    APPROVE_WORDING = "approve_wording", _("approve a change to topics or place names")
    VIEW_TRENDS = "view_trends", _("see trends and what they mean")
    INTERPRET_TREND = "interpret_trend", _("open a trend and write what it means")
    SECOND_READ = "second_read", _("read an interpretation as second reader")
    REPORT_SIGNAL = "report_signal", _("report a signal")
    VIEW_SIGNALS = "view_signals", _("see signals that were shared")
    HANDLE_SIGNALS = "handle_signals", _("handle signals")
    GIVE_ADVICE = "give_advice", _("write and send advice")
    VIEW_ADVICE = "view_advice", _("see advice and the answers to it")
    WRITE_PICTURE = "write_picture", _("write on a local picture")
    VIEW_PICTURES = "view_pictures", _("see local pictures")
    FREEZE_PICTURE = "freeze_picture", _("freeze a local picture, as one of two")
    SWITCH_DETECTOR = "switch_detector", _("switch the detector off and on")
    MANAGE_MAIL = "manage_mail", _("see the messages that leave the house, and send them again")
    CONFIRM_RESET = "confirm_reset", _("be the second person when somebody lost the second step")
    APPROVE_EXPORT = "approve_export", _("be the second person when somebody takes many rows along")


class Scope(models.TextChoices):
    """How far a right reaches, seen from the organisation of the actor. The cells of data/rights.csv."""

    NONE = "", _("not")
    ORGANISATION = "organisation", _("own organisation")
    MUNICIPALITY = "municipality", _("own municipality or working area")
    SAFETY_REGION = "safety_region", _("own safety region")
    REGION = "region", _("whole region")


class Membership(models.Model):
    """One role of one user at one organisation: the `actor` of every service and selector."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24, choices=Role)
    provider = models.CharField(max_length=60, blank=True, help_text="Identity provider whose group gave this role.")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["started_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_at=None),
                name="one_current_membership_per_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role}, {self.organisation})"


class Invitation(models.Model):
    """A link that lets one professional in, once. Only a digest of the link is held.

    Without `invited_by` it came from the command line of the server: the first maintainer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(max_length=160)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24, choices=Role)
    invited_by = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at"]
