"""Takes every migration forward, back and forward again on a database of its own; started by `test_migrations.py`.

With a number of items as argument it fills the house first, goes one migration back in every room and forward again,
and says how long each way took and which tables that should stay lost or changed rows. Writes one line of JSON.
"""

import hashlib
import json
import sys
import time
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

Node = tuple[str, str]


def ours(executor: MigrationExecutor) -> list[Node]:
    """Every migration of the house in the order in which they are applied."""
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith("weerbaar.")}
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    return [(one.app_label, one.name) for one, _backwards in plan if one.app_label in labels]


def go(targets: list[tuple[str, str | None]]) -> float:
    """Migrates, and gives the seconds it took."""
    executor = MigrationExecutor(connection)
    started = time.perf_counter()
    executor.migrate(targets)  # type: ignore[arg-type]
    return time.perf_counter() - started


def rows() -> dict[str, str]:
    """Per table how many rows it holds and a digest of them, whatever their order."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == "django_migrations":
                continue
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the names come from the database itself
            columns = [one.name if hasattr(one, "name") else one[0] for one in cursor.description]
            order = sorted(range(len(columns)), key=columns.__getitem__)
            lines = sorted(hashlib.sha256(repr([row[at] for at in order]).encode()).digest() for row in cursor)
            found[table] = f"{len(lines)} {hashlib.sha256(b''.join(lines)).hexdigest()}"
    return found


def step_by_step() -> dict[str, Any]:
    """Each migration on its way up: forward, back, forward."""
    done: list[Node] = []
    for node in ours(MigrationExecutor(connection)):
        go([node])
        parents = MigrationExecutor(connection).loader.graph.node_map[node].parents
        before = [parent for parent in parents if parent[0] == node[0]]
        go([(before[0].key if hasattr(before[0], "key") else tuple(before[0])) if before else (node[0], None)])
        go([node])
        done.append(node)
    return {"steps": len(done)}


def one_step_back(executor: MigrationExecutor) -> list[tuple[str, str | None]]:
    """Every room without its newest migration, where no other room needs that for more than its own newest one."""
    graph, names = executor.loader.graph, dict[str, list[str]]()
    for label, name in ours(executor):
        names.setdefault(label, []).append(name)
    newest = {(label, found[-1]) for label, found in names.items() if len(found) > 1}
    while too_far := {node for node in newest if not set(graph.backwards_plan(node)) <= newest}:
        newest -= too_far
    return [(label, names[label][-2]) for label, _name in sorted(newest)]


def with_rows(items: int) -> dict[str, Any]:
    """From the newest step back to the first of every room, and forward again, with a full house."""
    call_command("migrate", verbosity=0)
    from tests.cast import build_cast
    from tests.test_load import build, fill

    fill(build(build_cast()), signals=max(items // 100, 10), items=items)
    executor = MigrationExecutor(connection)
    leaves, before = executor.loader.graph.leaf_nodes(), rows()
    back = go(one_step_back(executor))
    between = rows()
    forward = go(leaves)
    after = rows()
    lost = [table for table in between if between[table].split()[0] != before[table].split()[0]]
    changed = [table for table in between if after[table] != before[table]]
    return {
        "rooms": len(one_step_back(executor)),
        "lost": lost,
        "changed": changed,
        "seconds": [round(back, 2), round(forward, 2)],
        "rows": sum(int(one.split()[0]) for one in before.values()),
    }


if __name__ == "__main__":
    print(json.dumps(step_by_step() if len(sys.argv) < 2 else with_rows(int(sys.argv[1]))))
