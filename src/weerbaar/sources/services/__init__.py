"""Orders about sources, fetching, items and wording."""

from weerbaar.sources.services.allow_list import (
    Proposal,
    SourceNotFit,
    approve_source,
    propose_again,
    propose_source,
    switch_off_source,
)
from weerbaar.sources.services.demo import load_demo_sources
from weerbaar.sources.services.fetching import (
    Workbench,
    fetch_source,
    fetch_sources,
    keep_harvest,
    sources_to_fetch,
    workbench,
)
from weerbaar.sources.services.harvest import Entry, Figure, Harvest, WeekCount
from weerbaar.sources.services.ingest import Tally, ingest_entries
from weerbaar.sources.services.paths import FileReport, PathReport, ingest_paths, source_by_hand
from weerbaar.sources.services.reading import Reading, Tools, read_entry, tools_for
from weerbaar.sources.services.retention import Removal, remove_expired
from weerbaar.sources.services.uploads import (
    FilePreview,
    UploadNotValid,
    UploadPreview,
    keep_upload,
    preview_upload,
)
from weerbaar.sources.services.web_client import Policy
from weerbaar.sources.services.wording import (
    PlaceChange,
    ReligiousTermsNotRead,
    TermChange,
    WordingDecided,
    WordingNotFit,
    WordingOvertaken,
    approve_wording,
    content_with,
    propose_wording,
    withdraw_wording,
)

__all__ = [
    "Entry",
    "Figure",
    "FilePreview",
    "FileReport",
    "Harvest",
    "PathReport",
    "PlaceChange",
    "Policy",
    "Proposal",
    "Reading",
    "ReligiousTermsNotRead",
    "Removal",
    "SourceNotFit",
    "Tally",
    "TermChange",
    "Tools",
    "UploadNotValid",
    "UploadPreview",
    "WeekCount",
    "WordingDecided",
    "WordingNotFit",
    "WordingOvertaken",
    "Workbench",
    "approve_source",
    "approve_wording",
    "content_with",
    "fetch_source",
    "fetch_sources",
    "ingest_entries",
    "ingest_paths",
    "keep_harvest",
    "keep_upload",
    "load_demo_sources",
    "preview_upload",
    "propose_again",
    "propose_source",
    "propose_wording",
    "read_entry",
    "remove_expired",
    "source_by_hand",
    "sources_to_fetch",
    "switch_off_source",
    "tools_for",
    "withdraw_wording",
    "workbench",
]
