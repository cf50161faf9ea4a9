"""A draft is started in one step, written by partners, and nothing of a person or of a colleague's work is lost."""

from datetime import date

import pytest

from tests.cast import Cast
from weerbaar.accounts.services import NotAllowed
from weerbaar.pictures.models import Picture, Section, SectionText, Statement, StatementBasis
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.services import agree_to_freeze, freeze_picture
from weerbaar.pictures.services.checks import lacks_of
from weerbaar.pictures.services.compose import compose, known_of
from weerbaar.pictures.services.content import SECTIONS, PictureContent, Trace
from weerbaar.pictures.services.marking import fill_in_approach, note_white_spot
from weerbaar.pictures.services.markup import parts_of
from weerbaar.pictures.services.texts import OnlyTheDirector, resolve_text, save_text
from weerbaar.pictures.services.writing import Said, start_picture, state
from weerbaar.signals.services import PersonalDataInText

PERSONAL = (
    "Bel Jan de Vries op 06-12345678.",
    "Mail naar fatima.bakker@voorbeeld.nl voor meer.",
    "Zijn BSN is 111222333.",
    "Karin Jansen woont aan de Dorpsstraat 12.",
)
QUARTER = {"period_from": date(2025, 10, 1), "period_to": date(2025, 12, 31)}


def started(cast: Cast, who: str = "official_here", place: str = "here") -> Picture:
    return start_picture(
        actor=cast[who],
        area=f"municipality:{getattr(cast, place).pk}",
        **QUARTER,
        now=cast.now,
    )


def composed(picture: Picture, cast: Cast) -> PictureContent:
    return compose(known=known_of(picture=picture, now=cast.now), now=cast.now)


def section(picture: Picture, key: str = "core") -> Section:
    return picture.sections.get(key=key)


@pytest.mark.django_db
def test_one_step_makes_all_eleven_sections_and_a_picture_without_data_says_so(cast: Cast) -> None:
    content = composed(started(cast), cast)
    assert [one.number for one in content.sections] == [one.number for one in SECTIONS]
    text = content.as_json()
    assert "weken is geen bericht gelezen" in text
    assert "is hierover niets bekend" in text
    assert PictureContent.from_json(text) == content


@pytest.mark.django_db
def test_who_may_not_write_here_starts_nothing(cast: Cast) -> None:
    started(cast)
    for who in ("official_elsewhere", "executive", "trainer", "dpo"):
        with pytest.raises(NotAllowed):
            started(cast, who)
    assert Picture.objects.count() == 1
    assert not drafts.drafts_visible_to(actor=cast["official_elsewhere"]).exists()
    assert not drafts.drafts_visible_to(actor=cast["trainer"]).exists()
    assert not drafts.may_write(actor=cast["executive"], picture=Picture.objects.get())


@pytest.mark.django_db
@pytest.mark.parametrize("text", PERSONAL)
def test_a_text_about_a_person_is_stopped_in_every_section_and_field(cast: Cast, text: str) -> None:
    picture, actor = started(cast), cast["official_here"]
    for one in picture.sections.all():
        with pytest.raises(PersonalDataInText):
            save_text(actor=actor, section=one, text=f"De onrust nam toe. {text}", base_number=0, now=cast.now)
        with pytest.raises(PersonalDataInText):
            state(actor=actor, section=one, said=Said("Het blijft rustig.", "likely", text), now=cast.now)
    with pytest.raises(PersonalDataInText):
        note_white_spot(actor=actor, picture=picture, text=text, now=cast.now)
    cells = [("a", "policy", "none", ""), ("a", "offer", "none", text)]
    with pytest.raises(PersonalDataInText):
        fill_in_approach(actor=actor, picture=picture, cells=cells, now=cast.now)
    assert not SectionText.objects.exists()
    assert not Statement.objects.exists()
    assert not picture.approach.exists()
    save_text(actor=actor, section=section(picture), text="De onrust nam toe.", base_number=0, now=cast.now)


