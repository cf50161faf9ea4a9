"""The analyst's week on one page, and the same in a few lines for the weekly mail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors import scope_of
from weerbaar.signals.models import Question, Signal
from weerbaar.signals.selectors import new_signals, signals_listed, signals_visible_to
from weerbaar.sources.models import Source, SourceKind
from weerbaar.sources.selectors import quiet_sources, topic_class_label, topic_names
from weerbaar.trends.models import Finding, Interpretation, Promise, Scan, Tier, Verdict
from weerbaar.trends.selectors.findings import expected_by_chance, findings_visible_to, scans_visible_to
from weerbaar.trends.selectors.meaning import (
    counting_interpretations,
    interprets,
    own_drafts,
    promises_visible_to,
    waits_for_reading,
)
from weerbaar.trends.selectors.sentences import sentence_of
from weerbaar_analysis.counts.weeks import week_of

A_WEEK = timedelta(days=7)
MOST_SHOWN = 12
CHANCE = gettext_lazy(
    "Expected by chance this week, over the whole region: at most %(n)s of the findings of more or fewer."
)
CLASS_ORDER = ("phenomenon", "protected", "context", "resilience")


@dataclass(frozen=True)
class WeekFinding:
    """A finding of more or fewer, with its sentence, topic and mix of sources in words."""

    finding: Finding
    sentence: str
    topic: str
    mix: str


@dataclass(frozen=True)
class AnalystWeek:
    """What waits this week. `groups` holds the findings per kind of topic, so protest stands apart (C4)."""

    scan: Scan | None
    groups: list[tuple[str, list[WeekFinding]]]
    more_findings: int
    signals: list[Signal]
    signal_count: int
    quiet: list[Source]
    promises: list[Promise]
    questions: list[Question]
    to_read: list[Interpretation]
    drafts: list[Interpretation]
    unheard_count: int
    expected_by_chance: int | None


def analyst_week(*, actor: Membership, now: datetime) -> AnalystWeek:
    """The findings of the latest scan, the signals of the last seven days, silent sources and what was promised."""
    scan = scans_visible_to(actor=actor).filter(is_current=True).first()
    findings = telling_findings(actor=actor, week=scan.week) if scan else []
    signals = new_signals(actor=actor, since=now - A_WEEK)
    region = actor.organisation.region
    return AnalystWeek(
        scan=scan,
        groups=_grouped(actor, findings[:MOST_SHOWN]),
        more_findings=max(len(findings) - MOST_SHOWN, 0),
        signals=list(signals[:MOST_SHOWN]),
        signal_count=signals.count(),
        quiet=quiet_sources(region=region, now=now),
        promises=list(promises_visible_to(actor=actor).filter(kept_at=None)),
        questions=open_questions(actor=actor),
        to_read=list(waits_for_reading(actor=actor)),
        drafts=list(own_drafts(actor=actor)[:MOST_SHOWN]),
        unheard_count=signals_listed(actor=actor, which="waiting", on=now.date()).count(),
        expected_by_chance=expected_by_chance(actor=actor, week=scan.week) if scan else None,
    )


def telling_findings(*, actor: Membership, week: str) -> list[Finding]:
    """What is more or fewer than expected this week, by kind of topic, area and topic: never by size."""
    found = findings_visible_to(actor=actor, week=week).filter(verdict__in=(Verdict.MORE, Verdict.FEWER))
    tiers = {tier: number for number, tier in enumerate((Tier.MUNICIPALITY, Tier.SAFETY_REGION, Tier.REGION))}
    return sorted(
        found,
        key=lambda row: (_class_number(row), tiers[Tier(row.tier)], str(row.municipality or ""), row.topic),
    )


def _class_number(row: Finding) -> int:
    return CLASS_ORDER.index(row.topic_class) if row.topic_class in CLASS_ORDER else len(CLASS_ORDER)


def _grouped(actor: Membership, findings: Iterable[Finding]) -> list[tuple[str, list[WeekFinding]]]:
    names = topic_names(region=actor.organisation.region)
    groups: dict[str, list[WeekFinding]] = {}
    for row in findings:
        told = WeekFinding(row, sentence_of(row), names.get(row.topic, row.topic), mix_of(row))
        groups.setdefault(topic_class_label(row.topic_class), []).append(told)
    return list(groups.items())


def mix_of(finding: Finding) -> str:
    """The kinds of source and their part of the count, in words."""
    names = {kind.value: str(kind.label) for kind in SourceKind}
    parts = finding.source_shares.items()
    return ", ".join(f"{names.get(kind, kind)} {round(share * 100)} %" for kind, share in parts)


def open_questions(*, actor: Membership) -> list[Question]:
    """Questions to partners about visible signals that have no answer yet, by date."""
    seen = signals_visible_to(actor=actor).order_by().values("pk")
    found = Question.objects.filter(signal__in=seen, answered_at=None).select_related("organisation", "signal")
    return list(found.order_by("due_on")[:MOST_SHOWN])


def digest_lines(*, actor: Membership, now: datetime) -> list[str]:
    """What one role brings to the weekly mail of a person: numbers and names of things, no text of a signal."""
    return [
        *_lines_of_findings(actor, now.date()),
        *_lines_of_work(actor, now),
        *_lines_of_promises(actor, now.date()),
    ]


def _lines_of_findings(actor: Membership, on: date) -> list[str]:
    scan = scans_visible_to(actor=actor).filter(is_current=True).first()
    if scan is None or scan.week < week_of(on - 2 * A_WEEK):
        return []
    found = telling_findings(actor=actor, week=scan.week)
    if not found:
        return []
    text = ngettext("%(n)d finding of more or fewer than expected in %(week)s.",
                    "%(n)d findings of more or fewer than expected in %(week)s.", len(found))  # fmt: skip
    chance = expected_by_chance(actor=actor, week=scan.week) or 0
    return [
        text % {"n": len(found), "week": scan.week},
        CHANCE % {"n": chance},
        *(f"  - {sentence_of(row)}" for row in found[:5]),
    ]


def _lines_of_work(actor: Membership, now: datetime) -> list[str]:
    lines = []
    signals = new_signals(actor=actor, since=now - A_WEEK).count()
    if signals and interprets(actor=actor):
        lines.append(ngettext("%(n)d new signal.", "%(n)d new signals.", signals) % {"n": signals})
    lines += [
        _("Waits for you as second reader: %(name)s.") % {"name": row.trend.name}
        for row in waits_for_reading(actor=actor)
    ]
    lines += [
        _("New interpretation: %(name)s, %(direction)s, %(word)s.")
        % {"name": row.trend.name, "direction": row.get_direction_display(), "word": row.get_likelihood_display()}
        for row in counting_interpretations(actor=actor).filter(counted_at__gte=now - A_WEEK)
    ]
    return lines


def _lines_of_promises(actor: Membership, on: date) -> list[str]:
    soon = promises_visible_to(actor=actor).filter(kept_at=None, due_on__lte=on + A_WEEK)
    return [
        _("Promised by %(by)s to %(to)s before %(day)s: %(text)s") % {
            "by": row.organisation.name, "to": row.addressee.name, "day": date_format(row.due_on, "j F"),
            "text": row.text,
        }
        for row in soon
    ]  # fmt: skip


def gets_digest(*, actor: Membership) -> bool:
    """True for a role that sees trends, is a second reader or handles signals."""
    rights = (Right.VIEW_TRENDS, Right.SECOND_READ, Right.INTERPRET_TREND)
    return any(scope_of(actor=actor, right=right) != Scope.NONE for right in rights)
