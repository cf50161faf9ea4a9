"""The list of findings: what has too little data is one click away."""

import pytest

from tests.cast import Cast
from weerbaar.trends.models import Verdict
from weerbaar.trends.tests.subjects import add_finding, add_scan

PAGE = "/ontwikkelingen/bevindingen/"


@pytest.mark.django_db
def test_what_has_too_little_data_is_hidden_until_it_is_asked_for(cast: Cast) -> None:
    scan = add_scan(cast)
    add_finding(scan, cast.here)
    silent = add_finding(scan, cast.elsewhere)
    silent.verdict = Verdict.TOO_LITTLE
    silent.save()
    analyst = cast.client("analyst")
    assert analyst.get(PAGE).context["table"].total == 1
    assert analyst.get(PAGE, {"alles": "1"}).context["table"].total == 2
    assert analyst.get(PAGE, {"findings-verdict": "too_little"}).context["table"].total == 1
    assert "?alles=1" in analyst.get(PAGE).content.decode()
