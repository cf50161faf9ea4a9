"""Documents and tables that somebody adds: read in memory, shown, and kept only after confirmation.

What goes to the browser and back is signed and holds no more than what may be kept: the scrubbed reading. The file
itself is let go of at once.
"""

from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.core import signing
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.sources.models import Fetch, Source
from weerbaar.sources.selectors.sources import upload_sources
from weerbaar.sources.services.fetching import keep_figures, note_fetch
from weerbaar.sources.services.figure_tables import figures_of_table, has_figures
from weerbaar.sources.services.harvest import Figure, Harvest
from weerbaar.sources.services.ingest import Copies, Tally, keep_readings
from weerbaar.sources.services.item_tables import RowProblem, has_items, problems_of_table
from weerbaar.sources.services.paths import entries_of
from weerbaar.sources.services.reading import Reading, Tools, read_entry, tools_for
from weerbaar_analysis.text.documents import Document, DocumentReader, DocumentRefused

MOST_ITEMS = 500
MOST_FIGURES = 5000
SHOWN = 20
VALID_FOR = timedelta(hours=1)
_SALT = "weerbaar.sources.upload"


class UploadNotValid(Refused):
    says: ClassVar[str | Promise] = _("This preview is too old or was changed. Choose the file again.")


@dataclass
class FilePreview:
    """What one file would bring. With problems it brings nothing."""

    name: str
    refused: str = ""
    notes: Sequence[str] = ()
    problems: list[RowProblem] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    @property
    def is_fit(self) -> bool:
        return not self.refused and not self.problems

    @property
    def shown_readings(self) -> list[Reading]:
        return self.readings[:SHOWN]

    @property
    def shown_figures(self) -> list[Figure]:
        return self.figures[:SHOWN]


@dataclass
class UploadPreview:
    """What all files would bring, how much personal data went out, and the token to confirm with."""

    source: Source
    files: list[FilePreview]
    token: str = ""

    @property
    def masked(self) -> Counter[str]:
        return sum((reading.masked for file in self.files for reading in file.readings), Counter())

    @property
    def item_count(self) -> int:
        return sum(len(file.readings) for file in self.files)

    @property
    def figure_count(self) -> int:
        return sum(len(file.figures) for file in self.files)


def preview_upload(
    *, actor: Membership, source: Source, files: Sequence[tuple[str, bytes]], now: datetime
) -> UploadPreview:
    """Reads the files in memory and tells what would be kept. Nothing is stored."""
    _may_add_or_refuse(actor, source)
    tools = tools_for(region=source.region, on=now.date())
    with DocumentReader() as reader:
        read = [_read_file(name, data, source, tools, reader, now.date()) for name, data in files]
    preview = UploadPreview(source, read)
    if all(file.is_fit for file in read) and (preview.item_count or preview.figure_count):
        preview.token = _sign(actor, preview)
    return preview


def keep_upload(*, actor: Membership, token: str, now: datetime) -> tuple[Source, Tally]:
    """Keeps what a preview showed. Twice is once."""
    content = _unsign(actor, token)
    source = upload_sources(actor=actor).filter(pk=content["source"]).first()
    if source is None:
        raise UploadNotValid
    _may_add_or_refuse(actor, source)
    tools = tools_for(region=source.region, on=now.date())
    copies = Copies(region=source.region, now=now)
    tally = Tally()
    with recorded(actor=actor, action=Action.ADD_ITEMS, subject=source, now=now), transaction.atomic():
        readings = [_reading_from(row) for row in content["readings"]]
        keep_readings(source=source, readings=readings, tools=tools, copies=copies, tally=tally, now=now)
        figures = [
            Figure(measure, unit, period, Decimal(value), place)
            for measure, unit, period, value, place in content["figures"]
        ]
        tally.changed += keep_figures(source=source, harvest=Harvest(figures=figures), tools=tools, now=now)
        tally.seen += len(figures)
        note_fetch(source=source, outcome=Fetch.Outcome.OK, tally=tally, note="", now=now)
    return source, tally


def _may_add_or_refuse(actor: Membership, source: Source) -> None:
    if not upload_sources(actor=actor).filter(pk=source.pk).exists():
        raise NotAllowed


def _read_file(
    name: str, data: bytes, source: Source, tools: Tools, reader: DocumentReader, today: date
) -> FilePreview:
    file = FilePreview(name)
    try:
        document = reader.read(data)
        file.notes = document.notes
        _read_document(file, data, document, source, tools, today)
    except DocumentRefused as refusal:
        file.refused = str(refusal)
    return file


def _read_document(
    file: FilePreview, data: bytes, document: Document, source: Source, tools: Tools, today: date
) -> None:
    rows = document.tables[0] if document.tables else []
    if has_figures(rows):
        file.figures, file.problems = figures_of_table(rows, municipalities=_municipalities(tools))
        if len(file.figures) > MOST_FIGURES:
            raise DocumentRefused(f"De tabel heeft meer dan {MOST_FIGURES} rijen. Splits hem.")
        if not file.figures and not file.problems:
            raise DocumentRefused("In deze tabel staat geen enkele rij met een cijfer.")
        return
    if document.tables and not has_items(rows):
        raise DocumentRefused(
            "Deze tabel heeft niet de kolommen die nodig zijn. Voor items: titel en datum. "
            "Voor cijfers: maat, gemeente, periode en waarde."
        )
    if has_items(rows):
        file.problems = problems_of_table(rows, until=today)
        if file.problems:
            return
    entries = entries_of(data=data, document=document, today=today)
    if len(entries) > MOST_ITEMS:
        raise DocumentRefused(f"Dit zijn meer dan {MOST_ITEMS} items. Splits het bestand.")
    default = source.default_municipality.code if source.default_municipality else None
    file.readings = [read_entry(entry=entry, tools=tools, default_code=default) for entry in entries]


def _municipalities(tools: Tools) -> Mapping[str, str]:
    """Code and name, in small letters, to code. *Gemeente X* is X."""
    found: dict[str, str] = {}
    for code, one in tools.municipalities.items():
        for name in (code, one.name, one.name.split(" (")[0], f"gemeente {one.name}"):
            found[name.casefold()] = code
    return found


def _sign(actor: Membership, preview: UploadPreview) -> str:
    content = {
        "actor": str(actor.pk),
        "source": str(preview.source.pk),
        "readings": [_reading_to(reading) for file in preview.files for reading in file.readings],
        "figures": [
            [one.measure, one.unit, one.period, str(one.value), one.municipality]
            for file in preview.files
            for one in file.figures
        ],
    }
    return signing.dumps(content, salt=_SALT, compress=True)


def _unsign(actor: Membership, token: str) -> dict[str, Any]:
    try:
        content: dict[str, Any] = signing.loads(token, salt=_SALT, max_age=VALID_FOR)
    except signing.BadSignature as error:
        raise UploadNotValid from error
    if content["actor"] != str(actor.pk):
        raise UploadNotValid
    return content


def _reading_to(reading: Reading) -> dict[str, Any]:
    day = reading.published_on
    return {
        **vars(reading),
        "published_on": day.isoformat() if day else None,
        "sketch": b64encode(reading.sketch).decode(),
        "masked": dict(reading.masked),
    }


def _reading_from(row: dict[str, Any]) -> Reading:
    day = row["published_on"]
    changed = {
        "published_on": date.fromisoformat(day) if day else None,
        "sketch": b64decode(row["sketch"]),
        "masked": Counter(row["masked"]),
        "places": [tuple(place) for place in row["places"]],
    }
    return Reading(**{**row, **changed})
