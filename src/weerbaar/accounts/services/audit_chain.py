"""The chain of the log: every row holds the digest of the row before it, and the end is signed (T15)."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from django.db import connection, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models.audit import AuditEvent, AuditSeal
from weerbaar.accounts.services.audit_key import (
    ACKNOWLEDGED,
    RESTORED,
    Checkpoint,
    checkpoints,
    is_signed,
    sign,
    write_checkpoint,
)

START = "0" * 64


class Kind(Enum):
    """What can be wrong with the log, in words."""

    CHANGED = _("row %(number)s was changed")
    MISSING = _("before row %(number)s one or more rows are missing")
    NOT_CONNECTED = _("row %(number)s does not follow from the row before it: something was changed or put in there")
    CUT_OFF = _("the end is missing: the log ends at row %(number)s and was longer")
    ADDED = _("row %(number)s was added after the signed end")
    UNSIGNED = _("the signature under the end of the log, at row %(number)s, is not ours")
    PRUNED = _("the start of the log up to row %(number)s was removed without our signature")
    CHECKPOINT = _("row %(number)s is not as it was when a checkpoint was signed")
    RESTORED = _(
        "an older back-up was put back: the log goes on after row %(number)s, and two people have to know that"
    )
    CHECKPOINT_FILE = _("line %(number)s of the file with checkpoints is not signed by us")

    value: Promise


@dataclass(frozen=True)
class Problem:
    """Something wrong with the log, and at which row."""

    kind: Kind
    number: int

    def __str__(self) -> str:
        return str(self.kind.value) % {"number": self.number}


@dataclass(frozen=True)
class Link:
    """Where a row, or nothing yet, leaves the chain."""

    number: int
    digest: str


def digest_of(event: AuditEvent) -> str:
    """SHA-256 over all that a row says, its number and the digest of the row before it, in one fixed form."""
    said = [
        event.number,
        event.previous,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(event.actor_id or ""),
        str(event.organisation_id or ""),
        *(event.action, event.subject_kind, event.subject_id, event.outcome),
    ]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


def append(event: AuditEvent) -> AuditEvent:
    """Adds a row to the end of the chain and signs the new end. One writer at a time: the seal is locked."""
    with transaction.atomic():
        seal, _made = AuditSeal.objects.select_for_update().get_or_create(pk=1)
        event.number, event.previous = seal.number + 1, seal.digest
        event.digest = digest_of(event)
        event.save(force_insert=True)
        seal.number, seal.digest = event.number, event.digest
        seal.signature = sign("end", seal.number, seal.digest)
        seal.save(update_fields=["number", "digest", "signature"])
    return event


def chain_problems(events: Iterable[AuditEvent], *, start: Link) -> Iterator[Problem | Link]:
    """What is wrong between these rows, in order of number; the last thing it gives is where they end."""
    last = start
    for event in events:
        if event.number != last.number + 1:
            yield Problem(Kind.MISSING, event.number)
        elif event.previous != last.digest:
            yield Problem(Kind.NOT_CONNECTED, event.number)
        if event.digest != digest_of(event):
            yield Problem(Kind.CHANGED, event.number)
        last = Link(event.number, event.digest)
    yield last


def log_problems() -> Iterator[Problem]:
    """Everything wrong with the log: changed, removed, put in, in another order, cut off, or put back from before."""
    is_first = not connection.in_atomic_block
    with transaction.atomic():
        if is_first and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        seal = AuditSeal.objects.filter(pk=1).first() or AuditSeal()
        yield from _walk(seal)


def _walk(seal: AuditSeal) -> Iterator[Problem]:
    start = Link(seal.pruned_number, seal.pruned_digest)
    if start != Link(0, START) and not is_signed(seal.pruned_signature, "pruned", start.number, start.digest):
        yield Problem(Kind.PRUNED, start.number)
    lines = list(checkpoints())
    signed = still_to_hold([one for one in lines if one is not None])
    marked: dict[int, set[str]] = {}
    for one in signed:
        marked.setdefault(one.number, set()).add(one.digest)
    events = _watched(AuditEvent.objects.order_by("number").iterator(chunk_size=2_000), marked)
    end = start
    for found in chain_problems(events, start=start):
        if isinstance(found, Problem):
            yield found
        else:
            end = found
    yield from _end_problems(seal, end, longest=max((one.number for one in signed), default=0))
    yield from (Problem(Kind.CHECKPOINT, number) for number in _differing(marked, start, end))
    yield from (Problem(Kind.CHECKPOINT_FILE, line) for line, one in enumerate(lines, start=1) if one is None)
    yield from (Problem(Kind.RESTORED, one.number) for one in open_restores())


def still_to_hold(signed: list[Checkpoint]) -> list[Checkpoint]:
    """The checkpoints that the log has to agree with: without those of rows that a back-up took away."""
    kept: list[Checkpoint] = []
    for one in signed:
        if one.kind == RESTORED:
            kept = [other for other in kept if not one.number < other.number <= one.until]
        kept.append(one)
    return kept


def open_restores() -> list[Checkpoint]:
    """The times that an older back-up was put back which two people have not acknowledged yet."""
    waiting: list[Checkpoint] = []
    for one in checkpoints():
        if one is not None and one.kind == RESTORED:
            waiting.append(one)
        elif one is not None and one.kind == ACKNOWLEDGED:
            waiting = [other for other in waiting if (other.number, other.until) != (one.number, one.until)]
    return waiting


def note_restore(*, now: datetime) -> None:
    """After a back-up was put back: signs which rows of the log went with it, when any did."""
    seal = AuditSeal.objects.filter(pk=1).first() or AuditSeal()
    signed = still_to_hold([one for one in checkpoints() if one is not None])
    longest = max((one.number for one in signed), default=0)
    if longest > seal.number:
        write_checkpoint(number=seal.number, digest=seal.digest, kind=RESTORED, until=longest, now=now)


def _watched(events: Iterable[AuditEvent], marked: dict[int, set[str]]) -> Iterator[AuditEvent]:
    """The rows; adds to the digests that were signed the one that stands there now."""
    for event in events:
        if event.number in marked:
            marked[event.number].add(event.digest)
        yield event


def _differing(marked: dict[int, set[str]], start: Link, end: Link) -> list[int]:
    return sorted(
        number for number, digests in marked.items() if start.number < number <= end.number and len(digests) > 1
    )


def _end_problems(seal: AuditSeal, end: Link, *, longest: int) -> Iterator[Problem]:
    if end.number < max(seal.number, longest):
        yield Problem(Kind.CUT_OFF, end.number)
    elif end.number > seal.number:
        yield Problem(Kind.ADDED, seal.number + 1)
    elif end.digest != seal.digest:
        yield Problem(Kind.UNSIGNED, end.number)
    if seal.number and not is_signed(seal.signature, "end", seal.number, seal.digest):
        yield Problem(Kind.UNSIGNED, seal.number)


def seal_checkpoint(*, now: datetime) -> Checkpoint | None:
    """Signs how long the log is now, in a file outside the database; None while the log is empty."""
    seal = AuditSeal.objects.filter(pk=1).first()
    return write_checkpoint(number=seal.number, digest=seal.digest, now=now) if seal and seal.number else None


def prune_log(*, before: datetime, now: datetime) -> int:
    """Removes the rows from before a moment, from the start on, under a signature; how many (T15, retention)."""
    with transaction.atomic():
        seal, _made = AuditSeal.objects.select_for_update().get_or_create(pk=1)
        kept = AuditEvent.objects.filter(at__gte=before).order_by("number").values_list("number", flat=True).first()
        old = AuditEvent.objects.filter(number__lt=kept if kept is not None else seal.number + 1)
        last = old.order_by("number").last()
        if last is None:
            return 0
        seal.pruned_number, seal.pruned_digest = last.number, last.digest
        seal.pruned_signature = sign("pruned", last.number, last.digest)
        seal.save(update_fields=["pruned_number", "pruned_digest", "pruned_signature"])
        count: int = old._raw_delete(using=old.db)  # noqa: SLF001 - the trigger lets pass what the seal signed
    seal_checkpoint(now=now)
    return count
