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
    EXPORT_ORGANISATIONS = "export_organisations", _("exported the list of organisations")
    ENDORSE = "endorse", _("put a name to a step")
    ASSIGN = "assign", _("gave a record an owner")
    PROPOSE_SOURCE = "propose_source", _("proposed a source")
    APPROVE_SOURCE = "approve_source", _("switched a source on")
    SWITCH_OFF_SOURCE = "switch_off_source", _("switched a source off")
    FETCH_SOURCE = "fetch_source", _("fetched a source")
    ADD_ITEMS = "add_items", _("added items")
    EXPORT_ITEMS = "export_items", _("exported items")
    PROPOSE_WORDING = "propose_wording", _("proposed a change to topics or places")
    APPROVE_WORDING = "approve_wording", _("approved a change to topics or places")
    WITHDRAW_WORDING = "withdraw_wording", _("withdrew a change to topics or places")
    REPORT_SIGNAL = "report_signal", _("reported a signal")
    HANDLE_SIGNAL = "handle_signal", _("handled a signal")
    SEE_TOO = "see_too", _("said to see the same")
    ISSUE_LINK = "issue_link", _("made a link for reporters")
    REVOKE_LINK = "revoke_link", _("withdrew a link for reporters")
    RELEASE_TEXT = "release_text", _("released a text from quarantine")
    DESTROY_TEXT = "destroy_text", _("destroyed texts whose time was over")
    EXPORT_SIGNALS = "export_signals", _("exported signals")
    EXPORT_FINDINGS = "export_findings", _("exported findings")
    SCAN_WEEK = "scan_week", _("scanned a week")
    SWITCH_DETECTOR_OFF = "switch_detector_off", _("switched the detector off")
    SWITCH_DETECTOR_ON = "switch_detector_on", _("switched the detector on")
    WRITE_ADVICE = "write_advice", _("wrote advice")
    CHANGE_ADVICE = "change_advice", _("changed advice")
    ASK_SECOND_READER = "ask_second_reader", _("asked a second reader")
    READ_ADVICE = "read_advice", _("read advice as second reader")
    SEND_ADVICE = "send_advice", _("sent advice")
    REMIND_ADVICE = "remind_advice", _("reminded of advice")
    ANSWER_ADVICE = "answer_advice", _("answered advice")
    FOLLOW_ADVICE = "follow_advice", _("noted what followed advice")
    EXPORT_ADVICE = "export_advice", _("exported advice")
    CALL_GATHERING = "call_gathering", _("called a gathering")
    INVITE_GUEST = "invite_guest", _("asked an organisation what it brings")
    CONTRIBUTE = "contribute", _("answered the questions of a gathering")
    WRITE_REPORT = "write_report", _("wrote the report of a gathering")
    PUBLISH_REPORT = "publish_report", _("published the report of a gathering")
    SEND_MAIL_AGAIN = "send_mail_again", _("sent a message again")
    OPEN_TREND = "open_trend", _("opened a trend")
    LINK_EVIDENCE = "link_evidence", _("changed what a trend rests on")
    CLOSE_TREND = "close_trend", _("closed a trend")
    WRITE_INTERPRETATION = "write_interpretation", _("wrote an interpretation")
    ASK_READER = "ask_reader", _("asked a second reader")
    READ_INTERPRETATION = "read_interpretation", _("read an interpretation as second reader")
    MAKE_PROMISE = "make_promise", _("noted a promise")
    KEEP_PROMISE = "keep_promise", _("kept a promise")
    EXPORT_TRENDS = "export_trends", _("exported trends")


class Outcome(models.TextChoices):
    """How an action ended."""

    DONE = "done", _("done")
    REFUSED = "refused", _("refused")


SUBJECT_WORDS = {
    "user": _("person"),
    "membership": _("role"),
    "invitation": _("invitation"),
    "organisation": _("organisation"),
}
"""The kinds of record in the log, in words; another kind shows its own name."""


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
    def subject_label(self) -> str:
        """What kind of record it was about, in words, and the start of its id."""
        words = SUBJECT_WORDS.get(self.subject_kind, self.subject_kind)
        return f"{words} {self.subject_id[:8]}".strip()

    @property
    def outcome_label(self) -> str:
        return str(Outcome(self.outcome).label)


class Endorsement(models.Model):
    """A professional put a name to a step of a record in another room: written, read, approved (P3, L5).

    So no signal, trend or picture has a relation to a person; who wrote and who read stands here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    step = models.CharField(max_length=30)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="endorsement_by_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "step", "membership"], name="one_endorsement_per_step_and_person"
            ),
        ]


class Assignment(models.Model):
    """Who looks after a record of another room, and until when it should be done. One current row per record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["assigned_at"]
        indexes = [models.Index(fields=["membership", "ended_at"], name="assignment_by_membership")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"], condition=Q(ended_at=None), name="one_owner_at_a_time"
            ),
        ]


class AuditIsAppendOnly(Exception):
    """An audit event is never changed or removed."""
