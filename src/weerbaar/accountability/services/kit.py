"""The whole kit as files: one folder that a data protection officer or an archive can take in."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

import yaml

from weerbaar.accountability.selectors.cards import cards, measured_on
from weerbaar.accountability.selectors.evidence import Claim, evidence
from weerbaar.accountability.selectors.generated import STATES
from weerbaar.accountability.selectors.inventory import endings, inventory
from weerbaar.accountability.selectors.papers import as_yaml, papers
from weerbaar.accountability.selectors.public_sources import PublicSource, public_sources
from weerbaar.accountability.selectors.registrations import registrations
from weerbaar.regions import selectors as regions


def write_kit(*, folder: Path, on: date) -> list[str]:
    """Writes every file of the kit and gives their names; files of an earlier day are written over."""
    files = kit_files(on=on)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return sorted(files)


def kit_files(*, on: date) -> dict[str, str]:
    """The kit: name of the file and what stands in it."""
    files = {f"{paper.slug}.yaml": as_yaml(paper=paper) for paper in papers()}
    files |= {
        "modelkaarten.yaml": _cards(),
        "gegevens.csv": _inventory(),
        "bronnen.csv": _sources(),
        "bewijs.csv": _evidence(),
    }
    for region in regions.regions():
        for one in registrations(region=region, on=on):
            text = json.dumps(one.values, ensure_ascii=False, indent=2) + "\n"
            files[f"algoritmeregister/{region.slug}/{one.municipality.code}.json"] = text
    return files


def _cards() -> str:
    content = {"measured_on": measured_on().isoformat(), "cards": [_plain(asdict(card)) for card in cards()]}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def _plain(card: dict[str, object]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in card.items()}


def _inventory() -> str:
    head = ("tabel", "persoonsgegevens", "kolommen", "doel", "grondslag", "bewaartermijn")
    ends = endings()
    rows = (
        (one.model, one.personal, " ".join(one.fields), one.purpose, one.ground, ends[one.rule].after)
        for one in inventory()
    )
    return _table(head, rows)


def _sources() -> str:
    head = tuple(one.name for one in fields(PublicSource))
    return _table(head, (tuple(map(str, asdict(one).values())) for one in public_sources()))


def _evidence() -> str:
    head = ("belofte", "tekst", "stand", "geslaagd", "gezakt", "overgeslagen", "oudste uitslag")
    return _table(head, (_claim(one) for one in evidence().claims))


def _claim(one: Claim) -> tuple[str, ...]:
    counts = (one.passed_count, one.failed_count, one.skipped_count)
    oldest = f"{one.oldest_at:%Y-%m-%d}" if one.oldest_at else ""
    return one.id, one.text, STATES[one.state], *map(str, counts), oldest


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return file.getvalue()
