"""A form that is sent twice does its work once, whatever form it is (R1)."""

import re

import pytest
from django.apps import apps
from django.test import Client

from tests.authorisation import ROLES, Row, Subjects, Undone, read_rows
from tests.cast import Cast
from weerbaar.accounts.models import AuditEvent, Outcome

POST_ROWS = [row for row in read_rows() if row.method == "POST"]
KEY = re.compile(r'name="form-key" value="([^"]+)"')
NOT_COUNTED = {"session", "sentform"}


def all_rows() -> dict[str, int]:
    """How many rows every table has; of the log only what was done, for a refusal may be noted twice."""
    models = (model for model in apps.get_models() if model._meta.model_name not in NOT_COUNTED)
    counts = {model._meta.label: model._default_manager.count() for model in models}
    return counts | {"accounts.AuditEvent": AuditEvent.objects.filter(outcome=Outcome.DONE).count()}


@pytest.mark.proves("R1")
@pytest.mark.django_db
@pytest.mark.parametrize("row", POST_ROWS, ids=lambda row: row.url)
def test_every_form_of_the_house_sent_twice_leaves_what_it_left_the_first_time(
    row: Row, stage: tuple[Cast, Subjects]
) -> None:
    cast, subjects = stage
    fields = {
        **subjects.fields(row.url, "here"),
        "form-key": "een-sleutel",
    }  # two roles will do: who may do it is the matrix's matter
    address = subjects.address(row.url, "here")
    for role in [role for role in reversed(ROLES) if row.expected(role, "here") in {200, 302}][:2]:
        with Undone():
            client = Client()
            client.cookies = cast.client(role).cookies.copy()
            first = client.post(address, fields)
            after_one = all_rows()
            second = client.post(address, fields)
            assert all_rows() == after_one, f"{role} sent the form of {row.url} twice, and that made more."
            assert second.status_code in {first.status_code, 302, 404}
