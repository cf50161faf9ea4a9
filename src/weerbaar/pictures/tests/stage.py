"""What a picture is made of, to play with: signals, items with their counts, and a page as its links."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from tests.cast import Cast
from weerbaar.signals.models import Signal
from weerbaar.sources.models import Item, ItemCount
from weerbaar.sources.tests.stage import item_about, switched_on
from weerbaar.trends.models import Finding, Scan
from weerbaar.trends.tests.subjects import add_finding, add_scan

TOPIC = "anti-institutioneel-extremisme"
ITEM_TOPIC = "rechts-extremisme"
WEEK = "2025-W45"
DAY = date(2025, 11, 5)


def a_signal(cast: Cast, side: str = "here", topic: str = TOPIC, number: int = 1) -> Signal:
    """A signal in the quarter of the pictures of these tests."""
    key = f"beeld-{side}-{topic}-{number}"
    return Signal.objects.create(
        submission=key, receipt=key, municipality=getattr(cast, side), week=WEEK, topic=topic,
        organisation=cast[f"official_{side}"].organisation, text="Stickers bij het station.",
        received_at=cast.now + timedelta(days=number), due_on=cast.now.date(), expires_on=cast.now.date(),
    )  # fmt: skip


def an_item(cast: Cast, title: str = "Stickers op de brug", count: int = 7) -> Item:
    """An item about the municipality here, with the counts of its week."""
    source = switched_on(cast)
    for topic in (ITEM_TOPIC, "*"):
        ItemCount.objects.create(source=source, municipality=cast.here, topic=topic, week=WEEK, count=count)
    return item_about(cast.here, source, title, day=DAY)


def finding_in(cast: Cast, week: str = WEEK, **changes: Any) -> Finding:
    """A finding about the municipality here, of a scan that is the current one of its week."""
    scan = add_scan(cast, week="2026-W08")
    Scan.objects.filter(pk=scan.pk).update(week=week, recipe_digest=uuid4().hex)
    scan.refresh_from_db()
    return add_finding(scan, cast.here, **changes)


def links_of(html: str) -> list[str]:
    """The addresses on a page, without the frame around it."""
    main = html[html.index("<main") : html.index("</main>")]
    return [one.replace("&amp;", "&") for one in re.findall(r'href="([^"#]+)"', main)]
