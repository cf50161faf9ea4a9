"""The papers a municipality needs, each from one data file, with the rows the product itself knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from weerbaar.accountability.selectors.generated import GENERATED, Row

PAPERS = Path(__file__).resolve().parents[1] / "data" / "papers"
SLUGS = {
    "verwerkingsregister": "register",
    "dpia": "dpia",
    "iama": "iama",
    "ai-verordening": "ai_act",
    "toegankelijkheid": "accessibility",
}
WAITS = "In te vullen door de gemeente"


@dataclass(frozen=True)
class Section:
    """One point of a paper. `municipality` says what only a municipality can fill in; empty when nothing is left."""

    id: str
    title: str
    text: str
    rows: tuple[Row, ...]
    municipality: str

    @property
    def is_heading(self) -> bool:
        return not (self.text or self.rows or self.municipality)


@dataclass(frozen=True)
class Paper:
    """One document, as it is shown, checked and written to a file."""

    slug: str
    title: str
    lead: str
    reviewed_on: date
    sections: tuple[Section, ...]
    model: dict[str, str]


def papers() -> tuple[Paper, ...]:
    """All papers that are made of sections, in the order of the page."""
    return tuple(paper(slug=slug) for slug in SLUGS)


def paper_titles() -> dict[str, str]:
    """The title of every paper by its slug, in the order of the page."""
    return {slug: content_of(slug=slug)["title"] for slug in SLUGS}


def paper(*, slug: str) -> Paper:
    """One paper; `KeyError` for a slug that is none."""
    content = content_of(slug=slug)
    return Paper(
        slug=slug,
        title=content["title"],
        lead=content["lead"],
        reviewed_on=content["reviewed_on"],
        sections=tuple(_section(one, content) for one in content["sections"]),
        model=content.get("model", {}),
    )


def content_of(*, slug: str) -> dict[str, Any]:
    """What stands in the data file of a paper."""
    return read(SLUGS[slug])


@cache
def read(name: str) -> dict[str, Any]:
    """One data file."""
    return dict(yaml.safe_load((PAPERS / f"{name}.yaml").read_text(encoding="utf-8")))


def _section(one: dict[str, Any], content: dict[str, Any]) -> Section:
    rows: Iterable[Row] = (Row(term, text) for term, text in one.get("rows", {}).items())
    if "generated" in one:
        rows = GENERATED[one["generated"]](content)
    return Section(one.get("id", ""), one["title"], one.get("text", ""), tuple(rows), one.get("municipality", ""))


def as_yaml(*, paper: Paper) -> str:
    """The paper as a file: the numbering of the government model where there is one, and what still waits."""
    tasks = [_task(section) for section in paper.sections]
    content = paper.model | {
        "title": paper.title,
        "reviewed_on": paper.reviewed_on.isoformat(),
        "state": "opzet van de makers, door elke gemeente vast te stellen",
        "tasks": tasks,
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def _task(section: Section) -> dict[str, Any]:
    task: dict[str, Any] = {"id": section.id} if section.id else {}
    task["task"] = section.title
    if section.text:
        task["answer"] = section.text
    if section.rows:
        task["rows"] = [{"term": row.term, "text": row.text} for row in section.rows]
    if section.municipality:
        task["open"] = f"{WAITS}: {section.municipality}"
    return task
