"""What the tests of this checkout showed, into the release: the data file of the page, and docs/evidence.md."""

import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHOWN = ROOT / "var" / "evidence.json"
RELEASE = ROOT / "src" / "weerbaar" / "accountability" / "data" / "evidence.json"


def main() -> None:
    """Writes both; without results there is nothing to release."""
    if not SHOWN.exists():
        sys.exit("No test has shown anything yet: run make test first.")
    tests = json.loads(SHOWN.read_text(encoding="utf-8"))["tests"]
    release = {"version": version("weerbaar"), "on": f"{datetime.now(UTC):%d-%m-%Y}"}
    RELEASE.write_text(json.dumps({"release": release, "tests": tests}, indent=1) + "\n", encoding="utf-8")
    sys.path.insert(0, str(ROOT / "src"))
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "weerbaar.config.settings", "WEERBAAR_DATA": folder}
        import django

        django.setup()
        from weerbaar.accountability.services import evidence_markdown

        (ROOT / "docs" / "evidence.md").write_text(evidence_markdown(), encoding="utf-8")
    print(f"The results of {len(tests)} tests are in the release of {release['on']}.")


main()
