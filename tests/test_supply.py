"""What comes along with the house: the list of parts, no clients of social media, no secrets, every pattern quick."""

import gc
import importlib
import json
import pkgutil
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import weerbaar
import weerbaar_analysis

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ROOT / "requirements"
SOCIAL = (
    "tweepy twint snscrape facebook instagram instaloader telethon pyrogram telegram praw asyncpraw tiktok tiktokapi "
    "linkedin vk mastodon atproto bluesky discord slack_sdk whatsapp youtube pytube yt_dlp signalbot matrix scrapy "
    "selenium openai anthropic cohere mistralai langchain litellm"
).split()
"""Packages that reach social media, scrape pages, or send text to a language model elsewhere (C3, M4)."""
HOSTS = re.compile(
    r"(api\.twitter|api\.x\.com|graph\.facebook|graph\.instagram|api\.telegram|oauth\.reddit|api\.linkedin|"
    r"open\.tiktokapis|googleapis\.com/youtube|api\.vk\.com|api\.openai|api\.anthropic)"
)
SECRET = re.compile(
    r"-----BEGIN (RSA |EC |OPENSSH |DSA |PGP |ENCRYPTED )?PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}"
    r"|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bglpat-[A-Za-z0-9_-]{20}\b|\bxox[baprs]-[0-9A-Za-z-]{20,}"
    r"|\bAIza[0-9A-Za-z_-]{35}\b|\bsk-[A-Za-z0-9]{40,}\b|\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}"
    r"|(?:postgres(?:ql)?|smtp(?:\+tls)?|mysql|redis)://[\w.-]+:(?!geheim|wachtwoord|password|\$|\{|@)[^\s@/'\"]{8,}@"
)


def parts(name: str) -> dict[str, str]:
    """The pinned packages of one file of requirements, with their version."""
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", text, re.MULTILINE))


@pytest.mark.proves("T3", "C3", "M4")
def test_no_part_of_the_house_reaches_social_media_or_a_language_model_elsewhere() -> None:
    names = {name.lower().replace("-", "_") for kind in ("run", "dev", "boot") for name in parts(kind)}
    assert len(names) > 50
    assert not [name for name in names if any(name == one or name.startswith(f"{one}_") for one in SOCIAL)]
    files = [path for path in (ROOT / "src").rglob("*.py") if "tests" not in path.parts]
    assert len(files) > 300
    assert not [str(path) for path in files if HOSTS.search(path.read_text(encoding="utf-8"))]
    assert HOSTS.search("https://graph.facebook.com/v1")


@pytest.mark.proves("T20")
def test_every_part_is_pinned_and_has_a_hash() -> None:
    for kind in ("boot", "run", "dev"):
        text = (REQUIREMENTS / f"{kind}.txt").read_text(encoding="utf-8")
        entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).strip())
        assert {re.split(r"==|\[", one)[0] for one in entries} == set(parts(kind))
        assert not [one.split("\n")[0] for one in entries if "==" not in one or "--hash=sha256:" not in one]


@pytest.mark.proves("T20")
def test_the_bill_of_materials_holds_every_pinned_part_with_its_hashes() -> None:
    command = [sys.executable, ROOT / "tools" / "bill_of_materials.py"]
    made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.5")
    listed = {one["name"].lower(): one for one in made["components"] if one["purl"].startswith("pkg:pypi/")}
    for name, version in parts("run").items():
        assert listed[name.lower()]["version"] == version
        assert listed[name.lower()]["hashes"]
    assert any(one["purl"].startswith("pkg:npm/") and one["hashes"] for one in made["components"])


def history() -> str:
    return subprocess.run(
        ["git", "log", "-p", "--all", "--no-color", "--unified=0", "--", ".", ":!package-lock.json", ":!requirements"],
        cwd=ROOT, check=True, capture_output=True,
    ).stdout.decode(errors="replace")  # fmt: skip


@pytest.mark.proves("T20")
def test_no_secret_stands_in_any_file() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=False, capture_output=True, text=True).stdout.split()
    files = [ROOT / name for name in listed] or [path for path in ROOT.rglob("src/**/*") if path.is_file()]
    found = []
    for path in files:
        if path.is_file() and path.suffix not in {".gz", ".pdf", ".png"} and path.stat().st_size < 400_000:
            found += [(path.name, one[0][:12]) for one in SECRET.finditer(path.read_text("utf-8", errors="replace"))]
    assert len(files) > 500
    assert not found
    assert SECRET.search("AKIA" + "ABCDEFGHIJKLMNOP")


@pytest.mark.proves("T20")
@pytest.mark.long
def test_no_secret_stands_in_the_whole_history() -> None:
    added = [line for line in history().splitlines() if line.startswith("+")]
    assert len(added) > 100_000
    assert not [line[:80] for line in added if SECRET.search(line)]


def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern of the house, by its text."""
    for package in (weerbaar_analysis, weerbaar):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".tests" not in found.name and ".migrations" not in found.name and not found.name.endswith("wsgi"):
                importlib.import_module(found.name)
    ours = Counter(name for name in sys.modules if name.startswith(("weerbaar.", "weerbaar_analysis.")))
    return {one.pattern: one for name in ours for one in _held_by(sys.modules[name]) if isinstance(one.pattern, str)}


def _held_by(module: object) -> Iterator[re.Pattern[str]]:
    """The patterns in the names of a module, also inside lists, tuples and dictionaries."""
    waiting = list(vars(module).values())
    for value in waiting:
        if isinstance(value, re.Pattern):
            yield value
        elif isinstance(value, list | tuple | set | frozenset) and len(value) < 500:
            waiting.extend(value)
        elif isinstance(value, dict) and len(value) < 500 and "__builtins__" not in value:
            waiting.extend(value.values())


def hostile(pattern: str, size: int) -> list[str]:
    """Long texts that almost fit: runs of what the pattern itself looks for, and of what words are made of."""
    pieces = {"a", "1", " ", "\n", "A", "-", ".", "@", "a ", "A.", "1-", "a@", "Aa ", "0 6", "é", "x=", "((", "\t ,"}
    literals = re.sub(r"\\.|\(\?[:=!<aimsx]*|[\[\](){}|*+?^$]", " ", pattern)
    pieces |= set(re.findall(r"\S{1,12}", literals)[:6])
    return [(piece * (size // len(piece) + 1))[:size] + "\0!" for piece in sorted(pieces)]


@pytest.mark.proves("T19")
@pytest.mark.parametrize("size", [6_000, pytest.param(100_000, marks=pytest.mark.long)])
def test_every_pattern_of_the_house_stays_linear_on_hostile_text(size: int) -> None:
    """Four times the text may cost at most some eight times the work; a pattern that is quick anyway is fine."""
    found = patterns()
    assert len(found) > 60
    gc.collect()
    slow = [
        (text[:60], probe[:12])
        for text, one in sorted(found.items())
        for probe in hostile(text, size)
        if explodes(one, probe)
    ]
    assert not slow
    assert explodes(re.compile("a*b"), "a" * 12_000)


def explodes(pattern: re.Pattern[str], text: str) -> bool:
    long = cost(pattern, text)
    return long > len(text) * 2e-6 and long > 8 * cost(pattern, text[: len(text) // 4]) + 0.004


def cost(pattern: re.Pattern[str], text: str) -> float:
    """Processor seconds to look everywhere."""
    started = time.process_time()
    for _found in pattern.finditer(text):
        pass
    return time.process_time() - started
