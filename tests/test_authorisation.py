"""The authorisation matrix: every URL x method x role x subject here or elsewhere, played for real (T1, T10, T11)."""

import pytest
from django.test import Client

from tests.authorisation import (
    METHODS,
    ROLES,
    Row,
    Subjects,
    Undone,
    all_urls,
    play,
    read_rows,
    text_of,
)
from tests.cast import Cast
from weerbaar.accounts.models import Membership, User

ROWS = read_rows()
BY_KEY = {(row.url, row.method): row for row in ROWS}
POST_ROWS = [row for row in ROWS if row.method == "POST"]
URLS = sorted({row.url for row in ROWS})
EXTRA = {
    "role": "maintainer",
    "is_active": "on",
    "is_staff": "on",
    "is_superuser": "on",
    "right": "grant_control",
    "scope": "region",
    "email": "indringer@toneel.example",
    "id": "1",
    "pk": "1",
}


@pytest.mark.proves("T1")
def test_every_url_has_a_row_in_the_matrix_of_its_room() -> None:
    urls = all_urls()
    missing = [f"{url} (src/weerbaar/{room}/tests/matrix.csv)" for url, room in urls.items() if url not in URLS]
    assert not missing, (
        f"These URLs stand in no authorisation matrix: {missing}. Add a row per method to that file and, if the URL "
        "has arguments, a pair to subjects.py beside it; docs/authorisation.md shows how."
    )
    gone = sorted(set(URLS) - set(urls))
    assert not gone, f"The matrix names URLs that no longer exist: {gone}. Remove their rows from matrix.csv."


def test_no_row_stands_twice_and_every_method_is_known() -> None:
    keys = [(row.url, row.method) for row in ROWS]
    assert sorted(set(keys)) == sorted(keys), "A URL and method stand twice in the matrices: keep one row."
    assert {row.method for row in ROWS} <= set(METHODS)


@pytest.mark.proves("T1")
@pytest.mark.proves("T11")
@pytest.mark.django_db
@pytest.mark.parametrize("url", URLS)
def test_every_cell_answers_as_the_matrix_says_and_no_canary_crosses(url: str, stage: tuple[Cast, Subjects]) -> None:
    cast, subjects = stage
    wrong = []
    for method in METHODS:
        for role in ROLES:
            for side in subjects.sides(url):
                fields = subjects.fields(url, side) if method == "POST" else {}
                with Undone():
                    response = play(cast.client(role), method, subjects.address(url, side), fields)
                    text = text_of(response)
                if response.status_code not in allowed(BY_KEY.get((url, method)), role, side):
                    wrong.append(f"{method} {role} {side}: {response.status_code}")
                wrong += [f"{method} {role} {side} met {one}" for one in cast.forbidden_canaries(role) if one in text]
    assert not wrong, f"{url} does not answer as its rows in matrix.csv say: {wrong}"


def allowed(row: Row | None, role: str, side: str) -> set[int]:
    """A method without a row is refused: 405, or the login page for a visitor."""
    if row is None:
        return {302, 405} if role == "anonymous" else {405}
    return {row.expected(role, side)}


@pytest.mark.proves("T10")
@pytest.mark.django_db
@pytest.mark.parametrize("row", POST_ROWS, ids=lambda row: row.url)
def test_extra_form_fields_change_nothing(row: Row, stage: tuple[Cast, Subjects]) -> None:
    cast, subjects = stage
    address, fields = subjects.address(row.url, "here"), subjects.fields(row.url, "here")
    extra = {key: value for key, value in EXTRA.items() if key not in fields}
    for role in ROLES:
        plain = effect(cast.client(role), address, fields)
        assert effect(cast.client(role), address, fields | extra) == plain


def effect(client: Client, address: str, fields: dict[str, object]) -> tuple[list[object], list[object]]:
    """Who is in which role, and which accounts are open, after this form."""
    with Undone():
        play(client, "POST", address, fields)
        roles = Membership.objects.select_related("user").order_by("user__email", "organisation", "role", "ended_at")
        return (
            [(one.user.email, one.organisation_id, one.role, one.ended_at is None) for one in roles],
            [(one.name, one.email, one.is_active, one.erased_at is None) for one in User.objects.order_by("email")],
        )


@pytest.mark.django_db
@pytest.mark.parametrize("row", POST_ROWS, ids=lambda row: row.url)
def test_a_form_from_another_site_is_refused(row: Row, stage: tuple[Cast, Subjects]) -> None:
    cast, subjects = stage
    suspicious = Client(enforce_csrf_checks=True)
    suspicious.cookies = cast.client("maintainer").cookies.copy()
    with Undone():
        response = play(suspicious, "POST", subjects.address(row.url, "here"), subjects.fields(row.url, "here"))
    assert response.status_code == 403
