import itertools
import re
from pathlib import Path

import pytest
from django.test import Client

from weerbaar.ui import frame, wording

PARTS = (
    'class="notice notice--info"', 'class="notice notice--ok"', 'class="notice notice--attention"',
    'class="notice notice--error"', 'class="card card--link"', 'class="facts"', "tag--attention", 'class="stepper"',
    'aria-current="step"', "<progress", "bewaard om 14:03", "nog niet bewaard", "Gemeente Dolvermond", "<dialog",
    'class="timeline"', "0900-8844", "error-summary", 'type="date"', 'type="file"', 'type="email"', 'type="radio"',
    "<textarea", 'aria-invalid="true"', "Excel-bestand", "table__sort", 'class="empty"', "tilemap", "chart__band",
    'class="heat"', "chart__bar", "waar komt dit vandaan?", 'aria-label="U bent hier"', "Laat zien als tabel",
)  # fmt: skip


@pytest.fixture
def gallery(db):
    return Client().get("/onderdelen/").content.decode()


@pytest.mark.parametrize("part", PARTS)
def test_the_gallery_shows(gallery, part):
    assert part in gallery


def test_every_component_has_its_place_in_the_gallery_or_the_frame():
    folder = Path(frame.__file__).parent / "templates"
    used = "".join(path.read_text() for path in folder.rglob("*.html"))
    for component in (folder / "cotton").glob("*.html"):
        assert f"<c-{component.stem.replace('_', '-')}" in used, f"{component.name} is shown nowhere"


def test_no_page_needs_what_the_csp_refuses(gallery):
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src)", gallery)
    assert not re.search(r"(src|href)=\"(https?:)?//", gallery)


def test_headings_go_down_one_level_at_a_time(gallery):
    levels = [int(level) for level in re.findall(r"<h([1-6])", gallery)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_ids_are_given_out_once(gallery):
    ids = re.findall(r'\sid="([^"]+)"', gallery)
    assert sorted(ids) == sorted(set(ids))


def test_a_browser_in_english_gets_dutch_until_somebody_chooses_english(db):
    client = Client(headers={"accept-language": "en-US"})
    assert '<html lang="nl">' in client.get("/onderdelen/").content.decode()
    answer = client.post("/onderdelen/taal/", {"language": "en", "next": "/onderdelen/"})
    assert (answer.status_code, answer["Location"]) == (302, "/onderdelen/")
    page = client.get("/onderdelen/").content.decode()
    assert '<html lang="en">' in page
    assert "Building blocks" in page


def test_the_language_switch_leads_to_no_other_site_and_takes_only_a_post(db):
    client = Client()
    away = client.post("/onderdelen/taal/", {"language": "en", "next": "https://elders.example/"})
    assert away["Location"] == "/"
    assert client.get("/onderdelen/taal/").status_code == 405


def test_the_language_switch_wants_a_csrf_token(db):
    client = Client(enforce_csrf_checks=True)
    page = client.get("/onderdelen/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    good = client.post("/onderdelen/taal/", {"language": "en", "csrfmiddlewaretoken": token})
    assert good.status_code == 302
    assert client.post("/onderdelen/taal/", {"language": "en"}).status_code == 403


def test_steps_before_the_current_one_are_done():
    assert [step.state for step in frame.steps(("a", "b", "c"), current=2)] == ["done", "current", "later"]
    assert [step.state for step in frame.steps(("a", "b"), current=3)] == ["done", "done"]


@pytest.mark.parametrize(("value", "words"), [(None, "–"), (True, "ja"), (0, "0"), (2.0, "2"), (2.346, "2,35")])
def test_values_read_as_words(value, words):
    assert wording.shown(value) == words
