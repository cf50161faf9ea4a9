"""The command `weerbaar` as a process of its own, on a database of its own."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from weerbaar.sources.tests.fault_server import feed, item

FEEDS = 12
PER_FEED = 60
READER = """
import os, sys, django
django.setup()
from django.core.management import call_command
import weerbaar.sources.services
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        call_command("ingest", line.strip(), stdout=open(os.devnull, "w"))
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
"""
"""Starts Weerbaar once, and for each line a process of its own that does `weerbaar ingest`: starting takes seconds."""


def environment(data: Path) -> dict[str, str]:
    """The environment of a server on an empty SQLite database in this folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WEERBAAR_", "DATABASE_"))}
    return {**kept, "WEERBAAR_DATA": str(data), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def start(data: Path, *arguments: str, **options: Any) -> "subprocess.Popen[bytes]":
    """Starts `weerbaar` with these arguments."""
    code = "from weerbaar.config.cli import main; main()"
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env=environment(data), **options)


def run(data: Path, *arguments: str) -> str:
    """Runs `weerbaar` to its end, and gives all that it said."""
    process = start(data, *arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said, _nothing = process.communicate(timeout=300)
    assert process.returncode == 0, said.decode()[-2000:]
    return said.decode()


def reader(data: Path) -> "subprocess.Popen[bytes]":
    """A process that starts readings: see `READER`."""
    variables = {**environment(data), "DJANGO_SETTINGS_MODULE": "weerbaar.config.settings"}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-u", "-c", READER], env=variables, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0
    )


def prepare(data: Path) -> None:
    """An empty database with the invented region."""
    data.mkdir(parents=True, exist_ok=True)
    run(data, "migrate", "--verbosity", "0")
    run(data, "load_region", "voorbeeldregio")


def write_feeds(folder: Path) -> Path:
    """A folder with feeds in which part of the texts are copies of one another, also across feeds."""
    folder.mkdir()
    for number in range(FEEDS):
        items = "".join(_item(number, index) for index in range(PER_FEED))
        (folder / f"feed-{number:02d}.xml").write_text(feed(items), encoding="utf-8")
    return folder


def _item(number: int, index: int) -> str:
    text = index if index % 3 == 0 else number * 1000 + index  # every third stands in all feeds
    words = " ".join(f"woord{(text * 7919 + step * 104729) % 5000}" for step in range(40))
    title = f"Demonstratie en spanningen in wijk {text}: {words}"
    return item(number * 1000 + index, title=title, day=f"Mon, {2 + index % 20:02d} Feb 2026 08:00:00 GMT")


def contents(data: Path) -> dict[str, Any]:
    """Everything that remains, without ids and moments: items with their cluster by its first item, and counts."""
    with sqlite3.connect(data / "weerbaar.sqlite3") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        items = database.execute(
            "SELECT i.key_digest, i.content_digest, i.title, i.week, i.link, f.key_digest FROM sources_item i"
            " LEFT JOIN sources_item f ON f.id = i.cluster ORDER BY i.key_digest"
        ).fetchall()
        counts = database.execute(
            "SELECT municipality_id, topic, week, count FROM sources_itemcount WHERE count > 0 ORDER BY 2, 3, 1"
        ).fetchall()
        topics = database.execute(
            "SELECT i.key_digest, t.topic, t.weight FROM sources_itemtopic t JOIN sources_item i ON i.id = t.item_id"
            " ORDER BY 1, 2"
        ).fetchall()
        integrity = database.execute("PRAGMA integrity_check").fetchone()[0]
    return json.loads(json.dumps({"items": items, "counts": counts, "topics": topics, "integrity": integrity}))
