import json
import re
from pathlib import Path

import pytest

from tests import evidence as plugin
from tests.cast import Cast
from weerbaar.accountability import selectors
from weerbaar.accountability.selectors.evidence import OF_THE_RELEASE

pytestmark = pytest.mark.proves("M8")
ROOT = Path(__file__).resolve().parents[4]
AT = "2026-11-01T10:00:00+00:00"


def result(passed=0, failed=0, skipped=0):
    return {"passed": passed, "failed": failed, "skipped": skipped, "at": AT}


@pytest.fixture
def results(tmp_path, settings):
    settings.DATA = tmp_path

    def put(**tests):
        plugin.write(tmp_path / "evidence.json", tests)

    return put


def test_every_id_in_a_test_is_a_promise_on_the_page():
    files = [path for folder in ("src", "tests") for path in (ROOT / folder).rglob("*.py")]
    named = {word for path in files for word in path.read_text(encoding="utf-8").split('"') if _is_id(word)}
    assert "T2" in named
    assert {"C1", "P1", "M8", "L8", "T20", "D6", "R10", "B8"} <= selectors.promise_ids()


def _is_id(word):
    return word[:1] in "CPMLTDRB" and word[1:].isdigit()


@pytest.mark.parametrize(
    ("runs", "state"),
    [
        ({"sqlite": result(passed=3)}, "green"),
        ({"sqlite": result(passed=3), "postgresql": result(failed=1)}, "red"),
        ({"sqlite": result(passed=3, skipped=1)}, "skipped"),
    ],
)
def test_a_promise_is_as_good_as_its_worst_result(results, runs, state):
    results(**{"tests/test_x.py::test_it_holds": {"ids": ["T2"], "runs": runs}})
    claims = {claim.id: claim for claim in selectors.evidence().claims}
    assert claims["T2"].state == state
    assert claims["T3"].state == "none"


def test_everybody_reads_the_evidence_without_signing_in(cast: Cast, results):
    results(**{"tests/test_x.py::test_it_holds": {"ids": ["T2"], "runs": {"sqlite": result(passed=3)}}})
    page = cast.client("anonymous").get("/verantwoording/bewijs/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "it holds" in text
    assert "1 november 2026" in text
    assert "pentest" in text


def test_the_results_of_another_run_stay_and_a_broken_file_counts_as_empty(tmp_path):
    path = tmp_path / "evidence.json"
    plugin.write(path, {"b": {"ids": ["T2"], "runs": {}}, "a": {"ids": ["T1"], "runs": {}}})
    assert list(plugin.read(path)) == ["a", "b"]
    path.write_text(json.dumps({"tests": {}})[:-3], encoding="utf-8")
    assert plugin.read(path) == {}


def test_a_server_without_tests_shows_the_results_of_the_release_and_says_so(cast: Cast, tmp_path, settings):
    settings.DATA = tmp_path
    page = cast.client("anonymous").get("/verantwoording/bewijs/").content.decode()
    release = json.loads(OF_THE_RELEASE.read_text(encoding="utf-8"))["release"]
    assert "Op deze server is niet getest" in page
    assert release["on"] in page


def test_a_full_trial_stands_beside_the_sample(results):
    runs = {"sqlite": result(passed=3), "sqlite, full": result(passed=10)}
    results(**{"tests/test_x.py::test_it_holds": {"ids": ["T2"], "runs": runs}})
    claim = next(claim for claim in selectors.evidence().claims if claim.id == "T2")
    assert (claim.passed_count, claim.full_count) == (13, 10)


def test_what_is_not_built_says_so_and_no_test_claims_it():
    files = [path for folder in ("src", "tests") for path in (ROOT / folder).rglob("test_*.py")]
    calls = "".join(re.findall(r"proves\(([^)]*)\)", "\n".join(path.read_text(encoding="utf-8") for path in files)))
    claimed = set(re.findall(r'"([A-Z]\d+)"', calls))
    assert not set(selectors.not_built()) & claimed
    assert set(selectors.not_built()) <= selectors.promise_ids()


def test_the_document_for_developers_has_every_promise_in_order_and_what_was_not_done():
    written = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    ids = re.findall(r"^\| ([A-Z]\d+) \|", written, re.MULTILINE)
    page = selectors.evidence()
    assert ids == [claim.id for claim in page.claims]
    not_done = written.partition("## Not done\n")[2].partition("\n\n")[0].splitlines()
    assert len(not_done) == len(page.not_done), "Run make evidence."


@pytest.mark.parametrize("path", ["/verantwoording/", "/verantwoording/gegevens/"])
@pytest.mark.proves("C11")
def test_everybody_reads_how_it_works_without_signing_in(cast: Cast, path):
    page = cast.client("anonymous").get(path)
    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1
