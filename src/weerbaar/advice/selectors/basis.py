"""What an advice rests on. Per kind a resolver finds the rows this actor may see, and nothing else."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.accounts.models import Membership
from weerbaar.advice.models import Advice, BasisKind
from weerbaar.signals import selectors as signals
from weerbaar.signals.models import Signal
from weerbaar.trends import selectors as trends
from weerbaar.trends.models import Finding, Interpretation, Verdict

MOST_OFFERED = 12


@dataclass(frozen=True)
class Ground:
    """One thing an advice rests on, as this reader may see it."""

    kind: BasisKind
    subject_id: str
    label: str
    url: str

    @property
    def key(self) -> str:
        return f"{self.kind.value}:{self.subject_id}"

    @property
    def name(self) -> str:
        return f"{self.kind.label}: {self.label}"


@dataclass(frozen=True)
class Resolver:
    """How one kind is found: the rows this actor may see, the ones to offer in a form, words and address of a row."""

    rows: Callable[[Membership], QuerySet[Any]]
    offered: Callable[[QuerySet[Any]], QuerySet[Any]]
    label: Callable[[Any], str]
    url: Callable[[Any], str]


def _signal_label(row: Signal) -> str:
    return f"{row.short_text} ({row.municipality.name}, {row.week})"


def _finding_label(row: Finding) -> str:
    return f"{trends.sentence_of(row)} ({row.scan.week})"


def _finding_url(row: Finding) -> str:
    return reverse("trends:series", args=[row.pk])


def _interpretation_label(row: Interpretation) -> str:
    return f"{row.trend.name}: {row.get_direction_display()}, {row.get_likelihood_display()}"


RESOLVERS: dict[BasisKind, Resolver] = {
    BasisKind.TREND: Resolver(
        rows=lambda actor: trends.trends_visible_to(actor=actor),
        offered=lambda rows: rows.filter(closed_at=None).order_by("-opened_at", "pk"),
        label=lambda row: str(row.name),
        url=lambda row: reverse("trends:trend", args=[row.pk]),
    ),
    BasisKind.INTERPRETATION: Resolver(
        rows=lambda actor: trends.counting_interpretations(actor=actor),
        offered=lambda rows: rows.order_by("-counted_at", "pk"),
        label=_interpretation_label,
        url=lambda row: reverse("trends:interpretation", args=[row.pk]),
    ),
    BasisKind.FINDING: Resolver(
        rows=lambda actor: trends.findings_visible_to(actor=actor),
        offered=lambda rows: rows.filter(verdict=Verdict.MORE).order_by("-scan__week", "pk"),
        label=_finding_label,
        url=_finding_url,
    ),
    BasisKind.SIGNAL: Resolver(
        rows=lambda actor: signals.signals_visible_to(actor=actor),
        offered=lambda rows: rows.filter(status__in=("confirmed", "review")).order_by("-received_at", "pk"),
        label=_signal_label,
        url=lambda row: reverse("signals:signal", args=[row.pk]),
    ),
}


def _ground(kind: BasisKind, row: Any) -> Ground:
    resolver = RESOLVERS[kind]
    return Ground(kind, str(row.pk), resolver.label(row), resolver.url(row))


def grounds_to_offer(*, actor: Membership, also: Iterable[str] = ()) -> list[Ground]:
    """What the actor can choose from, latest first per kind; `also` are keys that must be among them when seen."""
    wanted = _ids_by_kind(also)
    found = []
    for kind, resolver in RESOLVERS.items():
        rows = resolver.rows(actor)
        named = [_ground(kind, row) for row in rows.filter(pk__in=wanted.get(kind, []))]
        keys = {one.subject_id for one in named}
        latest = [_ground(kind, row) for row in resolver.offered(rows)[:MOST_OFFERED] if str(row.pk) not in keys]
        found += named + latest
    return found


def grounds_seen(*, actor: Membership, keys: Iterable[str]) -> list[Ground]:
    """Those of these keys that exist and that the actor may see."""
    wanted = _ids_by_kind(keys)
    return [
        _ground(kind, row)
        for kind, ids in wanted.items()
        if kind in RESOLVERS
        for row in RESOLVERS[kind].rows(actor).filter(pk__in=ids)
    ]


def keys_of(*, advice: Advice) -> list[str]:
    return [f"{one.kind}:{one.subject_id}" for one in advice.basis.all()]


def basis_in_numbers(*, advice: Advice) -> str:
    """What it rests on without a word of it, for readers without an account: *2 signals, 1 trend*."""
    counts = Counter(one.kind for one in advice.basis.all())
    words = {
        BasisKind.TREND: lambda n: ngettext("%(n)d trend", "%(n)d trends", n),
        BasisKind.INTERPRETATION: lambda n: ngettext("%(n)d interpretation", "%(n)d interpretations", n),
        BasisKind.FINDING: lambda n: ngettext("%(n)d finding", "%(n)d findings", n),
        BasisKind.SIGNAL: lambda n: ngettext("%(n)d signal", "%(n)d signals", n),
    }
    parts = [words[kind](counts[kind]) % {"n": counts[kind]} for kind in BasisKind if counts[kind]]
    return ", ".join(parts) or _("nothing in Weerbaar")


def _ids_by_kind(keys: Iterable[str]) -> dict[BasisKind, list[str]]:
    found: dict[BasisKind, list[str]] = {}
    for key in keys:
        kind, _sep, subject_id = key.partition(":")
        if kind in BasisKind.values and _is_id(subject_id):
            found.setdefault(BasisKind(kind), []).append(subject_id)
    return found


def _is_id(text: str) -> bool:
    return len(text) == 36 and all(one in "0123456789abcdef-" for one in text.lower())
