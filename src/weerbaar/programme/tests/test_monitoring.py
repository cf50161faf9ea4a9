import pytest
from django.db.migrations.recorder import MigrationRecorder

from tests.cast import Cast


def test_a_monitor_hears_that_the_server_is_well_without_signing_in(cast: Cast):
    visitor = cast.client("anonymous")
    assert visitor.get("/-/health").content == b"ok\n"
    assert visitor.get("/-/ready").content == b"ok\n"


def test_a_server_that_waits_for_a_migration_says_it_is_not_ready(cast: Cast):
    assert cast.client("anonymous").get("/-/ready").status_code == 200
    MigrationRecorder.Migration.objects.filter(app="guard").delete()
    answer = cast.client("anonymous").get("/-/ready")
    assert (answer.status_code, answer.content) == (503, b"migrations wait\n")


@pytest.mark.proves("T14")
def test_the_numbers_hold_no_content(cast: Cast):
    lines = cast.client("anonymous").get("/-/metrics").content.decode().splitlines()
    values = [line for line in lines if not line.startswith("#")]
    assert len(values) >= 6
    for line in values:
        name, value = line.split(" ")
        assert name.startswith("weerbaar_")
        float(value)
