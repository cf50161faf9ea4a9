"""Reads the files of a pack. Nothing is believed: size, encoding, separator, header and every cell are looked at."""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from weerbaar.regions.services.pack_format import FILES, FORMAT, MAY_BE_WITHOUT_ROWS, CellRefused, Column
from weerbaar.regions.services.pack_problems import PackRefused, Problem

PACKS = Path(__file__).parents[1] / "data" / "packs"
LARGEST_FILE = 5 * 1024 * 1024
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
YAML_FILE = "pack.yaml"


@dataclass(frozen=True)
class Row:
    """One row of a file, with its number as a spreadsheet shows it. A cell that could not be read is left out."""

    number: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.cells.get(column)


@dataclass(frozen=True)
class PackFiles:
    """A pack as it was read: what stands in pack.yaml, the rows per file, and a digest of all bytes.

    `unread` names the files of which no row could be read: nothing else is said about what should stand there.
    """

    slug: str
    name: str
    is_invented: bool
    version: str
    digest: str
    rows: Mapping[str, list[Row]]
    unread: frozenset[str]


def known_packs() -> list[str]:
    """The names of the packs that come along."""
    return sorted(folder.name for folder in PACKS.iterdir() if (folder / YAML_FILE).is_file())


def pack_folder(*, name: str) -> Path:
    """The folder of a pack that comes along, or the folder that somebody points at. Refuses what is neither.

    Only a plain name is looked up among our own packs; anything with a slash is a path of the caller's own.
    """
    if SLUG.fullmatch(name) and name in known_packs():
        return PACKS / name
    if name and "\0" not in name and (Path(name) / YAML_FILE).is_file():
        return Path(name)
    raise PackRefused(
        [
            Problem(
                name,
                _("There is no such region pack."),
                _("Choose one of %(packs)s, or give the path of a folder with a pack.yaml.")
                % {"packs": ", ".join(known_packs())},
            )
        ]
    )


def read_pack(folder: Path, problems: list[Problem]) -> PackFiles:
    """Reads all files; what is wrong is added to `problems` and left out of the answer."""
    digest = hashlib.sha256()
    texts: dict[str, str | None] = {}
    for file in (YAML_FILE, *FILES):
        texts[file] = _text_of(folder, file, digest, problems)
    yaml_text = texts[YAML_FILE]
    about = _about(yaml_text, problems) if yaml_text is not None else {}
    rows: dict[str, list[Row]] = {}
    for file, columns in FILES.items():
        content = texts[file]
        rows[file] = _rows(file, content, columns, problems) if content is not None else []
    return PackFiles(
        slug=about.get("slug", ""),
        name=about.get("name", ""),
        is_invented=about.get("invented", False),
        version=about.get("version", ""),
        digest=digest.hexdigest(),
        rows=rows,
        unread=frozenset(file for file in FILES if not rows[file] and any(one.file == file for one in problems)),
    )


def _text_of(folder: Path, file: str, digest: Any, problems: list[Problem]) -> str | None:
    path = folder / file
    if path.is_symlink() or not path.is_file():
        problems.append(Problem(file, _("The file is missing."), _("Add this file to the folder of the pack.")))
        return None
    if path.stat().st_size > LARGEST_FILE:
        problems.append(Problem(file, _("The file is larger than 5 MB."), _("Make the file smaller.")))
        return None
    raw = path.read_bytes()
    digest.update(file.encode() + b"\0" + raw + b"\0")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start, end = raw.rfind(b"\n", 0, error.start) + 1, raw.find(b"\n", error.start)
        line = raw[start : end if end >= 0 else None]
        problems.append(
            Problem(
                file,
                _("The file is not in UTF-8 but looks like Latin-1 (Windows): “%(line)s”.")
                % {"line": line.decode("latin-1").strip()[:60]},
                _("Save the file as “CSV UTF-8”."),
                raw.count(b"\n", 0, error.start) + 1,
                _column_at(raw, start, error.start),
            )
        )
        return None
    if not text.strip():
        problems.append(Problem(file, _("The file is empty."), _("Fill it as the manual shows, or put it back.")))
        return None
    return text


def _column_at(raw: bytes, line_start: int, position: int) -> str:
    """The name of the column in which a byte stands, as well as it can be told from a file that cannot be read."""
    header = raw.split(b"\n", 1)[0].decode("latin-1").strip().split(",")
    index = raw[line_start:position].count(b",")
    return header[index] if line_start and index < len(header) else ""


