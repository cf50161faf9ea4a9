"""The scan: a known rise is found, chance is not, and nothing is doubled or half."""

from typing import Any

import pytest

from weerbaar.sources.models import Fetch, ItemCount
from weerbaar.trends.models import Finding, Reason, Scan, Verdict
from weerbaar.trends.services import WeekNotOver, WeekNotValid, scan_week
from weerbaar.trends.services import scan as scan_module
from weerbaar.trends.tests.scene import NOW, WEEK, add_counts, add_feed, mark_read, quiet_region, weeks_back

pytestmark = pytest.mark.django_db
EXTREMISM, OTHER, PROTEST = "rechts-extremisme", "anti-institutioneel-extremisme", "protest"
FIELDS = ("tier", "municipality__code", "safety_region__code", "measure", "verdict", "reason", "count", "expected")


def said(verdict: str = Verdict.MORE, **within: Any) -> set[tuple[str, str]]:
    rows = Finding.objects.filter(scan__is_current=True, verdict=verdict, tier="municipality", **within)
    return set(rows.values_list("municipality__code", "topic"))


def answers(scan: Scan, topic: str) -> list[tuple[Any, ...]]:
    rows = Finding.objects.filter(scan=scan, topic=topic).order_by("tier", "municipality__code", "safety_region__code")
    return list(rows.values_list(*FIELDS, "upper", "p_value", "chart"))


def test_a_known_rise_is_found_and_nothing_else() -> None:
    region = quiet_region(rise={("GM8003", EXTREMISM): 12})
    scan, is_new = scan_week(region=region, week=WEEK, now=NOW)
    assert is_new
    assert said() == {("GM8003", EXTREMISM)}
    assert said(Verdict.FEWER) == set()
    rise = Finding.objects.get(scan=scan, municipality__code="GM8003", topic=EXTREMISM)
    assert (rise.count or 0) > (rise.upper or 99)
    assert (rise.method, rise.source_shares) == ("sparse", {"feed": 1.0})
    assert (len(rise.chart["counts"]), len(rise.chart["upper"])) == (80, 13)


def test_the_same_week_again_is_the_same_scan_and_late_items_make_a_new_one() -> None:
    region = quiet_region()
    first, _ = scan_week(region=region, week=WEEK, now=NOW)
    number = Finding.objects.count()
    again, is_new = scan_week(region=region, week=WEEK, now=NOW)
    assert (again.pk, is_new, Finding.objects.count()) == (first.pk, False, number)
    ItemCount.objects.filter(topic=EXTREMISM, week=WEEK, municipality__code="GM8001").update(count=3)
    late, is_new = scan_week(region=region, week=WEEK, now=NOW)
    assert is_new
    assert late.input_digest != first.input_digest
    assert list(Scan.objects.filter(is_current=True)) == [late]
    assert Finding.objects.filter(scan=first).count() == number


def test_a_scan_made_again_from_nothing_gives_the_same_answers() -> None:
    region = quiet_region(rise={("GM8003", EXTREMISM): 12})
    first, _ = scan_week(region=region, week=WEEK, now=NOW)
    before, digest = answers(first, EXTREMISM), first.recipe_digest
    first.delete()
    again, is_new = scan_week(region=region, week=WEEK, now=NOW)
    assert is_new
    assert (again.recipe_digest, answers(again, EXTREMISM)) == (digest, before)


def test_a_scan_that_is_killed_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    region = quiet_region()

    def killed(**_arguments: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(scan_module, "record", killed)
        with pytest.raises(KeyboardInterrupt):
            scan_week(region=region, week=WEEK, now=NOW)
    assert (Scan.objects.count(), Finding.objects.count()) == (0, 0)
    assert scan_week(region=region, week=WEEK, now=NOW)[1]


@pytest.mark.proves("B3")
def test_another_label_gives_the_same_answers() -> None:
    region = quiet_region(rise={("GM8003", EXTREMISM): 12})
    first, _ = scan_week(region=region, week=WEEK, now=NOW)
    before = {topic: answers(first, topic) for topic in (EXTREMISM, OTHER)}
    for old, new in ((EXTREMISM, "between"), (OTHER, EXTREMISM), ("between", OTHER)):
        ItemCount.objects.filter(topic=old).update(topic=new)
    swapped, _ = scan_week(region=region, week=WEEK, now=NOW)
    assert swapped.pk != first.pk
    assert answers(swapped, OTHER) == before[EXTREMISM]
    assert answers(swapped, EXTREMISM) == before[OTHER]


@pytest.mark.proves("C4")
def test_protest_changes_nothing_about_extremism() -> None:
    region = quiet_region(rise={("GM8003", EXTREMISM): 12})
    first, _ = scan_week(region=region, week=WEEK, now=NOW)
    source = ItemCount.objects.all()[0].source
    rows = {("GM8003", PROTEST, week): 40 for week in weeks_back(2)}
    ItemCount.objects.filter(topic=PROTEST, week__in=weeks_back(2)).delete()
    add_counts_of_protest(source, rows)
    second, _ = scan_week(region=region, week=WEEK, now=NOW)
    assert ("GM8003", PROTEST) in said(topic_class="protected")
    assert answers(second, EXTREMISM) == answers(first, EXTREMISM)


def add_counts_of_protest(source: Any, rows: dict[tuple[str, str, str], int]) -> None:
    ItemCount.objects.filter(topic="*", week__in=weeks_back(2)).delete()
    add_counts(source=source, rows=rows)


def test_a_feed_that_died_is_missing_and_no_fall() -> None:
    region = quiet_region()
    dead = weeks_back(3)
    ItemCount.objects.filter(week__in=dead).delete()
    Fetch.objects.filter(started_at__gt=NOW.replace(day=1, month=2)).delete()
    scan_week(region=region, week=WEEK, now=NOW)
    assert set(Finding.objects.values_list("verdict", "reason")) == {(Verdict.TOO_LITTLE, Reason.NOT_READ)}


def test_a_new_feed_is_no_rise() -> None:
    region = quiet_region()
    first, _ = scan_week(region=region, week=WEEK, now=NOW)
    weeks = weeks_back(4)
    feed = add_feed(region=region, name="Nieuwe krant")
    mark_read(source=feed, weeks=weeks)
    add_counts(source=feed, rows={(f"GM{8000 + n}", EXTREMISM, week): 2 for n in range(12) for week in weeks})
    second, is_new = scan_week(region=region, week=WEEK, now=NOW)
    assert is_new
    assert answers(second, EXTREMISM) == answers(first, EXTREMISM)


def test_a_fall_of_a_dense_series_is_fewer_than_expected() -> None:
    region = quiet_region(weeks=130)
    ItemCount.objects.filter(topic=EXTREMISM, week__in=weeks_back(2)).delete()
    scan, _ = scan_week(region=region, week=WEEK, now=NOW)
    fall = Finding.objects.get(scan=scan, tier="region", topic=EXTREMISM, measure="items")
    assert (fall.method, fall.verdict, fall.count) == ("harmonic", Verdict.FEWER, 0)
    assert (fall.lower or 0) > 0
    others = Finding.objects.filter(scan=scan, tier="region", measure="items").exclude(topic=EXTREMISM)
    assert not others.filter(verdict=Verdict.FEWER)


def test_only_a_week_that_is_over_is_judged() -> None:
    region = quiet_region(weeks=2)
    assert scan_week(region=region, week=WEEK, now=NOW)[1]
    for week, refusal in (("2026-W10", WeekNotOver), ("2025-W53", WeekNotValid), ("9", WeekNotValid)):
        with pytest.raises(refusal):
            scan_week(region=region, week=week, now=NOW)
