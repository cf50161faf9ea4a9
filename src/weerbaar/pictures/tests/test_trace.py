"""Every sentence and figure of a frozen picture leads to its records in two clicks, and stays when they change."""

from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from tests.cast import Cast
from weerbaar.pictures.models import FrozenPicture, Picture
from weerbaar.pictures.services import NothingChanged, verify_pictures
from weerbaar.pictures.services.content import PictureContent
from weerbaar.pictures.services.reading import MAY_END, agree, freeze
from weerbaar.pictures.services.writing import Said, as_basis, state
from weerbaar.pictures.tests.stage import a_signal, an_item, finding_in, links_of
from weerbaar.pictures.tests.test_writing import composed, section, started
from weerbaar.sources.models import Item, ItemCount
from weerbaar.trends.models import Finding, Interpretation, Scan
from weerbaar.trends.tests.stage import counted, on_a_signal

FIGURES = {"statement", "chart", "table"}
FROM_THE_PICTURE_ITSELF = {
    "Aanpak naast beeld",
    "Begrippen",
    "Dagen die ertoe kunnen doen",
    "Gewijzigd sinds het vorige beeld",
}


@pytest.fixture
def frozen(cast: Cast) -> FrozenPicture:
    """A picture with a trend and what it means, an item, a signal and a statement, frozen by two."""
    item = an_item(cast)
    a_signal(cast)
    trend = on_a_signal(cast)
    found = finding_in(cast)
    type(trend).objects.update(first_week="2025-W45")
    counted(cast, trend)
    picture = started(cast)
    grounds = [(f"item:{item.pk}", "Bericht: stickers"), (f"finding:{found.pk}", "Bevinding: meer dan verwacht")]
    basis = as_basis(chosen=[key for key, _name in grounds], grounds=grounds)
    said = Said("De aandacht nam toe.", "likely", "twee bronnen", basis)
    state(actor=cast["official_here"], section=section(picture), said=said, now=cast.now)
    return frozen_now(cast, picture)


def frozen_now(cast: Cast, picture: Picture, reason: str = "") -> FrozenPicture:
    agree(actor=cast["analyst"], picture=picture, now=cast.now)
    return freeze(actor=cast["official_here"], picture=picture, reason=reason, now=cast.now)


def parts_of(content: PictureContent) -> list[Any]:
    return [part for one in content.sections for part in one.parts]


@pytest.mark.django_db
def test_every_figure_and_judgement_of_a_frozen_picture_leads_to_its_records_in_two_clicks(
    cast: Cast, frozen: FrozenPicture
) -> None:
    content, client = PictureContent.from_json(frozen.content), cast.client("analyst")
    told = [part for part in parts_of(content) if part.kind in FIGURES and part.text not in FROM_THE_PICTURE_ITSELF]
    assert {part.kind for part in told} == FIGURES
    assert all(part.traces and all(trace.address for trace in part.traces) for part in told)
    page = client.get(reverse("pictures:version", args=[frozen.pk])).content.decode()
    first = set(links_of(page))
    used = reverse("pictures:version", args=[frozen.pk]) + "gebruikt/"
    second = {link for one in first if one.startswith(used) for link in links_of(client.get(one).content.decode())}
    for trace in (trace for part in told for trace in part.traces):
        assert trace.address in (second if trace.kind in MAY_END else first)
    seen = {trace.kind for part in told for trace in part.traces}
    assert {"trend", "interpretation", "item", "items", "signals", "source", "finding"} <= seen
    for address in {trace.address for part in told for trace in part.traces}:
        assert client.get(address).status_code == 200
    items = next(one for one in first if one.startswith("/items/?"))
    assert any(
        one.startswith("/items/") and one.count("/") == 3 for one in links_of(client.get(items).content.decode())
    )