def _about(text: str, problems: list[Problem]) -> dict[str, Any]:
    try:
        about = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problems.append(
            Problem(
                YAML_FILE,
                _("This is not valid YAML."),
                _("Write each line as “name: value”, with a space after the colon."),
                mark.line + 1 if mark else None,
            )
        )
        return {}
    if not isinstance(about, dict):
        problems.append(
            Problem(YAML_FILE, _("This is not a list of names and values."), _("Write each line as “name: value”."))
        )
        return {}
    return _checked_about(about, problems)


def _checked_about(about: dict[Any, Any], problems: list[Problem]) -> dict[str, Any]:
    rules = _about_rules()
    for name, (is_good, mend) in rules.items():
        if not is_good(about.get(name)):
            fact = _("The value is missing.") if name not in about else _("The value is not possible.")
            problems.append(Problem(YAML_FILE, fact, mend, None, name))
    problems.extend(
        Problem(YAML_FILE, _("This name is unknown."), _("Take the line out."), None, str(name)[:40])
        for name in about
        if name not in {*rules, "source"}
    )
    return {name: about[name] for name, (is_good, _mend) in rules.items() if is_good(about.get(name))}


def _about_rules() -> dict[str, tuple[Callable[[Any], bool], str]]:
    """What must stand in pack.yaml: for each name when its value is good, and how to mend it."""
    return {
        "format": (
            lambda value: type(value) is int and value == FORMAT,
            _("Write “format: %(format)d”.") % {"format": FORMAT},
        ),
        "slug": (
            lambda value: isinstance(value, str) and len(value) <= 40 and bool(SLUG.fullmatch(value)),
            _("Write a short name in lower case with hyphens, such as “slug: mijn-regio”."),
        ),
        "name": (
            lambda value: isinstance(value, str) and 0 < len(value.strip()) <= 120,
            _("Write the name of the region, at most 120 characters."),
        ),
        "invented": (lambda value: isinstance(value, bool), _("Write “invented: true” or “invented: false”.")),
        "version": (
            lambda value: isinstance(value, str) and 0 < len(value) <= 20,
            _("Write the version between quotes, such as “version: '2026.1'”."),
        ),
    }


def _rows(file: str, text: str, columns: Mapping[str, Column], problems: list[Problem]) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = [cell.strip() for cell in next(reader)]
        if not _header_is_good(file, header, columns, problems):
            return []
        last = reader.line_num
        for cells in reader:
            number, last = last + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                rows.append(_row(file, number, header, cells, columns, problems))
    except csv.Error:
        problems.append(
            Problem(
                file,
                _("The quotes in this row do not match."),
                _("Close each quote, and write a quote inside a text twice."),
                reader.line_num,
            )
        )
        return rows
    if not rows and file not in MAY_BE_WITHOUT_ROWS:
        problems.append(Problem(file, _("The file has a header but no rows."), _("Add at least one row.")))
    return rows


def _header_is_good(file: str, header: list[str], columns: Mapping[str, Column], problems: list[Problem]) -> bool:
    before = len(problems)
    joined = ",".join(header)
    for separator, name in ((";", _("semicolons")), ("\t", _("tabs"))):
        if separator in joined:
            problems.append(
                Problem(
                    file,
                    _("This is a file with %(separator)s between the columns.") % {"separator": name},
                    _("Save the file with commas between the columns."),
                    1,
                    joined.split(separator)[0].strip(),
                )
            )
            return False
    needed = ", ".join(columns)
    for name, column in columns.items():
        if column.required and name not in header:
            mend = _("Add the column. The columns are: %(columns)s.") % {"columns": needed}
            problems.append(Problem(file, _("The column is missing."), mend, 1, name))
    for name in dict.fromkeys(header):
        if name not in columns:
            mend = _("Take the column out. The columns are: %(columns)s.") % {"columns": needed}
            problems.append(Problem(file, _("This column is unknown."), mend, 1, name[:40] or "?"))
        elif header.count(name) > 1:
            problems.append(Problem(file, _("This column is there twice."), _("Take one of the two out."), 1, name))
    return len(problems) == before


def _row(
    file: str, number: int, header: list[str], cells: list[str], columns: Mapping[str, Column], problems: list[Problem]
) -> Row:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        fact = _("The row has %(found)d cells, the header has %(wanted)d.") % {
            "found": len(cells),
            "wanted": len(header),
        }
        problems.append(Problem(file, fact, _("Put a text with a comma in it between quotes."), number))
    values: dict[str, Any] = {}
    found = dict(zip(header, cells, strict=False))
    for name, column in columns.items():
        cell = found.get(name, "").strip()
        if not cell:
            values[name] = column.empty
            if column.required:
                problems.append(Problem(file, _("The cell is empty."), _("Fill in this cell."), number, name))
            continue
        try:
            values[name] = column.read(cell)
        except CellRefused as refusal:
            problems.append(Problem(file, refusal.fact, refusal.mend, number, name))
    return Row(number, values)
