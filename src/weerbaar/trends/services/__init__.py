"""Orders: scan a week, switch the detector off or on; open a trend, write what it means."""

from weerbaar.trends.services.demo import load_demo_trends, scan_demo_weeks
from weerbaar.trends.services.meaning_digest import digest_text, queue_digests
from weerbaar.trends.services.meaning_effort import note_effort
from weerbaar.trends.services.meaning_trends import (
    DayIsOver,
    EvidenceNotThere,
    PromiseDraft,
    ReasonNeeded,
    TrendDraft,
    TrendIsClosed,
    close_trend,
    keep_promise,
    link_evidence,
    link_many,
    make_promise,
    open_trend,
    reopen_trend,
    unlink_evidence,
)
from weerbaar.trends.services.meaning_writing import (
    ChangedMeanwhile,
    NotComplete,
    NotToRead,
    ProtestIsNotExtremism,
    RemarkNeeded,
    agree,
    ask_second_reader,
    give_back,
    save_interpretation,
    write_interpretation,
)
from weerbaar.trends.services.scan import DetectorIsOff, WeekNotOver, WeekNotValid, last_full_week, scan_week
from weerbaar.trends.services.switch import switch_detector

__all__ = [
    "ChangedMeanwhile",
    "DayIsOver",
    "DetectorIsOff",
    "EvidenceNotThere",
    "NotComplete",
    "NotToRead",
    "PromiseDraft",
    "ProtestIsNotExtremism",
    "ReasonNeeded",
    "RemarkNeeded",
    "TrendDraft",
    "TrendIsClosed",
    "WeekNotOver",
    "WeekNotValid",
    "agree",
    "ask_second_reader",
    "close_trend",
    "digest_text",
    "give_back",
    "keep_promise",
    "last_full_week",
    "link_evidence",
    "link_many",
    "load_demo_trends",
    "make_promise",
    "note_effort",
    "open_trend",
    "queue_digests",
    "reopen_trend",
    "save_interpretation",
    "scan_demo_weeks",
    "scan_week",
    "switch_detector",
    "unlink_evidence",
    "write_interpretation",
]
