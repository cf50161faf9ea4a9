"""Every check can be met from the screen, and what is arranged, not known and meant for whom stands in the picture."""

from datetime import date

import pytest
from django.urls import reverse

from tests.cast import Cast
from weerbaar.pictures.models import Picture, Statement
from weerbaar.pictures.services.calendar import days_between
from weerbaar.pictures.services.checks import CHECKS
from weerbaar.pictures.services.jargon import explained_in, unexplained_in
from weerbaar.pictures.services.reading import DraftPage, draft_page
from weerbaar.pictures.services.small_numbers import SMALL
from weerbaar.pictures.services.texts import save_text
from weerbaar.pictures.services.writing import Said, state
from weerbaar.pictures.tests.stage import ITEM_TOPIC, TOPIC, a_signal, an_item
from weerbaar.pictures.tests.test_writing import composed, section, started


def page_of(cast: Cast, picture: Picture) -> DraftPage:
    return draft_page(actor=cast["official_here"], picture=Picture.objects.get(pk=picture.pk), now=cast.now)


def lacks(cast: Cast, picture: Picture) -> list[tuple[str, str]]:
    return [(one.check.key, one.about) for one in page_of(cast, picture).lacks]


def post(cast: Cast, picture: Picture, name: str, *more: object, **fields: object) -> int:
    address = reverse(f"pictures:{name}", args=[picture.pk, *more])
    return cast.client("official_here").post(address, fields).status_code


@pytest.mark.django_db
def test_readers_are_functions_and_the_marking_stands_on_the_picture(cast: Cast) -> None:
    picture = started(cast)
    assert ("P-08", "") in lacks(cast, picture)
    fields = {"sharing": "green", "openness": "network", "review_on": "2026-12-01"}
    assert post(cast, picture, "marking", recipients="burgemeester\n\nteamchef\nburgemeester", **fields) == 302
    content = page_of(cast, picture).content
    assert content.recipients == ("burgemeester", "teamchef")
    assert (content.sharing, content.openness, content.review_on) == ("green", "network", "2026-12-01")
    assert ("P-08", "") not in lacks(cast, picture)
    cast.client("analyst").post(
        reverse("pictures:marking", args=[picture.pk]), {**fields, "sharing": "clear", "recipients": ""}
    )
    assert Picture.objects.get().sharing == "green"


@pytest.mark.django_db
def test_the_approach_is_filled_in_per_phenomenon_and_a_gap_is_named(cast: Cast) -> None:
    picture = started(cast)
    a_signal(cast)
    assert ("P-12", "Anti-institutioneel extremisme") in lacks(cast, picture)
    cells = {"policy": "in_order", "network": "none", "training": "partly", "offer": "unknown"}
    assert post(cast, picture, "approach-topic", TOPIC, **cells, training_note="een dag in mei") == 302
    assert not [one for one in lacks(cast, picture) if one[0] == "P-12"]
    page = cast.client("official_here").get(reverse("pictures:approach", args=[picture.pk])).content.decode()
    assert "Hier ontbreekt iets" in page
    text = composed(picture, cast).as_json()
    assert "niets geregeld" in text
    assert "deels: een dag in mei" in text
    assert post(cast, picture, "approach-topic", "bestaat-niet", **cells) == 404


@pytest.mark.django_db
def test_white_spots_are_written_down_found_and_taken_out(cast: Cast) -> None:
    picture = started(cast)
    address = reverse("pictures:white-spots", args=[picture.pk])
    assert post(cast, picture, "white-spots", text="Wat er op scholen speelt.") == 302
    page = cast.client("official_here").get(address).content.decode()
    assert "Wat er op scholen speelt." in page
    assert "Gemeente Aerlevoort heeft nog niets geschreven." in page
    assert "Wat er op scholen speelt." in composed(picture, cast).as_json()
    assert post(cast, picture, "drop-white-spot", picture.white_spots.get().pk) == 302
    assert "Wat er op scholen speelt." not in composed(picture, cast).as_json()


