"""From a draft to an answer: two people of two organisations, one send, one answer, and nothing about a person."""

import io
from datetime import timedelta

import pytest
from docx import Document

from tests.cast import Cast, add_member
from weerbaar.accounts.models import AuditEvent, Role
from weerbaar.accounts.services.endorsement import SecondOrganisationNeeded
from weerbaar.advice import selectors, services
from weerbaar.advice.models import Advice, BodyKind, FollowUp, Status
from weerbaar.advice.selectors.basis import basis_in_numbers
from weerbaar.advice.services.writing import sentence_count
from weerbaar.advice.tests import stage
from weerbaar.outbox.models import OutgoingMail
from weerbaar.regions.models import PoliceTeam
from weerbaar.signals import services as signals
from weerbaar.signals.models import Label
from weerbaar.trends.tests import stage as meanings

PERSON = "Volgens Jan de Vries uit de Kerkstraat 12 hangen er stickers."


def test_the_bodies_are_a_closed_list_within_reach(cast: Cast) -> None:
    all_bodies = selectors.bodies_to_advise(actor=cast["analyst"])
    own = selectors.bodies_to_advise(actor=cast["official_here"])
    assert {body.kind for body in all_bodies} >= {
        BodyKind.TRIANGLE, BodyKind.COLLEGE, BodyKind.PROJECT_GROUP, BodyKind.SCHOOL_BOARD, BodyKind.PARTNER,
    }  # fmt: skip
    assert cast.organisations["town_elsewhere"] in {body.organisation for body in all_bodies}
    assert cast.organisations["town_elsewhere"] not in {body.organisation for body in own}
    assert cast.organisations["town_here"] in {body.organisation for body in own}
    assert selectors.bodies_to_advise(actor=cast["partner"]) == []


def test_the_same_advice_twice_is_one(cast: Cast) -> None:
    first = stage.written(cast, "official_here", "town_here")
    again = stage.written(cast, "official_here", "town_here")
    other = stage.written(cast, "official_here", "town_here", title="Iets anders")
    assert first == again != other


@pytest.mark.proves("L5")
def test_an_advice_is_sent_after_two_people_of_two_organisations_and_not_before(cast: Cast) -> None:
    advice = stage.reading(cast, "analyst", "town_here", second="town_here")
    for key in ("analyst", "specialist"):
        with pytest.raises(services.NotAllowed):
            services.confirm_reading(actor=cast[key], advice=advice, version=1, now=cast.now)
    with pytest.raises(services.NotReadYet):
        services.send_advice(actor=cast["analyst"], advice=advice, site=stage.SITE, now=cast.now)
    services.confirm_reading(actor=cast["official_here"], advice=advice, version=1, now=cast.now)
    assert services.send_advice(actor=cast["analyst"], advice=advice, site=stage.SITE, now=cast.now)
    advice.refresh_from_db()
    assert advice.status == Status.SENT


@pytest.mark.proves("L5")
def test_somebody_with_two_hats_cannot_read_the_own_advice(cast: Cast) -> None:
    second_hat = add_member(key="other_hat", role=Role.OFFICIAL, organisation=cast.organisations["town_elsewhere"])
    second_hat.user = cast["analyst"].user
    second_hat.save()
    advice = stage.reading(cast, "analyst", "town_here", second="town_elsewhere")
    with pytest.raises(SecondOrganisationNeeded):
        services.confirm_reading(actor=second_hat, advice=advice, version=1, now=cast.now)
    advice.refresh_from_db()
    assert advice.status == Status.READING
    services.confirm_reading(actor=cast["official_elsewhere"], advice=advice, version=1, now=cast.now)
    advice.refresh_from_db()
    assert advice.status == Status.READY


@pytest.mark.proves("L5")
def test_a_changed_text_has_to_be_read_again(cast: Cast) -> None:
    advice = stage.ready(cast, "analyst", "town_here", reader="official_here")
    words = stage.draft(cast["analyst"], cast.organisations["town_here"], text="Doe dit anders.")
    services.change_advice(actor=cast["analyst"], advice=advice, version=1, draft=words, now=cast.now)
    with pytest.raises(services.NotReadYet):
        services.send_advice(actor=cast["analyst"], advice=advice, site=stage.SITE, now=cast.now)


