"""From evidence to a trend to an interpretation that counts, and everything that stops on the way."""

from dataclasses import replace

import pytest

from tests.cast import Cast
from weerbaar.accounts.models import AuditEvent, Endorsement
from weerbaar.accounts.services import NotAllowed
from weerbaar.signals.models import Signal
from weerbaar.signals.services import PersonalDataInText
from weerbaar.trends import selectors, services
from weerbaar.trends.models import Evidence, Interpretation, InterpretationVersion, Promise, Trend
from weerbaar.trends.selectors import MeaningText, text_of
from weerbaar.trends.tests.stage import (
    FULL,
    PROTEST,
    RESILIENCE,
    asked,
    counted,
    on_a_signal,
    opened,
    signal_key,
    written,
)

PERSON = "Volgens de wijkagent plakt Johan van der Berg de stickers."


def save(cast: Cast, row: Interpretation, text: MeaningText, read: int, key: str = "analyst") -> Interpretation:
    return services.save_interpretation(actor=cast[key], interpretation=row, text=text, read_version=read, now=cast.now)


@pytest.mark.proves("P3", "L5")
def test_an_interpretation_counts_after_a_second_organisation(cast: Cast) -> None:
    row = written(cast, on_a_signal(cast))
    assert not selectors.counting_interpretations(actor=cast["analyst"]).exists()
    asked(cast, row)
    services.agree(actor=cast["official_here"], interpretation=row, read_version=1, now=cast.now)
    assert [one.pk for one in selectors.counting_interpretations(actor=cast["partner"])] == [row.pk]
    steps = Endorsement.objects.filter(subject_kind="interpretation", subject_id=str(row.pk))
    places = dict(steps.values_list("step", "organisation__code"))
    assert places == {"write": "programme", "second_read": "town_here"}


def test_the_own_organisation_cannot_be_second_reader(cast: Cast) -> None:
    row = written(cast, on_a_signal(cast))
    with pytest.raises(NotAllowed):
        asked(cast, row, "programme")
    asked(cast, row)
    for key in ("project_leader", "specialist", "analyst"):
        with pytest.raises(services.NotToRead):
            services.agree(actor=cast[key], interpretation=row, read_version=1, now=cast.now)
    services.agree(actor=cast["official_here"], interpretation=row, read_version=1, now=cast.now)
    assert Interpretation.objects.get(pk=row.pk).counts


def test_a_changed_text_does_not_count_until_it_is_read_again(cast: Cast) -> None:
    row = counted(cast)
    assert row.counts
    save(cast, row, replace(FULL, meaning="Bij nader inzien is het iets anders."), 1)
    row.refresh_from_db()
    assert (row.status, row.asked, row.counted_at) == ("draft", None, None)
    assert not Endorsement.objects.filter(subject_id=str(row.pk), step="second_read").exists()
    first = InterpretationVersion.objects.get(interpretation=row, number=1)
    assert first.counted_at == cast.now
    assert text_of(first) == FULL


@pytest.mark.proves("C7")
def test_nothing_about_a_person_is_kept_in_any_field(cast: Cast) -> None:
    trend = on_a_signal(cast)
    row = written(cast, trend)
    notes = {"criteria": {"vertical": {"extent": "some", "note": PERSON}}}
    other = {"alternatives": {"media": {"weighed": "no", "note": PERSON}}}
    plain = [{name: PERSON} for name in ("fact", "meaning", "nature_reason", "likelihood_reason")]
    for change in (*plain, notes, other):
        with pytest.raises(PersonalDataInText):
            save(cast, row, replace(FULL, **change), 1)
    with pytest.raises(PersonalDataInText):
        opened(cast, name=PERSON)
    with pytest.raises(PersonalDataInText):
        services.close_trend(actor=cast["analyst"], trend=trend, reason=PERSON, now=cast.now)
    assert InterpretationVersion.objects.count() == 1
    assert Trend.objects.count() == 1


def test_two_analysts_at_one_moment_lose_nothing(cast: Cast) -> None:
    row = written(cast, on_a_signal(cast))
    first = replace(FULL, meaning="De eerste analist ziet een campagne.")
    second = replace(FULL, meaning="De tweede analist ziet navolging.")
    save(cast, row, first, 1, "analyst")
    with pytest.raises(services.ChangedMeanwhile):
        save(cast, row, second, 1, "specialist")
    assert text_of(Interpretation.objects.get(pk=row.pk)) == first
    save(cast, row, second, 2, "specialist")
    kept = [text_of(one).meaning for one in InterpretationVersion.objects.filter(interpretation=row)]
    assert kept == [second.meaning, first.meaning, FULL.meaning]


