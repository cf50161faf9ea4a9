"""Reading the sources that are due, politely, and noting how it went."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from weerbaar.regions.models import Region
from weerbaar.sources.models import Fetch, Source, Statistic
from weerbaar.sources.selectors.sources import sources_to_read
from weerbaar.sources.services.connectors import CONNECTORS
from weerbaar.sources.services.counting import set_counts
from weerbaar.sources.services.downloads import Download, Errand, download_all
from weerbaar.sources.services.harvest import Harvest, Unreadable
from weerbaar.sources.services.ingest import Copies, Tally, ingest_entries, notes_on
from weerbaar.sources.services.reading import Tools, tools_for
from weerbaar.sources.services.web_client import FetchFailed, Policy, Response
from weerbaar_analysis.text.documents import DocumentReader

FIRST_WINDOW = timedelta(weeks=26)
OVERLAP = timedelta(days=14)
LONGEST_WAIT = timedelta(days=7)
TRUST_UNCHANGED = timedelta(days=7)
_EVERY = {
    Source.Schedule.HOURLY: timedelta(hours=1),
    Source.Schedule.DAILY: timedelta(days=1),
    Source.Schedule.WEEKLY: timedelta(days=7),
    Source.Schedule.BY_HAND: LONGEST_WAIT,
}


@dataclass(frozen=True)
class Workbench:
    """What reading many sources of a region shares."""

    tools: Tools
    copies: Copies
    reader: DocumentReader
    policy: Policy


@contextmanager
def workbench(*, region: Region, policy: Policy | None = None, now: datetime) -> Iterator[Workbench]:
    """The shared tools, with a child process for parsing that ends with the block."""
    with DocumentReader() as reader:
        yield Workbench(
            tools=tools_for(region=region, on=now.date()),
            copies=Copies(region=region, now=now),
            reader=reader,
            policy=policy or Policy(),
        )


def sources_to_fetch(*, region: Region, name: str | None = None, now: datetime) -> list[Source]:
    """The sources whose turn it is, or the one of this name."""
    return sources_to_read(region=region, name=name, kinds=list(CONNECTORS), now=now)


def fetch_sources(*, sources: Sequence[Source], bench: Workbench, now: datetime) -> Iterator[Fetch]:
    """Reads these sources, whichever answers first, and notes how each went. A slow one holds up no other."""
    today = now.date()
    errands = [Errand(source, _since(source, today), today, _conditions(source, now)) for source in sources]
    for download in download_all(errands, bench.policy):
        yield _keep_download(download, bench, now)


def fetch_source(*, source: Source, bench: Workbench, now: datetime) -> Fetch:
    """Reads one source and notes how it went, whatever goes wrong."""
    [result] = fetch_sources(sources=[source], bench=bench, now=now)
    return result


def _keep_download(download: Download, bench: Workbench, now: datetime) -> Fetch:
    source, answers = download.source, download.answers
    try:
        if download.problem:
            raise download.problem
        harvest = _harvest(source, answers, bench)
        tally = keep_harvest(source=source, harvest=harvest, bench=bench, now=now)
    except (FetchFailed, Unreadable) as problem:
        return _note(source, Fetch.Outcome.FAILED, Tally(), str(problem), [], now)
    except Exception as error:  # an error of ours is noted by its name: its text may hold text of the source
        bench.copies.reload()
        note = f"Er ging iets mis bij het verwerken ({type(error).__name__}). Neem contact op met de beheerder."
        return _note(source, Fetch.Outcome.FAILED, Tally(), note, [], now)
    outcome = Fetch.Outcome.OK if tally.added or tally.changed else Fetch.Outcome.UNCHANGED
    return _note(source, outcome, tally, " ".join([*harvest.notes, *notes_on(tally)]), answers, now)


def _harvest(source: Source, answers: Sequence[Response], bench: Workbench) -> Harvest:
    """What the source brings; nothing when it says that nothing changed."""
    if all(answer.status == 304 for answer in answers):
        return Harvest()
    harvest: Harvest = CONNECTORS[source.kind].read(source, [answer.body for answer in answers], bench.reader)
    return harvest


def keep_harvest(*, source: Source, harvest: Harvest, bench: Workbench, now: datetime) -> Tally:
    """Keeps the items, counts and figures of one reading."""
    tally = Tally()
    for tally in ingest_entries(  # noqa: B007 the last tally is the answer
        source=source, entries=harvest.entries, tools=bench.tools, copies=bench.copies, now=now
    ):
        pass
    with transaction.atomic():
        Source.objects.select_for_update().get(pk=source.pk)
        tally.changed += set_counts(source=source, counts=harvest.counts)
        tally.changed += keep_figures(source=source, harvest=harvest, tools=bench.tools, now=now)
        tally.seen += len(harvest.counts) + len(harvest.figures)
    return tally


def keep_figures(*, source: Source, harvest: Harvest, tools: Tools, now: datetime) -> int:
    """Keeps the context figures about municipalities of this region; how many are new or other."""
    count = 0
    for figure in harvest.figures:
        place = tools.municipalities.get(figure.municipality)
        if figure.municipality and place is None:
            continue
        cell = {"source": source, "municipality": place, "measure": figure.measure[:120], "period": figure.period}
        row = Statistic.objects.filter(**cell).first() or Statistic(**cell)
        if row.pk is None or row.value != figure.value:
            row.value, row.unit, row.read_at = figure.value, figure.unit[:40], now
            row.save()
            count += 1
    return count


def _conditions(source: Source, now: datetime) -> dict[str, str]:
    """What makes a request conditional. Left out when nothing was really read for a week: a server may be wrong."""
    if not source.fetches.filter(seen_count__gt=0, started_at__gt=now - TRUST_UNCHANGED).exists():
        return {}
    marks = {"If-None-Match": source.etag, "If-Modified-Since": source.last_modified}
    return {name: mark for name, mark in marks.items() if mark}


def _since(source: Source, today: date) -> date:
    """From when to ask: a Monday, since a week that is asked for in part would be counted in part."""
    last = source.fetches.exclude(outcome=Fetch.Outcome.FAILED).first()
    since = last.started_at.date() - OVERLAP if last else today - FIRST_WINDOW
    return since - timedelta(days=since.weekday())


def _note(
    source: Source, outcome: Fetch.Outcome, tally: Tally, note: str, answers: Sequence[Response], now: datetime
) -> Fetch:
    failed = outcome == Fetch.Outcome.FAILED
    source.failures = min(source.failures + 1, 100) if failed else 0
    source.due_at = now + min(_EVERY[Source.Schedule(source.schedule)] * 2 ** min(source.failures, 8), LONGEST_WAIT)
    if len(answers) == 1 and answers[0].status == 200:
        source.etag, source.last_modified = answers[0].etag, answers[0].last_modified
    with transaction.atomic():
        source.save(update_fields=["failures", "due_at", "etag", "last_modified"])
        return note_fetch(source=source, outcome=outcome, tally=tally, note=note, now=now)


def note_fetch(*, source: Source, outcome: Fetch.Outcome, tally: Tally, note: str, now: datetime) -> Fetch:
    """Notes how one reading of a source went."""
    return Fetch.objects.create(
        source=source,
        started_at=now,
        outcome=outcome,
        seen_count=tally.seen,
        added_count=tally.added,
        changed_count=tally.changed,
        masked_counts=dict(tally.masked),
        note=note[:300],
    )
