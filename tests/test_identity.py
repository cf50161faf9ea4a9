import http.client
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast
from weerbaar.accounts.models import Membership, User
from weerbaar.accounts.tests.door import with_password
from weerbaar.accounts.tests.provider import CLIENT, SECRET, OpenIdProvider
from weerbaar.config.identity import apps_of, origins_of, read_identity_file

FILE = """
providers:
  - id: aerlevoort
    name: Gemeente Aerlevoort
    server_url: {url}
    client_id: {client}
    client_secret_env: AERLEVOORT_SECRET
    email_domains: [aerlevoort.example]
    second_step: {second_step}
    groups:
      - {{group: "g-adviseurs", organisation: town_here, role: official}}
      - {{group: "g-college", organisation: town_here, role: executive}}
"""


@pytest.fixture
def provider(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenIdProvider]:
    provider = OpenIdProvider()
    monkeypatch.setenv("AERLEVOORT_SECRET", SECRET)
    path = tmp_path / "identity.yaml"
    path.write_text(FILE.format(url=provider.url, client=CLIENT, second_step="provider"))
    settings.IDENTITY = read_identity_file(str(path))
    apps = apps_of(settings.IDENTITY)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}
    assert origins_of(settings.IDENTITY) == [provider.url]
    provider.claims = {
        "sub": "abc-1",
        "email": "Nieuw@aerlevoort.example",
        "name": "Nieuwe Collega",
        "groups": ["g-adviseurs", "iets-anders"],
        "amr": ["pwd", "mfa"],
    }
    yield provider
    provider.close()


def log_in(client: Client) -> HttpResponse:
    """The whole round, over real HTTP to the provider and back."""
    out = urlsplit(client.post("/inloggen/met/aerlevoort/login/").headers["Location"])
    line = http.client.HTTPConnection(out.netloc, timeout=10)
    line.request("GET", f"{out.path}?{out.query}")
    back = urlsplit(str(line.getresponse().headers["Location"]))
    line.close()
    answer: Any = client.get(f"{back.path}?{back.query}")
    return answer


def roles_of(email: str) -> list[str]:
    found = Membership.objects.filter(user__email=email, ended_at=None).order_by("role")
    return list(found.values_list("role", flat=True))


@pytest.mark.proves("T16")
def test_groups_at_the_organisation_become_roles_here(cast: Cast, client: Client, provider: OpenIdProvider) -> None:
    assert "Inloggen met Gemeente Aerlevoort" in client.get("/inloggen/").content.decode()
    assert log_in(client).headers["Location"] == "/"
    assert client.get("/mensen/").status_code == 200
    assert roles_of("nieuw@aerlevoort.example") == ["official"]
    person = User.objects.get(email="nieuw@aerlevoort.example")
    assert (person.name, person.has_usable_password()) == ("Nieuwe Collega", False)
    assert SocialAccount.objects.get().extra_data == {}
    provider.claims["groups"] = ["g-college"]
    log_in(Client())
    assert roles_of("nieuw@aerlevoort.example") == ["executive"]
    assert provider.refused == 0


@pytest.mark.proves("T10")
def test_an_unknown_group_gives_no_access_and_says_so(cast: Cast, client: Client, provider: OpenIdProvider) -> None:
    provider.claims["groups"] = ["iets-anders"]
    answer = log_in(client)
    assert answer.status_code == 403
    assert "nog geen toegang" in answer.content.decode()
    assert not User.objects.filter(email="nieuw@aerlevoort.example").exists()
    assert client.get("/mensen/").status_code == 302


@pytest.mark.proves("T10")
def test_a_provider_vouches_for_its_own_addresses_only(cast: Cast, client: Client, provider: OpenIdProvider) -> None:
    victim = with_password(cast["maintainer"].user)
    provider.claims["email"] = victim.email
    assert log_in(client).status_code == 403
    assert not SocialAccount.objects.exists()
    assert client.get("/mensen/").status_code == 302


@pytest.mark.proves("T16")
def test_without_the_word_of_the_provider_the_second_step_is_asked_here(
    cast: Cast, client: Client, provider: OpenIdProvider
) -> None:
    provider.claims["amr"] = ["pwd"]
    log_in(client)
    assert client.get("/mensen/").headers["Location"] == "/mijn-gegevens/inloggen/"


@pytest.mark.proves("T16")
def test_an_answer_that_was_not_asked_for_lets_nobody_in(cast: Cast, client: Client, provider: OpenIdProvider) -> None:
    answer = client.get("/inloggen/met/aerlevoort/login/callback/?code=x&state=y")
    assert answer.status_code == 403
    assert client.get("/mensen/").status_code == 302


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("role: official", "role: baas"), ("second_step: ask", "second_step: nooit"), ("https://", "http://")],
)
def test_a_mistake_in_the_file_stops_the_start(tmp_path: Path, right: str, wrong: str) -> None:
    path = tmp_path / "identity.yaml"
    text = FILE.format(url="https://login.example", client=CLIENT, second_step="ask")
    path.write_text(text)
    assert read_identity_file(str(path))["providers"]
    path.write_text(text.replace(right, wrong, 1))
    with pytest.raises(ImproperlyConfigured):
        read_identity_file(str(path))