def test_a_double_click_makes_one_record(cast: Cast) -> None:
    trend = opened(cast, submission="one", evidence=(("signal", signal_key(cast)),))
    again = opened(cast, submission="one", evidence=(("signal", signal_key(cast)),))
    assert again.pk == trend.pk
    assert Evidence.objects.count() == 1
    rows = [
        services.write_interpretation(actor=cast["analyst"], trend=trend, text=FULL, submission="two", now=cast.now)
        for _ in range(2)
    ]
    assert rows[0].pk == rows[1].pk
    assert InterpretationVersion.objects.count() == 1
    changed = replace(FULL, direction="same")
    save(cast, rows[0], changed, 1)
    save(cast, rows[0], changed, 1)
    assert InterpretationVersion.objects.count() == 2


@pytest.mark.proves("C4", "B1")
def test_protest_is_never_called_extremism(cast: Cast) -> None:
    trend = on_a_signal(cast, topic=PROTEST)
    with pytest.raises(services.ProtestIsNotExtremism):
        written(cast, trend)
    row = written(cast, trend, text=replace(FULL, nature="activism"))
    with pytest.raises(services.ProtestIsNotExtremism):
        save(cast, row, FULL, 1)


def test_activism_is_the_default_and_resilience_has_its_own_kind() -> None:
    assert selectors.first_text(topic_class="phenomenon").nature == "activism"
    assert selectors.first_text(topic_class="protected").nature == "activism"
    assert selectors.first_text(topic_class="resilience").nature == "resilience"


def test_more_of_what_makes_strong_can_be_interpreted_too(cast: Cast) -> None:
    row = counted(cast, on_a_signal(cast, topic=RESILIENCE), text=replace(FULL, nature="resilience"))
    assert row.counts
    assert row.nature == "resilience"


def test_a_second_reader_is_asked_only_for_a_complete_text(cast: Cast) -> None:
    row = written(cast, opened(cast), text=MeaningText(fact="Twaalf berichten."))
    with pytest.raises(services.NotComplete) as refusal:
        asked(cast, row)
    assert len(refusal.value.lacks) == 1 + 1 + 4 + 1
    save(cast, row, FULL, 1)
    with pytest.raises(services.NotComplete) as refusal:
        asked(cast, row)
    assert len(refusal.value.lacks) == 1
    services.link_evidence(actor=cast["analyst"], trend=row.trend, kind="signal", key=signal_key(cast), now=cast.now)
    asked(cast, row)
    assert Interpretation.objects.get(pk=row.pk).status == "asked"


def test_a_text_that_changed_is_not_agreed_with(cast: Cast) -> None:
    row = written(cast, on_a_signal(cast))
    asked(cast, row)
    save(cast, row, replace(FULL, direction="less"), 1)
    asked(cast, row)
    with pytest.raises(services.NotToRead):
        services.agree(actor=cast["official_here"], interpretation=row, read_version=1, now=cast.now)
    services.agree(actor=cast["official_here"], interpretation=row, read_version=2, now=cast.now)
    services.agree(actor=cast["official_here"], interpretation=row, read_version=2, now=cast.now)
    assert Endorsement.objects.filter(subject_id=str(row.pk), step="second_read").count() == 1


def test_a_second_reader_gives_back_with_a_remark(cast: Cast) -> None:
    row = written(cast, on_a_signal(cast))
    asked(cast, row)
    with pytest.raises(services.RemarkNeeded):
        services.give_back(actor=cast["official_here"], interpretation=row, remark=" ", read_version=1, now=cast.now)
    remark = "Noem ook de week van de kermis."
    services.give_back(actor=cast["official_here"], interpretation=row, remark=remark, read_version=1, now=cast.now)
    row.refresh_from_db()
    assert (row.status, row.remark) == ("draft", remark)


