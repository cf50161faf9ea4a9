"""The reviewed file of parameters, read each time, so that what runs is what stands there (L4)."""

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

RECIPE_FILE = Path(__file__).parents[1] / "data" / "detector.yaml"


@dataclass(frozen=True)
class Recipe:
    """The parameters of the detector, the digest of the file they stand in, and the version of the library."""

    parameters: dict[str, Any]
    digest: str
    library_version: str
    text: str


def recipe() -> Recipe:
    content = RECIPE_FILE.read_bytes()
    parameters: dict[str, Any] = yaml.safe_load(content)
    parameters["reviewed_on"] = str(parameters["reviewed_on"])
    return Recipe(parameters, hashlib.sha256(content).hexdigest(), version("weerbaar"), content.decode())
