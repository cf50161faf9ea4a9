"""The evidence page as a document for developers: `docs/evidence.md`."""

from collections.abc import Iterable

from weerbaar.accountability.selectors.evidence import Claim, EvidencePage, evidence

INTRODUCTION = """# Evidence

Every promise beside its tests. This page is written by `make evidence`, from the same data as `/verantwoording/bewijs/`
in the product; nobody writes results by hand.

* A test says what it proves: `@pytest.mark.proves("T2")`. The ids stand in
  `src/weerbaar/accountability/data/promises.yaml`, with their sentence in Dutch and the list of what was not done.
* `tests/evidence.py` hears every test run, on SQLite and PostgreSQL, and writes `var/evidence.json`. A run of some
  tests renews only those, so a promise is dated by its *oldest* result. `make prove` runs full trials; they stand
  beside the sample of the same test.
* `make evidence`, after `make test` and `make prove`, puts the results into the release: a server where no tests ran
  shows those, with version and day.
* One red case makes a promise red, one skipped case makes it partly skipped, on any database.
"""


def evidence_markdown() -> str:
    """The whole page."""
    page = evidence()
    parts = [INTRODUCTION, _origin(page), "## Not done", _lines(f"* {line}" for line in page.not_done)]
    for group in page.groups:
        head = (
            "| id | promise | state | passed / failed / skipped | full trial | oldest |",
            "|---|---|---|---|---|---|",
        )
        parts += [f"## {group.name}", _lines([*head, *(_row(claim) for claim in group.claims)])]
    return "\n".join(parts)


def _origin(page: EvidencePage) -> str:
    if not page.release:
        return "No release has been tested yet.\n"
    counts = page.counts
    return (
        f"Release {page.release['version']}, {page.release['on']}: {counts['green']} green, {counts['skipped']} partly "
        f"skipped, {counts['red']} red, {counts['none']} not shown by a test, {counts['not_built']} not built.\n"
    )


def _row(claim: Claim) -> str:
    counts = f"{claim.passed_count} / {claim.failed_count} / {claim.skipped_count}"
    oldest = f"{claim.oldest_at:%Y-%m-%d}" if claim.oldest_at else ""
    return f"| {claim.id} | {claim.text} | {claim.state} | {counts} | {claim.full_count or ''} | {oldest} |"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
