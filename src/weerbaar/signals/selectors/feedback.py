"""The template texts for feedback to a reporter, as they stand in data/feedback.yaml."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from weerbaar.signals.models import Signal

FEEDBACK_FILE = Path(__file__).parents[1] / "data" / "feedback.yaml"
UNFILLED = "[vul in"


@cache
def feedback_texts() -> tuple[dict[str, str], ...]:
    """The texts, each with key, name and text, in the order of the file."""
    found: Any = yaml.safe_load(FEEDBACK_FILE.read_text(encoding="utf-8"))
    return tuple(found["texts"])


def feedback_choices() -> list[tuple[str, str]]:
    return [(one["key"], one["name"]) for one in feedback_texts()]


def feedback_text(*, key: str, signal: Signal, topic: str) -> str:
    """One template with what is known filled in; what only a human knows still says `[vul in …]`."""
    text = next((one["text"] for one in feedback_texts() if one["key"] == key), "")
    known = {"{gemeente}": signal.municipality.name, "{onderwerp}": topic.lower() or "een ontwikkeling"}
    for placeholder, value in known.items():
        text = text.replace(placeholder, value)
    return " ".join(text.split())
