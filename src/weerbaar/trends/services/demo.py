"""The demo: the last weeks of the invented region are scanned, by the same order as always."""

from datetime import datetime, timedelta

from django.utils import timezone

from weerbaar.regions.models import Region
from weerbaar.trends.models import Finding
from weerbaar.trends.services.scan import last_full_week, scan_week

DEMO_WEEKS = 2


def scan_demo_weeks(*, region: Region, now: datetime) -> int:
    """Scans the last full weeks; returns how many findings are new."""
    before = Finding.objects.filter(scan__region=region).count()
    today = timezone.localtime(now).date()
    for back in reversed(range(DEMO_WEEKS)):
        scan_week(region=region, week=last_full_week(on=today - timedelta(weeks=back)), now=now)
    return Finding.objects.filter(scan__region=region).count() - before
