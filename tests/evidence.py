"""Writes down which test proved which promise, when, on which database: the source of /verantwoording/bewijs/.

`@pytest.mark.proves("T2")` names the promise. A run of some tests renews only those; what is of a
file that is gone disappears. With WEERBAAR_EVIDENCE unset, the file is `var/evidence.json` in the checkout.
A full trial (`@pytest.mark.long`, by `make prove`) is written beside the sample of the same test, not over it.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

FULL = ", full"


def evidence_file(config: pytest.Config) -> Path:
    return Path(os.environ.get("WEERBAAR_EVIDENCE") or config.rootpath / "var" / "evidence.json")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Evidence(config), "weerbaar-evidence")


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    ids = sorted({name for marker in item.iter_markers("proves") for name in marker.args})
    if ids:
        item.user_properties.append(("proves", ids))
        item.user_properties.append(("full", item.get_closest_marker("long") is not None))


class Evidence:
    """Hears the results where they come together, also when the tests run on two cores."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.seen: dict[tuple[str, bool], dict[str, Any]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told = dict(report.user_properties)
        if "proves" not in told:
            return
        key = report.nodeid.split("[")[0], bool(told["full"])
        one = self.seen.setdefault(key, {"ids": told["proves"], "passed": 0, "failed": 0, "skipped": 0})
        if report.when == "call" or report.outcome != "passed":
            one[report.outcome] += 1

    def pytest_sessionfinish(self) -> None:
        if not self.seen:
            return
        from django.db import connection

        path, on = evidence_file(self.config), datetime.now(UTC).isoformat(timespec="seconds")
        kept = read(path)
        for (name, full), one in self.seen.items():
            runs = kept.get(name, {}).get("runs", {})
            ids, trial = one.pop("ids"), connection.vendor + (FULL if full else "")
            kept[name] = {"ids": ids, "runs": runs | {trial: one | {"at": on}}}
        write(path, {name: one for name, one in kept.items() if (self.config.rootpath / name.split("::")[0]).exists()})


def read(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))["tests"])
    except (OSError, ValueError, KeyError):
        return {}


def write(path: Path, tests: dict[str, Any]) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(json.dumps({"tests": dict(sorted(tests.items()))}, indent=1) + "\n", encoding="utf-8")
    draft.replace(path)
