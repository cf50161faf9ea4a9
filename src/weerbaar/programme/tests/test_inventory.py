import pytest
from django.apps import apps

from weerbaar.accountability.selectors import endings, inventory
from weerbaar.programme import services

pytestmark = pytest.mark.proves("M6", "M3")
GROUNDS = {"taak", "beveiliging", "verantwoording"}


def test_every_column_of_every_table_has_a_purpose_a_ground_and_an_end():
    there = {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        if not model.__module__.startswith("tests.")
        for field in model._meta.local_fields
    }
    told = [(line.model, field) for line in inventory() for field in line.fields]
    missing = sorted(there - set(told))
    assert not missing, f"Add these columns to accountability/data/inventory.csv, purpose, ground, rule: {missing}"
    assert not set(told) - there, f"These columns are gone; take them out: {sorted(set(told) - there)}"
    assert len(told) == len(set(told))


def test_every_line_names_a_ground_and_a_rule_that_exist():
    assert {line.ground for line in inventory()} <= GROUNDS
    assert {line.rule for line in inventory()} <= set(endings())
    assert all(line.purpose for line in inventory())


def test_only_professionals_have_personal_data_here():
    assert {line.personal for line in inventory()} == {"nee", "professional"}
    rooms = {line.model.split(".")[0] for line in inventory() if line.personal != "nee"}
    assert rooms <= {"accounts", "account", "mfa", "socialaccount", "outbox"}


@pytest.mark.django_db
def test_what_the_table_says_retain_does_is_done_by_retain(cast, tmp_path, settings):
    settings.AUDIT_FOLDER = tmp_path / "audit"
    done = {one.rule for one in services.retain(dry_run=True, now=cast.now)}
    assert done == {rule.rule for rule in endings().values() if rule.by == "weerbaar retain"}
