"""Scanning a week: counts in, findings out, in one transaction. The same recipe on the same counts is one scan."""

import hashlib
import json
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Outcome
from weerbaar.accounts.services import Refused, record
from weerbaar.regions.models import Region
from weerbaar.trends.models import Finding, Scan
from weerbaar.trends.selectors.areas import AreaMap, area_map
from weerbaar.trends.selectors.recipe import Recipe, recipe
from weerbaar.trends.selectors.signal_weeks import SignalTable, signal_table
from weerbaar.trends.selectors.switch import is_detector_on
from weerbaar.trends.selectors.weekly import ItemTable, item_table
from weerbaar.trends.services.item_findings import item_findings
from weerbaar.trends.services.signal_findings import signal_findings
from weerbaar_analysis.counts.robust import Reports
from weerbaar_analysis.counts.weeks import monday, week_index, week_of


class WeekNotValid(Refused):
    """The week is not written as an ISO week, or does not exist."""

    says = _("A week is written as 2026-W07, and the year must have that week.")


class WeekNotOver(Refused):
    """A week is judged when it is over: half a week would look like a fall."""

    says = _("This week is not over yet. Judge a week that is over.")


class DetectorIsOff(Refused):
    """Somebody switched the detector off; the rest of the platform works on."""

    says = _("The detector is switched off.")


def last_full_week(*, on: date) -> str:
    """The ISO week before the one of this day."""
    return week_of(on - timedelta(days=7))


def scan_week(*, region: Region, week: str, now: datetime) -> tuple[Scan, bool]:
    """Judges one week and keeps the findings; returns the scan and whether it is new.

    A scan of the same input, parameters and library that stands already is given back. Refused: `WeekNotValid`,
    `WeekNotOver`, `DetectorIsOff`. Killed halfway it leaves nothing: all is written in one transaction at the end.
    """
    _refuse_wrong(region, week, now)
    chosen = recipe()
    areas = area_map(region=region, on=monday(week_index(week)))
    items = item_table(region=region, areas=areas, until=week, recipe=chosen)
    signals = signal_table(region=region, areas=areas, weeks=items.weeks, topics=items.topics)
    scan = _scan_of(region, week, chosen, (areas, items, signals), now)
    found = Scan.objects.filter(region=region, week=week, recipe_digest=scan.recipe_digest).first()
    if found is not None:
        return _made_current(found), False
    item_part, item_chance = item_findings(scan=scan, table=items, areas=areas, parameters=chosen.parameters)
    signal_part, signal_chance = signal_findings(
        scan=scan, table=signals, items=items, areas=areas, parameters=chosen.parameters
    )
    scan.expected_by_chance = item_chance + signal_chance
    return _kept(scan, item_part + signal_part, now)


def _refuse_wrong(region: Region, week: str, now: datetime) -> None:
    try:
        last = monday(week_index(week)) + timedelta(days=6)
    except ValueError as error:
        raise WeekNotValid from error
    if last >= timezone.localtime(now).date():
        raise WeekNotOver
    if not is_detector_on(region=region):
        raise DetectorIsOff


def _scan_of(
    region: Region, week: str, chosen: Recipe, read: tuple[AreaMap, ItemTable, SignalTable], now: datetime
) -> Scan:
    input_digest = digest_of(*read)
    parts = (input_digest, chosen.digest, chosen.library_version)
    return Scan(
        region=region,
        week=week,
        first_week=read[1].weeks[0],
        made_at=now,
        input_digest=input_digest,
        parameters_digest=chosen.digest,
        recipe_digest=hashlib.sha256("|".join(parts).encode()).hexdigest(),
        parameters=chosen.parameters,
        library_version=chosen.library_version,
    )


def digest_of(areas: AreaMap, items: ItemTable, signals: SignalTable) -> str:
    """The SHA-256 of everything that is judged: the map, the topics with their kind, the counts and the looking."""
    total = hashlib.sha256()
    total.update(json.dumps([areas.codes, areas.shares, items.weeks, items.topics, items.classes]).encode())
    for tier in items.tiers:
        for values in (tier.counts, tier.coverage, tier.totals, tier.mix):
            total.update(np.ascontiguousarray(values).tobytes())
    for cell, reports in signals.cells.items():
        total.update(json.dumps(cell).encode())
        _add_reports(total, reports)
    for area, reports in signals.areas.items():
        total.update(json.dumps(area).encode())
        _add_reports(total, reports)
    return total.hexdigest()


def _add_reports(total: Any, reports: Reports) -> None:
    columns = np.stack([reports.organisation, reports.kind, reports.day, reports.items])
    total.update(np.ascontiguousarray(columns[:, np.lexsort(columns)]).tobytes())


@transaction.atomic
def _made_current(scan: Scan) -> Scan:
    if not scan.is_current:
        _step_aside(scan)
        scan.is_current = True
        scan.save(update_fields=["is_current"])
    return scan


@transaction.atomic
def _kept(scan: Scan, findings: list[Finding], now: datetime) -> tuple[Scan, bool]:
    Region.objects.select_for_update().get(pk=scan.region_id)
    found = Scan.objects.filter(region=scan.region, week=scan.week, recipe_digest=scan.recipe_digest).first()
    if found is not None:
        return _made_current(found), False
    _step_aside(scan)
    scan.is_current = True
    scan.save(force_insert=True)
    Finding.objects.bulk_create(findings, batch_size=200)
    record(actor=None, action=Action.SCAN_WEEK, subject=scan, outcome=Outcome.DONE, now=now)
    return scan, True


def _step_aside(scan: Scan) -> None:
    Scan.objects.filter(region=scan.region, week=scan.week, is_current=True).exclude(pk=scan.pk).update(
        is_current=False
    )
