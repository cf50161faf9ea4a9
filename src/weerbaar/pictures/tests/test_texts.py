"""Nothing that was typed is lost: two pages at once, a page that saves by itself, a closed browser, an earlier text."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests.cast import Cast, add_member
from weerbaar.accounts.models import Action, AuditEvent
from weerbaar.accounts.services import NotAllowed
from weerbaar.pictures.models import Section
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.services import partners, texts
from weerbaar.pictures.tests.test_writing import section, started


def typed(cast: Cast, row: Section, text: str, base: int, minutes: float = 0, who: str = "official_here") -> Any:
    at = cast.now + timedelta(minutes=minutes)
    return texts.save_text(actor=cast[who], section=row, text=text, base_number=base, by_itself=True, now=at)


def told(section: Section) -> list[str]:
    return [one.text for one in section.texts.order_by("number")]


@pytest.mark.django_db
def test_what_a_page_saves_by_itself_continues_the_version_of_a_moment_ago_and_stands_once_in_the_log(
    cast: Cast,
) -> None:
    core = section(started(cast))
    number = 0
    for step in range(1, 6):
        number = typed(cast, core, "De rust keert terug. " * step, number, minutes=step).number
    assert told(core) == [("De rust keert terug. " * 5).strip()]
    assert number == 5
    assert AuditEvent.objects.filter(action=Action.WRITE_PICTURE).count() == 1


@pytest.mark.django_db
def test_the_version_before_stays_when_much_goes_out_when_time_passed_or_when_somebody_else_goes_on(cast: Cast) -> None:
    core = section(started(cast))
    long = "De rust keert terug in de wijk. " * 6
    first = typed(cast, core, long, 0)
    emptied = typed(cast, core, "Kort.", first.number, minutes=1)
    assert told(core) == [long.strip(), "Kort."]
    later = typed(cast, core, "Kort. En later.", emptied.number, minutes=30)
    cast.members["colleague"] = add_member(
        key="colleague", role=cast["official_here"].role, organisation=cast["official_here"].organisation
    )
    typed(cast, core, "Kort. En later. Door een ander.", later.number, minutes=31, who="colleague")
    assert told(core) == [long.strip(), "Kort.", "Kort. En later.", "Kort. En later. Door een ander."]


@pytest.mark.django_db
def test_two_pages_of_one_person_that_save_by_themselves_lose_nothing(cast: Cast) -> None:
    core = section(started(cast))
    base = typed(cast, core, "Begin.", 0).number
    typed(cast, core, "Begin. Eerste blad.", base, minutes=1)
    for step, text in enumerate(("Begin. Tweede", "Begin. Tweede blad.")):
        beside = typed(cast, core, text, base, minutes=2 + step)
        assert beside.is_contradiction
    written = drafts.written_in(section=section(core.picture))
    assert written.text == "Begin. Eerste blad."
    assert [one.text for one in written.waiting] == ["Begin. Tweede blad."]


@pytest.mark.django_db
def test_the_answer_to_a_page_says_what_became_of_the_text_and_how_it_looks(cast: Cast) -> None:
    picture = started(cast)
    address = reverse("pictures:autosave", args=[picture.pk, 2])
    client = cast.client("official_here")
    told = client.post(address, {"text": "## Kop\n\n- een\n- twee", "base_number": "0"}).json()
    assert (told["state"], told["number"]) == ("saved", 1)
    assert [one["kind"] for one in told["parts"]] == ["heading", "list"]
    refused = client.post(address, {"text": "Bel Jan de Vries op 06-12345678.", "base_number": "1"}).json()
    assert refused["state"] == "refused"
    assert any("telefoonnummer" in line for line in refused["says"])
    assert "Vries" not in str(refused)
    assert section(picture).texts.count() == 1
    assert client.post(address, {"text": "x" * 40_001, "base_number": "1"}).json()["state"] == "refused"


@pytest.mark.django_db
def test_an_earlier_text_is_looked_at_and_put_back_and_what_stood_there_stays(cast: Cast) -> None:
    picture = started(cast)
    core = section(picture)
    for number, text in enumerate(("Een.", "Twee.")):
        texts.save_text(actor=cast["official_here"], section=core, text=text, base_number=number, now=cast.now)
    cast["official_here"].user.function = "beleidsmedewerker"
    cast["official_here"].user.save()
    client = cast.client("official_here")
    page = client.get(reverse("pictures:history", args=[picture.pk, 2])).content.decode()
    assert "beleidsmedewerker" in page
    assert "Speler" not in page[page.index("<main") :]
    address = reverse("pictures:text-version", args=[picture.pk, 2, 1])
    assert "<p>Een.</p>" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert told(core) == ["Een.", "Twee.", "Een."]
    assert client.get(reverse("pictures:text-version", args=[picture.pk, 2, 9])).status_code == 404
    with pytest.raises(NotAllowed):
        texts.put_back(actor=cast["official_elsewhere"], section=core, number=1, now=cast.now)


@pytest.mark.django_db
def test_a_link_lets_its_holder_write_one_section_in_the_name_of_the_owner_and_shows_nothing_else(cast: Cast) -> None:
    picture = started(cast)
    texts.save_text(actor=cast["official_here"], section=section(picture), text="Geheim.", base_number=0, now=cast.now)
    polarisation = section(picture, "polarisation")
    police = cast.organisations["police"]
    partners.give_section(actor=cast["official_here"], section=polarisation, owner=police, now=now())
    polarisation.refresh_from_db()
    token = partners.give_link(actor=cast["official_here"], section=polarisation, now=now())
    address, visitor = reverse("pictures:section-by-link", args=[token]), Client()
    page = visitor.get(address).content.decode()
    assert "Politie basisteam Noord" in page
    assert "Geheim" not in page
    visitor.post(address, {"text": "Op straat is het rustig.", "base_number": "0"})
    visitor.post(
        reverse("pictures:autosave-by-link", args=[token]),
        {"text": "Op straat is het rustig. Ook 's avonds.", "base_number": "1"},
    )
    (saved,) = polarisation.texts.all()
    assert (saved.organisation, saved.text) == (police, "Op straat is het rustig. Ook 's avonds.")
    polarisation.refresh_from_db()
    assert token not in polarisation.link_digest


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["ended", "another owner", "another link", "after thirty days", "closed picture"])
def test_a_link_ends(cast: Cast, end: str) -> None:
    picture, director = started(cast), cast["official_here"]
    row = section(picture, "polarisation")
    token = partners.give_link(actor=director, section=row, now=now())
    assert Client().get(reverse("pictures:section-by-link", args=[token])).status_code == 200
    if end == "ended":
        partners.end_link(actor=director, section=row, now=now())
    elif end == "another owner":
        partners.give_section(actor=director, section=row, owner=cast.organisations["police"], now=now())
    elif end == "another link":
        partners.give_link(actor=director, section=row, now=now())
    elif end == "closed picture":
        type(picture).objects.update(is_closed=True)
    else:
        Section.objects.filter(pk=row.pk).update(link_expires_at=now() - timedelta(seconds=1))
    gone = Client().get(reverse("pictures:section-by-link", args=[token]))
    assert gone.status_code == 404
    assert "werkt niet meer" in gone.content.decode()
    fields = {"text": "Te laat.", "base_number": "0"}
    assert Client().post(reverse("pictures:autosave-by-link", args=[token]), fields).status_code == 404
    with pytest.raises(texts.LinkIsOver):
        texts.save_by_link(token=token, text="Te laat.", base_number=0, now=now())
    assert not row.texts.exists()


@pytest.mark.django_db
def test_only_the_director_gives_sections_and_links(cast: Cast) -> None:
    row = section(started(cast))
    orders = (
        lambda who: partners.give_link(actor=cast[who], section=row, now=cast.now),
        lambda who: partners.end_link(actor=cast[who], section=row, now=cast.now),
        lambda who: partners.give_section(
            actor=cast[who], section=row, owner=cast.organisations["police"], now=cast.now
        ),
    )
    for order in orders:
        with pytest.raises(texts.OnlyTheDirector):
            order("analyst")
        with pytest.raises(NotAllowed):
            order("official_elsewhere")
        order("official_here")
