"""Whether the detector is on, and since when (B7)."""

from datetime import datetime, timedelta

from weerbaar.regions.models import Region
from weerbaar.trends.models import DetectorSwitch


def detector_switch(*, region: Region) -> DetectorSwitch | None:
    """The last time the detector was switched; None when it never was, and so is on."""
    return DetectorSwitch.objects.filter(region=region).first()


def is_detector_on(*, region: Region) -> bool:
    switch = detector_switch(region=region)
    return switch is None or switch.is_on


def last_switch_test(*, region: Region) -> tuple[datetime | None, timedelta | None]:
    """When the detector was last switched off for a test, and after how long it was on again; None where it is not."""
    off = DetectorSwitch.objects.filter(region=region, is_on=False, is_test=True).first()
    if off is None:
        return None, None
    on = DetectorSwitch.objects.filter(region=region, is_on=True, since__gte=off.since).last()
    return off.since, on.since - off.since if on else None
