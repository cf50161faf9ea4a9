"""Every file that leaves the house counts in the budget of who takes it (T13), whatever room makes it."""

import pytest
from django.utils.timezone import localdate

from tests.authorisation import Subjects, Undone, read_rows
from tests.cast import Cast
from weerbaar.accounts.models import RowsTaken

FREE = {"accounts:download"}
OPEN = {row.url for row in read_rows() if row.method == "GET" and row.cells["anonymous"] == "200"}


@pytest.mark.proves("T13")
@pytest.mark.django_db
def test_every_file_counts_in_one_budget_but_the_own_data_and_what_is_public(stage: tuple[Cast, Subjects]) -> None:
    cast, subjects = stage
    client, person, files = cast.client("analyst"), cast["analyst"].user, 0
    taken = RowsTaken.objects.filter(user=person)
    for url in sorted({row.url for row in read_rows() if row.method == "GET" and row.cells["analyst"][:3] == "200"}):
        with Undone():
            taken.delete()
            answer = client.get(subjects.address(url, "here"))
            if not answer.headers.get("Content-Disposition", "").startswith("attachment"):
                continue
            counted = sum(taken.values_list("exported_count", flat=True))
            assert counted == (0 if url in OPEN | FREE else 1), url
            taken.update_or_create(user=person, on=localdate(), defaults={"exported_count": 200})
            again = client.get(subjects.address(url, "here"))
            assert again.status_code == (200 if url in OPEN | FREE else 403), url
            files += 1
    assert files >= 5
