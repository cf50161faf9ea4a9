"""Orders about sources, fetching, items and wording."""

from weerbaar.sources.services.allow_list import (
    Proposal,
    SourceNotFit,
    approve_source,
    propose_again,
    propose_source,
    switch_off_source,
)
from weerbaar.sources.services.fetching import (
    Workbench,
    fetch_source,
    keep_harvest,
    sources_to_fetch,
    workbench,
)
from weerbaar.sources.services.harvest import Entry, Figure, Harvest, WeekCount
from weerbaar.sources.services.ingest import Tally, ingest_entries
from weerbaar.sources.services.paths import FileReport, PathReport, ingest_paths, source_by_hand
from weerbaar.sources.services.reading import Reading, Tools, read_entry, tools_for
from weerbaar.sources.services.web_client import Policy

__all__ = [
    "Entry",
    "Figure",
    "FileReport",
    "Harvest",
    "PathReport",
    "Policy",
    "Proposal",
    "Reading",
    "SourceNotFit",
    "Tally",
    "Tools",
    "WeekCount",
    "Workbench",
    "approve_source",
    "fetch_source",
    "ingest_entries",
    "ingest_paths",
    "keep_harvest",
    "propose_again",
    "propose_source",
    "read_entry",
    "source_by_hand",
    "sources_to_fetch",
    "switch_off_source",
    "tools_for",
    "workbench",
]
