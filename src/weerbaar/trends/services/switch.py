"""The switch of the detector: off at once, while everything else works on (B7)."""

from datetime import datetime

from weerbaar.accounts.models import Action, Membership, Right
from weerbaar.accounts.selectors import may
from weerbaar.accounts.services import NotAllowed, recorded
from weerbaar.regions.models import Region
from weerbaar.trends.models import DetectorSwitch
from weerbaar.trends.selectors.switch import is_detector_on


def switch_detector(*, actor: Membership, is_on: bool, is_test: bool = False, now: datetime) -> None:
    """Switches the detector of the own region. From this moment no week is scanned and no finding shown, or again so.

    Off as a test is just as off; only the public page tells it apart. Refused (`NotAllowed`) without the right. Twice
    the same is once.
    """
    region = Region.objects.get(pk=actor.organisation.region_id)
    action = Action.SWITCH_DETECTOR_ON if is_on else Action.SWITCH_DETECTOR_OFF
    with recorded(actor=actor, action=action, subject=region, now=now):
        if not may(actor=actor, right=Right.SWITCH_DETECTOR, organisation=actor.organisation):
            raise NotAllowed
        Region.objects.select_for_update().get(pk=region.pk)
        if is_detector_on(region=region) != is_on:
            DetectorSwitch.objects.create(region=region, is_on=is_on, is_test=is_test and not is_on, since=now)