@pytest.mark.django_db
def test_a_record_that_changes_moves_no_frozen_picture_and_the_next_draft_says_what_moved(
    cast: Cast, frozen: FrozenPicture
) -> None:
    before = frozen.content
    Interpretation.objects.update(
        meaning="De stickers horen bij een landelijke campagne die hier veel weerklank vindt.", likelihood="likely"
    )
    ItemCount.objects.update(count=9)
    frozen.refresh_from_db()
    assert frozen.content == before
    assert list(verify_pictures()) == []
    core = next(one for one in composed(frozen.picture, cast).sections if one.key == "core")
    (moved,) = [part for part in core.parts if part.text == "Gewijzigd sinds het vorige beeld"]
    said = {(row[0], row[1]): row[2] for row in moved.rows}
    assert said["Vraag en verantwoording: Gelezen bronnen: Nieuwsblad Toneel, Berichten", "7"] == "9"
    assert said["Fenomenen: Rechts-extremisme: berichten per week: 2025-W45", "7"] == "9"
    assert any("weinig weerklank" in old and "veel weerklank" in new for (_where, old), new in said.items())


@pytest.mark.django_db
def test_a_finding_under_a_frozen_picture_can_be_read_as_it_stood_after_the_week_is_scanned_again(
    cast: Cast, frozen: FrozenPicture
) -> None:
    content, client = PictureContent.from_json(frozen.content), cast.client("analyst")
    number = next(place for place, one in enumerate(content.used, start=1) if one.kind == "finding")
    there = reverse("pictures:used", args=[frozen.pk, number])
    said = ("De aandacht nam toe.", *content.used[number - 1].facts)
    assert len(said) > 4
    assert all(one in client.get(there).content.decode() for one in said)
    old = Finding.objects.get(pk=content.used[number - 1].record_id)
    Scan.objects.filter(pk=old.scan_id).update(is_current=False)
    fresh = finding_in(cast, count=2)
    assert all(one in client.get(there).content.decode() for one in said)
    series = client.get(reverse("trends:series", args=[old.pk])).content.decode()
    assert reverse("trends:series", args=[fresh.pk]) in links_of(series)
    assert client.get(reverse("pictures:used", args=[frozen.pk, 999])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["official_here", "executive", "partner"])
def test_no_link_of_a_frozen_picture_is_closed_to_who_may_read_it(cast: Cast, frozen: FrozenPicture, who: str) -> None:
    client = cast.client(who)
    links = links_of(client.get(reverse("pictures:version", args=[frozen.pk])).content.decode())
    assert any("/gebruikt/" in one for one in links)
    led = [one for first in links if "/gebruikt/" in first for one in links_of(client.get(first).content.decode())]
    assert {one: client.get(one).status_code for one in (*links, *led)} == dict.fromkeys((*links, *led), 200)


@pytest.mark.django_db
def test_an_item_that_came_to_its_end_is_told_so_and_the_picture_still_names_it(
    cast: Cast, frozen: FrozenPicture
) -> None:
    content, client = PictureContent.from_json(frozen.content), cast.client("analyst")
    number = next(place for place, one in enumerate(content.used, start=1) if one.kind == "item")
    there, address = reverse("pictures:used", args=[frozen.pk, number]), content.used[number - 1].address
    assert address in links_of(client.get(there).content.decode())
    Item.objects.all().delete()
    page = client.get(there).content.decode()
    assert address not in links_of(page)
    assert "Bericht: stickers" in page


@pytest.mark.django_db
def test_a_frozen_picture_answers_to_no_form_and_has_no_page_in_the_admin(cast: Cast, frozen: FrozenPicture) -> None:
    client, before = cast.client("official_here"), frozen.content
    fields = {"content": "{}", "text": "Anders.", "reason": "Zomaar.", "base_number": "0"}
    for name, more in (("version", ()), ("changes", ()), ("forms", ()), ("preview", ("full",))):
        address = reverse(f"pictures:{name}", args=[frozen.pk, *more])
        assert client.get(address).status_code == 200
        for method in (client.post, client.put, client.patch, client.delete):
            assert method(address, fields).status_code == 405
    assert not apps.is_installed("django.contrib.admin")
    frozen.refresh_from_db()
    assert frozen.content == before


@pytest.mark.django_db
def test_who_froze_reads_that_nothing_changed_when_the_same_is_frozen_again(cast: Cast, frozen: FrozenPicture) -> None:
    with pytest.raises(NothingChanged):
        agree(actor=cast["analyst"], picture=frozen.picture, now=cast.now)
    a_signal(cast, topic="links-extremisme")
    assert frozen_now(cast, frozen.picture, "Een signaal kwam later binnen.").number == 2