def test_of_two_writers_at_once_the_second_hears_it_and_nothing_is_lost(cast: Cast) -> None:
    advice = stage.written(cast, "analyst", "town_here")
    place = cast.organisations["town_here"]
    first, second = (stage.draft(cast[key], place, text=f"Tekst van {key}.") for key in ("analyst", "specialist"))
    services.change_advice(actor=cast["analyst"], advice=advice, version=1, draft=first, now=cast.now)
    with pytest.raises(services.ChangedMeanwhile):
        services.change_advice(actor=cast["specialist"], advice=advice, version=1, draft=second, now=cast.now)
    assert Advice.objects.get().text == "Tekst van analyst."


def test_the_reader_cannot_agree_with_a_text_that_changed_meanwhile(cast: Cast) -> None:
    advice = stage.reading(cast, "analyst", "town_here", second="town_here")
    Advice.objects.update(version=2)
    with pytest.raises(services.ChangedMeanwhile):
        services.confirm_reading(actor=cast["official_here"], advice=advice, version=1, now=cast.now)
    services.confirm_reading(actor=cast["official_here"], advice=advice, version=2, now=cast.now)


def test_what_is_given_back_is_a_draft_with_a_remark(cast: Cast) -> None:
    advice = stage.reading(cast, "analyst", "town_here", second="town_here")
    assert selectors.waits_for_second_reading(actor=cast["official_here"]).count() == 1
    services.return_advice(actor=cast["official_here"], advice=advice, remark="Te lang.", now=cast.now)
    advice.refresh_from_db()
    assert (advice.status, advice.remark) == (Status.DRAFT, "Te lang.")
    assert not selectors.advices_visible_to(actor=cast["official_here"]).exists()


@pytest.mark.proves("T2")
@pytest.mark.parametrize("field", ["title", "question", "text", "first_step"])
def test_nothing_about_a_person_is_kept(cast: Cast, field: str) -> None:
    assert stage.written(cast, "analyst", "town_here")
    before = Advice.objects.count(), AuditEvent.objects.count()
    with pytest.raises(services.PersonalDataInText):
        stage.written(cast, "analyst", "town_here", **{field: PERSON})
    assert (Advice.objects.count(), AuditEvent.objects.count()) == before


@pytest.mark.parametrize(
    ("text", "count"),
    [("Een. Twee. Drie.", 3), ("Een zin zonder punt", 1), ("Vraag het, bijv. aan jongerenwerk. Doe het snel!", 2),
     ("A. B. C. D.", 4), ("", 0), ("Waarom? Daarom… “Zo is het.” Klaar", 4), ("Zo'n 3.5 procent meer.", 1)],
)  # fmt: skip
def test_sentences_are_counted(text: str, count: int) -> None:
    assert sentence_count(text) == count


def test_an_advice_of_four_sentences_is_refused(cast: Cast) -> None:
    assert stage.written(cast, "analyst", "town_here", text="Dit speelt. Doe dat. Dan helpt het.")
    with pytest.raises(services.TooManySentences):
        stage.written(cast, "analyst", "town_here", text="Dit speelt. Doe dat. Dan helpt het. Echt.")


@pytest.mark.proves("T1")
def test_what_it_rests_on_is_opened_only_by_who_may_see_it(cast: Cast) -> None:
    one = _signal(cast, "official_here", cast.here, "amber_strict")
    key = f"signal:{one}"
    with pytest.raises(services.NotAllowed):
        stage.written(cast, "official_elsewhere", "town_elsewhere", basis=(key,))
    advice, _token = stage.sent(cast, "official_here", "town_here", basis=(key,))
    for reader, count in {"official_here": 1, "executive": 0, "analyst": 0}.items():
        page = selectors.advice_page(actor=cast[reader], pk=advice.pk)
        assert page is not None
        assert (len(page.grounds), page.hidden_count) == (count, 1 - count), reader
    assert basis_in_numbers(advice=advice) in ("1 signaal", "1 signal")


@pytest.mark.proves("T1")
def test_a_trend_and_what_it_means_can_be_what_an_advice_rests_on(cast: Cast) -> None:
    meaning = meanings.counted(cast)
    keys = (f"trend:{meaning.trend_id}", f"interpretation:{meaning.pk}")
    offered = {one.key for one in selectors.grounds_to_offer(actor=cast["official_here"])}
    assert offered >= set(keys)
    advice = stage.written(cast, "official_here", "town_here", basis=keys)
    page = selectors.advice_page(actor=cast["official_here"], pk=advice.pk)
    assert page is not None
    assert [one.url.split("/")[1] for one in page.grounds] == ["ontwikkelingen", "ontwikkelingen"]
    assert not {one.key for one in selectors.grounds_to_offer(actor=cast["official_elsewhere"])} & set(keys)
    with pytest.raises(services.NotAllowed):
        stage.written(cast, "official_elsewhere", "town_elsewhere", basis=keys)


