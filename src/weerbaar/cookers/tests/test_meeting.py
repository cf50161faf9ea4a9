"""A pressure cooker from the frozen picture to what was agreed; nobody learns who voted what."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from weerbaar.accounts.models import Action, AuditEvent
from weerbaar.advice.models import Advice, Status
from weerbaar.cookers import services
from weerbaar.cookers.models import Cooker, Outcome, OutcomeKind, Question
from weerbaar.cookers.selectors import bodies_to_hand_to, open_actions_of
from weerbaar.cookers.services.outcomes import Agreed
from weerbaar.cookers.services.run_sheet import MINUTES, RUN_SHEET
from weerbaar.cookers.services.run_sheet import STATEMENTS as HOUSE_STATEMENTS
from weerbaar.cookers.tests.stage import held, opened, prepared
from weerbaar.pictures.tests.sample import STATEMENTS
from weerbaar.signals.services import PersonalDataInText

PERSON = "Bel Jan de Vries op 06-12345678."


def vote_address(row: Cooker) -> str:
    return reverse("cookers:vote", args=[row.code])


def test_the_run_sheet_fills_ninety_minutes_without_a_gap() -> None:
    assert [one.end for one in RUN_SHEET[:-1]] == [one.start for one in RUN_SHEET[1:]]
    assert (RUN_SHEET[0].start, MINUTES) == (0, 90)


@pytest.mark.django_db
def test_the_picture_gives_the_statements_with_how_sure_it_is_and_the_house_fills_up(cast: Cast) -> None:
    row = prepared(cast, "here", cast.now)
    texts = [one.text for one in row.questions.filter(kind="statement")]
    assert texts == [*STATEMENTS, HOUSE_STATEMENTS[0]]
    first = row.questions.get(number=1)
    assert first.basis.startswith("Zekerheid: waarschijnlijk (twee onafhankelijke bronnen).")
    assert row.questions.filter(kind="evaluation").count() == 3
    assert services.prepare_cooker(
        actor=cast["official_here"], frozen=row.frozen, held_on=row.held_on, now=cast.now
    ).pk == row.pk  # fmt: skip


@pytest.mark.django_db
def test_the_plan_changes_until_the_meeting_opens_and_never_holds_a_person(cast: Cast) -> None:
    row, official = prepared(cast, "here", cast.now), cast["official_here"]
    plan = services.Plan(date(2026, 5, 1), ("Een.", "Twee.", "Drie.", "Vier."), "Er gaat een gerucht rond.")
    services.change_plan(actor=official, cooker=row, plan=plan, now=cast.now)
    assert [one.text for one in row.questions.filter(kind="statement")] == list(plan.statements)
    for broken in (
        services.Plan(plan.held_on, ("Een.", PERSON, "Drie.", "Vier."), plan.scenario),
        services.Plan(plan.held_on, plan.statements, PERSON),
    ):
        with pytest.raises(PersonalDataInText):
            services.change_plan(actor=official, cooker=row, plan=broken, now=cast.now)
    services.open_cooker(actor=official, cooker=row, now=cast.now)
    with pytest.raises(services.AlreadyOpened):
        services.change_plan(actor=official, cooker=row, plan=plan, now=cast.now)


@pytest.mark.django_db
def test_a_person_typed_in_a_form_is_not_kept_and_not_shown_again(cast: Cast) -> None:
    row, client = prepared(cast, "here", cast.now), cast.client("official_here")
    fields = {"kind": "action", "text": "Wij bellen elkaar.", "due_on": "2026-12-01"}
    address = reverse("cookers:outcome", args=[row.pk])
    refused = client.post(address, {**fields, "text": PERSON})
    assert refused.status_code == 200
    assert "06-12345678" not in refused.content.decode()
    assert not Outcome.objects.exists()
    assert client.post(address, fields).status_code == 302
    assert Outcome.objects.get().text == "Wij bellen elkaar."


@pytest.mark.django_db
def test_a_phone_votes_once_and_the_mark_it_keeps_is_the_same_for_every_phone(cast: Cast) -> None:
    row = opened(cast, "here", cast.now)
    Cooker.objects.filter(pk=row.pk).update(opened_at=_just_now())
    phones = [Client(), Client()]
    for phone in phones:
        assert "Nobody" not in phone.get(vote_address(row)).content.decode()
        phone.post(vote_address(row), {"number": "2", "answer": "agree"})
        phone.post(vote_address(row), {"number": "2", "answer": "disagree"})
    question = row.questions.get(number=2)
    assert (question.agree, question.unsure, question.disagree) == (2, 0, 0)
    kept = [{name: one.value for name, one in phone.cookies.items()} for phone in phones]
    marks = [{name: value for name, value in one.items() if name.startswith("gestemd")} for one in kept]
    assert marks[0] == marks[1] == {f"gestemd-{question.pk}": "1"}
    assert all("sessionid" not in one for one in kept)


def _just_now() -> object:
    from django.utils.timezone import now

    return now() - timedelta(minutes=1)


@pytest.mark.django_db
def test_nothing_that_is_kept_tells_who_voted_or_what_somebody_voted(cast: Cast) -> None:
    row = opened(cast, "here", cast.now)
    services.vote(code=row.code.lower(), number=2, answer="disagree", now=cast.now)
    event = AuditEvent.objects.get(action=Action.VOTE_COOKER)
    assert (event.actor_id, event.organisation_id, event.subject_id) == (None, None, str(row.pk))
    names = {field.name for model in (Cooker, Question) for field in model._meta.get_fields()}
    assert not names & {"session", "device", "voter", "ip", "token"}


@pytest.mark.django_db
def test_a_vote_needs_an_open_question_of_an_open_meeting_and_an_answer_that_exists(cast: Cast) -> None:
    row, official = opened(cast, "here", cast.now), cast["official_here"]
    code = row.code
    services.vote(code=code, number=2, answer="unsure", now=cast.now)
    with pytest.raises(services.NotOpenNow):
        services.vote(code=code, number=1, answer="unsure", now=cast.now)
    with pytest.raises(ValueError, match="maybe"):
        services.vote(code=code, number=2, answer="maybe", now=cast.now)
    with pytest.raises(services.CodeNotKnown):
        services.vote(code=code, number=2, answer="unsure", now=cast.now + timedelta(hours=13))
    services.close_question(actor=official, cooker=row, now=cast.now)
    with pytest.raises(services.NotOpenNow):
        services.vote(code=code, number=2, answer="unsure", now=cast.now)
    services.close_cooker(actor=official, cooker=row, now=cast.now)
    with pytest.raises(services.CodeNotKnown):
        services.vote(code=code, number=2, answer="unsure", now=cast.now)
    assert row.questions.get(number=2).votes == 1


@pytest.mark.django_db
def test_the_wall_shows_how_many_voted_and_the_outcome_only_after_the_vote(cast: Cast) -> None:
    row, client = opened(cast, "here", cast.now), cast.client("official_here")
    for answer in ("agree", "agree", "disagree"):
        services.vote(code=row.code, number=2, answer=answer, now=cast.now)
    address = reverse("cookers:present", args=[row.pk])
    during = client.get(address).content.decode()
    assert row.code in during
    assert re.search(r'data-count="2">3<', during)
    assert "zonder namen: 3" not in during
    standing = client.get(reverse("cookers:standing", args=[row.pk])).json()
    assert (standing["counts"]["2"], standing["stamp"]) == (3, "-o-----")
    client.post(reverse("cookers:stop", args=[row.pk]))
    assert "Stemmen, zonder namen: 3" in client.get(address).content.decode()


@pytest.mark.django_db
def test_asking_the_next_closes_the_one_before_and_the_evaluation_opens_at_once(cast: Cast) -> None:
    row, official = opened(cast, "here", cast.now), cast["official_here"]
    services.ask_question(actor=official, cooker=row, kind="statement", number=3, now=cast.now)
    assert [one.number for one in row.questions.all() if one.is_open] == [3]
    with pytest.raises(services.NotOpenNow):
        services.ask_question(actor=official, cooker=row, kind="statement", number=2, now=cast.now)
    services.ask_question(actor=official, cooker=row, kind="evaluation", number=0, now=cast.now)
    assert [one.number for one in row.questions.all() if one.is_open] == [5, 6, 7]
    page = Client().get(vote_address(row))
    assert page.status_code == 404  # the clock of the house is long after the meeting began
    Cooker.objects.filter(pk=row.pk).update(opened_at=_just_now())
    assert Client().get(vote_address(row)).content.decode().count('name="number"') == 3


@pytest.mark.django_db
def test_what_was_agreed_becomes_an_action_with_an_owner_or_a_draft_of_an_advice(cast: Cast) -> None:
    action = held(cast, "here")
    official = cast["official_here"]
    assert [one.pk for one in open_actions_of(actor=official)] == [action.pk]
    text, due = "Bespreek dit elk kwartaal.", date(2026, 12, 1)
    with pytest.raises(services.BodyMissing):
        services.note_outcome(
            actor=official, cooker=action.cooker, agreed=Agreed(OutcomeKind.ADVICE, text, due), now=cast.now
        )
    agreed = Agreed(OutcomeKind.ADVICE, text, due, bodies_to_hand_to(actor=official)[0])
    made = [services.note_outcome(actor=official, cooker=action.cooker, agreed=agreed, now=cast.now) for _ in "12"]
    assert made[0].pk == made[1].pk
    advice = Advice.objects.get()
    assert (advice.status, advice.first_step, made[0].advice_id) == (Status.DRAFT, text, advice.pk)
    services.finish_action(actor=official, outcome=action, now=cast.now)
    assert not open_actions_of(actor=official)
    with pytest.raises(services.NotAllowed):
        services.finish_action(actor=cast["official_elsewhere"], outcome=action, now=cast.now)


@pytest.mark.django_db
def test_only_the_organisation_that_prepared_it_leads_it(cast: Cast) -> None:
    row = prepared(cast, "here", cast.now)
    with pytest.raises(services.NotAllowed):
        services.open_cooker(actor=cast["analyst"], cooker=row, now=cast.now)
    services.open_cooker(actor=cast["official_here"], cooker=row, now=cast.now)
    row.refresh_from_db()
    assert row.is_open
    assert re.fullmatch(r"[ACDEFHJKMNPRTUVWXY34679]{6}", row.code)


@pytest.mark.django_db
def test_more_votes_than_people_in_the_room_are_told_with_the_outcome(cast: Cast) -> None:
    row, client = opened(cast, "here", timezone.now()), cast.client("official_here")
    there = reverse("cookers:present", args=[row.pk])
    client.post(reverse("cookers:open", args=[row.pk]), {"present": "2"})
    row.refresh_from_db()
    assert row.present == 2
    for _phone in range(2):
        Client().post(vote_address(row), {"number": "2", "answer": "agree"})
    client.post(reverse("cookers:stop", args=[row.pk]))
    assert "2 van 2 mensen in de zaal" in client.get(there).content.decode()
    client.post(reverse("cookers:ask", args=[row.pk]), {"kind": "statement", "number": "3"})
    for _phone in range(3):  # a phone that forgets its mark votes again
        Client().post(vote_address(row), {"number": "3", "answer": "agree"})
    client.post(reverse("cookers:stop", args=[row.pk]))
    assert "meer stemmen (3) dan mensen in de zaal (2)" in client.get(there).content.decode()
    answer = client.post(reverse("cookers:open", args=[row.pk]), {"present": "veel"}, follow=True)
    assert "Hoeveel mensen zijn er in de zaal? Voer een geheel getal in." in answer.content.decode()
    row.refresh_from_db()
    assert row.present == 2
