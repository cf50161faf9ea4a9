"""`weerbaar load_region` as an administrator meets it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from weerbaar.regions.tests.packs import whole_map, write_pack

pytestmark = pytest.mark.django_db
WITH_SEMICOLONS = (
    "- safety_regions.csv, rij 1, kolom code: Dit is een bestand met puntkomma's tussen de kolommen. "
    "Bewaar het bestand met komma's tussen de kolommen."
)


def said(*arguments: str) -> str:
    out = StringIO()
    with translation.override("nl"):
        call_command("load_region", *arguments, stdout=out)
    return out.getvalue()


def test_a_pack_is_loaded_by_name_and_a_second_time_says_that_nothing_changed() -> None:
    assert "De regio is geladen." in said("voorbeeldregio")
    assert "Er is niets veranderd" in said("voorbeeldregio")


def test_a_pack_is_loaded_by_path(tmp_path: Path) -> None:
    assert "Proefregio" in said(str(write_pack(tmp_path / "pack")))


def test_a_check_stores_nothing() -> None:
    before = whole_map()
    assert "Dit was een controle" in said("voorbeeldregio", "--check")
    assert whole_map() == before


def test_a_bad_pack_is_refused_in_dutch_with_place_and_mend(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", safety_regions_csv="code;name\nVX90;Proefland\n")
    with pytest.raises(CommandError) as refusal:
        said(str(pack))
    assert str(refusal.value).splitlines() == [
        "Het regiopakket heeft 1 fout. Er is niets veranderd.",
        WITH_SEMICOLONS,
    ]


def test_an_unknown_name_gives_the_names_there_are() -> None:
    with pytest.raises(CommandError, match="noord-holland, voorbeeldregio"):
        said("atlantis")
