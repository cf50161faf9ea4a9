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
    """One test on one database: how many cases passed, failed and were skipped. `full`: no sample of the cases."""

    database: str
    full: bool
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
    not_built: str

    @property
    def runs(self) -> list[Run]:
        return [run for proof in self.proofs for run in proof.runs]

    @property
    def state(self) -> str:
        """`red`, `skipped`, `green`, `none` when no test has shown anything, `not_built` when there is nothing yet."""
        if any(run.failed for run in self.runs):
            return "red"
        if any(run.skipped for run in self.runs):
            return "skipped"
        if any(run.passed for run in self.runs):
            return "green"
        return "not_built" if self.not_built else "none"

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
    def full_count(self) -> int:
        """Cases of full trials; the others are of the sample that every change goes through."""
        return sum(run.passed for run in self.runs if run.full)

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
    """All groups, and what is not done. `release` is the version and the day when the tests did not run here."""

    groups: tuple[Group, ...]
    not_done: tuple[str, ...]
    release: dict[str, str]

    @property
    def claims(self) -> list[Claim]:
        return [claim for group in self.groups for claim in group.claims]

    def count(self, state: str) -> int:
        return sum(1 for claim in self.claims if claim.state == state)

    @property
    def counts(self) -> dict[str, int]:
        return {state: self.count(state) for state in ("green", "skipped", "red", "none", "not_built")}

    @property
    def run_counts(self) -> dict[str, int]:
        """Cases over all tests and databases; a test that proves two promises counts once."""
        runs = {proof.test: proof.runs for claim in self.claims for proof in claim.proofs}.values()
        return {name: sum(getattr(run, name) for of in runs for run in of) for name in ("passed", "failed", "skipped")}


def evidence() -> EvidencePage:
    """The evidence of this installation when tests ran here, otherwise that of the release."""
    promises, results = _promises(), _results()
    proofs, reasons = _proofs(results.get("tests", {})), promises["not_built"]
    groups = tuple(
        Group(
            group["name"],
            tuple(Claim(key, text, proofs.get(key, ()), reasons.get(key, "")) for key, text in group["claims"].items()),
        )
        for group in promises["groups"]
    )
    return EvidencePage(groups, tuple(promises["not_done"]), results.get("release", {}))


def promise_ids() -> frozenset[str]:
    return frozenset(key for group in _promises()["groups"] for key in group["claims"])


@cache
def _promises() -> dict[str, Any]:
    return dict(yaml.safe_load(PROMISES.read_text(encoding="utf-8")))


def not_built() -> dict[str, str]:
    """The promises about what does not exist yet, with what is missing."""
    return dict(_promises()["not_built"])


def _proofs(results: dict[str, Any]) -> dict[str, tuple[Proof, ...]]:
    found: dict[str, list[Proof]] = {}
    for test, one in results.items():
        runs = tuple(_run(trial, run) for trial, run in sorted(one["runs"].items()))
        for key in one["ids"]:
            found.setdefault(key, []).append(Proof(test, runs))
    return {key: tuple(proofs) for key, proofs in found.items()}


def _run(trial: str, run: dict[str, Any]) -> Run:
    database, _comma, full = trial.partition(", ")
    return Run(database, bool(full), datetime.fromisoformat(run["at"]), run["passed"], run["failed"], run["skipped"])


def _results() -> dict[str, Any]:
    """What tests showed here; else what they showed of the release, which then says so."""
    for path in (Path(settings.DATA) / "evidence.json", OF_THE_RELEASE):
        if path.exists():
            return dict(json.loads(path.read_text(encoding="utf-8")))
    return {}
