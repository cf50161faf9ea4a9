"""The demo: the last weeks of the invented region are scanned and interpreted, by the same orders as always."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from weerbaar.accounts.models import Membership
from weerbaar.accounts.selectors import signed_up_demo_people
from weerbaar.regions.models import Region
from weerbaar.signals.selectors import signals_visible_to
from weerbaar.trends.models import Alternative, EffortKind, Finding, Trend, Weighed
from weerbaar.trends.selectors.meaning_text import MeaningText
from weerbaar.trends.services.meaning_effort import note_effort
from weerbaar.trends.services.meaning_trends import TrendDraft, open_trend
from weerbaar.trends.services.meaning_writing import agree, ask_second_reader, write_interpretation
from weerbaar.trends.services.scan import last_full_week, scan_week

DEMO_WEEKS = 2
DEMO_FILE = Path(__file__).parents[1] / "data" / "demo_trends.yaml"
SIGNALS_PER_TREND = 4
EFFORTS = {
    "asiel-en-opvang": (0, 0, 0),
    "wonen": (1, 0, 0),
    "online-ordeverstoring": (2, 3, 2),
    "digitale-weerbaarheid": (1, 4, 3),
    "soevereinen": (0, 1, 0),
    "rechts-extremisme": (1, 2, 1),
    "jongerenwerk": (1, 1, 4),
}
"""Per topic: policy, training and offer."""
NOTES = {
    "unknown": "Hierover weten we nog niets.",
    "not_seen": "Niet gezien in deze signalen.",
    "some": "Enkele signalen wijzen hierop.",
    "clear": "Meer organisaties zien dit, los van elkaar.",
}
LOOKED_AT = {
    Alternative.MEDIA: (Weighed.PARTLY, "Er was een bericht dat veel bladen overnamen. De signalen waren er eerder."),
    Alternative.HOLIDAY: (Weighed.NO, "Dit is ook gezien buiten vakanties en feestdagen."),
    Alternative.CAMPAIGN: (Weighed.NO, "Er liep geen campagne of training over dit onderwerp."),
    Alternative.DEAD_FEED: (Weighed.NO, "De bronnen onder deze trend werden elke week gelezen."),
}


def scan_demo_weeks(*, region: Region, now: datetime) -> int:
    """Scans the last full weeks, each on the Monday after it; returns how many findings are new."""
    before = Finding.objects.filter(scan__region=region).count()
    local = timezone.localtime(now)
    for back in reversed(range(DEMO_WEEKS)):
        monday = local.date() - timedelta(days=local.weekday(), weeks=back)
        moment = datetime.combine(monday, time(7), tzinfo=local.tzinfo)
        scan_week(region=region, week=last_full_week(on=monday), now=min(moment, now))
    return Finding.objects.filter(scan__region=region).count() - before


@transaction.atomic
def load_demo_trends(*, region: Region, now: datetime) -> int:
    """Fills the demo once with trends and what they mean: returns how many, 0 when there are some already."""
    people = {person.key: membership for person, membership in signed_up_demo_people()}
    if Trend.objects.filter(region=region).exists() or "analyst" not in people:
        return 0
    rows = yaml.safe_load(DEMO_FILE.read_text(encoding="utf-8"))
    _note_efforts(people["analyst"], now)
    return sum(_add_trend(people, row, now - timedelta(days=row["days"])) for row in rows)


def _note_efforts(analyst: Membership, now: datetime) -> None:
    """What the programme does besides looking, of this year and the year before."""
    for topic, numbers in EFFORTS.items():
        for kind, count in zip(EffortKind.values, numbers, strict=True):
            for year in (now.year - 1, now.year):
                note_effort(actor=analyst, topic=topic, kind=kind, year=year, count=count, now=now)


def _add_trend(people: dict[str, Membership], row: dict[str, Any], at: datetime) -> bool:
    """One trend on the signals of its topic and places; skipped when the demo has no such signals."""
    analyst = people["analyst"]
    signals = signals_visible_to(actor=analyst).filter(topic=row["topic"], received_at__lte=at)
    if row["places"]:
        signals = signals.filter(municipality__code__in=row["places"])
    evidence = tuple(("signal", str(one.pk)) for one in signals[:SIGNALS_PER_TREND])
    if not evidence:
        return False
    draft = TrendDraft(
        submission=f"demo-{row['topic']}-{row['days']}",
        name=row["name"],
        topic=row["topic"],
        municipality_codes=tuple(row["places"]),
        evidence=evidence,
    )
    trend = open_trend(actor=analyst, draft=draft, week=last_full_week(on=at.date()), now=at)
    _interpret(analyst, people[row["reader"]], trend, row, at + timedelta(hours=2))
    return True


def _interpret(writer: Membership, reader: Membership, trend: Trend, row: dict[str, Any], at: datetime) -> None:
    """As far along its way as the row says: a draft, waiting for a second reader, or counting."""
    written = write_interpretation(
        actor=writer, trend=trend, text=_text(row), submission=f"demo-{row['topic']}-{row['days']}", now=at
    )
    if row["way"] == "draft":
        return
    ask_second_reader(actor=writer, interpretation=written, organisation=reader.organisation, read_version=1, now=at)
    if row["way"] == "counts":
        agree(actor=reader, interpretation=written, read_version=1, now=at + timedelta(days=1))


def _text(row: dict[str, Any]) -> MeaningText:
    plain = ("nature", "fact", "meaning", "direction", "likelihood", "likelihood_reason")
    return MeaningText(
        **{name: row[name] for name in plain},
        criteria={key: {"extent": extent, "note": NOTES[extent]} for key, extent in row["extents"].items()},
        alternatives={key: {"weighed": weighed, "note": note} for key, (weighed, note) in LOOKED_AT.items()},
    )