@pytest.mark.django_db
def test_a_statement_is_mended_or_taken_back(cast: Cast) -> None:
    picture = started(cast)
    item = an_item(cast)
    old = state(actor=cast["official_here"], section=section(picture), said=Said("Rust.", "likely", ""), now=cast.now)
    Statement.objects.update(stated_on=date(2024, 1, 1))
    assert {("P-04", "Rust."), ("P-05", "Rust.")} <= set(lacks(cast, picture))
    fields = {"text": "Meer rust.", "certainty": "possible", "reason": "twee bronnen", "basis": f"item:{item.pk}"}
    assert post(cast, picture, "statement", 2, old.pk, **fields) == 302
    assert not {"P-04", "P-05"} & {key for key, _about in lacks(cast, picture)}
    assert Statement.objects.get().basis.get().label.startswith("Bericht: Stickers op de brug (Nieuwsblad Toneel")
    assert post(cast, picture, "take-back", 2, old.pk) == 302
    assert not Statement.objects.exists()
    assert post(cast, picture, "statement", 2, old.pk, **fields) == 404


@pytest.mark.django_db
def test_protest_in_the_phenomena_and_words_that_are_not_explained_are_found_with_their_place(cast: Cast) -> None:
    picture = started(cast)
    text = "Bij de demonstratie ging het over de ABCD en de NCTV."
    for key in ("core", "phenomena"):
        save_text(actor=cast["official_here"], section=section(picture, key), text=text, base_number=0, now=cast.now)
    found = [(one.check.key, one.section, one.about) for one in page_of(cast, picture).lacks]
    assert ("P-10", 2, "ABCD") in found
    assert [one for one in found if one[0] == "P-11"] == [("P-11", 5, "demonstratie")]
    addresses = {one.check.key: one.address for one in page_of(cast, picture).lacks}
    assert all(addresses.values())
    assert set(addresses) <= set(CHECKS)
    assert "Nationaal Coördinator Terrorismebestrijding en Veiligheid." in composed(picture, cast).as_json()


@pytest.mark.django_db
def test_fewer_than_five_signals_are_never_a_number_and_five_are(cast: Cast) -> None:
    picture = started(cast)
    for number in range(1, 6):
        a_signal(cast, number=number)
    a_signal(cast, topic=ITEM_TOPIC)
    phenomena = next(one for one in composed(picture, cast).sections if one.key == "phenomena")
    (table,) = [part for part in phenomena.parts if part.kind == "table"]
    assert dict(table.rows) == {"Anti-institutioneel extremisme": "5", "Rechts-extremisme": SMALL}


@pytest.mark.django_db
def test_a_picture_without_any_data_says_so_decently_and_every_page_of_it_opens(cast: Cast) -> None:
    picture = started(cast)
    client = cast.client("official_here")
    for name in ("draft", "approach", "white-spots", "marking"):
        assert client.get(reverse(f"pictures:{name}", args=[picture.pk])).status_code == 200
    for number in range(1, 12):
        assert client.get(reverse("pictures:section", args=[picture.pk, number])).status_code == 200
    text = composed(picture, cast).as_json()
    for words in (
        "Professionals gaven hierover in deze periode geen signalen.",
        "Netwerk, trainingen en minimale vereisten staan nog niet in Weerbaar.",
        "Er zijn geen contextcijfers",
        "nog geen advies verstuurd",
        "Plaatselijke dagen schrijft de gemeente er",
    ):
        assert words in text


def test_the_calendar_knows_moving_days() -> None:
    days = {one.name: one.on for one in days_between(first=date(2026, 1, 1), last=date(2026, 12, 31))}
    assert days["Eerste paasdag"] == date(2026, 4, 5)
    assert days["Hemelvaartsdag"] == date(2026, 5, 14)
    assert days["Prinsjesdag"] == date(2026, 9, 15)
    assert days["Landelijke intocht van Sinterklaas"] == date(2026, 11, 14)
    assert days["Verkiezing van de gemeenteraad"] == date(2026, 3, 18)
    assert days_between(first=date(2026, 7, 2), last=date(2026, 7, 3)) == []


def test_a_word_is_explained_by_the_list_by_brackets_or_not() -> None:
    assert unexplained_in(text="De QRS kwam, en de XYZ (een werkgroep), en de werkgroep (ABC).") == ["QRS"]
    assert unexplained_in(text="Ecofascisme en activisme. De NCTV.") == ["Ecofascisme"]
    assert [word for word, _meaning in explained_in(texts=["De nctv en de Driehoek."])] == ["driehoek", "NCTV"]
