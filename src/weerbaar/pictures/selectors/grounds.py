"""What a statement can rest on, and where a record has its page."""

from collections.abc import Collection, Iterator, Sequence

from django.conf import settings
from django.db.models import F
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from weerbaar.pictures.models import Picture
from weerbaar.pictures.selectors.drafts import municipalities_of
from weerbaar.regions.models import Region
from weerbaar.sources.models import Item
from weerbaar.trends.models import Finding, Tier, Verdict
from weerbaar.trends.selectors import chart_weeks, is_detector_on, sentence_of, shown_count, trends_of_area
from weerbaar_analysis.counts.weeks import monday, week_index, week_label, week_of

MOST_ITEMS = MOST_FINDINGS = 20
SHOWN_WEEKS = 13
_PAGES = {
    "trend": "trends:trend",
    "interpretation": "trends:interpretation",
    "finding": "trends:series",
    "item": "sources:item",
    "source": "sources:source",
    "signal": "signals:signal",
}


def address_of(*, kind: str, record_id: str) -> str:
    """The address of the page of a record; empty when it has none."""
    try:
        return reverse(_PAGES[kind], args=[record_id])
    except (KeyError, NoReverseMatch):
        return ""


def facts_of_findings(*, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """By id what each finding says now, in lines: its sentence, its scan, and its last weeks as they may be shown."""
    found = Finding.objects.filter(pk__in=ids).select_related("scan__region", "municipality", "safety_region")
    with translation.override(settings.LANGUAGE_CODE):
        return {str(one.pk): tuple(_facts(one)) for one in found} if ids else {}


def _facts(finding: Finding) -> Iterator[str]:
    yield sentence_of(finding)
    yield f"Zoekronde van {finding.scan.made_at:%d-%m-%Y}, methode {finding.method}."
    counts = finding.chart.get("counts", [])
    weeks = list(zip(chart_weeks(finding), counts, strict=True))[-SHOWN_WEEKS:]
    yield from (f"{week}: {shown_count(measure=finding.measure, count=count)}" for week, count in weeks)
    yield f"Kenmerk van het recept: {finding.scan.recipe_digest}"


def grounds_of(*, picture: Picture) -> list[tuple[str, str]]:
    """`kind:id` and name of what a statement of this picture can rest on: trends, what they mean, findings, items."""
    codes = [one.code for one in municipalities_of(picture=picture)]
    with translation.override(settings.LANGUAGE_CODE):  # a picture is a Dutch document
        return list(_grounds(picture, codes))


def _grounds(picture: Picture, codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    weeks = _weeks(picture)
    found = trends_of_area(
        region=picture.region, codes=codes, last_week=week_of(picture.period_to), open_on=picture.period_from
    )
    for trend, meanings in found:
        yield f"trend:{trend.pk}", f"Ontwikkeling: {trend.name}"
        for one in meanings:
            yield f"interpretation:{one.pk}", f"Duiding van {one.organisation.name}: {trend.name}"
    for finding in telling_findings(region=picture.region, codes=codes, weeks=weeks)[:MOST_FINDINGS]:
        yield f"finding:{finding.pk}", f"Bevinding: {sentence_of(finding)}"
    items = Item.objects.filter(places__municipality__code__in=codes, week__in=weeks, source__region=picture.region)
    items = items.filter(cluster=F("pk")).exclude(topics=None)  # of copies the first
    items = items.select_related("source").distinct()
    for item in items.order_by("-published_on", "title", "pk")[:MOST_ITEMS]:
        yield f"item:{item.pk}", f"Bericht: {item.title} ({item.source.name}, {item.published_on:%d-%m-%Y})"


def telling_findings(*, region: Region, codes: Sequence[str], weeks: Sequence[str]) -> list[Finding]:
    """What was more than expected in these municipalities and weeks, the latest first; none with the detector off."""
    if not is_detector_on(region=region):
        return []
    found = Finding.objects.filter(scan__region=region, scan__is_current=True, scan__week__in=weeks)
    found = found.filter(tier=Tier.MUNICIPALITY, municipality__code__in=codes, verdict=Verdict.MORE)
    related = "scan__region", "municipality", "safety_region"
    return list(found.select_related(*related).defer("scan__parameters").order_by("-scan__week", "topic", "pk"))


def _weeks(picture: Picture) -> list[str]:
    start, end = (week_index(week_of(day)) for day in (picture.period_from, picture.period_to))
    return [week_label(one) for one in range(start, end + 1) if monday(one) <= picture.period_to]
