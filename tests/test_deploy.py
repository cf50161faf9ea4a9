"""What is shipped to run the house is sound: containers, units and scripts, without starting any of them (T20)."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
IMAGE = re.compile(r"[a-z0-9./-]+:\d[\w.-]*")
PLACES = {
    "@APP@": "/opt/weerbaar",
    "@ETC@": "/etc/weerbaar",
    "@DATA@": "/var/lib/weerbaar",
    "@HOST@": "weerbaar.example",
}
proves = pytest.mark.proves("T20")


def instructions() -> list[tuple[str, str]]:
    """The lines of the container file: instruction and the rest."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]


@proves
def test_the_container_runs_a_pinned_image_as_nobody_special_with_a_health_check() -> None:
    told = instructions()
    names = [name for name, _rest in told]
    assert [rest for name, rest in told if name == "FROM" and not IMAGE.fullmatch(rest)] == []
    users = [rest for name, rest in told if name == "USER"]
    assert users
    assert users[-1] not in {"root", "0"}
    assert names.index("USER") < names.index("CMD")
    assert names.count("HEALTHCHECK") == 1
    assert "ADD" not in names
    assert not [rest for name, rest in told if name in {"ENV", "ARG"} and re.search("SECRET|PASSWORD|TOKEN|KEY", rest)]
    assert not [
        rest for name, rest in told if name == "RUN" and re.search("curl|wget|sudo|chmod 777|--no-verify", rest)
    ]


@proves
def test_nothing_of_this_machine_goes_into_the_container() -> None:
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".git", ".venv", "var", "**/.env", "**/secret_key"} <= set(left_out)


@proves
def test_every_container_is_pinned_watched_without_rights_and_without_written_secrets() -> None:
    for name, one in COMPOSE["services"].items():
        assert "build" in one or one["image"] == "weerbaar" or IMAGE.fullmatch(one["image"]), name
        assert "no-new-privileges:true" in one["security_opt"]
        assert not one.get("privileged")
        assert "network_mode" not in one
        if name != "database":
            assert one["read_only"]
            assert one["cap_drop"] == ["ALL"]
        assert "healthcheck" in one or name == "weerbaar", "the image itself has one"
        for port in one.get("ports", []):
            assert port.startswith("127.0.0.1:"), "only nginx on the same machine may come in"
        for key, value in one["environment"].items():
            if re.search("SECRET|PASSWORD|DATABASE_URL", key):
                assert "${" in value, f"{key} stands in the file"
    assert "ports" not in COMPOSE["services"]["database"]


@proves
def test_in_containers_the_same_things_happen_as_with_the_timers() -> None:
    clock = (DEPLOY / "clock.sh").read_text(encoding="utf-8")
    units = "".join((DEPLOY / f"weerbaar-{name}.service").read_text("utf-8") for name in ("minutely", "nightly"))
    done = set(re.findall(r"bin/weerbaar (\w+)", units))
    assert done == {"fetch", "send_mail", "retain", "verify", "backup"}
    assert done == set(re.findall(r'^ +"\$WEERBAAR" (\w+)', clock, re.MULTILINE))


@proves
def test_every_unit_runs_as_our_own_user_within_walls() -> None:
    for path in DEPLOY.glob("*.service"):
        told = dict(re.findall(r"^(\w+)=(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE))
        assert (told["User"], told["NoNewPrivileges"], told["ProtectSystem"]) == ("weerbaar", "yes", "strict"), (
            path.name
        )
        assert told["ProtectHome"] == told["PrivateTmp"] == told["PrivateDevices"] == "yes"


@proves
@pytest.mark.parametrize("script", sorted(path.name for path in DEPLOY.glob("*.sh")))
def test_every_script_can_be_read_by_a_plain_shell(script: str) -> None:
    done = subprocess.run(["sh", "-n", DEPLOY / script], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "curl -k" not in (DEPLOY / script).read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed here")
def test_systemd_finds_the_units_sound(tmp_path: Path) -> None:
    for path in (*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")):
        text = re.sub(
            r"^Exec(\w+)=-?@APP@\S+", r"Exec\1=/bin/true", path.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        for mark, place in (PLACES | {"@DATA@": str(tmp_path)}).items():
            text = text.replace(mark, place)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    units = sorted(str(path) for path in tmp_path.iterdir())
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *units],
        check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    ours = [line for line in done.stderr.splitlines() if "weerbaar" in line and "not found" not in line]
    assert ours == []
