"""Headers, settings that refuse, and log lines that say nothing of what people wrote (T14, T20)."""

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from tests.cast import build_cast
from weerbaar.config import urls as real_urls
from weerbaar.config.log_lines import JsonLines
from weerbaar.config.safety import dangers

ROOT = Path(__file__).parents[1]
SECRET = "geheim-7c1f0e-Zonneveld"
SAFE = {
    "WEERBAAR_PRODUCTION": "1",
    "WEERBAAR_SECRET_KEY": "q7Vt2-Lw9xKd4Rz8Ym1Bc6Hn3Js5Pf0Tg-Uv2Wx4Yz6Aa8Bb1Cc3Dd5Ee",
    "WEERBAAR_HOSTS": "weerbaar.example",
    "DATABASE_URL": "postgresql://weerbaar@localhost/weerbaar",
}


def run(code: str, **settings: str) -> subprocess.CompletedProcess[str]:
    foreign = ("WEERBAAR_", "DATABASE_URL", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    env = (
        kept | SAFE | settings | {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "weerbaar.config.settings"}
    )
    return subprocess.run(
        [sys.executable, "-c", code], check=False, env=env, cwd=ROOT, capture_output=True, text=True, timeout=60
    )


START = "import weerbaar.config.wsgi"


@pytest.mark.proves("T20")
def test_djangos_own_check_of_a_production_server_finds_nothing(tmp_path: Path) -> None:
    code = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('check', deploy=True, fail_level='WARNING')"
    )
    answer = run(code, WEERBAAR_DATA=str(tmp_path))
    assert answer.returncode == 0, answer.stderr


@pytest.mark.proves("T20")
def test_a_safe_production_server_starts_and_one_with_debug_on_does_not(tmp_path: Path) -> None:
    assert run(START, WEERBAAR_DATA=str(tmp_path)).returncode == 0
    (tmp_path / "own_settings.py").write_text("from weerbaar.config.settings import *\nDEBUG = True\n")
    code = f"import sys, os; sys.path.insert(0, {str(tmp_path)!r})\n"
    code += "os.environ['DJANGO_SETTINGS_MODULE'] = 'own_settings'\n"
    answer = run(code + START, WEERBAAR_DATA=str(tmp_path))
    assert "DEBUG is on" in answer.stderr
    assert answer.returncode != 0


@pytest.mark.proves("T20")
@pytest.mark.parametrize(
    "change",
    [
        {"SESSION_COOKIE_SECURE": False},
        {"CSRF_COOKIE_SECURE": False},
        {"SESSION_COOKIE_HTTPONLY": False},
        {"SECURE_SSL_REDIRECT": False},
        {"SECURE_HSTS_SECONDS": 0},
        {"SECRET_KEY": "kort"},
        {"SECRET_KEY": "a" * 60},
        {"ALLOWED_HOSTS": ["*"]},
        {"ALLOWED_HOSTS": [".example"]},
        {"ALLOWED_HOSTS": []},
        {"DEMO": True},
        {"DEBUG": True},
    ],
    ids=str,
)
def test_each_danger_by_itself_is_named(change: dict[str, object]) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT")
    safe: dict[str, object] = dict.fromkeys((*names, "PRODUCTION"), True)
    safe |= {"DEBUG": False, "DEMO": False, "SECURE_HSTS_SECONDS": 1, "ALLOWED_HOSTS": ["weerbaar.example"]}
    safe["SECRET_KEY"] = SAFE["WEERBAAR_SECRET_KEY"]
    assert dangers(SimpleNamespace(**safe)) == []
    assert len(dangers(SimpleNamespace(**safe | change))) == 1


