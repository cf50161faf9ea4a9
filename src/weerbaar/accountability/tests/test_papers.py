import json
import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate

from tests.cast import Cast
from weerbaar.accountability import selectors, services
from weerbaar.accountability.selectors import papers as papers_module
from weerbaar.accountability.selectors import problems
from weerbaar.accountability.selectors.beslishulp import PathIsBroken, walk
from weerbaar.accountability.selectors.papers import content_of, paper
from weerbaar.accountability.selectors.registrations import Registration
from weerbaar.accountability.selectors.security import security_problem
from weerbaar.trends.services import switch_detector

pytestmark = pytest.mark.proves("M3")
ROOT = Path(__file__).resolve().parents[4]
ON = max(content_of(slug=slug)["reviewed_on"] for slug in selectors.SLUGS)


def without_proof(found):
    """Whether a test is green is for the evidence; here the papers themselves are read."""
    return [problem for problem in found if "niet aangetoond" not in problem]


def test_the_papers_of_this_release_have_no_holes():
    assert without_proof(selectors.paper_problems(on=ON)) == []


def test_a_paper_of_more_than_a_year_ago_is_called_old():
    later = ON + timedelta(days=400)
    old = [problem for problem in selectors.paper_problems(on=later) if "langer dan een jaar" in problem]
    assert len(old) >= len(selectors.SLUGS) + 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda it: it["sections"].pop(2), "punt 1.1 ontbreekt"),
        (lambda it: it["sections"].append(it["sections"][2]), "een punt staat er twee keer"),
        (lambda it: it["sections"][2].update(text="TODO"), "de tekst is niet af"),
        (lambda it: it["sections"][2].pop("text"), "punt 1.1 is leeg"),
        (lambda it: it["risks"][0].update(measures=[]), "heeft geen maatregel"),
        (lambda it: it["risks"][0]["measures"][0].update(proof=["T99"]), "T99 is geen belofte"),
    ],
)
def test_every_kind_of_hole_is_found(monkeypatch, tmp_path, change, says):
    shutil.copytree(papers_module.PAPERS, tmp_path, dirs_exist_ok=True)
    content = yaml.safe_load((tmp_path / "dpia.yaml").read_text(encoding="utf-8"))
    change(content)
    (tmp_path / "dpia.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    monkeypatch.setattr(papers_module, "PAPERS", tmp_path)
    papers_module.read.cache_clear()
    found = list(selectors.paper_problems(on=ON))
    papers_module.read.cache_clear()
    assert any(says in problem for problem in found), found


def test_every_measure_of_the_dpia_has_a_test_somewhere():
    marked = set()
    for path in [*(ROOT / "src").rglob("test_*.py"), *(ROOT / "tests").rglob("test_*.py")]:
        for call in re.findall(r"proves\(([^)]*)\)", path.read_text(encoding="utf-8")):
            marked |= set(re.findall(r'"([A-Z]\d+)"', call))
    wanted = {
        key for one in content_of(slug="dpia")["risks"] for measure in one["measures"] for key in measure["proof"]
    }
    assert wanted <= marked, f"No test carries {sorted(wanted - marked)}"


@pytest.mark.proves("L8")
def test_the_path_through_the_beslishulp_is_walked_again_and_ends_the_same():
    path = content_of(slug="ai-verordening")["beslishulp"]
    ends = {walk(steps=path["steps"], role=role)[0] for role in path["roles"]}
    assert ends == {path["outcome"]}


@pytest.mark.proves("L8")
def test_another_answer_does_not_end_there():
    path = content_of(slug="ai-verordening")["beslishulp"]
    steps = [step | {"answer": "Ja"} if step["question"] == "2.4" else step for step in path["steps"]]
    with pytest.raises(PathIsBroken, match=r"vraagt 2\.7\.2"):
        walk(steps=steps, role=path["roles"][0])


@pytest.mark.proves("B8")
def test_every_figure_of_a_card_stands_word_for_word_on_the_page_it_comes_from():
    for card in selectors.cards():
        assert card.figures, f"{card.title} has no measured figure"
        for figure in card.figures:
            page = (ROOT / "benchmarks" / figure.source).read_text(encoding="utf-8")
            assert figure.says in page, f"models.yaml: {card.id}: “{figure.says}” is not in {figure.source}"
            assert figure.shown in figure.says


@pytest.mark.django_db
def test_every_municipality_has_a_registration_that_fits_the_standard(cast: Cast):
    [found] = selectors.registrations_per_region(on=cast.now.date()).values()
    assert {one.municipality for one in found} == {cast.here, cast.elsewhere, cast.neighbour}
    assert [problem for one in found for problem in problems.registration_problems(registration=one)] == []
    assert all(one.waits == ("contact_email",) for one in found)
    assert "harmonic (vanaf 110 weken" in found[0].values["methods_and_models"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "x" * 101, "Naam is langer dan 100"),
        ("status", "Klaar", "Status heeft een waarde die niet mag"),
        ("category", ["Weer"], "Thema heeft een waarde die niet mag"),
        ("begin_date", "maart", "Begindatum is geen maand"),
        ("website", "http://a.example", "is geen adres dat begint met https://"),
        ("contact_email", "bel maar", "is geen e-mailadres of website"),
        ("lawful_basis_grouping", [{"title": "", "link": "https://a.example"}], "zonder titel of adres"),
        ("naam", "x", "naam is geen veld van de standaard"),
        ("goal", None, None),
        ("organization", None, "Organisatie is verplicht"),
    ],
)
def test_a_registration_that_does_not_fit_is_refused_with_the_field(cast: Cast, field, value, says):
    one = selectors.registration(code=cast.here.code, on=cast.now.date())
    changed = Registration(one.municipality, {k: v for k, v in (one.values | {field: value}).items() if v}, ())
    found = list(problems.registration_problems(registration=changed))
    assert (found == []) if says is None else (len(found) == 1 and says in found[0])


