"""The demo: an invented region with invented people, filled by the services of the rooms.

A room joins in by one line in `STEPS`. A step may run again at any time: it adds what lacks and leaves the rest.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.services import invite_demo_people
from weerbaar.advice.services import load_demo_advice
from weerbaar.cookers.services import load_demo_cookers
from weerbaar.pictures.services import load_demo_pictures
from weerbaar.regions.models import Region
from weerbaar.regions.services import load_region, pack_folder
from weerbaar.signals.services import load_demo_signals
from weerbaar.sources.services import load_demo_sources
from weerbaar.trends.services import load_demo_trends, scan_demo_weeks

DEMO_PACK = "voorbeeldregio"


@dataclass(frozen=True)
class DemoStep:
    """One part of the demo: what it fills, and the order that fills it and tells how many rows it holds or added."""

    title: str | Promise
    run: Callable[[datetime], int]


def load_demo(*, now: datetime) -> Iterator[tuple[str, int]]:
    """Runs every step in order; yields its title and count as soon as it is done."""
    for step in STEPS:
        yield str(step.title), step.run(now)


def _load_map(now: datetime) -> int:
    return load_region(pack=pack_folder(name=DEMO_PACK)).row_count


def _load_people(now: datetime) -> int:
    return invite_demo_people(region=Region.objects.get(slug=DEMO_PACK), now=now)


def _load_sources(now: datetime) -> int:
    return load_demo_sources(region=Region.objects.get(slug=DEMO_PACK), now=now)


def _load_signals(now: datetime) -> int:
    return load_demo_signals(region=Region.objects.get(slug=DEMO_PACK), now=now)


def _load_advice(now: datetime) -> int:
    return load_demo_advice(region=Region.objects.get(slug=DEMO_PACK), now=now)


def _scan_weeks(now: datetime) -> int:
    return scan_demo_weeks(region=Region.objects.get(slug=DEMO_PACK), now=now)


def _load_trends(now: datetime) -> int:
    return load_demo_trends(region=Region.objects.get(slug=DEMO_PACK), now=now)


def _load_cookers(now: datetime) -> int:
    return load_demo_cookers(region=Region.objects.get(slug=DEMO_PACK), now=now)


def _load_pictures(now: datetime) -> int:
    return load_demo_pictures(region=Region.objects.get(slug=DEMO_PACK), now=now)


STEPS = (
    DemoStep(_("rows of the invented region"), _load_map),
    DemoStep(_("new roles of invented people"), _load_people),
    DemoStep(_("new rows of invented sources"), _load_sources),
    DemoStep(_("new invented signals"), _load_signals),
    DemoStep(_("new findings in the weekly counts"), _scan_weeks),
    DemoStep(_("new invented trends with their meaning"), _load_trends),
    DemoStep(_("new invented advice and meetings"), _load_advice),
    DemoStep(_("new invented local pictures"), _load_pictures),
    DemoStep(_("new invented pressure cookers"), _load_cookers),
)
