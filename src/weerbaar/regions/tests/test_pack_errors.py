"""Every mistake in a pack gets a line with file, row, column and mend, and changes nothing."""

from pathlib import Path

import pytest
from django.utils import translation

from weerbaar.regions.services import PackRefused, load_region, pack_folder
from weerbaar.regions.services.pack_problems import Problem
from weerbaar.regions.tests.packs import GOOD, whole_map, write_pack

pytestmark = pytest.mark.django_db

MUNICIPALITIES = GOOD["municipalities.csv"]
HEAD = MUNICIPALITIES.splitlines()[0]
ORGANISATIONS = GOOD["organisations.csv"]


def refused(tmp_path: Path, **changes: str | bytes | None) -> list[Problem]:
    """Loads the good pack, then the changed one; nothing may have changed. In English, whatever the catalogue."""
    load_region(pack=write_pack(tmp_path / "good"))
    before = whole_map()
    with translation.override("en"), pytest.raises(PackRefused) as refusal:
        load_region(pack=write_pack(tmp_path / "bad", **changes))
    assert whole_map() == before
    assert all(problem.fact and problem.mend for problem in refusal.value.problems)
    return refusal.value.problems


CASES: dict[str, tuple[dict[str, str | bytes | None], tuple[str, int | None, str, str]]] = {
    "double code": (
        {"municipalities_csv": MUNICIPALITIES + "GX9001,Nogmaals,VX90,BX-90,2011-01-01,,4,1\n"},
        ("municipalities.csv", 5, "code", "already stands in row 2"),
    ),
    "missing column": (
        {"municipalities_csv": MUNICIPALITIES.replace(",valid_from", ",begin")},
        ("municipalities.csv", 1, "valid_from", "column is missing"),
    ),
    "extra column": (
        {"places_csv": "name,municipality,kind,address\nProefdam,GX9001,town,Straat 1\n"},
        ("places.csv", 1, "address", "unknown"),
    ),
    "column twice": (
        {"places_csv": "name,municipality,kind,kind\nProefdam,GX9001,town,town\n"},
        ("places.csv", 1, "kind", "twice"),
    ),
    "unknown municipality": (
        {"places_csv": GOOD["places.csv"] + "Nergens,GX9999,town,clear,,,\n"},
        ("places.csv", 5, "municipality", "GX9999 does not stand in municipalities.csv"),
    ),
    "unknown safety region": (
        {"police_teams_csv": "code,name,safety_region\nBX-90,Proefdam,VX99\n"},
        ("police_teams.csv", 2, "safety_region", "VX99"),
    ),
    "unknown team": (
        {"municipalities_csv": MUNICIPALITIES.replace("Proefoord,VX90,BX-90", "Proefoord,VX90,BX-99")},
        ("municipalities.csv", 4, "police_team", "BX-99"),
    ),
    "semicolon file": (
        {"municipalities_csv": MUNICIPALITIES.replace(",", ";")},
        ("municipalities.csv", 1, "code", "semicolons"),
    ),
    "tab file": (
        {"municipalities_csv": MUNICIPALITIES.replace(",", "\t")},
        ("municipalities.csv", 1, "code", "tabs"),
    ),
    "latin-1 text": (
        {"municipalities_csv": MUNICIPALITIES.replace("Proefoord", "Proefoordë").encode("latin-1")},
        ("municipalities.csv", 4, "name", "not in UTF-8"),
    ),
    "cyclic merger": (
        {"successions_csv": GOOD["successions.csv"] + "GX9001,GX9002,2022-01-01,1\n"},
        ("successions.csv", 3, "successor", "GX9002 → GX9001 → GX9002"),
    ),
    "merger with itself": (
        {"successions_csv": "predecessor,successor,on\nGX9002,GX9002,2022-01-01\n"},
        ("successions.csv", 2, "successor", "GX9002 → GX9002"),
    ),
    "successor not valid on that day": (
        {"municipalities_csv": MUNICIPALITIES.replace("BX-90,2011-01-01,,1,1", "BX-90,2023-01-01,,1,1")},
        ("successions.csv", 2, "successor", "does not exist on 2022-01-01"),
    ),
    "merger on another day than the end": (
        {"successions_csv": "predecessor,successor,on\nGX9002,GX9001,2021-01-01\n"},
        ("successions.csv", 2, "on", "does not end on 2021-01-01"),
    ),
    "shares that do not add up": (
        {"successions_csv": "predecessor,successor,on,share\nGX9002,GX9001,2022-01-01,0.4\n"},
        ("successions.csv", 2, "share", "add up to 0.4"),
    ),
    "succession twice": (
        {"successions_csv": GOOD["successions.csv"] + "GX9002,GX9001,2022-01-01,1\n"},
        ("successions.csv", 3, "predecessor", "already stands in row 2"),
    ),
    "overlapping tiles": (
        {"municipalities_csv": MUNICIPALITIES.replace("2022-01-01,2,1", "2022-01-01,1,1")},
        ("municipalities.csv", 3, "tile_column", "taken by GX9001 in row 2"),
    ),
    "bad day": (
        {"municipalities_csv": MUNICIPALITIES.replace("2022-01-01,2,1", "2022-02-30,2,1")},
        ("municipalities.csv", 3, "valid_to", "“2022-02-30” is not a day"),
    ),
    "Dutch day": (
        {"municipalities_csv": MUNICIPALITIES.replace("2022-01-01,2,1", "1-1-2022,2,1")},
        ("municipalities.csv", 3, "valid_to", "“1-1-2022” is not a day"),
    ),
    "end before start": (
        {"municipalities_csv": MUNICIPALITIES.replace("2022-01-01,2,1", "2010-01-01,2,1")},
        ("municipalities.csv", 3, "valid_to", "is not after the start"),
    ),
    "bad tile": (
        {"municipalities_csv": MUNICIPALITIES.replace(",,3,1", ",,0,1")},
        ("municipalities.csv", 4, "tile_column", "“0” is not a position"),
    ),
    "unknown kind of organisation": (
        {"organisations_csv": ORGANISATIONS + "x,Naam,mosque,,,\n"},
        ("organisations.csv", 5, "kind", "“mosque” is unknown"),
    ),
    "unknown kind of place": (
        {"places_csv": "name,municipality,kind\nProefdam,GX9001,street\n"},
        ("places.csv", 2, "kind", "“street” is unknown"),
    ),
    "two working areas": (
        {"organisations_csv": ORGANISATIONS + "x,Naam,library,GX9001,BX-90,\n"},
        ("organisations.csv", 5, "police_team", "more than one working area"),
    ),
    "municipality without its code": (
        {"organisations_csv": ORGANISATIONS + "x,Gemeente Nergens,municipality,,,\n"},
        ("organisations.csv", 5, "municipality", "needs a working area"),
    ),
    "personal data": (
        {"organisations_csv": ORGANISATIONS + "x,jan@voorbeeld.example,library,,,\n"},
        ("organisations.csv", 5, "name", "e-mail address"),
    ),
    "missing file": ({"places_csv": None}, ("places.csv", None, "", "missing")),
    "empty file": ({"places_csv": ""}, ("places.csv", None, "", "empty")),
    "header only": ({"safety_regions_csv": "code,name\n"}, ("safety_regions.csv", None, "", "no rows")),
    "empty cell": (
        {"safety_regions_csv": "code,name\nVX90,\n"},
        ("safety_regions.csv", 2, "name", "cell is empty"),
    ),
    "place twice in a municipality": (
        {"places_csv": GOOD["places.csv"] + "Proefdam,GX9001,alias,clear,,,\n"},
        ("places.csv", 5, "name", "already stands in row 2"),
    ),
    "place outside the days of its municipality": (
        {"places_csv": "name,municipality,kind,valid_from\nProefdam,GX9001,town,2001-01-01\n"},
        ("places.csv", 2, "valid_from", "outside the days of GX9001"),
    ),
    "row that is too long": (
        {"safety_regions_csv": "code,name\nVX90,Proef,land\n"},
        ("safety_regions.csv", 2, "", "3 cells"),
    ),
    "open quote": (
        {"safety_regions_csv": 'code,name\nVX90,"Proefland\n'},
        ("safety_regions.csv", 2, "", "quotes"),
    ),
    "text too long": (
        {"safety_regions_csv": f"code,name\nVX90,{'x' * 121}\n"},
        ("safety_regions.csv", 2, "name", "121 characters"),
    ),
    "impossible code": (
        {"safety_regions_csv": "code,name\nVX 90,Proefland\n"},
        ("safety_regions.csv", 2, "code", "not possible"),
    ),
    "real code in an invented region": (
        {"municipalities_csv": MUNICIPALITIES.replace("GX9003", "GM9003")},
        ("municipalities.csv", 4, "code", "looks like a real CBS code"),
    ),
    "team of another safety region": (
        {
            "safety_regions_csv": "code,name\nVX90,Proefland\nVX91,Elders\n",
            "municipalities_csv": MUNICIPALITIES.replace("Proefoord,VX90", "Proefoord,VX91"),
        },
        ("municipalities.csv", 4, "police_team", "belongs to safety region VX90"),
    ),
    "broken YAML": ({"pack_yaml": "format: 1\nslug: [proef\n"}, ("pack.yaml", 3, "", "not valid YAML")),
    "YAML with code": (
        {"pack_yaml": "format: 1\nslug: !!python/object/apply:os.system ['true']\n"},
        ("pack.yaml", 2, "", "not valid YAML"),
    ),
    "YAML list": ({"pack_yaml": "- proef\n"}, ("pack.yaml", None, "", "not a list of names")),
    "unquoted version": (
        {"pack_yaml": GOOD["pack.yaml"].replace('"1"', "1.10")},
        ("pack.yaml", None, "version", "not possible"),
    ),
    "path as slug": (
        {"pack_yaml": GOOD["pack.yaml"].replace("slug: proef", "slug: ../proef")},
        ("pack.yaml", None, "slug", "not possible"),
    ),
    "newer format": (
        {"pack_yaml": GOOD["pack.yaml"].replace("format: 1", "format: 2")},
        ("pack.yaml", None, "format", "not possible"),
    ),
    "code left out of a newer version": (
        {
            "municipalities_csv": "\n".join(MUNICIPALITIES.splitlines()[:3]) + "\n",
        },
        ("municipalities.csv", None, "code", "GX9003 stood in the stored version"),
    ),
    "invented region becomes real": (
        {"pack_yaml": GOOD["pack.yaml"].replace("invented: true", "invented: false")},
        ("pack.yaml", None, "invented", "stored already"),
    ),
    "code of another region": (
        {"pack_yaml": GOOD["pack.yaml"].replace("slug: proef", "slug: tweede")},
        ("municipalities.csv", 2, "code", "already belongs to the region Proefregio"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_named_with_its_place_and_changes_nothing(name: str, tmp_path: Path) -> None:
    changes, (file, row, column, fact) = CASES[name]
    problems = refused(tmp_path, **changes)
    found = [one for one in problems if (one.file, one.row, one.column) == (file, row, column)]
    assert found, [str(one) for one in problems]
    assert any(fact in one.fact for one in found), [one.fact for one in found]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    problems = refused(
        tmp_path,
        safety_regions_csv="code,name\nVX90,\n",
        places_csv="name,municipality,kind\nA,GX1,town\nB,GX9001,street\n",
        organisations_csv=None,
    )
    assert {(one.file, one.row, one.column) for one in problems} == {
        ("safety_regions.csv", 2, "name"),
        ("places.csv", 2, "municipality"),
        ("places.csv", 3, "kind"),
        ("organisations.csv", None, ""),
    }


def test_an_unreadable_file_does_not_drown_its_cause_in_unknown_codes(tmp_path: Path) -> None:
    problems = refused(tmp_path, municipalities_csv=MUNICIPALITIES.replace(",", ";"))
    assert [(one.file, one.row) for one in problems] == [("municipalities.csv", 1)]


def test_a_file_that_is_a_link_elsewhere_is_not_read(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", places_csv=None)
    (tmp_path / "places.csv").write_text(GOOD["places.csv"])
    (folder / "places.csv").symlink_to(tmp_path / "places.csv")
    with pytest.raises(PackRefused, match=r"places\.csv"):
        load_region(pack=folder)


def test_a_file_of_more_than_five_megabytes_is_not_read(tmp_path: Path) -> None:
    problems = refused(tmp_path, places_csv=GOOD["places.csv"] + "\n" * (5 * 1024 * 1024))
    assert [(one.file, one.fact) for one in problems] == [("places.csv", "The file is larger than 5 MB.")]


@pytest.mark.parametrize("name", ["", "nergens", "..", "../voorbeeldregio", "voorbeeldregio/../nergens", "a\0b", "/"])
def test_a_name_that_is_no_pack_is_refused(name: str) -> None:
    assert pack_folder(name="voorbeeldregio").name == "voorbeeldregio"
    with pytest.raises(PackRefused, match="voorbeeldregio"):
        pack_folder(name=name)
