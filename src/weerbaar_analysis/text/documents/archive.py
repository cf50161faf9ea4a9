"""Packed files: the locks on zip containers, and safe unpacking of an archive of feeds or documents."""

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from weerbaar_analysis.text.documents.document import DocumentRefused

MAX_ENTRIES = 1_000
MAX_RATIO = 100
MAX_UNPACKED = 100_000_000
"""Bytes of all entries together."""


def checked_zip(data: bytes) -> zipfile.ZipFile:
    """The zip file, when it is no bomb: at most 1,000 entries, 100 times unpacking, 100 MB.

    Raises
    ------
    DocumentRefused
    """
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
        entries = container.infolist()
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise DocumentRefused("Het bestand is beschadigd of onvolledig. Haal het opnieuw op.") from error
    if len(entries) > MAX_ENTRIES:
        raise DocumentRefused(f"In het bestand zitten meer dan {MAX_ENTRIES} onderdelen. Splits het.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(len(data), 10_000):
        raise DocumentRefused("Het bestand wordt bij het uitpakken veel te groot en is niet geopend.")
    if any(entry.filename.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js")) for entry in entries):
        raise DocumentRefused("In het bestand zit een macro of programma. Bewaar het zonder macro en probeer opnieuw.")
    return container


def read_entry(container: zipfile.ZipFile, name: str, *, limit: int = 50_000_000) -> bytes:
    """One entry of a checked container. A header can lie about the size, so the real size is watched as well."""
    try:
        with container.open(name) as file:
            content = file.read(limit + 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, NotImplementedError, ValueError) as error:
        raise DocumentRefused("Het bestand is beschadigd of onvolledig. Haal het opnieuw op.") from error
    if len(content) > limit:
        raise DocumentRefused("Het bestand wordt bij het uitpakken veel te groot en is niet geopend.")
    return content


def open_archive(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files in a zip or (compressed) tar archive, by name. Archives within archives are refused.

    Raises
    ------
    DocumentRefused
        On a bomb, a damaged archive, or an entry that is an archive itself.
    """
    walk = _zip_entries(data) if data.startswith(b"PK") else _tar_entries(data)
    for name, content in walk:
        if _of_the_system(name):
            continue
        if content.startswith((b"\x1f\x8b", b"BZh")) or name.lower().endswith((".zip", ".tar", ".tgz")):
            raise DocumentRefused(f"In het archief zit weer een archief ({name}). Pak het eerst uit.")
        yield name, content


def _of_the_system(name: str) -> bool:
    """What an operating system adds to an archive: *__MACOSX/…*, *.DS_Store*, *Thumbs.db*."""
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or parts[-1].startswith(".") or parts[-1].lower() in {"thumbs.db", "desktop.ini"}


def _zip_entries(data: bytes) -> Iterator[tuple[str, bytes]]:
    with checked_zip(data) as container:
        for entry in container.infolist():
            if not entry.is_dir():
                yield entry.filename, read_entry(container, entry.filename)


def _tar_entries(data: bytes) -> Iterator[tuple[str, bytes]]:
    total = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:*") as archive:
            for number, member in enumerate(archive):
                total += member.size
                if number >= MAX_ENTRIES or total > min(MAX_UNPACKED, MAX_RATIO * max(len(data), 10_000)):
                    raise DocumentRefused("Het archief is bij het uitpakken te groot en is niet geopend.")
                file = archive.extractfile(member) if member.isfile() else None
                if file is not None:
                    yield member.name, file.read()
    except (tarfile.TarError, OSError, EOFError, ValueError, zlib.error, lzma.LZMAError) as error:
        raise DocumentRefused("Het archief is beschadigd of onvolledig. Haal het opnieuw op.") from error
