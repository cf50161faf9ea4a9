"""People (professionals in their function), their roles, and the log of what was done."""

import uuid
from typing import Any, ClassVar

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
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["started_at"]
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


class Action(models.TextChoices):
    """What the log can say somebody did. A room that writes to the log adds its lines here."""

    SIGN_IN = "sign_in", _("signed in")
    SIGN_OUT = "sign_out", _("signed out")
    INVITE = "invite", _("invited somebody")
    WITHDRAW_INVITATION = "withdraw_invitation", _("withdrew an invitation")
    ACCEPT_INVITATION = "accept_invitation", _("accepted an invitation")
    CHANGE_ROLE = "change_role", _("changed a role")
    END_MEMBERSHIP = "end_membership", _("ended a role")
    DEACTIVATE = "deactivate", _("deactivated somebody")
    ERASE = "erase", _("erased somebody's data")
    SWITCH_ROLE = "switch_role", _("switched to another role")
    CORRECT_OWN = "correct_own", _("corrected own data")
    CHANGE_PASSWORD = "change_password", _("changed own password")
    EXPORT_OWN = "export_own", _("exported own data")
    EXPORT_PEOPLE = "export_people", _("exported the list of people")
    EXPORT_AUDIT = "export_audit", _("exported the log")


class Outcome(models.TextChoices):
    """How an action ended."""

    DONE = "done", _("done")
    REFUSED = "refused", _("refused")


class AuditEvent(models.Model):
    """Who did what to which record, when and with what outcome; never the content (T14, T15).

    Rows are only added: `save` on an existing row and `delete` are refused.
    """

    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    action = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20)

    class Meta:
        ordering = ["-at", "-id"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AuditIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AuditIsAppendOnly

    @property
    def action_label(self) -> str:
        """The action in words; the key itself for an action of a room that was removed."""
        return str(Action(self.action).label) if self.action in Action else self.action

    @property
    def outcome_label(self) -> str:
        return str(Outcome(self.outcome).label)


class AuditIsAppendOnly(Exception):
    """An audit event is never changed or removed."""
