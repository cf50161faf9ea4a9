"""The pages of the map: what each role finds there, in which year, and at which cost."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, of_the_lock
from weerbaar.accounts.models import Action, AuditEvent
from weerbaar.regions.models import Municipality, Organisation, Place, Succession


def page(client: Client, url: str, **parameters: Any) -> str:
    response = client.get(url, parameters)
    assert response.status_code == 200
    return response.content.decode()


def add_organisations(cast: Cast, count: int) -> None:
    for number in range(count):
        Organisation.objects.create(
            region=cast.here.safety_region.region,
            code=f"school-{number}",
            name=f"Nieuwe school {number:02}",
            kind=Organisation.Kind.SCHOOL,
            municipality=cast.here,
        )


def merge(cast: Cast) -> Municipality:
    """Oudeland was a municipality until 2022 and is part of *here* now."""
    old = Municipality.objects.create(
        code="GM9009",
        name="Oudeland",
        safety_region=cast.here.safety_region,
        police_team=cast.here.police_team,
        valid_from=date(2011, 1, 1),
        valid_to=date(2022, 1, 1),
        tile_column=4,
        tile_row=1,
    )
    Succession.objects.create(predecessor=old, successor=cast.here, on=date(2022, 1, 1))
    return old


def test_the_map_of_an_earlier_year_shows_the_municipalities_of_that_year(cast: Cast) -> None:
    merge(cast)
    client = cast.client("analyst")
    tile = 'aria-label="Oudeland: Toneel-Noord"'
    assert tile not in page(client, reverse("accounts:map"))
    assert tile in page(client, reverse("accounts:map"), year="2021")
    assert tile not in page(client, reverse("accounts:map"), year="2022")


@pytest.mark.parametrize("year", ["", "0", "1066", "9999", "2021x", "-1", "2021'--"])
def test_a_year_that_is_not_on_the_list_gets_the_map_of_today(cast: Cast, year: str) -> None:
    merge(cast)
    assert 'aria-label="Oudeland' in page(cast.client("analyst"), reverse("accounts:map"), year="2021")
    assert 'aria-label="Oudeland' not in page(cast.client("analyst"), reverse("accounts:map"), year=year)


def test_the_map_links_only_to_the_municipalities_that_may_be_opened(cast: Cast) -> None:
    here = reverse("accounts:municipality", args=[cast.here.code])
    elsewhere = reverse("accounts:municipality", args=[cast.elsewhere.code])
    seen = page(cast.client("analyst"), reverse("accounts:map"))
    assert here in seen
    assert elsewhere in seen
    seen = page(cast.client("official_here"), reverse("accounts:map"))
    assert here in seen
    assert elsewhere not in seen
    assert cast.elsewhere.name in seen


@pytest.mark.proves("T1")
def test_an_official_opens_the_own_municipality_and_not_another(cast: Cast) -> None:
    client = cast.client("official_here")
    assert cast.here.code in page(client, reverse("accounts:municipality", args=[cast.here.code]))
    for code in (cast.elsewhere.code, cast.neighbour.code, "GM0000", cast.here.code.lower()):
        assert client.get(reverse("accounts:municipality", args=[code])).status_code == 404


def test_the_page_of_a_municipality_tells_its_places_team_and_history(cast: Cast) -> None:
    old = merge(cast)
    Place.objects.create(municipality=cast.here, name="Dorpeloord", kind=Place.Kind.TOWN)
    Place.objects.create(municipality=cast.here, name="Weggehaald", kind=Place.Kind.TOWN, is_active=False)
    seen = page(cast.client("analyst"), reverse("accounts:municipality", args=[cast.here.code]))
    for text in ("Dorpeloord", "Basisteam Noord", "Toneel-Noord", "Oudeland", "Gemeente Aerlevoort"):
        assert text in seen
    assert "Weggehaald" not in seen
    seen = page(cast.client("analyst"), reverse("accounts:municipality", args=[old.code]))
    assert reverse("accounts:municipality", args=[cast.here.code]) in seen


def test_organisations_are_filtered_by_kind_and_text(cast: Cast) -> None:
    add_organisations(cast, 2)
    url, client = reverse("accounts:organisations"), cast.client("analyst")
    assert "Nieuwe school 01" in page(client, url)
    assert "Nieuwe school 01" not in page(client, url, **{"organisations-kind": "library"})
    assert "Nieuwe school 00" not in page(client, url, **{"organisations-q": "school 01"})


def test_an_organisation_that_is_switched_off_is_not_listed(cast: Cast) -> None:
    add_organisations(cast, 1)
    assert "Nieuwe school 00" in page(cast.client("analyst"), reverse("accounts:organisations"))
    Organisation.objects.filter(code="school-0").update(is_active=False)
    assert "Nieuwe school 00" not in page(cast.client("analyst"), reverse("accounts:organisations"))


def test_an_export_of_organisations_holds_what_the_list_holds_and_stands_in_the_log(cast: Cast) -> None:
    url = reverse("accounts:organisations")
    response = cast.client("official_here").get(url, {"organisations-export": "csv"})
    text = b"".join(response.streaming_content if response.streaming else [response.content]).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "Gemeente Aerlevoort" in text
    assert cast.canary_elsewhere not in text
    assert AuditEvent.objects.filter(action=Action.EXPORT_ORGANISATIONS).count() == 1


@pytest.mark.parametrize("name", ["accounts:map", "accounts:organisations", "accounts:municipality"])
def test_one_item_and_many_cost_the_same_number_of_queries(
    name: str, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    url = reverse(name, args=[cast.here.code] if name.endswith("municipality") else [])
    client = cast.client("analyst")
    with django_assert_max_num_queries(14 + of_the_lock()):
        page(client, url)
    add_organisations(cast, 35)
    for number in range(35):
        place = Municipality.objects.create(
            code=f"GM8{number:03}",
            name=f"Veelwijk {number}",
            safety_region=cast.here.safety_region,
            police_team=cast.here.police_team,
            valid_from=date(2011, 1, 1),
            valid_to=date(2022, 1, 1),
            tile_column=number + 1,
            tile_row=2,
        )
        Succession.objects.create(predecessor=place, successor=cast.here, on=date(2022, 1, 1))
        Place.objects.create(municipality=cast.here, name=f"Dorp {number}", kind=Place.Kind.TOWN)
    with django_assert_max_num_queries(14 + of_the_lock()):
        page(client, url)
