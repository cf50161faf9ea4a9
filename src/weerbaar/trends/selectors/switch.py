"""Whether the detector is on, and since when (B7)."""

from weerbaar.regions.models import Region
from weerbaar.trends.models import DetectorSwitch


def detector_switch(*, region: Region) -> DetectorSwitch | None:
    """The last time the detector was switched; None when it never was, and so is on."""
    return DetectorSwitch.objects.filter(region=region).first()


def is_detector_on(*, region: Region) -> bool:
    switch = detector_switch(region=region)
    return switch is None or switch.is_on
