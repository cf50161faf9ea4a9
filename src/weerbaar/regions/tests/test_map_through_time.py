"""A question about an earlier year gets the map of that year."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from weerbaar.regions import selectors
from weerbaar.regions.models import Municipality, Region
from weerbaar.regions.services import known_packs, load_region, pack_folder
from weerbaar.regions.tests.packs import GOOD, write_pack

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def noord_holland() -> Region:
    load_region(pack=pack_folder(name="noord-holland"))
    found = selectors.region_by_slug(slug="noord-holland")
    assert found
    return found


def names_on(region: Region, on: date) -> set[str]:
    return {one.name for one in selectors.municipalities_on(region=region, on=on)}


def test_beemster_is_on_the_map_of_2021_and_not_on_that_of_today(noord_holland: Region) -> None:
    assert "Beemster" in names_on(noord_holland, date(2021, 12, 31))
    assert "Beemster" not in names_on(noord_holland, date(2022, 1, 1))
    assert "Dijk en Waard" in names_on(noord_holland, TODAY)
    assert "Dijk en Waard" not in names_on(noord_holland, date(2021, 6, 1))


@pytest.mark.parametrize(
    ("year", "count"), [(2014, 38), (2015, 36), (2016, 35), (2019, 34), (2021, 34), (2022, 32), (2026, 32)]
)
def test_each_year_has_its_number_of_municipalities(noord_holland: Region, year: int, count: int) -> None:
    assert len(names_on(noord_holland, date(year, 1, 1))) == count


@pytest.mark.parametrize("name", known_packs())
def test_no_two_tiles_overlap_in_any_year(name: str) -> None:
    load_region(pack=pack_folder(name=name))
    region = selectors.region_by_slug(slug=name)
    assert region
    days = selectors.map_days(region=region)
    assert len(days) > 1
    for day in days:
        tiles = [(one.tile_column, one.tile_row) for one in selectors.municipalities_on(region=region, on=day)]
        assert len(tiles) == len(set(tiles)), day


def test_a_municipality_is_followed_to_where_it_lies_now(noord_holland: Region) -> None:
    beemster = Municipality.objects.get(code="GM0370")
    assert selectors.successors_of(municipality=beemster, on=date(2021, 1, 1)) == {beemster: Decimal(1)}
    purmerend = Municipality.objects.get(code="GM0439")
    assert selectors.successors_of(municipality=beemster, on=TODAY) == {purmerend: Decimal(1)}
    new = Municipality.objects.get(code="GM1980")
    assert selectors.successors_of(municipality=new, on=date(2021, 1, 1)) == {}


def test_share_rules_keep_every_total(noord_holland: Region) -> None:
    for day in selectors.map_days(region=noord_holland):
        rules = selectors.share_rules(region=noord_holland, on=day)
        assert rules
        assert {sum(rule.values()) for rule in rules.values()} == {1}
        today = {one.code for one in selectors.municipalities_on(region=noord_holland, on=day)}
        assert {code for rule in rules.values() for code in rule} <= today


def test_shares_are_multiplied_along_two_mergers(tmp_path: Path) -> None:
    rows = [
        GOOD["municipalities.csv"].splitlines()[0],
        "GX1,Een,VX90,BX-90,2011-01-01,2015-01-01,1,1",
        "GX2,Twee,VX90,BX-90,2011-01-01,2020-01-01,2,1",
        "GX3,Drie,VX90,BX-90,2011-01-01,,3,1",
        "GX4,Vier,VX90,BX-90,2020-01-01,,4,1",
    ]
    steps = "predecessor,successor,on,share\nGX1,GX2,2015-01-01,0.6\nGX1,GX3,2015-01-01,0.4\n"
    steps += "GX2,GX4,2020-01-01,0.5\nGX2,GX3,2020-01-01,0.5\n"
    load_region(
        pack=write_pack(
            tmp_path,
            municipalities_csv="\n".join(rows),
            successions_csv=steps,
            places_csv="name,municipality,kind\n",
            organisations_csv="code,name,kind\nom,OM,prosecution\n",
        )
    )
    region = selectors.region_by_slug(slug="proef")
    assert region
    rules = selectors.share_rules(region=region, on=date(2021, 1, 1))
    assert rules["GX1"] == {"GX4": Decimal("0.3"), "GX3": Decimal("0.7")}
    assert selectors.share_rules(region=region, on=date(2016, 1, 1))["GX1"] == {
        "GX2": Decimal("0.6"),
        "GX3": Decimal("0.4"),
    }


def gazetteer(region: Region, on: date) -> dict[str, selectors.GazetteerRow]:
    return {row.name: row for row in selectors.gazetteer_rows(region=region, on=on)}


def test_a_place_belongs_to_the_municipality_of_that_year(noord_holland: Region) -> None:
    assert gazetteer(noord_holland, date(2021, 1, 1))["Middenbeemster"].municipality_codes == ("GM0370",)
    assert gazetteer(noord_holland, TODAY)["Middenbeemster"].municipality_codes == ("GM0439",)


def test_the_traps_of_the_gazetteer_are_marked(noord_holland: Region) -> None:
    rows = gazetteer(noord_holland, TODAY)
    traps = (
        "Bergen,Hoorn,Den Hoorn,Hem,Marken,Purmer,Winkel,Westerland,Oosterend,De Waal,De Koog,Graft,Limmen,Noordeinde,"
        "Petten,Rozenburg,Driehuizen,Beets,Edam,Schiphol,Zwaag"
    )
    assert {name for name in traps.split(",") if rows[name].ambiguity == "clear"} == set()
    assert rows["Ursem"].municipality_codes == ("GM0361", "GM1598")
    assert rows["Spaarndam"].municipality_codes == ("GM0392", "GM0394")
    assert rows["Koedijk"].municipality_codes == ("GM0361", "GM1980")
    assert rows["Waterland"].kind == "municipality"
    assert {rows[name].kind for name in ("Zaanstreek", "West-Friesland", "IJmond", "BUCH", "SED")} == {"alias"}
    assert rows["Dijk en Waard"].municipality_codes == ("GM1980",)


def test_no_name_of_the_invented_region_stands_in_the_real_one(noord_holland: Region) -> None:
    load_region(pack=pack_folder(name="voorbeeldregio"))
    invented = selectors.region_by_slug(slug="voorbeeldregio")
    assert invented
    assert invented.is_invented
    assert not noord_holland.is_invented
    ours = {row.name.lower() for row in selectors.gazetteer_rows(region=invented, on=TODAY)}
    assert len(ours) >= 150
    assert not ours & {name.lower() for name in gazetteer(noord_holland, TODAY)}
    assert len(names_on(invented, TODAY)) == 32
    assert selectors.safety_regions(region=invented).count() == 3
    assert selectors.police_teams(region=invented).count() == 10
    kinds = {one.kind for one in selectors.organisations(region=invented)}
    assert kinds == {value for value, _label in selectors.organisation_kinds()}
