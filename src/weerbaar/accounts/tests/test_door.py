from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver, reverse

from tests.authorisation import all_urls, collect_subjects
from tests.cast import NOW, Cast, sign_in
from weerbaar.accounts import services
from weerbaar.accounts.models import AuditEvent, FailedGuess, OpenSession
from weerbaar.accounts.selectors.door import SIGNED_IN_AT, Origin
from weerbaar.accounts.services.passwords import NotGuessable, NotLeaked
from weerbaar.accounts.tests.door import PASSWORD, SECRET, code, come_in, with_code_app, with_password

ORIGIN = Origin(network="192.0.2.0/24")
CHEAP = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.proves("T16", "P7")
def test_without_a_second_step_every_page_sends_to_where_one_is_added(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast["maintainer"].user, second_step="")
    subjects, open_pages, closed = collect_subjects(cast), [], 0
    for url in all_urls():
        if ":" not in url or url in {"accounts:logout", "accounts:login", "accounts:second-step", "accounts:passkey"}:
            continue
        answer = client.get(subjects.address(url, "here"))
        if answer.headers.get("Location") == "/mijn-gegevens/inloggen/":
            closed += 1
        elif answer.status_code == 200 and answer.wsgi_request.actor is not None:  # type: ignore[attr-defined]
            open_pages.append(url)
    assert get_resolver()
    assert closed > 80
    assert open_pages == []


@pytest.mark.proves("T16", "P7")
def test_signing_in_takes_password_and_code_and_a_code_opens_nothing_twice(cast: Cast, client: Client) -> None:
    person = with_code_app(cast["analyst"].user)
    half = client.post("/inloggen/", {"email": person.email, "password": PASSWORD})
    assert half.headers["Location"] == "/inloggen/tweede-stap/"
    assert client.get("/mensen/").headers["Location"].startswith("/inloggen/?next=")
    assert client.post("/inloggen/tweede-stap/", {"code": "000000"}).status_code == 200
    before = client.session.session_key
    now_code = code()
    assert client.post("/inloggen/tweede-stap/", {"code": now_code}).status_code == 302
    assert client.get("/mensen/").status_code == 200
    assert client.session.session_key != before
    second = Client()
    second.post("/inloggen/", {"email": person.email, "password": PASSWORD})
    assert second.post("/inloggen/tweede-stap/", {"code": now_code}).status_code == 200
    assert SECRET not in str(Authenticator.objects.get().data)
    assert AuditEvent.objects.filter(action="sign_in", outcome="done").count() == 1
    assert AuditEvent.objects.filter(action="sign_in", outcome="refused").count() == 2


def test_the_first_second_step_is_added_and_the_last_one_stays(cast: Cast, client: Client) -> None:
    person = with_password(cast["analyst"].user)
    client.post("/inloggen/", {"email": person.email, "password": PASSWORD})
    page = client.get("/mijn-gegevens/inloggen/app/")
    secret = page.context["secret"]
    from allauth.mfa.totp.internal import auth as totp

    counter = int(datetime.now(UTC).timestamp()) // 30
    added = client.post(
        "/mijn-gegevens/inloggen/app/", {"code": totp.format_hotp_value(totp.hotp_value(secret, counter))}
    )
    assert added.headers["Location"] == "/mijn-gegevens/inloggen/"
    assert client.get("/mensen/").status_code == 200
    step = Authenticator.objects.get(user=person)
    client.post(f"/mijn-gegevens/inloggen/{step.pk}/weg/")
    assert Authenticator.objects.filter(user=person).exists()
    stranger = with_code_app(cast["trainer"].user)
    other = Authenticator.objects.get(user=stranger)
    assert client.post(f"/mijn-gegevens/inloggen/{other.pk}/weg/").status_code == 404


