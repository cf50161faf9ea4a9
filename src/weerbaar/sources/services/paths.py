"""Reading files, folders and archives from the disk of the server: what `weerbaar ingest` does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from weerbaar.regions.models import Municipality, Region
from weerbaar.sources.models import Fetch, Source, SourceKind
from weerbaar.sources.services.connectors.feed import harvest_of
from weerbaar.sources.services.fetching import Workbench, note_fetch
from weerbaar.sources.services.harvest import Entry, day_of
from weerbaar.sources.services.ingest import Tally, ingest_entries, notes_on
from weerbaar.sources.services.item_tables import entries_of_table
from weerbaar_analysis.text.documents import Document, DocumentRefused, open_archive

MAX_FILE = 20_000_000
_ARCHIVE_ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")


@dataclass
class FileReport:
    """What one file brought, or why it was left out."""

    name: str
    seen: int = 0
    left_out: str = ""


@dataclass
class PathReport:
    """What all files brought; `share` (0-1) is how far the reading is."""

    tally: Tally = field(default_factory=Tally)
    files: list[FileReport] = field(default_factory=list)
    share: float = 0.0


def source_by_hand(*, region: Region, name: str, municipality: Municipality | None = None, now: datetime) -> Source:
    """The source of documents that the owner of the server adds by hand; made and switched on when it is not there."""
    source, _made = Source.objects.get_or_create(
        region=region,
        name=name,
        defaults={
            "publisher": region.name,
            "kind": SourceKind.DOCUMENTS,
            "licence": "Eigen documenten",
            "legal_basis": "Publieke taak; alleen gegevens over verschijnselen",
            "schedule": Source.Schedule.BY_HAND,
            "status": Source.Status.ON,
            "status_since": now,
            "default_municipality": municipality,
        },
    )
    return source


def ingest_paths(*, source: Source, paths: Sequence[Path], bench: Workbench, now: datetime) -> Iterator[PathReport]:
    """Keeps what may be kept of these files, and gives the report so far after each batch of items."""
    report = PathReport()
    entries = _entries(paths, bench, report, now.date())
    for tally in ingest_entries(source=source, entries=entries, tools=bench.tools, copies=bench.copies, now=now):
        report.tally = tally
        yield report
    left_out = sum(1 for file in report.files if file.left_out)
    note = " ".join([f"{len(report.files)} bestanden gelezen, {left_out} overgeslagen.", *notes_on(report.tally)])
    note_fetch(source=source, outcome=Fetch.Outcome.OK, tally=report.tally, note=note, now=now)
    yield report


def _entries(paths: Sequence[Path], bench: Workbench, report: PathReport, today: date) -> Iterator[Entry]:
    found = list(_files(paths, report))
    for number, path in enumerate(found):
        report.share = number / len(found)
        try:
            if path.stat().st_size > MAX_FILE:
                raise DocumentRefused(f"Het bestand is groter dan {MAX_FILE // 1_000_000} MB. Splits het.")
            data = path.read_bytes()
        except OSError:
            report.files.append(FileReport(str(path), left_out="Het bestand kan niet worden geopend."))
            continue
        except DocumentRefused as refusal:
            report.files.append(FileReport(str(path), left_out=str(refusal)))
            continue
        if path.name.lower().endswith(_ARCHIVE_ENDINGS):
            yield from _archive_entries(path, data, bench, report, today)
        else:
            entries = list(_file_entries(str(path), data, bench, report, today))
            for place, entry in enumerate(entries, start=1):
                report.share = (number + place / len(entries)) / len(found)
                yield entry
    report.share = 1.0


def _files(paths: Sequence[Path], report: PathReport) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
        elif path.exists():
            yield path
        else:
            report.files.append(FileReport(str(path), left_out="Dit bestand of deze map bestaat niet."))


def _archive_entries(path: Path, data: bytes, bench: Workbench, report: PathReport, today: date) -> Iterator[Entry]:
    try:
        for number, (_name, content) in enumerate(open_archive(data), start=1):  # a name in it may be that of a person
            yield from _file_entries(f"{path}, bestand {number}", content, bench, report, today)
    except DocumentRefused as refusal:
        report.files.append(FileReport(str(path), left_out=str(refusal)))


def _file_entries(name: str, data: bytes, bench: Workbench, report: PathReport, today: date) -> Iterator[Entry]:
    file = FileReport(name)
    report.files.append(file)
    try:
        entries = entries_of(data=data, document=bench.reader.read(data), today=today)
    except DocumentRefused as refusal:
        file.left_out = str(refusal)
        return
    for entry in entries:
        file.seen += 1
        yield entry


def entries_of(*, data: bytes, document: Document, today: date) -> list[Entry]:
    """The entries of a document that was read: those of a feed or of a table of items, or the document itself."""
    if document.kind == "feed":
        return list(harvest_of(document).entries)
    if document.tables and (entries := entries_of_table(document.tables[0])):
        return entries
    if not document.text.strip():
        raise DocumentRefused(" ".join(document.notes) or "In het bestand staat geen tekst.")
    title = document.title or document.text.strip().split("\n", 1)[0]
    day = day_of(document.published) or today
    return [Entry(sha256(data).hexdigest(), title, document.text, "", day)]
