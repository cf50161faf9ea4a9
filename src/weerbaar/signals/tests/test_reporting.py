"""From a report to a signal: who may, what stops it, and once is once."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from weerbaar.accounts.models import AuditEvent
from weerbaar.signals import selectors, services
from weerbaar.signals.models import Label, Quarantine, Signal, Step
from weerbaar.signals.tests.stage import DOUBT, PLAIN, report, reported

PERSON = "Mohammed El Amrani hangt stickers op, bel hem op 06-12345678."


def link_of(cast: Cast, organisation: str = "school") -> tuple[object, str]:
    return services.issue_link(
        actor=cast["analyst"], organisation=cast.organisations[organisation], function="docent", now=cast.now
    )


def everything() -> str:
    """All rows of the room and the log, as text."""
    models = (Signal, Quarantine, Step, AuditEvent)
    return str([list(model.objects.values()) for model in models])


def test_a_signal_has_an_owner_a_deadline_and_an_end(cast: Cast) -> None:
    signal = reported(cast, "partner", cast.here)
    owner = selectors.owners()[str(signal.pk)]
    assert owner.name == cast["official_here"].user.name
    assert (signal.due_on - cast.now.date()).days == 14
    assert signal.expires_on.year == cast.now.year + 2
    assert [step.kind for step in signal.steps.all()] == ["received"]


@pytest.mark.proves("T2")
def test_a_text_about_a_person_leaves_nothing_behind(cast: Cast) -> None:
    reported(cast, "partner", cast.here)
    before = everything()
    with pytest.raises(services.PersonalDataInText) as refusal:
        report(cast, "partner", cast.here, PERSON)
    assert everything() == before
    assert refusal.value.mends
    assert "Amrani" not in str(refusal.value.mends)


@pytest.mark.proves("C7")
def test_the_page_shows_the_referral_card_and_not_the_person(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    page = cast.client("partner").post(reverse("signals:report"), {"text": PERSON})
    text = page.content.decode()
    assert page.status_code == 200
    for number in ("0900-8844", "112", "0800-2000"):
        assert number in text
    for secret in ("Amrani", "Mohammed", "12345678"):
        assert secret not in text + caplog.text + str(page.headers)
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.proves("T2")
def test_a_doubtful_text_waits_masked_for_another_organisation(cast: Cast) -> None:
    outcome = report(cast, "school_coordinator", cast.here, DOUBT)
    held = Quarantine.objects.get()
    assert outcome.state == "held"
    assert "klas" not in held.text
    assert "[persoon]" in held.text
    assert not Signal.objects.exists()
    receipt = selectors.receipt_for(code=outcome.code)
    assert receipt is not None
    assert receipt.is_held
    assert held in selectors.quarantine_visible_to(actor=cast["official_here"])
    signal = services.release_text(actor=cast["official_here"], held=held, now=cast.now)
    assert signal.text == held.text
    assert not Quarantine.objects.exists()
    assert selectors.reported_by(actor=cast["school_coordinator"]).get() == signal


@pytest.mark.proves("P3")
def test_nobody_judges_the_text_of_the_own_organisation(cast: Cast) -> None:
    report(cast, "official_here", cast.here, DOUBT)
    held = Quarantine.objects.get()
    assert held in selectors.quarantine_visible_to(actor=cast["analyst"])
    with pytest.raises(services.NotAllowed):
        services.release_text(actor=cast["official_here"], held=held, now=cast.now)
    services.destroy_text(actor=cast["analyst"], held=held, now=cast.now)
    assert not Quarantine.objects.exists()


def test_the_same_report_twice_is_one_signal_with_one_receipt(cast: Cast) -> None:
    first, second = (report(cast, "partner", cast.here, PLAIN) for _ in range(2))
    assert first.code == second.code
    assert Signal.objects.count() == 1
    assert report(cast, "partner", cast.here, f"{PLAIN} En nu ook bij het station.").code != first.code


def test_a_link_works_without_an_account_and_twice_is_once(cast: Cast) -> None:
    _link, token = link_of(cast)
    given = services.Report(text=PLAIN, municipality=cast.here)
    codes = {services.record_by_link(token=token, report=given, now=cast.now).code for _ in range(2)}
    assert len(codes) == 1
    assert Signal.objects.get().organisation == cast.organisations["school"]
    elsewhere = services.Report(text=PLAIN, municipality=cast.elsewhere)
    with pytest.raises(services.NotAllowed):
        services.record_by_link(token=token, report=elsewhere, now=cast.now)


def test_a_withdrawn_or_expired_link_says_so_in_clear_words(cast: Cast) -> None:
    link, token = link_of(cast)
    given = services.Report(text=PLAIN, municipality=cast.here)
    services.record_by_link(token=token, report=given, now=cast.now)
    with pytest.raises(services.LinkNotUsable):
        services.record_by_link(token=token, report=given, now=cast.now.replace(year=cast.now.year + 1))
    services.revoke_link(actor=cast["analyst"], link=link, now=cast.now)  # type: ignore[arg-type]
    with pytest.raises(services.LinkNotUsable):
        services.record_by_link(token=token, report=given, now=cast.now)
    page = Client().get(reverse("signals:report-by-link", args=[token]))
    assert page.status_code == 404
    assert "werkt niet meer" in page.content.decode()


def test_only_a_digest_of_link_and_code_is_held(cast: Cast) -> None:
    link, token = link_of(cast)
    code = report(cast, "partner", cast.here, PLAIN).code
    everything_held = everything() + str(vars(link))
    assert token not in everything_held
    assert code not in everything_held


@pytest.mark.parametrize("text", ["😀" * 4000, "=HYPERLINK(1+1)", "x", "Regel een\n\nRegel twee"])
def test_odd_texts_are_kept_as_they_are(cast: Cast, text: str) -> None:
    assert reported(cast, "partner", cast.here, text).text == text


def test_a_text_that_is_too_long_is_refused_in_words(cast: Cast) -> None:
    page = cast.client("partner").post(reverse("signals:report"), {"text": "😀" * 4001})
    assert page.status_code == 200
    assert "4000" in page.content.decode()


def test_a_formula_stays_text_in_every_export(cast: Cast) -> None:
    reported(cast, "official_here", cast.here, "=HYPERLINK(1+1)")
    answer = cast.client("official_here").get(reverse("signals:list"), {"signals-export": "csv"})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    assert "'=HYPERLINK" in content.decode("utf-8-sig")


def test_another_municipality_means_another_audience_to_look_at(cast: Cast) -> None:
    fields = {"text": PLAIN, "send": "1", "period": "this_week", "label": "amber_strict", "municipality": "GM9001"}
    client = cast.client("partner")
    page = client.post(reverse("signals:report"), {**fields, "shown": "GM9002"})
    assert page.status_code == 200
    assert "Gemeente Aerlevoort" in page.content.decode()
    assert not Signal.objects.exists()
    assert client.post(reverse("signals:report"), {**fields, "shown": "GM9001"}).status_code == 302


@pytest.mark.proves("P4")
@pytest.mark.parametrize("label", Label.values)
def test_the_names_on_the_form_are_the_organisations_that_see_it(cast: Cast, label: str) -> None:
    signal = reported(cast, "partner", cast.here, label=label)
    named = selectors.audience_of(organisation=cast["partner"].organisation, municipality=cast.here)[label]
    seeing = {
        member.organisation.name
        for member in cast.members.values()
        if selectors.signals_visible_to(actor=member).filter(pk=signal.pk).exists()
    }
    assert sorted(seeing) == named


@pytest.mark.proves("T1")
def test_by_default_only_the_own_municipality_sees_it(cast: Cast) -> None:
    signal = reported(cast, "official_here", cast.here)
    seen_by = {
        key
        for key, member in cast.members.items()
        if selectors.signals_visible_to(actor=member).filter(pk=signal.pk).exists()
    }
    assert seen_by == {"official_here"}
