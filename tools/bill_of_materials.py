"""Writes the bill of materials (CycloneDX 1.5) of what runs: `python tools/bill_of_materials.py > weerbaar.cdx.json`.

From the pinned and hashed requirements and package-lock.json, so it can be made on any machine without installing.
"""

import base64
import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def python_parts(name: str) -> list[dict[str, Any]]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)((?:.*\\\n)*.*)", text, re.MULTILINE)
    return [
        {
            "type": "library",
            "name": package,
            "version": version,
            "purl": f"pkg:pypi/{package.lower().replace('_', '-')}@{version}",
            "hashes": [{"alg": "SHA-256", "content": one} for one in re.findall(r"--hash=sha256:([0-9a-f]{64})", rest)],
        }
        for package, version, rest in entries
    ]


def browser_parts() -> list[dict[str, Any]]:
    """What of package-lock.json is copied to the browser."""
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return [
        {
            "type": "library",
            "name": path.removeprefix("node_modules/"),
            "version": one["version"],
            "purl": f"pkg:npm/{path.rpartition('node_modules/')[2].replace('@', '%40')}@{one['version']}",
            "hashes": [{"alg": "SHA-512", "content": base64.b64decode(one["integrity"].removeprefix("sha512-")).hex()}],
        }
        for path, one in locked.items()
        if path and one.get("integrity", "").startswith("sha512-")
    ]


def bill() -> dict[str, Any]:
    version = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": "weerbaar", "version": version[1] if version else ""}
        },
        "components": python_parts("run") + browser_parts(),
    }


if __name__ == "__main__":
    print(json.dumps(bill(), indent=1))
