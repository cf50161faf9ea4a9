"""Every setting of the settings table that can be wrong stops the start with a sentence that names it, no traceback."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from weerbaar.config import reading

ROOT = Path(__file__).parents[1]
TABLE = (ROOT / "docs" / "beheer" / "instellingen.md").read_text(encoding="utf-8")
NAMES = re.findall(r"^\| `([A-Z_]+)` \|", TABLE, re.MULTILINE)
WRONG = {
    "WEERBAAR_PRODUCTION": "misschien",
    "WEERBAAR_DEMO": "aan!",
    "WEERBAAR_WEB": "2",
    "WEERBAAR_HOSTS": "https://weerbaar.example/",
    "DATABASE_URL": "mysql://iemand@ergens/iets",
    "WEERBAAR_DATA": "/dev/null/weerbaar",
    "WEERBAAR_AUDIT_FOLDER": "/dev/null",
    "WEERBAAR_AUDIT_WITNESS": "de griffier",
    "WEERBAAR_SECURITY_CONTACT": "bel maar",
    "WEERBAAR_SECURITY_CONTACT_UNTIL": "30-06-2027",
    "EMAIL_URL": "duif://mail",
    "WEERBAAR_MAIL_FROM": "Weerbaar",
    "WEERBAAR_IDENTITY": "/bestaat/niet.yaml",
    "WEERBAAR_LEAKED_PASSWORDS": "/bestaat/niet.txt",
    "WEERBAAR_PROXIES": "een",
}
ANYTHING_GOES = {"WEERBAAR_SECRET_KEY"}
"""A weak one is refused by the web server itself: test_hardening.py."""
MORE = [
    ("DATABASE_URL", "postgres://weerbaar:geheim@ergens:abc/naam"),
    ("DATABASE_URL", "geheim"),
    ("EMAIL_URL", "smtp://geheim@mail:abc"),
    ("WEERBAAR_SECURITY_CONTACT_UNTIL", "2027-02-30"),
    ("WEERBAAR_PROXIES", "-1"),
    ("WEERBAAR_MAIL_FROM", "a@x.example, b@x.example"),
    ("WEERBAAR_HOSTS", "weerbaar.example:443"),
]
START = "from weerbaar.config.cli import main; main()"


def start(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("WEERBAAR_", "DATABASE", "EMAIL"))
    }
    env = kept | settings | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", START, *arguments]
    return subprocess.run(command, env=env, check=False, capture_output=True, text=True, timeout=60, cwd=ROOT)


def test_the_table_names_every_setting_and_each_is_tried() -> None:
    source = (ROOT / "src" / "weerbaar" / "config" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"((?:WEERBAAR_[A-Z_]+|DATABASE_URL|EMAIL_URL))"', source))
    assert set(NAMES) == read
    assert set(WRONG) | ANYTHING_GOES == set(NAMES)


@pytest.mark.proves("T20")
@pytest.mark.parametrize("name", ["WEERBAAR_SECURITY_CONTACT_UNTIL", "DATABASE_URL", "WEERBAAR_PRODUCTION"])
def test_the_command_says_in_one_sentence_which_setting_is_wrong(name: str, tmp_path: Path) -> None:
    safe = {"WEERBAAR_DATA": str(tmp_path)}
    assert start("check", **safe).returncode == 0
    answer = start("check", **safe | {name: WRONG[name]})
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"{name} ")
    assert "Traceback" not in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


@pytest.mark.proves("T20")
@pytest.mark.parametrize(("name", "value"), [*WRONG.items(), *MORE])
def test_each_wrong_setting_is_named_with_its_mend_and_without_a_password(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WEERBAAR_DATA", str(tmp_path))
    monkeypatch.setenv(name, value)
    source = ROOT / "src" / "weerbaar" / "config" / "settings.py"
    with pytest.raises(reading.ImproperlyConfigured, match=rf"^{name}\b") as refused:
        exec(compile(source.read_text(encoding="utf-8"), str(source), "exec"), {"__file__": str(source)})  # noqa: S102
    assert "geheim" not in str(refused.value)