@pytest.mark.django_db
def test_two_people_in_one_section_lose_nothing_and_the_director_decides(cast: Cast) -> None:
    picture = started(cast)
    core = section(picture)
    first = save_text(actor=cast["official_here"], section=core, text="Een.", base_number=0, now=cast.now)
    mine = save_text(actor=cast["official_here"], section=core, text="Een, en twee.", base_number=1, now=cast.now)
    theirs = save_text(actor=cast["analyst"], section=core, text="Een, en drie.", base_number=1, now=cast.now)
    assert (first.is_contradiction, mine.is_contradiction, theirs.is_contradiction) == (False, False, True)
    written = drafts.written_in(section=section(picture))
    assert written.text == "Een, en twee."
    assert [one.text for one in written.waiting] == ["Een, en drie."]
    known = known_of(picture=picture, now=cast.now)
    content = compose(known=known, now=cast.now)
    lacks = lacks_of(picture=picture, content=content, known=known, on=cast.now.date())
    assert "P-02" in {one.check.key for one in lacks if one.check.blocks}
    with pytest.raises(OnlyTheDirector):
        resolve_text(actor=cast["analyst"], section=core, text="Anders.", now=cast.now)
    resolve_text(actor=cast["official_here"], section=core, text="Een, twee en drie.", now=cast.now)
    written = drafts.written_in(section=section(picture))
    assert (written.text, written.waiting) == ("Een, twee en drie.", ())
    assert core.texts.count() == 4


@pytest.mark.django_db
def test_the_same_text_again_makes_no_new_version(cast: Cast) -> None:
    core = section(started(cast))
    one = save_text(actor=cast["official_here"], section=core, text="Een.\r\n", base_number=0, now=cast.now)
    assert save_text(actor=cast["official_here"], section=core, text="Een.", base_number=0, now=cast.now) == one


@pytest.mark.django_db
def test_a_statement_without_basis_is_marked_and_an_old_one_is_found(cast: Cast) -> None:
    picture, actor = started(cast), cast["official_here"]
    core = section(picture)
    state(actor=actor, section=core, said=Said("De onrust neemt af.", "likely", "twee bronnen"), now=cast.now)
    based = Said("De onrust blijft.", "possible", "", (Trace("signal", "12", "Signaal"),))
    state(actor=actor, section=core, said=based, now=cast.now)
    known = known_of(picture=picture, now=cast.now)
    content = compose(known=known, now=cast.now)
    lacks = lacks_of(picture=picture, content=content, known=known, on=cast.now.date())
    assert [one.about for one in lacks if one.check.key == "P-04"] == ["De onrust neemt af."]
    assert "P-05" not in {one.check.key for one in lacks}
    later = lacks_of(picture=picture, content=content, known=known, on=date(2027, 6, 1))
    assert [one.about for one in later if one.check.key == "P-05"] == ["De onrust blijft.", "De onrust neemt af."]
    assert StatementBasis.objects.get().label == "Signaal"


@pytest.mark.django_db
def test_what_was_composed_is_frozen_by_two_and_the_next_draft_says_what_changed(cast: Cast) -> None:
    picture = started(cast)
    core = section(picture)
    state(actor=cast["official_here"], section=core, said=Said("De onrust neemt af.", "likely", ""), now=cast.now)
    for_analyst, for_official = (composed(picture, cast) for _ in range(2))
    agree_to_freeze(actor=cast["analyst"], picture=picture, content=for_analyst, now=cast.now)
    frozen = freeze_picture(actor=cast["official_here"], picture=picture, content=for_official, now=cast.now)
    state(actor=cast["official_here"], section=core, said=Said("Er is een nieuwe groep.", "possible", ""), now=cast.now)
    changed = composed(picture, cast).as_json()
    assert "Gewijzigd sinds het vorige beeld" in changed
    assert "Er is een nieuwe groep. (zekerheid: mogelijk)" in changed
    frozen.refresh_from_db()
    assert "nieuwe groep" not in frozen.content


def test_the_small_markup_knows_headings_lists_tables_and_quotes_and_keeps_html_as_text() -> None:
    text = "# Kop\n\nEen *mooie* [link](javascript:x) <b>zin</b>\nverder.\n\n- een\n- twee\n\n"
    text += "> citaat\n\n|A|B|\n|-|-|\n|1|2|\n"
    parts = parts_of(text=text)
    assert [one.kind for one in parts] == ["heading", "paragraph", "list", "quote", "table"]
    assert parts[1].text == "Een mooie [link](javascript:x) <b>zin</b> verder."
    assert parts[2].items == ("een", "twee")
    assert (parts[4].columns, parts[4].rows) == (("A", "B"), (("1", "2"),))
    assert parts_of(text="") == ()
