"""The locks on the design (L1-L6): what would make the memo on the AI Act untrue turns one of these red."""

import hashlib
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.cast import Cast
from tests.walls.words import forbidden_in
from weerbaar.regions.models import Municipality, Organisation, PoliceTeam, Region, SafetyRegion
from weerbaar.sources.models import Item, Source, SourceKind
from weerbaar.trends import selectors as trends
from weerbaar.trends.selectors.recipe import RECIPE_FILE
from weerbaar.trends.services import switch_detector

ROOT = Path(__file__).resolve().parents[4]
ABOUT_PHENOMENA = ("signals", "trends", "pictures", "sources")
PROVENANCE = {
    "organisation", "owner", "director", "asked", "addressee", "second", "region", "safety_region", "police_team",
    "municipality", "default_municipality", "by_organisation",
}  # fmt: skip
SMALLEST = {Municipality, SafetyRegion, PoliceTeam, Region}
JUDGING = re.compile(r"(?:^|_)(?:score|rank|ranking|risk|threat|danger|suspicion)(?:_|$)")


def phenomenon_models() -> list[type[models.Model]]:
    found = [model for model in apps.get_models() if model._meta.app_label in ABOUT_PHENOMENA]
    assert len(found) > 20
    return found


def relations(model: type[models.Model]) -> list[models.ForeignKey]:
    return [field for field in model._meta.local_fields if isinstance(field, models.ForeignKey)]


@pytest.mark.proves("L1", "C1", "C2")
def test_no_table_about_phenomena_relates_to_a_person_an_account_or_an_address() -> None:
    odd = []
    for model in phenomenon_models():
        for field in relations(model):
            room = field.related_model._meta.app_label
            fine = room in ABOUT_PHENOMENA or (room == "regions" and field.name in PROVENANCE)
            if not fine:
                odd.append(f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}")
    assert not odd, f"A phenomenon is tied to who or what is not provenance: {odd}"


@pytest.mark.proves("L1", "C1", "C2", "C8")
def test_no_column_about_phenomena_has_the_name_of_a_person_or_of_a_full_text() -> None:
    for model in phenomenon_models():
        for field in model._meta.local_fields:
            assert not forbidden_in(field.name, model._meta.app_label), f"{model._meta.label}.{field.name}"
    kept = {field.name for field in Item._meta.local_fields}
    assert not kept & {"body", "content", "author", "comments", "image", "summary"}
    assert forbidden_in("suspect_name", "signals")


@pytest.mark.proves("L2", "C10")
def test_the_smallest_place_of_anything_that_develops_is_the_municipality() -> None:
    for model in phenomenon_models():
        for field in relations(model):
            if field.related_model._meta.app_label == "regions":
                assert field.related_model in SMALLEST | {Organisation}, f"{model._meta.label}.{field.name}"
        names = {word for field in model._meta.local_fields for word in field.name.split("_")}
        assert not names & {"district", "neighbourhood", "street", "postcode", "building", "quarter"}


@pytest.mark.proves("L3", "C6")
def test_no_table_scores_or_ranks_anybody() -> None:
    scored = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if JUDGING.search(field.name)
    ]
    assert not scored, f"A score needs a unit that is no person, address or organisation: {scored}"
    assert JUDGING.search("risk_score")


@pytest.mark.django_db
@pytest.mark.proves("L4")
def test_the_parameters_that_run_are_those_of_the_reviewed_file_and_nothing_writes_it(cast: Cast) -> None:
    before = RECIPE_FILE.read_bytes()
    assert trends.recipe().digest == hashlib.sha256(before).hexdigest()
    assert trends.recipe().parameters["reviewed_on"]
    switch_detector(actor=cast["maintainer"], is_on=False, now=cast.now)
    assert RECIPE_FILE.read_bytes() == before
    code = [path for path in (ROOT / "src").rglob("*.py") if "tests" not in path.parts]
    naming = {path.name for path in code if "RECIPE_FILE" in path.read_text(encoding="utf-8")}
    assert naming == {"recipe.py"}
    assert "write" not in (ROOT / "src/weerbaar/trends/selectors/recipe.py").read_text(encoding="utf-8")


@pytest.mark.proves("L6", "M2", "C6")
def test_no_door_leads_to_or_from_systems_of_the_police() -> None:
    assert set(SourceKind.values) == {
        "feed", "council", "announcements", "statistics", "pageviews", "news_attention", "documents", "tables",
    }  # fmt: skip
    words = re.compile(r"\b(?:bvi|bvh|summ-?it|stix|misp|i2 ?base|amber ?alert|gips)\b", re.IGNORECASE)
    code = [path for path in (ROOT / "src").rglob("*.py") if "tests" not in path.parts]
    assert not [path.name for path in code if words.search(path.read_text(encoding="utf-8"))]
    assert words.search("export_to_bvh bvh")


@pytest.mark.proves("C3", "T3")
def test_no_dependency_and_no_source_reads_social_media() -> None:
    pinned = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").lower()
    clients = (
        "tweepy", "snscrape", "instaloader", "telethon", "pyrogram", "facebook", "praw", "tiktok", "mastodon",
        "atproto",
    )  # fmt: skip
    assert not [name for name in clients if re.search(rf"^[a-z0-9-]*{name}", pinned, re.MULTILINE)]
    assert "django==" in pinned
    columns = {field.name for field in Source._meta.local_fields}
    assert not columns & {"handle", "account", "channel", "username", "token", "password"}


@pytest.mark.proves("L3", "T3")
def test_no_address_of_a_page_promises_a_ranking_or_a_person() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("urls.py"))
    assert not re.search(r"ranglijst|ranking|risico-?score|dreiging|verdacht", text)
    assert "ontwikkelingen/" in text