@pytest.mark.proves("T16")
def test_every_cookie_is_out_of_reach_of_scripts(cast: Cast, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    person, client = with_code_app(cast["analyst"].user), Client()
    fields = {"name": person.name, "function": "Analist", "language": "en"}
    answers = [
        client.get("/inloggen/", secure=True),
        client.post("/inloggen/", {"email": person.email, "password": PASSWORD}, secure=True),
        client.post("/inloggen/tweede-stap/", {"code": code()}, secure=True),
        client.post("/mijn-gegevens/", fields, secure=True),
    ]
    seen = {cookie.key: cookie for answer in answers for cookie in answer.cookies.values()}
    assert len(seen) >= 4
    assert [name for name, one in seen.items() if not (one["httponly"] and one["secure"] and one["samesite"])] == []


@pytest.mark.proves("T16")
@pytest.mark.parametrize("guesses", [1_000, pytest.param(10_000, marks=pytest.mark.long)])
def test_ten_thousand_guesses_are_mostly_not_even_looked_at(cast: Cast, settings: Any, guesses: int) -> None:
    """One every 86 seconds for a day here, one every 9 seconds in `make prove`: few reach the password at all."""
    settings.PASSWORD_HASHERS = CHEAP
    person = with_password(cast["analyst"].user)
    looked_at = 0
    for number in range(guesses):
        moment = NOW + timedelta(days=1) * number / guesses
        try:
            services.password_sign_in(email=person.email, password=f"guess {number}", origin=ORIGIN, now=moment)
        except services.TooManyGuesses:
            continue
        looked_at += 1
    assert 5 < looked_at < 120, looked_at
    later = NOW + timedelta(days=1, minutes=20)
    assert services.password_sign_in(email=person.email, password=PASSWORD, origin=ORIGIN, now=later) == person


@pytest.mark.proves("T16")
def test_many_accounts_from_one_network_are_slowed_down_too(cast: Cast, settings: Any) -> None:
    settings.PASSWORD_HASHERS = CHEAP
    tried = 0
    for number in range(300):
        try:
            services.password_sign_in(email=f"n{number}@toneel.example", password="x", origin=ORIGIN, now=NOW)
        except services.TooManyGuesses:
            break
        tried += 1
    assert tried == 100
    elsewhere = Origin(network="198.51.100.0/24")
    assert services.password_sign_in(email="n@toneel.example", password="x", origin=elsewhere, now=NOW) is None


@pytest.mark.proves("T16")
def test_a_stranger_who_guesses_does_not_keep_the_owner_out_of_a_known_browser(cast: Cast, settings: Any) -> None:
    settings.PASSWORD_HASHERS = CHEAP
    person = with_code_app(cast["analyst"].user)
    owner = Client()
    come_in(owner, person, shift=-1)
    stranger = Client()
    for _ in range(8):
        answer = stranger.post("/inloggen/", {"email": person.email, "password": "fout"})
    assert "te vaak" in answer.content.decode()
    owner.post("/uitloggen/")
    assert owner.post("/inloggen/", {"email": person.email, "password": PASSWORD}).status_code == 302
    assert stranger.post("/inloggen/", {"email": person.email, "password": PASSWORD}).status_code == 200


@pytest.mark.proves("T16")
def test_codes_cannot_be_guessed_either(cast: Cast, client: Client, settings: Any) -> None:
    settings.PASSWORD_HASHERS = CHEAP
    person = with_code_app(cast["analyst"].user)
    client.post("/inloggen/", {"email": person.email, "password": PASSWORD})
    for number in range(8):
        client.post("/inloggen/tweede-stap/", {"code": f"{number:06}"})
    assert client.post("/inloggen/tweede-stap/", {"code": code()}).status_code == 200
    assert FailedGuess.objects.filter(closed_until__isnull=False).count() == 1


@pytest.mark.proves("T16")
def test_known_and_unknown_addresses_get_the_same_answer_in_the_same_time(cast: Cast) -> None:
    """Interleaved, with the real hasher; an address without account takes as long as one with."""
    person = with_password(cast["analyst"].user)
    times: dict[str, list[float]] = {person.email: [], "niemand@toneel.example": []}
    pages = {}
    for _ in range(4):
        for email, taken in times.items():
            client = Client()
            start = perf_counter()
            answer = client.post("/inloggen/", {"email": email, "password": "fout"})
            taken.append(perf_counter() - start)
            pages[email] = (answer.status_code, answer.context["form"].non_field_errors())
    known, unknown = (median(taken) for taken in times.values())
    assert len({str(page) for page in pages.values()}) == 1
    assert abs(known - unknown) < 0.35 * max(known, unknown), (known, unknown)


def test_a_session_ends_after_twelve_hours_however_busy(cast: Cast, client: Client) -> None:
    sign_in(client, cast["analyst"].user)
    assert client.get("/mensen/").status_code == 200
    session = client.session
    session[SIGNED_IN_AT] -= timedelta(hours=12, minutes=1).total_seconds()
    session.save()
    assert client.get("/mensen/").status_code == 302
    assert not client.session.get("_auth_user_id")


@pytest.mark.proves("T16")
def test_the_owner_sees_sessions_and_ends_them_everywhere_else(cast: Cast) -> None:
    person = with_code_app(cast["analyst"].user)
    here, there = Client(), Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/120"})
    come_in(here, person, shift=-1)
    come_in(there, person, shift=1)
    page = here.get("/mijn-gegevens/inloggen/").content.decode()
    assert "Chrome – Windows" in page
    assert "127.0.0.0/24" in page
    foreign = OpenSession.objects.exclude(session_key=here.session.session_key).get()
    intruder = cast.client("trainer")
    assert intruder.post(f"/mijn-gegevens/sessies/{foreign.pk}/uitloggen/").status_code == 404
    assert there.get("/mensen/").status_code == 200
    here.post("/mijn-gegevens/sessies/uitloggen/")
    assert there.get("/mensen/").status_code == 302
    assert here.get("/mensen/").status_code == 200


WINDOWS, LINUX = (f"Mozilla/5.0 ({system}) Chrome/120" for system in ("Windows NT 10.0", "X11; Linux x86_64"))


@pytest.mark.proves("T16")
def test_a_cookie_of_somebody_else_in_another_browser_opens_nothing_and_ends_the_session(cast: Cast) -> None:
    owner, thief = Client(headers={"user-agent": WINDOWS}), Client(headers={"user-agent": LINUX})
    come_in(owner, with_code_app(cast["analyst"].user))
    newer = owner.get("/mensen/", headers={"user-agent": WINDOWS.replace("120", "121")})
    assert newer.status_code == 200
    thief.cookies = owner.cookies.copy()
    assert thief.get("/mensen/").status_code == 302
    assert owner.get("/mensen/").status_code == 302


@pytest.mark.proves("T16")
def test_a_cookie_that_was_made_up_or_used_up_opens_nothing(cast: Cast) -> None:
    owner = Client()
    come_in(owner, with_code_app(cast["analyst"].user))
    cookie = owner.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    key = cookie.value
    for made_up in (
        key[:-1] + ("a" if key[-1] != "a" else "b"),
        key.upper(),
        str(cast["analyst"].user_id),
        "",
        "0" * 32,
    ):
        visitor = Client()
        visitor.cookies["sessionid"] = made_up
        assert visitor.get("/mensen/").status_code == 302
    assert owner.get("/mensen/").status_code == 200
    owner.post("/uitloggen/")
    visitor.cookies["sessionid"] = key
    assert visitor.get("/mensen/").status_code == 302


@pytest.mark.proves("T10")
def test_before_giving_control_the_person_shows_again_who_is_there(cast: Cast, client: Client) -> None:
    person = with_code_app(cast["maintainer"].user)
    sign_in(client, person)
    form = {"email": "x@toneel.example", "role": "maintainer"}
    form["organisation"] = str(cast.organisations["programme"].pk)
    assert client.post("/mensen/uitnodigen/", form).status_code == 200
    session = client.session
    session[SIGNED_IN_AT] -= 3600
    session.save()
    assert client.post("/mensen/uitnodigen/", form).headers["Location"].startswith("/mijn-gegevens/inloggen/opnieuw/")
    back = client.post("/mijn-gegevens/inloggen/opnieuw/", {"code": code(), "next": "/mensen/uitnodigen/"})
    assert back.headers["Location"] == "/mensen/uitnodigen/"
    assert client.post("/mensen/uitnodigen/", form).status_code == 200


@pytest.mark.parametrize("password", ["Welkom01Welkom01", "weerbaarweerbaar", "qwertyuiopasdfgh", "aaaaaaaaaaaaaaaa"])
def test_long_and_easy_passwords_are_refused(password: str) -> None:
    NotGuessable().validate(PASSWORD)
    with pytest.raises(ValidationError):
        NotGuessable().validate(password)


def test_a_password_on_the_list_of_the_administrator_is_refused(tmp_path: Any) -> None:
    import hashlib

    words = [f"gelekt wachtwoord {number}" for number in range(500)]
    lines = sorted(hashlib.sha1(word.encode(), usedforsecurity=False).hexdigest().upper() for word in words)
    for ending in ("", ":12"):
        path = tmp_path / f"list{len(ending)}"
        path.write_text("".join(f"{line}{ending}\n" for line in lines))
        check = NotLeaked(str(path))
        check.validate(PASSWORD)
        for word in words:
            with pytest.raises(ValidationError):
                check.validate(word)


def test_the_login_page_names_no_session_state(client: Client, db: None) -> None:
    assert client.get(reverse("accounts:second-step")).headers["Location"] == "/inloggen/"
