import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import MEMBERS, Cast, add_member
from weerbaar.accounts.models import Role


@pytest.mark.parametrize("key", MEMBERS)
def test_every_role_has_a_home_without_what_it_may_not_see(cast: Cast, key):
    page = cast.client(key).get("/")
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count("<h1") == 1
    assert not [canary for canary in cast.forbidden_canaries(key) if canary in text]


def test_somebody_who_has_not_signed_in_goes_to_the_login_page(cast: Cast):
    assert cast.client("analyst").get("/").status_code == 200
    answer = cast.client("anonymous").get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/inloggen/?next=/")


@pytest.mark.parametrize("key", ["maintainer", "executive"])
def test_the_home_asks_as_many_queries_for_one_colleague_as_for_thirty(cast: Cast, key, django_assert_num_queries):
    cast.client(key).get("/")
    with CaptureQueriesContext(connection) as few:
        cast.client(key).get("/")
    for number in range(30):
        add_member(key=f"extra-{number}", role=Role.OFFICIAL, organisation=cast.organisations["town_here"])
    with django_assert_num_queries(len(few)):
        assert cast.client(key).get("/").status_code == 200


def test_a_page_that_is_not_there_says_so_calmly_and_in_dutch(cast: Cast):
    page = cast.client("analyst").get("/nergens/")
    assert page.status_code == 404
    assert "Deze pagina is hier niet" in page.content.decode()
