"""Freezing needs two people of two organisations; what was frozen never changes, or is found out."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from tests.cast import Cast
from weerbaar.accounts.services import NotAllowed, Refused
from weerbaar.accounts.services.endorsement import SecondOrganisationNeeded
from weerbaar.pictures import services
from weerbaar.pictures.models import FrozenPicture, FrozenPictureNeverChanges, Picture
from weerbaar.pictures.selectors.frozen import frozen_visible_to, previous_of
from weerbaar.pictures.services.compare import changes_between
from weerbaar.pictures.services.content import PictureContent
from weerbaar.pictures.tests.sample import STATEMENTS, sample
from weerbaar.signals.services import PersonalDataInText


def picture_of(cast: Cast) -> Picture:
    return Picture.objects.create(
        region=cast["analyst"].organisation.region, municipality=cast.here, director=cast["official_here"].organisation,
        period_from=date(2025, 7, 1), period_to=date(2025, 9, 30), review_on=date(2026, 9, 1),
        started_at=cast.now, changed_at=cast.now,
    )  # fmt: skip


def frozen_of(cast: Cast, picture: Picture, content: PictureContent, reason: str = "") -> FrozenPicture:
    services.agree_to_freeze(actor=cast["analyst"], picture=picture, content=content, now=cast.now)
    return services.freeze_picture(
        actor=cast["official_here"], picture=picture, content=content, reason=reason, now=cast.now
    )


@pytest.mark.django_db
@pytest.mark.proves("L5")
def test_two_people_of_two_organisations_freeze_and_the_content_stands_as_it_was(cast: Cast) -> None:
    picture, content = picture_of(cast), sample()
    with pytest.raises(services.NobodyAgreedYet):
        services.freeze_picture(actor=cast["official_here"], picture=picture, content=content, now=cast.now)
    services.agree_to_freeze(actor=cast["analyst"], picture=picture, content=content, now=cast.now)
    for same in ("analyst", "project_leader"):
        with pytest.raises(SecondOrganisationNeeded):
            services.freeze_picture(actor=cast[same], picture=picture, content=content, now=cast.now)
    assert not FrozenPicture.objects.exists()
    frozen = services.freeze_picture(actor=cast["official_here"], picture=picture, content=content, now=cast.now)
    assert PictureContent.from_json(frozen.content) == content
    assert frozen.digest == content.digest
    assert list(services.verify_pictures()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["official_elsewhere", "partner", "trainer", "school_coordinator", "dpo", "maintainer"])
def test_who_may_not_freeze_here_is_refused(cast: Cast, who: str) -> None:
    picture = picture_of(cast)
    services.agree_to_freeze(actor=cast["analyst"], picture=picture, content=sample(), now=cast.now)
    with pytest.raises(NotAllowed):
        services.freeze_picture(actor=cast[who], picture=picture, content=sample(), now=cast.now)
    services.freeze_picture(actor=cast["official_here"], picture=picture, content=sample(), now=cast.now)


@pytest.mark.django_db
def test_the_first_agreement_holds_for_what_was_read_only_whatever_the_day(cast: Cast) -> None:
    picture, content = picture_of(cast), sample()
    services.agree_to_freeze(actor=cast["analyst"], picture=picture, content=content, now=cast.now)
    changed = replace(content, area="Elders")
    with pytest.raises(services.NotTheSameAnyMore):
        services.freeze_picture(actor=cast["official_here"], picture=picture, content=changed, now=cast.now)
    later = replace(content, composed_on="2026-10-03")
    assert services.freeze_picture(actor=cast["official_here"], picture=picture, content=later, now=cast.now).number


@pytest.mark.django_db
def test_a_correction_is_a_new_version_with_a_reason_without_a_person(cast: Cast) -> None:
    picture = picture_of(cast)
    first = frozen_of(cast, picture, sample())
    with pytest.raises(services.NothingChanged):
        services.agree_to_freeze(actor=cast["analyst"], picture=picture, content=sample(), now=cast.now)
    mended = sample(charts=1)
    with pytest.raises(services.ReasonForNewVersion):
        frozen_of(cast, picture, mended)
    with pytest.raises(PersonalDataInText):
        frozen_of(cast, picture, mended, "Fout gemeld door Jan de Vries, 06-12345678")
    second = frozen_of(cast, picture, mended, "Een grafiek klopte niet.")
    assert (second.number, second.previous_digest) == (2, first.digest)
    assert previous_of(frozen=second) == first
    assert list(services.verify_pictures()) == []


@pytest.mark.django_db
@pytest.mark.proves("L5")
def test_the_model_refuses_to_change_or_delete(cast: Cast) -> None:
    frozen = frozen_of(cast, picture_of(cast), sample())
    frozen.content = "{}"
    for attempt in (frozen.save, frozen.delete, FrozenPicture.objects.all().delete):
        with pytest.raises(FrozenPictureNeverChanges):
            attempt()
    with pytest.raises(FrozenPictureNeverChanges):
        FrozenPicture.objects.update(content="{}")
    assert FrozenPicture.objects.get().digest == sample().digest


@pytest.mark.django_db
@pytest.mark.proves("L5")
@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE pictures_frozenpicture SET content = replace(content, 'waarschijnlijk', 'zeker')", "inhoud"),
        ("UPDATE pictures_frozenpicture SET digest = content WHERE 1 = 0", ""),
        ("DELETE FROM pictures_frozenpicture WHERE number = 1", "weg"),
        ("UPDATE pictures_frozenpicture SET number = 7 WHERE number = 2", "ontbreekt"),
    ],
)
def test_a_change_by_sql_is_found(cast: Cast, sql: str, says: str) -> None:
    picture = picture_of(cast)
    frozen_of(cast, picture, sample())
    frozen_of(cast, picture, sample(charts=1), "Een grafiek klopte niet.")
    with connection.cursor() as cursor:
        cursor.execute(sql)
    problems = " ".join(services.verify_pictures())
    assert says in problems
    assert bool(problems) == bool(says)


@pytest.mark.django_db
def test_another_municipality_does_not_see_it(cast: Cast) -> None:
    frozen = frozen_of(cast, picture_of(cast), sample())
    seen = {who: list(frozen_visible_to(actor=cast[who])) for who in ("official_here", "analyst", "official_elsewhere")}
    assert seen == {"official_here": [frozen], "analyst": [frozen], "official_elsewhere": []}


def test_what_changed_shows_statements_certainty_and_figures_side_by_side() -> None:
    before = sample()
    assert changes_between(before=before, now=before) == []
    text = before.as_json().replace('"certainty":"possible"', '"certainty":"likely"').replace('"1.284"', '"1.300"')
    text = text.replace(STATEMENTS[2], "Er is een nieuw overleg met bewoners gestart.")
    found = changes_between(before=before, now=PictureContent.from_json(text))
    assert [(one.kind, one.name[:16]) for one in found] == [
        ("figure", "Gebruikte bronne"), ("certainty", STATEMENTS[1][:16]), ("statement", ""), ("statement", ""),
    ]  # fmt: skip
    assert (found[0].before, found[0].now) == ("1.284", "1.300")
    assert "mogelijk" in found[1].before
    assert "waarschijnlijk" in found[1].now
    assert (found[2].before, found[3].now) == ("", "")


def test_refusals_tell_the_user_what_to_do() -> None:
    refusals: list[type[Refused]] = [services.NobodyAgreedYet, services.NotTheSameAnyMore, services.NothingChanged]
    assert all(str(one.says) for one in refusals)
