"""How rooms enter each other, and what may not come in at all."""

from tests.walls.house import House, Module

DOORS = {"selectors", "services", "models"}
FLOORS = {"urls", "views", "api", "admin", "management", "forms", *DOORS}
NAMES_OF_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "misc",
    "tools",
    "base",
    "shared",
    "signals",
}


def rooms_enter_by_the_door(house: House) -> list[str]:
    """Another room is entered by selectors, services and models; `ui` is the look of all, `config` wires all."""
    return [
        f"{module.name} (line {line}) enters {name.split('.')[1]} by {name}: ask its selectors or order its services."
        for module in house.modules
        if _is_in_a_room(module) and module.parts[1] != "config"
        for name, line in module.imports()
        if _misses_the_door(module, name, house)
    ]


def _is_in_a_room(module: Module) -> bool:
    return module.parts[0] == "weerbaar" and len(module.parts) > 1


def _misses_the_door(module: Module, name: str, house: House) -> bool:
    parts = name.split(".")
    if parts[0] != "weerbaar" or len(parts) < 3 or parts[1] in {module.parts[1], "ui"} or parts[1] not in house.rooms:
        return False
    if parts[2] == "tests":
        return "tests" not in module.parts
    return parts[2] not in DOORS and "tests" not in module.parts


def every_room_has_its_floors_checked(house: House) -> list[str]:
    guarded = {name.removeprefix("weerbaar.") for name in house.contract("floors")["containers"]}
    return [
        f"The room {room} is not in the containers of the contract `floors` in pyproject.toml: add weerbaar.{room}."
        for room in house.rooms
        if room not in guarded | {"config", "ui"}
    ]


def no_module_named_after_nothing(house: House) -> list[str]:
    return [
        f"{house.short(module.path)} is named after nothing: a shared value lives in the library, a shared look in ui, "
        "a shared right in accounts; name the file after what it holds."
        for module in house.modules
        if NAMES_OF_NOTHING & set(module.parts[1:]) - set(house.storeys)
    ]


def migrations_import_nothing_of_ours(house: House) -> list[str]:
    return [
        f"{house.short(module.path)} (line {line}) imports {name}: write the value into the migration, "
        "or load reference content from data/ by a command."
        for module in house.modules
        if "migrations" in module.parts
        for name, line in module.imports()
        if name.split(".")[0] in {"weerbaar", "weerbaar_analysis"}
    ]


def migrations_are_named_by_content(house: House) -> list[str]:
    return [
        f"{house.short(module.path)} says when, not what: rename it after its content."
        for module in house.modules
        if "migrations" in module.parts and ("_auto_" in module.name or module.name.endswith("_initial"))
    ]


CHECKS = (
    rooms_enter_by_the_door,
    every_room_has_its_floors_checked,
    no_module_named_after_nothing,
    migrations_import_nothing_of_ours,
    migrations_are_named_by_content,
)
