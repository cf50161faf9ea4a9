"""The pages of trends, interpretations, the week and the region: what they show, refuse and ask of the database."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from weerbaar.trends import services
from weerbaar.trends.forms import MeaningForm
from weerbaar.trends.models import (
    Effort,
    Finding,
    Interpretation,
    InterpretationVersion,
    Measure,
    Promise,
    Scan,
    Tier,
    Trend,
)
from weerbaar.trends.selectors import attention_report, weeks_back
from weerbaar.trends.selectors.meaning_attention import Attention
from weerbaar.trends.tests.stage import EXTREMISM, FULL, PROTEST, asked, counted, on_a_signal, opened, written

PERSON = "Volgens de wijkagent plakt Johan van der Berg de stickers."


def add_findings(cast: Cast, *, week: str = "2026-W09", verdict: str = "more", topic: str = EXTREMISM) -> Scan:
    """A scan of a week with the same finding about *here*, *elsewhere* and the whole region."""
    region = cast.here.safety_region.region
    scan = Scan.objects.create(
        region=region, week=week, first_week="2024-W09", made_at=cast.now, input_digest="0" * 64,
        parameters_digest="0" * 64, recipe_digest=week.ljust(64, "0"), parameters={}, library_version="1",
        expected_by_chance=0.1, is_current=True,
    )  # fmt: skip
    chart = {"counts": [3] * 51 + [12], "expected": [3.0] * 13, "lower": [0.5] * 13, "upper": [7.0] * 13}
    for tier, place in ((Tier.MUNICIPALITY, cast.here), (Tier.MUNICIPALITY, cast.elsewhere), (Tier.REGION, None)):
        Finding.objects.create(
            scan=scan, tier=tier, municipality=place, topic=topic,
            topic_class="protected" if topic == PROTEST else "phenomenon", measure=Measure.ITEMS, method="sparse",
            verdict=verdict, count=12, total_count=100, expected=3.0, lower=0.5, upper=7.0, p_value=0.001,
            window_weeks=1, history_weeks=80, coverage=0.8, source_shares={"feed": 0.75, "council": 0.25}, chart=chart,
        )  # fmt: skip
    return scan


def page(client: Client, name: str, *args: Any, query: str = "", status: int = 200) -> str:
    answer = client.get(f"{reverse(f'trends:{name}', args=args)}{query}")
    assert answer.status_code == status
    return answer.content.decode()


def filled(text: Any = FULL, **more: Any) -> dict[str, Any]:
    return {**MeaningForm.initial_of(text), **more}


def test_from_a_finding_to_an_interpretation_that_counts(cast: Cast) -> None:
    """The morning of an analyst, in requests: finding, trend, draft, question, second reader."""
    scan = add_findings(cast)
    analyst, official = cast.client("analyst"), cast.client("official_here")
    finding = scan.findings.get(municipality=cast.here)
    address = f"{reverse('trends:open')}?uit=finding:{finding.pk}"
    assert address in page(analyst, "week")
    form = analyst.get(address).context["form"]
    assert form.initial["topic"] == EXTREMISM and form.initial["municipalities"] == [cast.here.code]  # noqa: PT018
    answer = analyst.post(reverse("trends:open"), {**form.initial, "name": "Stickers in de wijk"})
    trend = Trend.objects.get()
    assert answer.url == reverse("trends:trend", args=[trend.pk])
    assert trend.origin == "method"
    analyst.post(reverse("trends:write", args=[trend.pk]), filled(submission="a", version=0))
    row = Interpretation.objects.get()
    town = cast.organisations["town_here"]
    analyst.post(reverse("trends:ask", args=[row.pk]), {"version": 1, "organisation": str(town.pk)})
    assert trend.name in page(official, "week")
    official.post(reverse("trends:read", args=[row.pk]), {"version": 1, "agree": "1"})
    row.refresh_from_db()
    assert row.counts
    assert FULL.meaning in page(cast.client("executive"), "trend", trend.pk)


def test_two_writers_see_both_texts_and_choose(cast: Cast) -> None:
    row = written(cast, on_a_signal(cast))
    address = reverse("trends:edit", args=[row.pk])
    mine = replace(FULL, meaning="Mijn lezing is anders.")
    cast.client("analyst").post(address, filled(replace(FULL, meaning="Haar lezing was eerder."), version=1))
    answer = cast.client("specialist").post(address, filled(mine, version=1))
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Haar lezing was eerder." in shown and "Mijn lezing is anders." in shown  # noqa: PT018
    assert answer.context["form"]["version"].value() == 2
    assert cast.client("specialist").post(address, filled(mine, version=2)).status_code == 302
    assert InterpretationVersion.objects.count() == 3


def test_a_person_in_the_text_is_refused_and_the_rest_stays_in_the_form(cast: Cast) -> None:
    trend = on_a_signal(cast)
    address = reverse("trends:write", args=[trend.pk])
    answer = cast.client("analyst").post(address, filled(replace(FULL, meaning=PERSON), submission="a", version=0))
    assert answer.status_code == 200
    assert FULL.fact in answer.content.decode()
    assert not Interpretation.objects.exists()
    assert cast.client("analyst").post(address, filled(submission="a", version=0)).status_code == 302


@pytest.mark.parametrize("text", ["😀" * 4000, "=HYPERLINK(1)", "x" * 4001])
def test_odd_texts_get_a_clear_answer(cast: Cast, text: str) -> None:
    trend = on_a_signal(cast)
    address = reverse("trends:write", args=[trend.pk])
    answer = cast.client("analyst").post(address, filled(replace(FULL, fact=text), submission="odd", version=0))
    assert answer.status_code == (200 if len(text) > 4000 else 302)
    again = cast.client("analyst").post(address, filled(replace(FULL, fact=text), submission="odd", version=0))
    assert again.status_code == answer.status_code
    assert Interpretation.objects.count() == (0 if len(text) > 4000 else 1)


def test_a_formula_as_name_is_text_in_every_file(cast: Cast) -> None:
    opened(cast, name="=HYPERLINK(1)")
    file = cast.client("analyst").get(f"{reverse('trends:list')}?trends-export=csv").content.decode()
    assert "'=HYPERLINK(1)" in file


def test_the_week_says_what_was_found_with_its_mix_and_keeps_protest_apart(cast: Cast) -> None:
    add_findings(cast, topic=PROTEST)
    groups = cast.client("analyst").get(reverse("trends:week")).context["groups"]
    assert [label for label, _lines in groups] == ["beschermd: activisme en protest"] or len(groups) == 1
    line, chart = groups[0][1][0]
    assert "75 %" in line.mix
    assert chart is not None


def test_a_promise_is_noted_and_ticked_off(cast: Cast) -> None:
    client, town = cast.client("analyst"), cast.organisations["town_here"]
    day = cast.now.date() + timedelta(days=4000)
    given = {"submission": "p", "addressee": str(town.pk), "text": "Een duiding voor het overleg.", "due_on": day}
    for _ in range(2):
        client.post(reverse("trends:week"), given)
    promise = Promise.objects.get()
    assert promise.text in page(cast.client("official_here"), "week")
    assert promise.text not in page(cast.client("official_elsewhere"), "week")
    client.post(reverse("trends:keep-promise", args=[promise.pk]))
    promise.refresh_from_db()
    assert promise.kept_at


def test_the_region_says_words_and_no_numbers(cast: Cast) -> None:
    for number in range(1, 10):
        add_findings(cast, week=f"2026-W{number:02d}", verdict="more" if number % 2 else "as_expected")
    for period, word in (("week", "meer dan verwacht"), ("kwartaal", "5")):
        shown = page(cast.client("analyst"), "glance", query=f"?periode={period}&onderwerp={EXTREMISM}")
        assert cast.here.name in shown and cast.elsewhere.name in shown  # noqa: PT018
        assert word in shown or "more than expected" in shown
    own = page(cast.client("official_here"), "glance")
    assert cast.here.name in own
    assert cast.elsewhere.name not in own


@pytest.mark.proves("M5")
def test_the_attention_report_sets_our_looking_beside_what_is_done(cast: Cast) -> None:
    counted(cast)
    address, today = reverse("trends:attention"), timezone.localdate()
    rows = cast.client("dpo").get(address).context["table"].rows
    assert [cell.text for row in rows for cell in row[-3:]] == ["–"] * 3 * len(rows), "Nothing is noted yet."
    client = cast.client("analyst")
    for count in (2, 5):
        fields = {"topic": EXTREMISM, "kind": "training", "count": count}
        assert client.post(reverse("trends:note-effort"), fields).status_code == 302
    services.note_effort(
        actor=cast["analyst"], topic="protest", kind="offer", year=today.year - 1, count=9, now=cast.now
    )
    found = {row.topic: row for row in attention_report(actor=cast["analyst"], weeks=weeks_back(on=today, number=4))}
    assert (found[EXTREMISM].policy, found[EXTREMISM].training, found["protest"].offer) == (None, 5, None)
    assert client.post(reverse("trends:note-effort"), fields | {"count": "-1"}).status_code == 302
    assert Effort.objects.count() == 2


def test_much_looking_without_anything_done_is_said() -> None:
    watched = Attention("a", "A", "phenomenon", 10, 0.4, 0, None, 0, 0, policy=0, training=0, offer=0)
    assert watched.is_only_watched
    for other in (replace(watched, item_share=0.05), replace(watched, offer=1), replace(watched, policy=None)):
        assert not other.is_only_watched


@pytest.mark.parametrize("name", ["list", "week", "glance", "attention", "topic", "place", "trend"])
def test_pages_ask_a_fixed_number_of_queries(cast: Cast, name: str) -> None:
    args: dict[str, tuple[Any, ...]] = {"topic": (EXTREMISM,), "place": (cast.here.code,)}
    add_findings(cast)
    first = counted(cast)
    asked(cast, written(cast, first.trend))
    if name == "trend":
        args["trend"] = (first.trend.pk,)
    few = _queries(cast, name, args.get(name, ()))
    for number in range(6):
        trend = first.trend if name == "trend" else on_a_signal(cast, submission=f"more-{number}")
        asked(cast, written(cast, trend))
    assert _queries(cast, name, args.get(name, ())) <= few


def _queries(cast: Cast, name: str, args: tuple[Any, ...]) -> int:
    page(cast.client("analyst"), name, *args)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page(cast.client("analyst"), name, *args)
    return len(queries)
