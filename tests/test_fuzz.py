"""Readers of feeds, tables and documents survive what nobody would write (R8, T6): 2,000 files here, a million in
`make prove`."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz import SEEDS, check, unpack

ROOT = Path(__file__).parents[1]


def fuzz(readers: str, runs: int, seed: int, data: Path) -> list[dict[str, Any]]:
    """In a process of its own: a parser that crashes takes no test with it."""
    env = os.environ | {
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "weerbaar.config.settings",
        "WEERBAAR_DATA": str(data),
    }
    command = [sys.executable, str(ROOT / "tests" / "fuzz.py"), readers, str(runs), str(seed)]
    process = subprocess.run(command, check=False, env=env, cwd=ROOT, capture_output=True, text=True)
    assert process.returncode == 0, process.stdout[-3000:] + process.stderr[-3000:]
    return [json.loads(line) for line in process.stdout.splitlines()]


@pytest.mark.proves("R8", "T6")
def test_two_thousand_damaged_files_for_the_readers_are_answered(tmp_path: Path) -> None:
    for found in fuzz(",".join(SEEDS), 500, 1, tmp_path):
        assert found["runs"] == 500
        assert found["met"]["refused"] < 500, "Damage that leaves nothing to read proves nothing."
        assert not [what for what in found["met"] if "without a sentence" in what]


@pytest.mark.long
@pytest.mark.proves("R8", "T6")
@pytest.mark.parametrize(("reader", "part"), [(reader, part) for reader in SEEDS for part in range(10)])
def test_a_million_damaged_files_in_four_kinds_are_answered(reader: str, part: int, tmp_path: Path) -> None:
    """25,000 in each of forty parts."""
    (found,) = fuzz(reader, 25_000, 100 + part, tmp_path)
    assert found["runs"] == 25_000
    assert not [what for what in found["met"] if "without a sentence" in what]


@pytest.mark.parametrize("reader", SEEDS)
def test_the_sound_files_are_read(reader: str) -> None:
    look = unpack if reader == "archive" else check
    assert "refused" not in [look(sound) for sound in SEEDS[reader]()]
