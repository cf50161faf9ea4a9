"""The invented trends: made by the orders, some count and some wait, and a second time nothing is added."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from weerbaar.accounts.models import Endorsement
from weerbaar.regions.models import Region
from weerbaar.trends.models import Interpretation, InterpretationStatus, Nature
from weerbaar.trends.services import load_demo_trends


@pytest.mark.long
@pytest.mark.django_db
def test_the_demo_shows_every_stage_of_an_interpretation() -> None:
    call_command("load_demo", verbosity=0)
    rows = Interpretation.objects.all()
    assert {row.status for row in rows} == set(InterpretationStatus)
    assert not rows.filter(nature=Nature.EXTREMISM, trend__topic_class="protected").exists()
    for row in rows.filter(status=InterpretationStatus.COUNTS):
        signed = Endorsement.objects.filter(subject_id=str(row.pk))
        assert signed.values("organisation").distinct().count() == 2
    assert load_demo_trends(region=Region.objects.get(is_invented=True), now=timezone.now()) == 0
