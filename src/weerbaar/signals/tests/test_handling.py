"""From a new signal to one that was dealt with: the workflow, the history, partners, reporters, counts and the end."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.cast import Cast, add_member, of_the_lock
from weerbaar.accounts.models import AuditEvent, Role
from weerbaar.accounts.services import end_membership
from weerbaar.regions.models import Organisation
from weerbaar.signals import selectors, services
from weerbaar.signals.models import Destruction, HistoryIsAppendOnly, Label, Signal, SignalCount, Status
from weerbaar.signals.tests.stage import PLAIN, answered, reported


def moved(cast: Cast, signal: Signal, after: str, **fields: str) -> None:
    before = Signal.objects.get(pk=signal.pk).status
    services.move_signal(actor=cast["official_here"], signal=signal, before=before, after=after, now=cast.now, **fields)


def test_the_workflow_reaches_every_status_and_knows_no_other(cast: Cast) -> None:
    table = selectors.workflow()
    reached, found = {Status.NEW}, True
    while found:
        new = {move.after for move in table if move.before in reached} - reached
        reached, found = reached | new, bool(new)
    assert reached == set(Status)
    assert (Status.CLOSED, Status.REVIEW) in {(move.before, move.after) for move in table}


@pytest.mark.parametrize("before", Status.values)
@pytest.mark.parametrize("after", Status.values)
def test_a_move_that_is_not_in_the_table_is_refused(cast: Cast, before: str, after: str) -> None:
    signal = reported(cast, "official_here", cast.here)
    services.tell_reporter(actor=cast["official_here"], signal=signal, text="Dank.", now=cast.now)
    why = "done" if before == Status.CLOSED else ""
    Signal.objects.filter(pk=signal.pk).update(status=before, closed_because=why)
    allowed = {(move.before, move.after) for move in selectors.workflow() if move.asks != "question"}
    fields = {"why": "done", "reason": "het speelt weer"}
    if (before, after) in allowed:
        moved(cast, signal, after, **fields)
        assert Signal.objects.get(pk=signal.pk).status == after
    else:
        with pytest.raises(services.NotInTheWorkflow):
            moved(cast, signal, after, **fields)


def test_two_people_at_once_one_wins_and_the_other_hears_it(cast: Cast) -> None:
    signal = reported(cast, "official_here", cast.here)
    moved(cast, signal, "review")
    with pytest.raises(services.MovedMeanwhile):
        services.move_signal(actor=cast["official_here"], signal=signal, before="new", after="review", now=cast.now)


def test_a_reporter_hears_something_before_a_signal_is_put_aside(cast: Cast) -> None:
    signal = reported(cast, "official_here", cast.here)
    with pytest.raises(services.FeedbackMissing):
        moved(cast, signal, "closed", why="done")
    text = selectors.feedback_text(key="step", signal=signal, topic="Wonen")
    with pytest.raises(services.NotFilledIn):
        services.tell_reporter(actor=cast["official_here"], signal=signal, text=text, now=cast.now)
    filled = text.replace("[vul in: eerste stap]", "wij praten met de buurt")
    services.tell_reporter(actor=cast["official_here"], signal=signal, text=filled, now=cast.now)
    moved(cast, signal, "closed", why="done")
    assert not Signal.objects.get().is_open


@pytest.mark.proves("T2")
def test_every_free_text_goes_through_the_gate(cast: Cast) -> None:
    official, person = cast["official_here"], "Vraag het aan Fatima Bouali, 06-12345678."
    signal = reported(cast, "official_here", cast.here, label=Label.AMBER)
    question = answered(cast)
    at = {"now": cast.now}
    orders = (
        lambda: services.tell_reporter(actor=official, signal=signal, text=person, **at),
        lambda: services.see_too(actor=cast["partner"], signal=signal, note=person, **at),
        lambda: services.answer_question(actor=cast["partner"], question=question, text=person, **at),
        lambda: services.cluster_signals(actor=official, signals=[signal], name=person, **at),
        lambda: services.save_filter(actor=official, name=person, query=""),
        lambda: services.issue_link(actor=official, organisation=official.organisation, function="Fatima Bouali", **at),
        lambda: services.ask_partner(
            actor=official, signal=signal, organisation=cast["partner"].organisation, text=person, **at
        ),
        lambda: moved(cast, signal, "closed", why="done", reason=person),
    )
    logged = AuditEvent.objects.count()
    for order in orders:
        with pytest.raises(services.PersonalDataInText):
            order()
    assert AuditEvent.objects.count() == logged


def test_another_organisation_sees_it_too_once(cast: Cast) -> None:
    signal = reported(cast, "official_here", cast.here, label=Label.AMBER)
    for _ in range(2):
        services.see_too(actor=cast["partner"], signal=signal, note="Ook bij het station.", now=cast.now)
    assert signal.sightings.count() == 1
    with pytest.raises(services.NotAllowed):
        services.see_too(actor=cast["official_here"], signal=signal, now=cast.now)


def test_a_partner_sees_the_question_and_not_the_signal(cast: Cast) -> None:
    question = answered(cast)
    page = cast.client("partner").get(reverse("signals:answer", args=[question.pk]))
    assert question.text in page.content.decode()
    assert question.signal.text not in page.content.decode()
    services.answer_question(actor=cast["partner"], question=question, text="Ja, ook hier.", now=cast.now)
    assert Signal.objects.get().status == Status.REVIEW
    with pytest.raises(services.AlreadyAnswered):
        services.answer_question(actor=cast["partner"], question=question, text="Nee.", now=cast.now)


def test_a_label_is_widened_only_by_who_reported(cast: Cast) -> None:
    signal = reported(cast, "partner", cast.here, label=Label.AMBER_STRICT)
    coding = {"topic": "wonen", "reliability": "mostly", "certainty": "seen"}
    with pytest.raises(services.ConsentNeeded):
        services.code_signal(actor=cast["official_here"], signal=signal, label="green", now=cast.now, **coding)
    services.code_signal(actor=cast["official_here"], signal=signal, label="red", now=cast.now, **coding)
    assert Signal.objects.get().label == Label.RED


def test_the_history_is_only_added_to(cast: Cast) -> None:
    signal = reported(cast, "official_here", cast.here)
    step = signal.steps.get()
    for order in (step.save, step.delete):
        with pytest.raises(HistoryIsAppendOnly):
            order()


def test_a_signal_whose_owner_left_is_found_and_taken(cast: Cast) -> None:
    signal = reported(cast, "official_here", cast.here)
    second = add_member(key="official_two", role=Role.OFFICIAL, organisation=cast.organisations["town_here"])
    end_membership(actor=cast["maintainer"], membership=cast["official_here"], now=cast.now)
    left = selectors.signals_listed(actor=second, which="left", on=cast.now.date())
    assert list(left) == [signal]
    done, refused = services.handle_together(actor=second, ids=[str(signal.pk), "x"], order="take", now=cast.now)
    assert (done, refused) == (1, [])
    assert selectors.owners()[str(signal.pk)].name == second.user.name
    assert list(selectors.signals_listed(actor=second, which="mine", on=cast.now.date())) == [signal]


def test_clustered_signals_stand_beside_each_other_with_their_own_texts(cast: Cast) -> None:
    first = reported(cast, "official_here", cast.here, PLAIN)
    second = reported(cast, "official_here", cast.here, "Opnieuw stickers tegen de opvang van asielzoekers in de wijk.")
    assert [one.pk for one, _ in selectors.similar_to(actor=cast["official_here"], signal=first)] == [second.pk]
    ids = [str(first.pk), str(second.pk)]
    services.handle_together(actor=cast["official_here"], ids=ids, order="cluster", name="Stickers", now=cast.now)
    cluster = Signal.objects.get(pk=first.pk).cluster
    assert cluster is not None
    page = selectors.cluster_page(actor=cast["official_here"], pk=cluster.pk)
    assert page is not None
    assert {one.text for one in page.signals} == {first.text, second.text}
    assert selectors.cluster_page(actor=cast["official_elsewhere"], pk=cluster.pk) is None


def counts(cast: Cast) -> list[selectors.WeekCount]:
    region = cast.organisations["programme"].region
    return selectors.weekly_counts(region=region, first_week="2026-W01", last_week="2026-W53")


@pytest.mark.proves("T17")
def test_one_organisation_never_weighs_more_than_the_cap(cast: Cast) -> None:
    for number in range(12):
        reported(cast, "partner", cast.here, f"{PLAIN} Plek {number}.", topic="wonen")
    signal = reported(cast, "official_here", cast.here, topic="wonen", label=Label.AMBER)
    alone = [row for row in counts(cast) if row.organisation_kind != "police"]
    flooder = next(row for row in counts(cast) if row.organisation_kind == "police")
    assert (flooder.count, flooder.weight) == (3, 1.5)
    assert max(row.weight for row in counts(cast)) <= 2
    Signal.objects.filter(organisation=cast["partner"].organisation).delete()
    assert counts(cast) == alone
    assert signal.week == alone[0].week


def test_what_did_not_belong_here_is_not_counted(cast: Cast) -> None:
    signal = reported(cast, "official_here", cast.here)
    assert len(counts(cast)) == 1
    services.tell_reporter(actor=cast["official_here"], signal=signal, text="Dank.", now=cast.now)
    moved(cast, signal, "closed", why="elsewhere")
    assert counts(cast) == []


def test_the_end_takes_exactly_what_the_dry_run_shows_and_the_counts_stay(cast: Cast) -> None:
    region = cast.organisations["programme"].region
    old = reported(cast, "official_here", cast.here, label=Label.AMBER, topic="wonen")
    services.see_too(actor=cast["partner"], signal=old, now=cast.now)
    before = [(row.municipality, row.topic, row.organisation_id, row.count) for row in counts(cast)]
    early, late = old.expires_on - timedelta(days=1), old.expires_on
    assert selectors.dry_run(region=region, on=early).is_empty
    shown = [one.pk for one in selectors.dry_run(region=region, on=late).signals]
    services.retire(actor=cast["analyst"], region=region, now=cast.now.replace(year=late.year, day=late.day))
    assert shown == [old.pk]
    assert not Signal.objects.exists()
    assert PLAIN not in str(list(SignalCount.objects.values()) + list(Destruction.objects.values()))
    assert [(row.municipality, row.topic, row.organisation_id, row.count) for row in counts(cast)] == before
    assert Destruction.objects.get().count == 1


def test_a_shorter_period_moves_every_end_date(cast: Cast) -> None:
    signal = reported(cast, "official_here", cast.here)
    services.set_retention(actor=cast["analyst"], months=12, reason="afspraak", now=cast.now)
    assert Signal.objects.get().expires_on < signal.expires_on
    with pytest.raises(services.NotAllowed):
        services.set_retention(actor=cast["official_here"], months=6, reason="", now=cast.now)


@pytest.mark.parametrize("url", ["signals:list", "signals:mine", "signals:questions", "signals:quarantine"])
def test_a_page_asks_as_much_for_30_as_for_1(cast: Cast, url: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = cast.client("official_here")

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(url)).status_code == 200
        return len(seen)

    reported(cast, "official_here", cast.here)
    queries()  # the first list of a day makes the budget of that day
    first = queries()
    for number in range(29):
        reported(cast, "official_here", cast.here, f"{PLAIN} Plek {number}.")
    assert queries() <= first
    assert first <= 18 + of_the_lock()


def test_a_page_of_one_of_30_signals_asks_a_fixed_number(cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    signal = reported(cast, "official_here", cast.here)
    for number in range(29):
        reported(cast, "official_here", cast.here, f"{PLAIN} Plek {number}.")
    client = cast.client("official_here")
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse("signals:signal", args=[signal.pk])).status_code == 200
    assert len(seen) <= 30 + of_the_lock()
    assert Organisation.objects.count() > 1