@pytest.mark.django_db
@pytest.mark.proves("T9")
def test_every_answer_carries_the_headers(client: Client) -> None:
    for address in ("/inloggen/", "/bestaat-niet/"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        for part in (
            "default-src 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "base-uri 'none'",
        ):
            assert part in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_pages_of_somebody_stay_out_of_caches_and_signing_out_clears_the_browser() -> None:
    client = build_cast().client("analyst")
    assert "no-store" in client.get("/").headers["Cache-Control"]
    assert client.post("/uitloggen/").headers["Clear-Site-Data"] == '"storage"'


# Log lines. A page of our own breaks in the worst way: with what was sent in its mishap.


def break_down(request: HttpRequest, word: str = "") -> HttpResponse:
    raise ValueError(f"{request.GET.dict()} {request.POST.dict()} {request.body!r} {word}")


break_down.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path("stuk/<str:word>/", break_down, name="broken"), *real_urls.urlpatterns]


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """All that every logger says, in our form."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for one in loggers:
        one.addHandler(handler)
    yield heard
    for one in loggers:
        one.removeHandler(handler)


@pytest.mark.django_db
@pytest.mark.proves("T14")
@pytest.mark.urls("tests.test_hardening")
@pytest.mark.parametrize("number", range(3))
def test_a_secret_never_reaches_a_log_line_or_a_mail(number: int, lines: io.StringIO, mailoutbox: list[Any]) -> None:
    client, secret = Client(raise_request_exception=False), f"{SECRET}-{number}"
    headers = {"user-agent": secret, "referer": f"https://x.example/{secret}", "authorization": f"Bearer {secret}"}
    client.cookies["sessionid"] = secret
    file = SimpleUploadedFile(f"{secret}.txt", secret.encode())
    answers = [
        client.get(f"/stuk/{secret}/?q={secret}", headers=headers),
        client.post(f"/stuk/x/?q={secret}", {"text": secret, "file": file}, headers=headers),
        client.post("/stuk/x/", json.dumps({"text": secret}), content_type="application/json", headers=headers),
        client.get(f"/{secret}/?{secret}={secret}", headers=headers),
        client.get("/inloggen/", headers=headers | {"host": f"{secret}.example"}),
        client.post("/inloggen/", {"email": f"{secret}@x.example", "password": secret}, headers=headers),
    ]
    assert [one.status_code for one in answers][:3] == [500, 500, 500]
    said = lines.getvalue()
    assert '"mishap": "ValueError"' in said
    assert '"page": "broken"' in said
    assert SECRET not in said
    assert not mailoutbox
    for line in said.splitlines():
        assert set(json.loads(line)) <= {
            "at",
            "level",
            "logger",
            "where",
            "says",
            "status",
            "method",
            "page",
            "mishap",
            "trace",
        }


HOSTILE = [
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/static/..%2f..%2fsettings.py",
    "/static/%2e%2e/secret_key",
    "//evil.example/",
    "/\\evil.example",
    "/%5cevil.example",
    "/%0d%0aSet-Cookie:x=1",
    "/%00",
    "/%ff%fe",
    "/%c0%ae%c0%ae/",
    "/" + "a" * 6000,
    "/mensen/' OR 1=1--/",
    "/mensen/00000000-0000-0000-0000-000000000000/",
    "/mensen/-1/",
    "/mensen/1e309/",
    "/gemeenten/../../",
    "/gemeenten/<script>/",
    "/gemeenten/{{7*7}}/",
    "/gemeenten/${7*7}/",
    "/gemeenten/%25%30%30/",
    "/signalen/?page=-1",
    "/signalen/?page=99999999999999999999",
    "/logboek/?audit-page=abc",
    "/logboek/?audit-sort=password",
    "/logboek/?audit-sort=-actor__user__password",
    "/logboek/?audit-outcome=%27%3BDROP",
    "/logboek/?audit-since=0000-00-00",
    "/logboek/?audit-since=99999-01-01",
    "/logboek/?audit-export=exe",
    "/mensen/?people-q=%00",
    "/mensen/?people-q=" + "%25" * 500,
    "/mensen/?people-sort=__class__",
    "/mensen/?people-page=1.5",
    "/mensen/?people-page=NaN",
    "/mensen/?people-page=%F0%9F%92%A5",
    "/inloggen/?next=//evil.example",
    "/inloggen/?next=javascript:alert(1)",
    "/inloggen/?next=https://evil.example",
    "/organisaties/?q[]=1&q[]=2",
    "/organisaties/?" + "a=1&" * 900,
    "/regio/?x=%u0041",
    "/regio/?;",
    "/regio/?%",
    "/regio/?%zz=%zz",
    "/.git/config",
    "/.env",
    "/wp-admin/",
    "/server-status",
    "/admin/",
    "/onderdelen/../mensen/",
    "/uitnodiging/%27/",
    "/uitnodiging/" + "x" * 500 + "/",
    "/demo/../",
    "/demo/%E2%80%AE/",
    "/mijn-gegevens/weerbaar-gegevens.exe",
    "/mijn-gegevens/weerbaar-gegevens.json%00",
    "/melden/%0a/",
    "/adviezen/?advice-page=0",
    "/ontwikkelingen/?week=2026-W99",
    "/ontwikkelingen/?week=%F0%9F%92%A5",
    "/ontwikkelingen/?week=-1",
    "/ontwikkelingen/2026-W60/",
    "/ontwikkelingen/0000-W00/",
    "/bronnen/?sources-sort=%27",
    "/bronnen/?sources-page=1%20OR%201=1",
    "/items/?items-q=%27%27%27",
    "/items/?items-from=abc",
    "/logboek/?audit-page=1&audit-page=2",
    "/logboek/?audit-action=%3Cscript%3E",
    "/rechten/?_method=DELETE",
    "/mensen/?people-q=%D8%A7%E2%80%8F",
    "/mensen/?people-q=%EF%BF%BF",
    "/mensen/?people-q=%ED%A0%80",
    "/?lang=../../etc",
    "/?" + "x" * 7000,
    "/mensen//",
    "/mensen/?people-export=xlsx&people-page=-5",
    "/regio/..;/mensen/",
    "/%2f%2f",
    "/~root/",
]


@pytest.mark.django_db
@pytest.mark.proves("T19")
def test_hostile_addresses_are_refused_calmly() -> None:
    assert len(HOSTILE) >= 80
    client = build_cast().client("maintainer")
    client.raise_request_exception = False
    odd = [(address[:60], status) for address in HOSTILE if (status := client.get(address).status_code) >= 500]
    assert not odd