@pytest.mark.django_db
def test_what_a_municipality_filled_in_is_in_its_registration(cast: Cast, settings, tmp_path):
    settings.DATA = tmp_path
    lines = ["code,contact,begin_date,website,status", f"{cast.here.code},fg@hier.example,2026-05,,In gebruik"]
    (tmp_path / "verantwoording.csv").write_text("\n".join(lines), encoding="utf-8")
    here = selectors.registration(code=cast.here.code, on=cast.now.date())
    assert (here.values["contact_email"], here.values["status"], here.waits) == ("fg@hier.example", "In gebruik", ())
    assert selectors.registration(code=cast.elsewhere.code, on=cast.now.date()).waits == ("contact_email",)


@pytest.mark.django_db
def test_the_command_writes_every_paper_as_a_file_that_can_be_read_again(cast: Cast, tmp_path):
    call_command("accountability", out=tmp_path, verbosity=0)
    names = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert names == set(services.kit_files(on=cast.now.date()))
    for path in tmp_path.rglob("*.yaml"):
        assert yaml.safe_load(path.read_text(encoding="utf-8"))
    registered = json.loads(next(tmp_path.rglob(f"{cast.here.code}.json")).read_text(encoding="utf-8"))
    assert registered["standard_version"] == "1.0.0"
    dpia = yaml.safe_load((tmp_path / "dpia.yaml").read_text(encoding="utf-8"))
    assert (dpia["urn"], dpia["version"]) == ("urn:nl:dpia", "3.0")
    assert any(task.get("open", "").startswith(selectors.WAITS) for task in dpia["tasks"])


@pytest.mark.django_db
def test_the_check_ends_badly_without_a_contact_for_weak_spots(cast: Cast, settings, capsys):
    settings.SECURITY_CONTACT = ""
    with pytest.raises(CommandError):
        call_command("accountability", check=True)
    assert "WEERBAAR_SECURITY_CONTACT is niet ingesteld" in capsys.readouterr().err


@pytest.mark.django_db
def test_security_txt_names_the_contact_until_its_day_is_over(cast: Cast, settings):
    settings.SECURITY_CONTACT = "mailto:veilig@gemeente.example"
    settings.SECURITY_CONTACT_UNTIL = until = localdate() + timedelta(days=100)
    visitor = cast.client("anonymous")
    page = visitor.get("/.well-known/security.txt")
    assert (page.status_code, page["Content-Type"]) == (200, "text/plain; charset=utf-8")
    lines = page.content.decode().splitlines()
    assert lines[:2] == ["Contact: mailto:veilig@gemeente.example", f"Expires: {until}T00:00:00Z"]
    settings.SECURITY_CONTACT_UNTIL = localdate()
    assert visitor.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    ("contact", "days", "says"),
    [
        ("mailto:a@b.example", 100, ""),
        ("", 100, "CONTACT is niet ingesteld"),
        ("bel maar", 100, "begint niet met mailto: of https://"),
        ("mailto:a@b.example", None, "UNTIL is niet ingesteld"),
        ("mailto:a@b.example", 0, "is voorbij"),
        ("mailto:a@b.example", 500, "meer dan een jaar vooruit"),
    ],
)
def test_a_contact_that_does_not_hold_is_told(settings, contact, days, says):
    settings.SECURITY_CONTACT = contact
    settings.SECURITY_CONTACT_UNTIL = None if days is None else ON + timedelta(days=days)
    problem = security_problem(on=ON)
    assert says in problem
    assert bool(problem) == bool(says)


@pytest.mark.django_db
@pytest.mark.proves("C11", "B7")
def test_everybody_sees_when_the_detector_was_last_switched_off_for_a_test(cast: Cast):
    visitor = cast.client("anonymous")
    assert "nog niet geprobeerd" in visitor.get("/verantwoording/").content.decode()
    switch_detector(actor=cast["maintainer"], is_on=False, is_test=True, now=cast.now)
    switch_detector(actor=cast["maintainer"], is_on=True, now=cast.now + timedelta(minutes=4))
    page = visitor.get("/verantwoording/").content.decode()
    assert "2 maart 2026" in page
    assert "na 4 minuten" in page


@pytest.mark.django_db
def test_switching_off_in_earnest_is_not_shown_as_a_test(cast: Cast):
    switch_detector(actor=cast["maintainer"], is_on=False, now=cast.now)
    assert "nog niet geprobeerd" in cast.client("anonymous").get("/verantwoording/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["modelkaarten/", "bronnen/", "algoritmeregister/", "stukken/dpia/"])
def test_everybody_reads_the_papers_without_signing_in(cast: Cast, path):
    page = cast.client("anonymous").get(f"/verantwoording/{path}")
    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1


@pytest.mark.django_db
def test_a_paper_that_is_none_is_not_there(cast: Cast):
    visitor = cast.client("anonymous")
    assert visitor.get("/verantwoording/stukken/dpia.yaml").status_code == 200
    assert visitor.get("/verantwoording/stukken/geheim.yaml").status_code == 404
    assert visitor.get("/verantwoording/algoritmeregister/GX9999.json").status_code == 404


def test_what_only_a_municipality_can_say_is_marked_in_every_model():
    for slug in ("dpia", "iama", "verwerkingsregister"):
        assert any(section.municipality for section in paper(slug=slug).sections)
