"""A pack loads whole, loads again without effect, and keeps history."""

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from weerbaar.regions.models import Municipality, Organisation, Place, Succession
from weerbaar.regions.services import PackRefused, known_packs, load_region, pack_folder
from weerbaar.regions.services.pack_format import FILES
from weerbaar.regions.tests.packs import GOOD, other_region, whole_map, write_pack

pytestmark = pytest.mark.django_db


def test_a_second_load_changes_nothing_and_says_so(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    first = load_region(pack=pack)
    before = whole_map()
    second = load_region(pack=pack)
    assert not first.is_unchanged
    assert second.is_unchanged
    assert whole_map() == before


def test_a_check_says_what_would_change_and_stores_nothing(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    before = whole_map()
    assert load_region(pack=pack, check_only=True).added["municipalities.csv"] == 3
    assert whole_map() == before
    assert load_region(pack=pack).added["municipalities.csv"] == 3


def test_a_spreadsheet_file_with_mark_blank_rows_and_windows_line_ends_loads(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "plain")
    load_region(pack=pack)
    before = whole_map()
    rows = GOOD["places.csv"].splitlines()
    text = "\r\n".join([rows[0], "", *rows[1:], ",,,,,,", ""])
    again = load_region(pack=write_pack(tmp_path / "excel", places_csv=b"\xef\xbb\xbf" + text.encode()))
    assert again.changed == {"pack.yaml": 1}
    assert whole_map()["Place"] == before["Place"]


def test_a_row_number_counts_blank_rows_as_a_spreadsheet_does(tmp_path: Path) -> None:
    text = "name,municipality,kind\n\n\nProefdam,GX9001,street\n"
    with pytest.raises(PackRefused) as refusal:
        load_region(pack=write_pack(tmp_path / "pack", places_csv=text))
    assert [one.row for one in refusal.value.problems] == [4]


def test_an_organisation_that_left_the_pack_is_switched_off_and_comes_back(tmp_path: Path) -> None:
    load_region(pack=write_pack(tmp_path / "one"))
    known = Organisation.objects.get(code="politie").pk
    fewer = GOOD["organisations.csv"].replace("politie,Basisteam Proefdam,police,,BX-90,\n", "")
    assert load_region(pack=write_pack(tmp_path / "two", organisations_csv=fewer)).retired == {"organisations.csv": 1}
    assert Organisation.objects.get(pk=known).is_active is False
    assert load_region(pack=tmp_path / "two").is_unchanged
    load_region(pack=tmp_path / "one")
    assert Organisation.objects.get(pk=known).is_active is True


def test_a_place_that_left_the_pack_is_switched_off(tmp_path: Path) -> None:
    load_region(pack=write_pack(tmp_path / "one"))
    load_region(pack=write_pack(tmp_path / "two", places_csv="name,municipality,kind\n"))
    assert Place.objects.count() == 3
    assert not Place.objects.filter(is_active=True).exists()


def test_a_new_merger_ends_the_old_municipality_and_keeps_its_row(tmp_path: Path) -> None:
    load_region(pack=write_pack(tmp_path / "one"))
    known = Municipality.objects.get(code="GX9003").pk
    load_region(
        pack=write_pack(
            tmp_path / "two",
            municipalities_csv=GOOD["municipalities.csv"].replace("2011-01-01,,3,1", "2011-01-01,2027-01-01,3,1"),
            successions_csv=GOOD["successions.csv"] + "GX9003,GX9001,2027-01-01,1\n",
        )
    )
    assert Municipality.objects.get(pk=known).valid_to is not None
    assert Succession.objects.get(predecessor=known).successor.code == "GX9001"


def test_a_corrected_succession_takes_the_place_of_the_wrong_one(tmp_path: Path) -> None:
    load_region(pack=write_pack(tmp_path / "one"))
    better = GOOD["successions.csv"].replace("GX9002,GX9001", "GX9002,GX9003")
    load_region(pack=write_pack(tmp_path / "two", successions_csv=better))
    assert [one.successor.code for one in Succession.objects.all()] == ["GX9003"]


def test_a_pack_of_another_region_loads_beside_and_instead(tmp_path: Path) -> None:
    alone = load_region(pack=other_region(tmp_path / "other", 19))
    assert alone.added["municipalities.csv"] == 19
    load_region(pack=pack_folder(name="noord-holland"))
    assert load_region(pack=tmp_path / "other").is_unchanged
    assert Municipality.objects.filter(safety_region__region__slug="andere-regio").count() == 19


@pytest.mark.parametrize("name", known_packs())
def test_the_packs_that_come_along_load_and_load_again(name: str) -> None:
    load_region(pack=pack_folder(name=name))
    before = whole_map()
    assert load_region(pack=pack_folder(name=name)).is_unchanged
    assert whole_map() == before


def test_the_two_packs_live_beside_each_other() -> None:
    for name in known_packs():
        load_region(pack=pack_folder(name=name))
    for name in known_packs():
        assert load_region(pack=pack_folder(name=name)).is_unchanged


NAMES = st.text(st.characters(codec="utf-8", categories=("L", "Zs", "Pd")), min_size=1, max_size=30).filter(
    lambda name: bool(name.strip())
)


@st.composite
def packs(draw: Any) -> dict[str, str]:
    """Good packs of any size: municipalities with any names, some of them merged, with places and organisations."""
    count = draw(st.integers(1, 8))
    names = draw(st.lists(NAMES, min_size=count, max_size=count))
    ended = draw(st.sets(st.integers(1, count), max_size=count - 1)) - {1}
    municipalities = ["code,name,safety_region,police_team,valid_from,valid_to,tile_column,tile_row"]
    successions, places = ["predecessor,successor,on"], ["name,municipality,kind,ambiguity"]
    for number, name in enumerate(names, 1):
        code, end = f"GX{8000 + number}", "2020-01-01" if number in ended else ""
        municipalities.append(f'{code},"{name}",VX90,BX-90,2011-01-01,{end},{number},1')
        places.append(f'"{name}",{code},town,{draw(st.sampled_from(["", "clear", "off"]))}')
        if end:
            successions.append(f"{code},GX8001,{end}")
    return {
        "municipalities_csv": "\n".join(municipalities),
        "successions_csv": "\n".join(successions),
        "places_csv": "\n".join(places),
        "organisations_csv": "code,name,kind\nom,Openbaar Ministerie,prosecution\n",
    }


@given(content=packs())
@settings(max_examples=25, deadline=None)
def test_loading_twice_is_loading_once(content: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        pack = write_pack(Path(folder), **content)
        load_region(pack=pack)
        once = whole_map()
        assert load_region(pack=pack).is_unchanged
        assert whole_map() == once
        transaction.set_rollback(True)


def test_the_example_of_the_manual_loads(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[4] / "docs" / "beheer" / "regiopakket.md").read_text(encoding="utf-8")
    for name, text in re.findall(r"^`([a-z_]+\.(?:csv|yaml))`\n```\w+\n(.*?)^```$", manual, re.MULTILINE | re.DOTALL):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert load_region(pack=tmp_path).row_count == 13


def test_the_manual_names_every_column_and_every_kind() -> None:
    manual = (Path(__file__).parents[4] / "docs" / "beheer" / "regiopakket.md").read_text(encoding="utf-8")
    words = {*Organisation.Kind.values, *Place.Kind.values, *Place.Ambiguity.values}
    for file, columns in FILES.items():
        words |= {file, *columns}
    assert {word for word in words if f"`{word}`" not in manual} == set()
