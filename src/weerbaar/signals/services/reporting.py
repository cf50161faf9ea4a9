"""Receiving a signal, by account or by link, and *zien wij ook*."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership, Right
from weerbaar.accounts.selectors import municipalities_within
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.accounts.services.endorsement import assign, endorse
from weerbaar.regions.models import Municipality, Organisation
from weerbaar.signals.models import (
    Certainty,
    Label,
    Period,
    Quarantine,
    Reliability,
    ReportLink,
    Sighting,
    Signal,
    Step,
    StepKind,
)
from weerbaar.signals.selectors.reading import municipalities_of_organisation
from weerbaar.signals.selectors.reporters import code_for, digest_of, link_for
from weerbaar.signals.selectors.retention import months_kept
from weerbaar.signals.selectors.visible import first_handler, signals_visible_to
from weerbaar.signals.services.gate import Judgement, PersonalDataInText, judge, pass_or_refuse
from weerbaar_analysis.counts.weeks import week_of

WORKING_DAYS = 10
HELD_DAYS = 7


class LinkNotUsable(Refused):
    """The link is unknown, withdrawn or expired."""

    says = _("This link does not work any more. Ask the person who gave it to you for a new one.")


class NobodyToHandle(Refused):
    """There is nobody in the region who could look after the signal, and no signal goes without an owner."""

    says = _("Nobody in your region can receive signals yet. Ask the maintainer to invite somebody.")


@dataclass(frozen=True)
class Report:
    """What somebody reports, besides who: text and coding."""

    text: str
    municipality: Municipality
    topic: str = ""
    period: str = Period.THIS_WEEK.value
    label: str = Label.AMBER_STRICT.value
    reliability: str = Reliability.UNKNOWN.value
    certainty: str = Certainty.UNKNOWN.value

    @property
    def coding(self) -> dict[str, str]:
        """All but text and municipality."""
        names = ("topic", "period", "label", "reliability", "certainty")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Outcome:
    """Where a report went: its code, whether it was kept or held, and the signal when there is one."""

    code: str
    state: Literal["kept", "held"]
    signal: Signal | None


def record_signal(*, actor: Membership, report: Report, now: datetime) -> Outcome:
    """Keeps a report of somebody with an account. Twice the same on one day is once.

    Refused: `NotAllowed` outside the own area, `PersonalDataInText` when the gate refuses (then nothing remains, not
    even in the log). When the gate doubts, the masked text waits for a second pair of eyes.
    """
    if not municipalities_within(actor=actor, right=Right.REPORT_SIGNAL).filter(pk=report.municipality.pk).exists():
        raise NotAllowed
    return _received(actor, actor.organisation, None, report, now)


def record_by_link(*, token: str, report: Report, now: datetime) -> Outcome:
    """Keeps a report of somebody with a link. Refused with `LinkNotUsable` besides what `record_signal` refuses."""
    link = link_for(token=token, now=now)
    if link is None:
        raise LinkNotUsable
    area = municipalities_of_organisation(organisation=link.organisation, on=now.date())
    if not area.filter(pk=report.municipality.pk).exists():
        raise NotAllowed
    return _received(None, link.organisation, link, report, now)


def _received(
    actor: Membership | None, organisation: Organisation, link: ReportLink | None, report: Report, now: datetime
) -> Outcome:
    judgement = judge(report.text)
    if judgement.verdict == "refuse":
        raise PersonalDataInText(judgement.mends)
    who = str(actor.user_id) if actor else f"link {link.pk}" if link else ""
    submission = submission_of(who=who, report=report, masked=judgement.masked, on=now.date())
    code = code_for(submission=submission)
    source = Source(actor, organisation, link, submission, code)
    if judgement.verdict == "hold" and not Signal.objects.filter(submission=submission).exists():
        return _held(source, report, judgement, now)
    return Outcome(code, "kept", keep_signal(source=source, report=report, now=now))


@dataclass(frozen=True)
class Source:
    """Where a report comes from, and under which digest it stands."""

    actor: Membership | None
    organisation: Organisation
    link: ReportLink | None
    submission: str
    code: str


def submission_of(*, who: str, report: Report, masked: str, on: date) -> str:
    """The digest by which the same report of the same source on the same day is known again."""
    text = " ".join(masked.split()).casefold()
    return hashlib.sha256("\x1f".join((who, report.municipality.code, str(on), text)).encode()).hexdigest()


def _held(source: Source, report: Report, judgement: Judgement, now: datetime) -> Outcome:
    held, _is_new = Quarantine.objects.get_or_create(
        submission=source.submission,
        defaults={
            "receipt": digest_of(source.code),
            "organisation": source.organisation,
            "link": source.link,
            "municipality": report.municipality,
            "text": judgement.masked,
            "doubts": list(judgement.mends),
            "coding": report.coding,
            "received_at": now,
            "destroy_on": now.date() + timedelta(days=HELD_DAYS),
        },
    )
    if source.actor is not None:
        endorse(actor=source.actor, subject=held, step="reported", now=now)
    return Outcome(source.code, "held", None)


def keep_signal(*, source: Source, report: Report, now: datetime) -> Signal:
    """Writes the signal with its first line of history and its owner in one transaction; or gives the one there is.

    The unique submission decides between two clicks at once, so both get the same receipt.
    """
    with recorded(actor=source.actor, action=Action.REPORT_SIGNAL, subject=None, now=now) as entry:
        owner = first_handler(municipality=report.municipality)
        if owner is None:
            raise NobodyToHandle
        due_on = working_days_later(on=now.date(), days=WORKING_DAYS)
        signal, is_new = Signal.objects.get_or_create(
            submission=source.submission,
            defaults={
                "receipt": digest_of(source.code),
                "organisation": source.organisation,
                "link": source.link,
                "municipality": report.municipality,
                "text": report.text,
                "week": week_seen(period=report.period, on=now.date()),
                "received_at": now,
                "due_on": due_on,
                "expires_on": months_later(
                    on=now.date(), months=months_kept(region=report.municipality.safety_region.region)
                ),
                **report.coding,
            },
        )
        entry.subject = signal
        if is_new:
            Step.objects.create(signal=signal, kind=StepKind.RECEIVED, organisation=source.organisation, at=now)
            assign(actor=source.actor, subject=signal, owner=owner, due_on=due_on, now=now)
            if source.actor is not None:
                endorse(actor=source.actor, subject=signal, step="reported", now=now)
    return signal


def source_held(*, held: Quarantine) -> Source:
    """The source of a held report, for the one who releases it."""
    return Source(None, held.organisation, held.link, held.submission, code_for(submission=held.submission))


def see_too(*, actor: Membership, signal: Signal, note: str = "", now: datetime) -> Sighting:
    """*Zien wij ook*: the organisation of the actor sees the same. Once per organisation, and never of its own."""
    pass_or_refuse(note)
    with recorded(actor=actor, action=Action.SEE_TOO, subject=signal, now=now):
        area = municipalities_within(actor=actor, right=Right.REPORT_SIGNAL)
        is_open = signals_visible_to(actor=actor).filter(pk=signal.pk).exists() and signal.is_open
        if not is_open or not area.exists() or signal.organisation_id == actor.organisation_id:
            raise NotAllowed
        own = area.filter(pk=actor.organisation.municipality_id).first() if actor.organisation.municipality_id else None
        sighting, is_new = Sighting.objects.get_or_create(
            signal=signal,
            organisation=actor.organisation,
            defaults={
                "municipality": own or signal.municipality,
                "week": week_seen(period=Period.THIS_WEEK, on=now.date()),
                "note": note.strip(),
                "at": now,
            },
        )
        if is_new:
            Step.objects.create(signal=signal, kind=StepKind.SIGHTED, organisation=actor.organisation, at=now)
    return sighting


def week_seen(*, period: str, on: date) -> str:
    """The ISO week in which it was seen last, in the form 2026-W07."""
    return week_of(on - timedelta(days=7) if period == Period.LAST_WEEK else on)


def working_days_later(*, on: date, days: int) -> date:
    """The day that many working days later; Saturdays and Sundays do not count, holidays do.

    >>> working_days_later(on=date(2026, 3, 6), days=1)
    datetime.date(2026, 3, 9)
    """
    while days:
        on += timedelta(days=1)
        days -= on.weekday() < 5
    return on


def months_later(*, on: date, months: int) -> date:
    """The same day that many months later, or the last day of a shorter month.

    >>> months_later(on=date(2026, 1, 31), months=1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=on.day - 1), following - timedelta(days=1))
