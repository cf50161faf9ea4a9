"""The log of what was done. A room that writes to it adds its lines to `Action`."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    NOTE_EFFORT = "note_effort", _("noted policy, training or offer")
    ADD_SECOND_STEP = "add_second_step", _("added a second step")
    REMOVE_SECOND_STEP = "remove_second_step", _("removed a second step")
    ASK_RESET = "ask_reset", _("asked to take away a lost second step")
    CONFIRM_RESET = "confirm_reset", _("decided on a lost second step")
    ASK_PASSWORD = "ask_password", _("asked for a new password")
    RECOVER_PASSWORD = "recover_password", _("chose a new password by link")
    END_SESSION = "end_session", _("ended a session")
    CONFIRM_SELF = "confirm_self", _("confirmed who is there")
    FOLLOW_GROUPS = "follow_groups", _("took over roles from the own organisation")
    ASK_EXPORT = "ask_export", _("asked to take many rows along")
    DECIDE_EXPORT = "decide_export", _("decided on many rows")
    STOP_EXPORT = "stop_export", _("was stopped at the budget of rows")
    TRACE_FILE = "trace_file", _("looked up whose file it is")
    AGREE_PICTURE = "agree_picture", _("agreed that a picture may be frozen")
    FREEZE_PICTURE = "freeze_picture", _("froze a picture")
    EXPORT_PICTURE = "export_picture", _("took a frozen picture along")
    START_PICTURE = "start_picture", _("started a picture")
    WRITE_PICTURE = "write_picture", _("wrote on a picture")
    PREPARE_COOKER = "prepare_cooker", _("prepared a pressure cooker")
    LEAD_COOKER = "lead_cooker", _("led a pressure cooker")
    VOTE_COOKER = "vote_cooker", _("voted in a pressure cooker, without a name")
    SET_HOUSE_STYLE = "set_house_style", _("set the house style of an organisation")
    NOTE_OUTCOME = "note_outcome", _("noted what was agreed in a pressure cooker")
    READ_INTRODUCTION = "read_introduction", _("read what Weerbaar is for")
    ACKNOWLEDGE_RESTORE = "acknowledge_restore", _("acknowledged that an older back-up was put back")


class Outcome(models.TextChoices):
    """How an action ended."""

    DONE = "done", _("done")
    REFUSED = "refused", _("refused")


SUBJECT_WORDS = {
    "user": _("person"),
    "membership": _("role"),
    "invitation": _("invitation"),
    "organisation": _("organisation"),
    "exportrequest": _("request for a file"),
    "outgoingmail": _("message"),
    "region": _("region"),
    "auditseal": _("log"),
    "source": _("source"),
    "wording": _("word list"),
    "reportlink": _("link to report"),
    "signal": _("signal"),
    "quarantine": _("text that waits"),
    "scan": _("scan"),
    "trend": _("trend"),
    "interpretation": _("interpretation"),
    "promise": _("promise"),
    "picture": _("picture"),
    "sectiontext": _("section of a picture"),
    "frozenpicture": _("frozen picture"),
    "housestyle": _("house style"),
    "advice": _("advice"),
    "gathering": _("meeting"),
    "cooker": _("pressure cooker"),
    "question": _("question"),
    "outcome": _("agreement"),
}
"""The kinds of record in the log, in words; another kind shows its own name."""


class AppendOnly(models.QuerySet["AuditEvent"]):
    """Rows that are only added, one by one."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        raise AuditIsAppendOnly

    update = delete = bulk_update = bulk_create = _refuse


class AuditEvent(models.Model):
    """Who did what to which record, when and with what outcome; never the content (T14, T15).

    Rows are only added, by `services.record`: here and by triggers in the database, changing and deleting are refused.
    Each row carries the digest of the row before it, so that what happens behind our back is found
    (`services.log_problems`).
    """

    number = models.PositiveBigIntegerField(unique=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    action = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20)

    objects = AppendOnly.as_manager()

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


class AuditSeal(models.Model):
    """The signed end of the log, and how far its start was lawfully pruned. One row; who adds to the log locks it."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)
    signature = models.CharField(max_length=88, blank=True)
    pruned_number = models.PositiveBigIntegerField(default=0)
    pruned_digest = models.CharField(max_length=64, default="0" * 64)
    pruned_signature = models.CharField(max_length=88, blank=True)


class AuditIsAppendOnly(Exception):
    """An audit event is never changed or removed."""
