"""The pages of sources and items: what they say, to whom, and at what cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from tests.cast import NOW, Cast
from weerbaar.accounts.models import AuditEvent
from weerbaar.regions.models import Region
from weerbaar.sources import selectors
from weerbaar.sources.models import Fetch, Item, Source, Wording
from weerbaar.sources.tests.stage import item_about, proposed, switched_on, version


def text(cast: Cast, key: str, address: str) -> str:
    answer = cast.client(key).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("address", ["/items/", "/bronnen/", "/woordenlijsten/", "/"])
def test_a_list_takes_as_many_questions_for_30_rows_as_for_1(cast: Cast, address: str) -> None:
    def fill(number: int) -> None:
        source = proposed(cast, name=f"Bron {number}")
        item_about(cast.here, source, f"Bericht {number}", day=localdate())
        Wording.objects.create(region=source.region, kind="topics", number=number + 1, reason="Nieuw", proposed_at=NOW)

    def questions() -> int:
        client = cast.client("official_here")
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(address).status_code == 200
        return len(found)

    fill(0)
    few = questions()
    for number in range(1, 30):
        fill(number)
    assert questions() <= few


@pytest.mark.proves("T1")
def test_copies_and_lists_show_only_the_own_municipality(cast: Cast) -> None:
    source = proposed(cast)
    here = item_about(cast.here, source, f"Bericht {cast.canary_here}")
    elsewhere = item_about(cast.elsewhere, source, f"Bericht {cast.canary_elsewhere}", cluster=here.cluster)
    assert cast.canary_elsewhere in text(cast, "analyst", f"/items/{here.pk}/")
    for address in ("/items/", f"/items/{here.pk}/", "/items/?items-export=csv", "/items/?items-place=GM9003"):
        assert cast.canary_elsewhere not in text(cast, "official_here", address)
    assert cast.client("official_here").get(f"/items/{elsewhere.pk}/").status_code == 404


def test_an_item_says_why_these_places_and_topics_in_dutch(cast: Cast) -> None:
    item = item_about(cast.here, proposed(cast), "Bericht")
    page = text(cast, "official_here", f"/items/{item.pk}/")
    for words in ("Aerlevoort", "gemeente genoemd", "hakenkruis*", "telt op zichzelf", "Een treffer is geen duiding"):
        assert words in page
    assert selectors.topic_names(region=Region.objects.get())["rechts-extremisme"] in page


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("items-place=GM9001", {"Eerste"}),
        ("items-topic=rechts-extremisme", {"Eerste", "Tweede", "Derde"}),
        ("items-topic=wonen", set()),
        ("items-week=2026-W10", {"Eerste", "Tweede"}),
    ],
)
def test_items_are_filtered(cast: Cast, query: str, seen: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weerbaar.sources.views.items.localdate", NOW.date)
    source = proposed(cast)
    item_about(cast.here, source, "Eerste")
    item_about(cast.elsewhere, source, "Tweede")
    item_about(None, source, "Derde", day=NOW.date() - timedelta(days=30))
    page = text(cast, "analyst", f"/items/?{query}")
    assert {title for title in ("Eerste", "Tweede", "Derde") if f">{title}</a>" in page} == seen


def test_an_export_of_items_stands_in_the_log(cast: Cast) -> None:
    item_about(cast.here, proposed(cast), "Bericht")
    assert "Bericht" in text(cast, "official_here", "/items/?items-export=csv")
    assert AuditEvent.objects.filter(action="export_items", actor_id=cast["official_here"].user_id).count() == 1


def test_a_dead_feed_is_not_a_quiet_week(cast: Cast) -> None:
    source = switched_on(cast)
    moment = now()
    for weeks, outcome in ((4, Fetch.Outcome.OK), (3, Fetch.Outcome.FAILED), (0, Fetch.Outcome.FAILED)):
        Fetch.objects.create(source=source, started_at=moment - timedelta(weeks=weeks), outcome=outcome)
    counts = [count for _week, count in selectors.source_page(actor=cast["analyst"], pk=source.pk, now=moment).weeks]  # type: ignore[union-attr]
    assert counts[-5:] == [0, None, None, None, None]
    assert "stil: twee weken niet gelezen" in text(cast, "trainer", "/bronnen/").lower()
    assert "ontbreken" in text(cast, "trainer", f"/bronnen/{source.pk}/")


def test_buttons_stand_only_where_they_work(cast: Cast) -> None:
    source = proposed(cast)
    wording = version(cast["specialist"])
    sees = {
        key: ("aanzetten/" in text(cast, key, f"/bronnen/{source.pk}/"),
              "gebruiken/" in text(cast, key, f"/woordenlijsten/{wording.pk}/"))
        for key in ("official_here", "project_leader", "trainer", "dpo")
    }  # fmt: skip
    assert sees == {
        "official_here": (True, True),
        "project_leader": (False, False),
        "trainer": (False, False),
        "dpo": (False, False),
    }
    cast.client("official_here").post(f"/bronnen/{source.pk}/aanzetten/")
    cast.client("official_here").post(f"/woordenlijsten/{wording.pk}/gebruiken/")
    assert Source.objects.get().status == Source.Status.ON
    assert Wording.objects.get().status == Wording.Status.IN_USE


@pytest.mark.proves("T9")
def test_html_in_a_title_is_text(cast: Cast) -> None:
    item = item_about(cast.here, proposed(cast), '<script>alert("x")</script>"\'><img src=x onerror=1>')
    for address in ("/items/", f"/items/{item.pk}/"):
        page = text(cast, "official_here", address)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert Item.objects.count() == 1
