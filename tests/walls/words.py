"""Words that would start a register of people or communities, in the names of tables, columns and form fields."""

import ast
import re
from pathlib import Path

from tests.walls.house import House

NOWHERE = set(Path(__file__).with_name("forbidden_words.txt").read_text(encoding="utf-8").split())
PROFESSIONALS_ONLY = {"person", "people", "email", "phone", "mobile", "address", "account", "user", "contact", "member"}
ROOMS_WITH_PROFESSIONALS = {"accounts", "networks", "outbox", "trainings"}


def words_of(name: str) -> set[str]:
    """`DateOfBirth` and `date_of_birth` both give date, of, birth."""
    return set(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_"))


def forbidden_in(name: str, room: str) -> set[str]:
    forbidden = NOWHERE if room in ROOMS_WITH_PROFESSIONALS else NOWHERE | PROFESSIONALS_ONLY
    return words_of(name) & forbidden


def no_table_or_column_for_a_person(house: House) -> list[str]:
    names = [(room, node.name, f"{room}.{node.name}") for room, _, node in house.model_classes]
    names += [(column.room, column.name, column.where) for column in house.columns]
    return [_sentence(where, forbidden_in(name, room)) for room, name, where in names if forbidden_in(name, room)]


def no_form_field_for_a_person(house: House) -> list[str]:
    found = []
    for module in house.modules:
        if len(module.parts) > 2 and module.parts[2] == "forms":
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                    name, kind = ast.unparse(node.targets[0]), ast.unparse(node.value.func)
                    hit = forbidden_in(name, module.parts[1])
                    if kind.endswith("Field") and hit:
                        found.append(_sentence(f"{module.name}.{name}", hit))
    return found


def _sentence(where: str, hit: set[str]) -> str:
    return (
        f"{where} has the word {', '.join(sorted(hit))}: Weerbaar has no room for a person of interest, a community or "
        "an address; take it out. Is it truly something else, then name it so."
    )


CHECKS = (no_table_or_column_for_a_person, no_form_field_for_a_person)
