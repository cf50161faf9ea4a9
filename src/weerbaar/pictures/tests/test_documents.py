"""A frozen picture goes along in five forms for each audience, is read first, and is put beside the one before."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from tests.cast import Cast
from weerbaar.accounts.models import Action, AuditEvent
from weerbaar.pictures.models import FrozenPicture
from weerbaar.pictures.services.audience import AUDIENCES
from weerbaar.pictures.services.content import Part
from weerbaar.pictures.services.documents import document_of
from weerbaar.pictures.services.reading import shown
from weerbaar.pictures.services.render import FORMATS
from weerbaar.pictures.services.render_words import LINE, column_shares
from weerbaar.pictures.tests.sample import STATEMENTS, sample
from weerbaar.pictures.tests.test_freeze import frozen_of, picture_of
from weerbaar.pictures.views import frozen as pages

STARTS = {"html": b"<!doctype html>", "pdf": b"%PDF", "docx": b"PK", "pptx": b"PK", "md": b"#"}


@pytest.fixture
def frozen(cast: Cast) -> FrozenPicture:
    return frozen_of(cast, picture_of(cast), sample())


def address(frozen: FrozenPicture, name: str, *more: str) -> str:
    return reverse(f"pictures:{name}", args=[frozen.pk, *more])


@pytest.mark.django_db
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_form_goes_along_as_a_file_with_a_safe_name_and_the_log_says_so(
    cast: Cast, frozen: FrozenPicture, form: str
) -> None:
    answer = cast.client("official_here").get(address(frozen, "document", "driehoek", form))
    assert answer.status_code == 200
    name = f"lokaal-beeld-meerwijk-juli-september-2026-versie-1-voor-de-driehoek.{form}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == FORMATS[form]
    assert answer.content.lstrip().startswith(STARTS[form])
    event = AuditEvent.objects.get(action=Action.EXPORT_PICTURE)
    assert (event.subject_kind, event.subject_id) == ("frozenpicture", str(frozen.pk))
    assert event.actor_id == cast["official_here"].user_id


@pytest.mark.django_db
def test_a_name_that_means_something_to_a_system_becomes_letters_and_hyphens(cast: Cast) -> None:
    odd = sample().as_json().replace("Lokaal beeld Meerwijk", '../\\r\\nX: a\\";é' + "lang " * 60)
    frozen = frozen_of(cast, picture_of(cast), type(sample()).from_json(odd))
    made = document_of(actor=cast["analyst"], frozen=frozen, form="md", audience="public", now=cast.now)
    assert made.name.startswith("x-aelang-lang")
    assert made.name.endswith("-versie-1-openbare-versie.md")
    assert set(made.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert len(made.name) < 128


@pytest.mark.django_db
def test_a_form_or_audience_that_is_not_there_and_a_picture_of_others_is_not_found(
    cast: Cast, frozen: FrozenPicture
) -> None:
    here, elsewhere = cast.client("official_here"), cast.client("official_elsewhere")
    for more in (("driehoek", "exe"), ("nobody", "pdf")):
        assert here.get(address(frozen, "document", *more)).status_code == 404
    assert here.get(address(frozen, "preview", "nobody")).status_code == 404
    good = [address(frozen, "document", "public", "md"), address(frozen, "preview", "public")]
    good += [address(frozen, "forms"), address(frozen, "changes"), address(frozen, "version")]
    assert [here.get(one).status_code for one in good] == [200] * 5
    assert [elsewhere.get(one).status_code for one in good] == [404] * 5


@pytest.mark.django_db
def test_the_page_offers_each_form_to_each_audience_and_a_preview(cast: Cast, frozen: FrozenPicture) -> None:
    page = cast.client("executive").get(address(frozen, "forms")).content.decode()
    assert set(pages.AUDIENCES) == set(AUDIENCES)
    assert set(pages.FORMS) == set(FORMATS)
    for audience in AUDIENCES:
        assert address(frozen, "preview", audience) in page
        assert all(address(frozen, "document", audience, form) in page for form in FORMATS)


@pytest.mark.django_db
def test_the_preview_is_what_the_audience_gets_without_anything_the_browser_would_refuse(cast: Cast) -> None:
    nasty = sample().as_json().replace("Praat met bewoners.", "<script>alert(1)</script>")
    frozen = frozen_of(cast, picture_of(cast), type(sample()).from_json(nasty))
    client = cast.client("official_here")
    seen = {one: client.get(address(frozen, "preview", one)).content.decode() for one in ("full", "driehoek", "public")}
    assert "Nog niet besproken in de driehoek" in seen["driehoek"]
    assert "Nog niet besproken in de driehoek" not in seen["public"]
    assert "Uw rechten" in seen["public"]
    assert "TLP:CLEAR, iedereen · openbaar" in seen["public"]
    for page in seen.values():
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
        assert " style=" not in page


@pytest.mark.django_db
def test_the_version_page_tells_marking_digest_reason_and_what_was_used(cast: Cast) -> None:
    picture = picture_of(cast)
    first = frozen_of(cast, picture, sample())
    second = frozen_of(cast, picture, sample(charts=1), "Een grafiek klopte niet.")
    page = cast.client("official_here").get(address(second, "version")).content.decode()
    for told in (second.digest, first.digest, "Een grafiek klopte niet.", "TLP:AMBER", "onrust over opvang"):
        assert told in page


@pytest.mark.django_db
def test_what_changed_stands_side_by_side_in_tables_with_a_caption(cast: Cast) -> None:
    picture = picture_of(cast)
    first = frozen_of(cast, picture, sample())
    text = sample().as_json().replace('"certainty":"possible"', '"certainty":"likely"').replace('"1.284"', '"1.300"')
    text = text.replace(STATEMENTS[2], "Er is een nieuw overleg met bewoners gestart.")
    second = frozen_of(cast, picture, type(sample()).from_json(text), "Een cijfer klopte niet.")
    client = cast.client("official_here")
    page = client.get(address(second, "changes")).content.decode()
    assert page.count("<caption") == 3
    for told in ("1.284", "1.300", "(zekerheid: mogelijk)", "(zekerheid: waarschijnlijk)", "nieuw overleg"):
        assert told in page
    assert "eerste beeld van dit gebied" in client.get(address(first, "changes")).content.decode()


def test_a_column_of_a_printed_table_is_as_wide_as_what_it_says() -> None:
    wide, narrow = column_shares([("Bron", "Berichten"), ("Verslag van de raad over de opvang in de wijk", "12")])
    assert wide > 2 * narrow
    assert round(wide + narrow) == LINE
    crowded = column_shares([("Verantwoordelijkheid",) * 8])
    assert len(crowded) == 8
    assert len(set(crowded)) == 1
    assert len(column_shares([("", "")])) == 2


def test_a_heading_on_a_page_skips_no_level() -> None:
    levels = (4, 4, 3, 4)
    parts = tuple(Part(kind="heading", text="Kop", level=level) for level in levels)
    (seen,) = shown(content=replace(sample(), sections=(replace(sample().sections[1], parts=parts),)))
    assert re.findall(r"<h(\d)>", seen.html) == ["3", "4", "3", "4"]
