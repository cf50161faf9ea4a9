"""What the documents promise about the code, and the code about the documents."""

import ast
import re
from urllib.parse import unquote

import yaml

from tests.walls.house import House

LINK = re.compile(r"\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PUBLICCODE = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description"}


def every_room_stands_in_the_architecture(house: House) -> list[str]:
    page = (house.root / "docs" / "architecture.md").read_text(encoding="utf-8")
    return [
        f"The room {room} is not in docs/architecture.md: give it one line in the table of rooms."
        for room in house.rooms
        if f"`{room}`" not in page
    ]


def every_model_stands_in_the_glossary(house: House) -> list[str]:
    page = (house.root / "docs" / "glossary.md").read_text(encoding="utf-8")
    return [
        f"{room}.{node.name} is not in docs/glossary.md: add a line with its Dutch word and what it is."
        for room, _, node in house.model_classes
        if f"`{node.name}`" not in page
    ]


def every_room_says_what_lives_there(house: House) -> list[str]:
    found = []
    for room in house.rooms:
        tree = ast.parse((house.source / room / "__init__.py").read_text(encoding="utf-8"))
        count = len((ast.get_docstring(tree) or "").splitlines())
        if not 5 <= count <= 15:
            found.append(
                f"src/weerbaar/{room}/__init__.py has a docstring of {count} lines: say in 5 to 15 what lives here, "
                "what does not, and whom it asks."
            )
    return found


def links_lead_somewhere(house: House) -> list[str]:
    found = []
    for path in house.tracked:
        if path.suffix == ".md":
            text = FENCE.sub("", path.read_text(encoding="utf-8"))
            for link in LINK.findall(text):
                target = unquote(link.split("#")[0])
                away = not target or "://" in link or link.startswith("mailto:")
                if not away and not (path.parent / target).exists():
                    found.append(f"{house.short(path)} links to {target}, which is not there: mend the link.")
    return found


def readme_fits_on_a_page(house: House) -> list[str]:
    count = len((house.root / "README.md").read_text(encoding="utf-8").splitlines())
    return [f"README.md has {count} lines, 100 is the limit: move a part to docs/."] if count > 100 else []


def publiccode_can_be_read(house: House) -> list[str]:
    try:
        content = yaml.safe_load((house.root / "publiccode.yml").read_text(encoding="utf-8"))
    except yaml.YAMLError as mishap:
        return [f"publiccode.yml cannot be read: {mishap}."]
    missing = PUBLICCODE - set(content)
    found = [f"publiccode.yml has no {key}: the standard demands it." for key in sorted(missing)]
    if content.get("legal", {}).get("license") != "EUPL-1.2":
        found.append("publiccode.yml does not name the licence EUPL-1.2 under legal: write it there.")
    return found


CHECKS = (
    every_room_stands_in_the_architecture,
    every_model_stands_in_the_glossary,
    every_room_says_what_lives_there,
    links_lead_somewhere,
    readme_fits_on_a_page,
    publiccode_can_be_read,
)
