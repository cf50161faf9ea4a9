"""Relations between tables: downwards, without a way back, never cascading through a wall, never to a person."""

import ast
from collections.abc import Iterator

from tests.walls.house import RELATIONS, Column, House

ABOUT_PHENOMENA = {"signals", "trends", "pictures"}
AUTHOR_NAMES = ("author", "reader", "owner", "editor")


def relations(house: House) -> Iterator[tuple[Column, str, str]]:
    """(column, room of the target, model of the target) of every relation between two of our rooms."""
    for column in house.columns:
        if column.kind in RELATIONS:
            room, model = target_of(column)
            if room != column.room and room in house.rooms:
                yield column, room, model


def target_of(column: Column) -> tuple[str, str]:
    """Where a relation points, also when it is written as a string."""
    arguments = [*column.call.args[:1], *(one.value for one in column.call.keywords if one.arg == "to")]
    target = arguments[0] if arguments else ast.Constant("")
    if isinstance(target, ast.Constant):
        room, _, model = str(target.value).rpartition(".")
        return room or column.room, model
    written = ast.unparse(target)
    if written == "settings.AUTH_USER_MODEL":
        return "accounts", "User"
    for imported, _ in column.module.imports():
        if imported.startswith("weerbaar.") and imported.split(".")[-1] == written.split(".")[0]:
            return imported.split(".")[1], written.split(".")[-1]
    return column.room, written


def foreign_keys_point_down(house: House) -> list[str]:
    return [
        f"{column.where} points up or sideways to {room}.{model}: let {room} look down at {column.room} instead, "
        "or ask for the rows in a selector of the higher room."
        for column, room, model in relations(house)
        if house.storeys.get(room, -1) <= house.storeys.get(column.room, 99)
    ]


def reverse_side_is_hidden(house: House) -> list[str]:
    return [
        f"{column.where} gives {room}.{model} a way back up: write related_name=\"+\" and ask in a selector of "
        f"{column.room}."
        for column, room, model in relations(house)
        if column.option("related_name") != "'+'"
    ]  # fmt: skip


def nothing_cascades_through_a_wall(house: House) -> list[str]:
    return [
        f"{column.where} is deleted together with {room}.{model}: write on_delete=models.PROTECT (or SET_NULL) and "
        f"delete in a service of {column.room}."
        for column, room, model in relations(house)
        if column.option("on_delete").endswith("CASCADE")
    ]


def no_relation_to_anything(house: House) -> list[str]:
    return [
        f"{column.where} can point at any table, so no wall can stop it: write a ForeignKey to one table."
        for column in house.columns
        if column.kind == "GenericForeignKey"
    ]


def phenomena_never_point_at_people(house: House) -> list[str]:
    """Signals, trends and pictures name a professional only as their author or reader."""
    found = []
    for column, room, model in relations(house):
        authored = column.name.endswith("_by") or any(word in column.name for word in AUTHOR_NAMES)
        fine = room == "accounts" and model == "Membership" and authored
        if column.room in ABOUT_PHENOMENA and room in {"accounts", "networks", "trainings"} and not fine:
            found.append(
                f"{column.where} ties a phenomenon to {room}.{model}: take it out; only an author or reader "
                "(accounts.Membership, `…_by`) may be named."
            )
    return found


CHECKS = (
    foreign_keys_point_down,
    reverse_side_is_hidden,
    nothing_cascades_through_a_wall,
    no_relation_to_anything,
    phenomena_never_point_at_people,
)