@pytest.mark.proves("M1", "T1")
def test_another_municipality_sees_nothing_of_it(cast: Cast) -> None:
    row = counted(cast)
    for key, sees in (("official_here", True), ("partner", True), ("official_elsewhere", False), ("trainer", False)):
        assert selectors.trends_visible_to(actor=cast[key]).exists() is sees
        assert selectors.interpretations_visible_to(actor=cast[key]).exists() is sees
    with pytest.raises(NotAllowed):
        written(cast, row.trend, "official_elsewhere")
    assert written(cast, row.trend, "official_here").organisation == cast.organisations["town_here"]


def test_a_draft_is_seen_by_its_writers_and_by_who_was_asked(cast: Cast) -> None:
    row = written(cast, on_a_signal(cast))
    seen = {key for key in cast.members if selectors.interpretation_visible_to(actor=cast[key], pk=row.pk)}
    assert seen == {"analyst", "specialist", "project_leader", "dpo"}
    asked(cast, row)
    seen = {key for key in cast.members if selectors.interpretation_visible_to(actor=cast[key], pk=row.pk)}
    assert seen == {"analyst", "specialist", "project_leader", "dpo", "official_here"}


def test_a_trend_reaches_no_further_than_the_right_to_write(cast: Cast) -> None:
    assert opened(cast, "official_here").places.count() == 1
    for codes in ((cast.elsewhere.code,), (cast.here.code, cast.elsewhere.code), ()):
        with pytest.raises(NotAllowed):
            opened(cast, "official_here", codes=codes)
        assert opened(cast, "analyst", codes=codes).places.count() == len(codes)
    for key in ("partner", "project_leader", "executive", "trainer", "school_coordinator", "dpo", "maintainer"):
        with pytest.raises(NotAllowed):
            opened(cast, key)


def test_only_what_one_sees_can_be_linked(cast: Cast) -> None:
    mine, theirs = signal_key(cast), signal_key(cast, "elsewhere")
    opened(cast, "official_here", evidence=(("signal", mine),))
    for kind, key in (("signal", theirs), ("signal", "no id"), ("item", mine), ("statistic", "12"), ("person", mine)):
        with pytest.raises(services.EvidenceNotThere):
            opened(cast, "official_here", evidence=((kind, key),))


def test_evidence_stays_when_the_time_of_a_signal_is_over(cast: Cast) -> None:
    trend = on_a_signal(cast)
    Signal.objects.all().delete()
    row = Evidence.objects.get(trend=trend)
    assert row.signal is None
    assert row.said.startswith(cast.here.name)


def test_a_closed_trend_stays_as_it_is_until_it_is_opened_again(cast: Cast) -> None:
    trend = on_a_signal(cast)
    row = written(cast, trend)
    with pytest.raises(services.ReasonNeeded):
        services.close_trend(actor=cast["analyst"], trend=trend, reason="", now=cast.now)
    services.close_trend(actor=cast["analyst"], trend=trend, reason="Het is voorbij.", now=cast.now)
    with pytest.raises(services.TrendIsClosed):
        written(cast, trend)
    with pytest.raises(NotAllowed):
        save(cast, row, replace(FULL, direction="same"), 1)
    services.reopen_trend(actor=cast["analyst"], trend=trend, now=cast.now)
    assert save(cast, row, replace(FULL, direction="same"), 1).version == 2


def test_a_promise_is_kept_by_who_made_it(cast: Cast) -> None:
    draft = services.PromiseDraft(
        "p", cast.organisations["town_here"], "Een duiding voor het overleg.", cast.now.date()
    )
    promise = services.make_promise(actor=cast["analyst"], draft=draft, now=cast.now)
    assert services.make_promise(actor=cast["analyst"], draft=draft, now=cast.now).pk == promise.pk
    with pytest.raises(NotAllowed):
        services.keep_promise(actor=cast["official_here"], promise=promise, now=cast.now)
    services.keep_promise(actor=cast["specialist"], promise=promise, now=cast.now)
    assert Promise.objects.get().kept_at == cast.now
    with pytest.raises(PersonalDataInText):
        services.make_promise(actor=cast["analyst"], draft=replace(draft, submission="q", text=PERSON), now=cast.now)


def test_the_log_holds_who_and_what_but_no_words(cast: Cast) -> None:
    counted(cast)
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"open_trend", "write_interpretation", "ask_reader", "read_interpretation"} <= actions
    columns = [field.name for field in AuditEvent._meta.get_fields()]
    written_down = " ".join(str(row) for row in AuditEvent.objects.values_list(*columns))
    assert "sticker" not in written_down.lower()
