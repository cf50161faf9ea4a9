"""Writing an interpretation, keeping every text, asking a second reader, and reading as one."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.accounts.services.endorsement import assign, endorse, withdraw_endorsements
from weerbaar.regions.models import Organisation
from weerbaar.signals.services import pass_or_refuse
from weerbaar.trends.models import Interpretation, InterpretationStatus, InterpretationVersion, Nature, Trend
from weerbaar.trends.selectors.meaning import (
    interpretations_visible_to,
    may_edit,
    may_read_as_second,
    organisations_to_ask,
    reads_as_second,
)
from weerbaar.trends.selectors.meaning_text import MeaningText, lacks_of, text_of
from weerbaar.trends.services.meaning_trends import writable_or_refuse

WRITE, READ = "write", "second_read"


class ChangedMeanwhile(Refused):
    """Somebody else saved this interpretation between reading and saving. Nothing of either is lost."""

    says = _(
        "Somebody else saved this interpretation while you were writing. Your text is still here: compare and save."
    )


class ProtestIsNotExtremism(Refused):
    """A trend on activism and protest is never interpreted as extremism (C4)."""

    says = _(
        "This trend is about activism and protest. That is protected and is never called extremism here. "
        "Is there something else going on, then open another trend on that topic."
    )


class NotComplete(Refused):
    """Something is missing before a second reader can be asked; `lacks` says what."""

    says = _("The interpretation is not complete yet.")

    def __init__(self, lacks: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.lacks = lacks


class NotToRead(Refused):
    """The interpretation does not wait for this reader: it was changed, read already or taken back."""

    says = _("This interpretation does not wait for a second reader any more. Look at how it is now.")


class RemarkNeeded(Refused):
    """Giving back asks for words."""

    says = _("Write what has to change, so that the writer can go on.")


def write_interpretation(
    *, actor: Membership, trend: Trend, text: MeaningText, submission: str, now: datetime
) -> Interpretation:
    """Keeps a new draft of what a trend means. A form that arrives twice is one draft.

    Refused: `PersonalDataInText`, `ProtestIsNotExtremism`, `TrendIsClosed`, `NotAllowed`.
    """
    pass_or_refuse(*text.texts)
    with recorded(actor=actor, action=Action.WRITE_INTERPRETATION, subject=trend, now=now) as entry:
        writable_or_refuse(actor, trend)
        _apart_or_refuse(trend, text)
        row, is_new = Interpretation.objects.get_or_create(
            submission=submission,
            defaults={
                "trend": trend,
                "organisation": actor.organisation,
                "written_at": now,
                "changed_at": now,
                **text.fields,
            },
        )
        entry.subject = row
        if is_new:
            _keep_version(actor, row, text, now)
            assign(actor=actor, subject=row, owner=actor, now=now)
    return row


def save_interpretation(
    *, actor: Membership, interpretation: Interpretation, text: MeaningText, read_version: int, now: datetime
) -> Interpretation:
    """Keeps a changed text as the next version. It is a draft again: what a second reader said was about another text.

    `read_version` is the version the writer had before the eyes. Refused: `ChangedMeanwhile` when it is not the last
    one, `PersonalDataInText`, `ProtestIsNotExtremism`, `NotAllowed`. The same text again changes nothing.
    """
    pass_or_refuse(*text.texts)
    with recorded(actor=actor, action=Action.WRITE_INTERPRETATION, subject=interpretation, now=now):
        row = _seen_or_refuse(actor, interpretation)
        if not may_edit(actor=actor, interpretation=row):
            raise NotAllowed
        _apart_or_refuse(row.trend, text)
        if text_of(row) == text:
            return row
        draft = {"status": InterpretationStatus.DRAFT, "asked": None, "asked_at": None, "counted_at": None}
        _change(row, read_version, version=read_version + 1, changed_at=now, **draft, **text.fields)
        withdraw_endorsements(subject=row, steps=[READ])
        row.refresh_from_db()
        _keep_version(actor, row, text, now)
    return row


def ask_second_reader(
    *, actor: Membership, interpretation: Interpretation, organisation: Organisation, read_version: int, now: datetime
) -> None:
    """Asks another organisation to read this text as second. It stands in their tasks and in their weekly mail.

    Refused: `NotComplete` with what lacks, `ChangedMeanwhile`, `NotAllowed` (not an organisation that can read it).
    """
    with recorded(actor=actor, action=Action.ASK_READER, subject=interpretation, now=now):
        row = _seen_or_refuse(actor, interpretation)
        if not may_edit(actor=actor, interpretation=row) or row.counts:
            raise NotAllowed
        if organisation not in organisations_to_ask(actor=actor, trend=row.trend):
            raise NotAllowed
        lacks = lacks_of(interpretation=row)
        if lacks:
            raise NotComplete((*lacks,))
        _change(row, read_version, status=InterpretationStatus.ASKED, asked=organisation, asked_at=now, remark="")


def agree(*, actor: Membership, interpretation: Interpretation, read_version: int, now: datetime) -> None:
    """The second reader puts a name to this text: from now on it counts.

    Refused: `NotToRead`, `SecondOrganisationNeeded`, `NotAllowed`. Twice by the same reader is once.
    """
    with recorded(actor=actor, action=Action.READ_INTERPRETATION, subject=interpretation, now=now):
        row = _seen_or_refuse(actor, interpretation)
        if row.counts and row.asked_id == actor.organisation_id and row.version == read_version:
            return
        _readable_or_refuse(actor, row)
        endorse(actor=actor, subject=row, step=READ, unlike=WRITE, now=now)
        asked = {"status": InterpretationStatus.ASKED, "asked": actor.organisation_id}
        counts = {"status": InterpretationStatus.COUNTS, "counted_at": now}
        if not Interpretation.objects.filter(pk=row.pk, version=read_version, **asked).update(**counts):
            raise NotToRead
        InterpretationVersion.objects.filter(interpretation=row, number=read_version).update(counted_at=now)


def give_back(
    *, actor: Membership, interpretation: Interpretation, remark: str, read_version: int, now: datetime
) -> None:
    """The second reader gives the text back with a remark; it is a draft again. Refused as `agree`, `RemarkNeeded`."""
    remark = remark.strip()
    pass_or_refuse(remark)
    with recorded(actor=actor, action=Action.READ_INTERPRETATION, subject=interpretation, now=now):
        row = _seen_or_refuse(actor, interpretation)
        _readable_or_refuse(actor, row)
        if not remark:
            raise RemarkNeeded
        asked = {"status": InterpretationStatus.ASKED, "asked": actor.organisation_id}
        draft = {"status": InterpretationStatus.DRAFT, "asked": None, "asked_at": None, "remark": remark}
        if not Interpretation.objects.filter(pk=row.pk, version=read_version, **asked).update(**draft):
            raise NotToRead


def _keep_version(actor: Membership, row: Interpretation, text: MeaningText, now: datetime) -> None:
    InterpretationVersion.objects.create(
        interpretation=row, number=row.version, organisation=actor.organisation, saved_at=now, **text.fields
    )
    endorse(actor=actor, subject=row, step=WRITE, now=now)


def _change(row: Interpretation, read_version: int, **fields: Any) -> None:
    """The condition stands in the UPDATE, so of two people at once one wins and the other hears it."""
    if not Interpretation.objects.filter(pk=row.pk, version=read_version).update(**fields):
        raise ChangedMeanwhile


def _seen_or_refuse(actor: Membership, interpretation: Interpretation) -> Interpretation:
    """The row as it is now; what the actor does not see does not exist."""
    row = interpretations_visible_to(actor=actor).filter(pk=interpretation.pk).first()
    if row is None:
        raise NotAllowed
    return row


def _readable_or_refuse(actor: Membership, row: Interpretation) -> None:
    if not reads_as_second(actor=actor):
        raise NotAllowed
    if not may_read_as_second(actor=actor, interpretation=row):
        raise NotToRead


def _apart_or_refuse(trend: Trend, text: MeaningText) -> None:
    if trend.topic_class == "protected" and text.nature == Nature.EXTREMISM:
        raise ProtestIsNotExtremism
