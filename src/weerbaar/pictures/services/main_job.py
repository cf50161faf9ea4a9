"""The main job in one go: files in, a first draft of a municipality out. What `weerbaar picture` does."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

from django.db.models import F

from weerbaar.pictures.services.content import PictureContent
from weerbaar.pictures.services.first_draft import Material, Told, TopicWeeks, first_draft
from weerbaar.pictures.services.period import Period
from weerbaar.pictures.services.render import render, write_whole
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Municipality
from weerbaar.regions.services import known_packs, load_region, pack_folder
from weerbaar.sources import selectors as sources
from weerbaar.sources.models import Item
from weerbaar.sources.services import PathReport, ingest_paths, source_by_hand, workbench
from weerbaar.trends.models import Finding, Measure, Verdict
from weerbaar.trends.selectors import sentence_of
from weerbaar.trends.services import DetectorIsOff, last_full_week, scan_week
from weerbaar.ui.exports import harmless

SOURCE = "Meegegeven documenten"
READING, WRITING = 80, 95
"""How far the job is, in percent, when everything was read, and when everything was counted."""


@dataclass
class Job:
    """One run: what was asked, and what came of it."""

    code: str
    period: Period
    paths: Sequence[Path]
    report: PathReport = field(default_factory=PathReport)
    content: PictureContent | None = None
    items: list[Told] = field(default_factory=list)


def municipality_for(*, code: str, on: date) -> Municipality | None:
    """The municipality with this CBS code; its region pack is loaded when it was not. None when no pack knows it."""
    known = regions.municipality_by_code(code=code)
    if known is None:
        for name in known_packs():
            with (pack_folder(name=name) / "municipalities.csv").open(encoding="utf-8", newline="") as file:
                if any(row["code"] == code for row in csv.DictReader(file)):
                    load_region(pack=pack_folder(name=name))
        known = regions.municipality_by_code(code=code)
    return known if known is not None and (known.valid_to is None or known.valid_to > on) else None


def run(*, job: Job, place: Municipality, now: datetime) -> Iterator[str]:
    """Reads, counts, judges and composes; says after each piece of work how far it is. Then `job.content` stands."""
    region = place.safety_region.region
    source = source_by_hand(region=region, name=f"{SOURCE} {place.name}", municipality=place, now=now)
    with workbench(region=region, now=now) as bench:
        for report in ingest_paths(source=source, paths=job.paths, bench=bench, now=now):
            job.report = report
            done = round(READING * report.share)
            yield f"{done:3d}% lezen: {len(report.files)} bestanden, {report.tally.seen} berichten"
    week = min(job.period.weeks()[-1], last_full_week(on=now.date()))
    yield f"{READING:3d}% tellen en vergelijken tot en met week {week}"
    try:
        scan, _new = scan_week(region=region, week=week, now=now)
        found = Finding.objects.filter(scan=scan, municipality=place, measure=Measure.ITEMS).select_related("scan")
        findings = {one.topic: one for one in found}
    except DetectorIsOff:
        findings = {}
    yield f"{WRITING:3d}% concept schrijven"
    job.items = list(_told(place, job.period))
    material = _material(job, place, findings)
    job.content = first_draft(material=material, on=now.date())


def _told(place: Municipality, period: Period) -> Iterator[Told]:
    """The items of the period about this municipality, the newest first; of copies the first, as they are counted."""
    weeks = period.weeks()
    found = Item.objects.filter(places__municipality=place, week__in=weeks, cluster=F("id"))
    for item in found.select_related("source").prefetch_related("topics").order_by("-published_on", "title", "id"):
        topics = tuple(sorted(one.topic for one in item.topics.all()))
        yield Told(str(item.pk), item.title, item.published_on, item.link, item.source.name, topics)


def _material(job: Job, place: Municipality, findings: dict[str, Finding]) -> Material:
    region = place.safety_region.region
    weeks, earlier = job.period.weeks(), job.period.before.weeks()
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for row in sources.weekly_counts(region=region, first_week=earlier[0], last_week=weeks[-1]):
        if row.municipality == place.code:
            counted[row.topic, row.week] += row.count
    topics = tuple(
        TopicWeeks(
            key=topic.key, name=topic.name, topic_class=topic.topic_class, definition=topic.definition,
            counts=tuple(counted[topic.key, week] for week in weeks),
            before=sum(counted[topic.key, week] for week in earlier),
            finding=_telling(findings.get(topic.key)),
            finding_id=str(findings[topic.key].pk) if topic.key in findings else "",
        )
        for topic in sources.taxonomy_in_use(region=region).topics
    )  # fmt: skip
    inside = Item.objects.filter(week__in=weeks, source__region=region)
    return Material(
        code=place.code, area=place.name, region=region.name, period=job.period, weeks=tuple(weeks),
        totals=tuple(counted[sources.ALL, week] for week in weeks),
        before=sum(counted[sources.ALL, week] for week in earlier), topics=topics, items=tuple(job.items),
        outside=Item.objects.filter(source__region=region).count() - inside.count(),
        elsewhere=inside.exclude(places__municipality=place).count(),
        left_out=tuple((file.name, file.left_out) for file in job.report.files if file.left_out),
        masked=dict(job.report.tally.masked), unread=job.report.tally.unread, library=version("weerbaar"),
        has_figures=bool(sources.statistics_of(region=region, municipality_codes=[place.code])),
    )  # fmt: skip


def _telling(finding: Finding | None) -> str:
    """What the detector says, when it says something; what is protected is never judged."""
    if finding is None or finding.verdict not in {Verdict.MORE, Verdict.FEWER}:
        return ""
    return sentence_of(finding)


def written(*, job: Job, folder: Path, forms: Sequence[str], name: str, language: str = "nl") -> list[Path]:
    """Writes the draft in each form, and its origin and counts as tables. Each file whole or not at all."""
    if job.content is None:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    made = {f"{name}.{form}": render(content=job.content, form=form, language=language) for form in forms}
    rows = [("dag", "titel", "link", "bron", "themas")]
    rows += [(one.day.isoformat(), one.title, one.link, one.source, " ".join(one.topics)) for one in job.items]
    made["herkomst.csv"] = _table(rows)
    made["weekaantallen.csv"] = _table(_weekly(job))
    for file, data in made.items():
        write_whole(path=folder / file, data=data)
    return [folder / file for file in made]


def _weekly(job: Job) -> list[tuple[str, ...]]:
    charts = [part for section in (job.content.sections if job.content else ()) for part in section.parts if part.chart]
    rows: list[tuple[str, ...]] = [("reeks", "week", "aantal")]
    for part in charts:
        chart = part.chart or {}
        pairs = zip(chart["labels"], chart["values"], strict=True)
        rows += [(part.text, str(week), str(value)) for week, value in pairs]
    return rows


def _table(rows: Sequence[Sequence[str]]) -> bytes:
    """Semicolons and a byte order mark, for spreadsheets; no cell is ever a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
