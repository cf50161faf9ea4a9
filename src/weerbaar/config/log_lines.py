"""One line of JSON per event, with the fields named here and no other (T14).

A line never holds an address, a query, a form, a header, the value of an exception or a variable: those can hold what
somebody wrote. It holds which page by its name, the status, and for a mishap its kind and where in the code.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

MOST_FRAMES = 12


class JsonLines(logging.Formatter):
    """Formats by leaving out. Only our own loggers may say a sentence, and only the sentence, not what fills it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "where": f"{record.module}.{record.funcName}:{record.lineno}",
        }
        if record.name.startswith("weerbaar."):
            line["says"] = str(record.msg)[:120]
        if isinstance(status := getattr(record, "status_code", None), int):
            line["status"] = status
        line |= _page(getattr(record, "request", None))
        if record.exc_info and record.exc_info[0]:
            line["mishap"] = record.exc_info[0].__name__
            line["trace"] = [f"{one.filename}:{one.lineno} {one.name}" for one in _frames(record)]
        return json.dumps(line, ensure_ascii=False)


def _page(request: Any) -> dict[str, str]:
    match = getattr(request, "resolver_match", None)
    method = getattr(request, "method", "")
    known = {"method": method} if method in {"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"} else {}
    return known | ({"page": str(match.view_name)} if match else {})


def _frames(record: logging.LogRecord) -> list[traceback.FrameSummary]:
    trace = record.exc_info[2] if record.exc_info else None
    return list(traceback.extract_tb(trace))[-MOST_FRAMES:]


LINES = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": JsonLines}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["lines"], "level": "WARNING", "propagate": False}},
}
