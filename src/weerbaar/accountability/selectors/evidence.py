"""What is proved: each promise with its tests, their last result and its date. Also what was not done."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

PROMISES = Path(__file__).resolve().parents[1] / "data" / "promises.yaml"
OF_THE_RELEASE = PROMISES.with_name("evidence.json")


@dataclass(frozen=True)
class Run:
    """One test on one database: how many cases passed, failed and were skipped."""

    database: str
    at: datetime
    passed: int
    failed: int
    skipped: int


@dataclass(frozen=True)
class Proof:
    """One test."""

    test: str
    runs: tuple[Run, ...]

    @property
    def name(self) -> str:
        """The sentence in the name of the test."""
        return self.test.rpartition("::")[2].removeprefix("test_").replace("_", " ")

    @property
    def file(self) -> str:
        return self.test.partition("::")[0]


@dataclass(frozen=True)
class Claim:
    """One promise with its proofs."""

    id: str
    text: str
    proofs: tuple[Proof, ...]

    @property
    def runs(self) -> list[Run]:
        return [run for proof in self.proofs for run in proof.runs]

    @property
    def state(self) -> str:
        """`red`, `skipped`, `green`, or `none` when no test has shown anything."""
        if any(run.failed for run in self.runs):
            return "red"
        if any(run.skipped for run in self.runs):
            return "skipped"
        return "green" if any(run.passed for run in self.runs) else "none"

    @property
    def passed_count(self) -> int:
        return sum(run.passed for run in self.runs)

    @property
    def failed_count(self) -> int:
        return sum(run.failed for run in self.runs)

    @property
    def skipped_count(self) -> int:
        return sum(run.skipped for run in self.runs)

    @property
    def oldest_at(self) -> datetime | None:
        """The date that may be believed for the whole promise: that of its oldest result."""
        return min((run.at for run in self.runs), default=None)


@dataclass(frozen=True)
class Group:
    name: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class EvidencePage:
    """All groups, and what is not done."""

    groups: tuple[Group, ...]
    not_done: tuple[str, ...]

    @property
    def claims(self) -> list[Claim]:
        return [claim for group in self.groups for claim in group.claims]

    def count(self, state: str) -> int:
        return sum(1 for claim in self.claims if claim.state == state)

    @property
    def counts(self) -> dict[str, int]:
        return {state: self.count(state) for state in ("green", "skipped", "red", "none")}

    @property
    def run_counts(self) -> dict[str, int]:
        """Cases over all tests and databases; a test that proves two promises counts once."""
        runs = {proof.test: proof.runs for claim in self.claims for proof in claim.proofs}.values()
        return {name: sum(getattr(run, name) for of in runs for run in of) for name in ("passed", "failed", "skipped")}


def evidence() -> EvidencePage:
    """The evidence of this installation when tests ran here, otherwise that of the release."""
    promises = _promises()
    proofs = _proofs()
    groups = tuple(
        Group(group["name"], tuple(Claim(key, text, proofs.get(key, ())) for key, text in group["claims"].items()))
        for group in promises["groups"]
    )
    return EvidencePage(groups, tuple(promises["not_done"]))


def promise_ids() -> frozenset[str]:
    return frozenset(key for group in _promises()["groups"] for key in group["claims"])


@cache
def _promises() -> dict[str, Any]:
    return dict(yaml.safe_load(PROMISES.read_text(encoding="utf-8")))


def _proofs() -> dict[str, tuple[Proof, ...]]:
    found: dict[str, list[Proof]] = {}
    for test, one in _results().items():
        runs = tuple(
            Run(database, datetime.fromisoformat(run["at"]), run["passed"], run["failed"], run["skipped"])
            for database, run in sorted(one["runs"].items())
        )
        for key in one["ids"]:
            found.setdefault(key, []).append(Proof(test, runs))
    return {key: tuple(proofs) for key, proofs in found.items()}


def _results() -> dict[str, Any]:
    for path in (Path(settings.DATA) / "evidence.json", OF_THE_RELEASE):
        if path.exists():
            return dict(json.loads(path.read_text(encoding="utf-8"))["tests"])
    return {}