def test_a_change_by_who_does_not_see_all_keeps_the_rest(cast: Cast) -> None:
    mine = _signal(cast, "analyst", cast.here, "amber")
    advice = stage.written(cast, "analyst", "town_here", basis=(f"signal:{mine}",))
    Advice.objects.update(organisation=cast.organisations["town_elsewhere"])
    advice.refresh_from_db()
    words = stage.draft(cast["official_elsewhere"], cast.organisations["town_elsewhere"])
    services.change_advice(actor=cast["official_elsewhere"], advice=advice, version=1, draft=words, now=cast.now)
    assert selectors.keys_of(advice=advice) == [f"signal:{mine}"]


def _signal(cast: Cast, key: str, place: object, label: str) -> str:
    words = "Er hangen stickers tegen de opvang."
    report = signals.Report(text=words, municipality=place, label=Label(label).value)  # type: ignore[arg-type]
    outcome = signals.record_signal(actor=cast[key], report=report, now=cast.now)
    assert outcome.signal is not None
    return str(outcome.signal.pk)


@pytest.mark.proves("T1")
def test_a_triangle_reads_its_advice_and_the_other_triangle_does_not(cast: Cast) -> None:
    team = PoliceTeam.objects.get(code="BT-A")
    body = next(one for one in selectors.bodies_to_advise(actor=cast["analyst"]) if one.police_team == team)
    stage.sent(cast, "analyst", "town_here", reader="official_elsewhere", body=body)
    for key, number in {
        "executive": 1,
        "official_here": 1,
        "partner": 1,
        "dpo": 1,
        "trainer": 0,
        "maintainer": 0,
    }.items():
        assert selectors.advices_visible_to(actor=cast[key]).count() == number, key
    assert selectors.waits_for_answer_of(actor=cast["partner"]).count() == 1
    assert selectors.waits_for_answer_of(actor=cast["official_elsewhere"]).count() == 0


def test_what_followed_comes_after_the_answer_and_is_noted_once(cast: Cast) -> None:
    advice, token = stage.sent(cast, "analyst", "town_here", reader="official_here")
    follow = {"actor": cast["executive"], "advice": advice, "done": "Er is gesproken.", "now": cast.now}
    with pytest.raises(services.NotAnsweredYet):
        services.note_follow_up(**follow)
    services.answer_by_link(token=token, answer="adopted", reason="", now=cast.now)
    services.note_follow_up(**follow, change="Het is rustiger.")
    services.note_follow_up(**follow, change="Het is rustiger.", is_last=True)
    advice.refresh_from_db()
    assert (FollowUp.objects.count(), advice.status) == (1, Status.CLOSED)


def test_who_wrote_it_does_not_answer_it(cast: Cast) -> None:
    advice, _token = stage.sent(cast, "official_here", "town_here")
    order = {"advice": advice, "answer": "adopted", "reason": "", "now": cast.now}
    with pytest.raises(services.NotAllowed):
        services.answer_advice(actor=cast["official_here"], **order)
    services.answer_advice(actor=cast["executive"], **order)
    advice.refresh_from_db()
    assert advice.answer == "adopted"


def test_the_owner_is_reminded_on_the_day_and_hears_of_the_answer(cast: Cast) -> None:
    advice, token = stage.sent(cast, "analyst", "town_here", reader="official_here")
    day_before = advice.due_on - timedelta(days=1)
    assert not selectors.own_to_remind(actor=cast["analyst"], on=day_before).exists()
    assert selectors.own_to_remind(actor=cast["analyst"], on=advice.due_on).get() == advice
    services.answer_by_link(token=token, answer="declined", reason="Past nu niet.", now=cast.now)
    mail = OutgoingMail.objects.get(key=f"advice:{advice.pk}:answered")
    assert mail.recipient_email == cast["analyst"].user.email
    assert "Past nu niet" not in mail.body


def test_the_word_file_opens_and_holds_the_advice(cast: Cast) -> None:
    advice, token = stage.sent(cast, "analyst", "town_here", reader="official_here", title="=1+1 \U0001f642\x0bregel")
    services.answer_by_link(token=token, answer="partly", reason="Een deel.", now=cast.now)
    page = selectors.advice_page(actor=cast["analyst"], pk=advice.pk)
    assert page is not None
    document = Document(io.BytesIO(selectors.letter_document(letter=page.letter)))
    words = "\n".join(part.text for part in document.paragraphs)
    assert stage.TEXT in words
    assert "Een deel." in words
