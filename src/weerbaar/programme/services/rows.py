# ruff: noqa: SLF001 - what Django tells about a model stands in its _meta, and all rows in its base manager
"""Every row of the house as a line of JSON, and back: the same on SQLite and PostgreSQL, to the microsecond."""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

LEFT_OUT = frozenset({"contenttypes", "auth", "sessions"})
"""Django fills these itself, and a session is not worth keeping."""
LEFT_OUT_MODELS = frozenset({"guard.SentForm"})
BATCH = 500


def kept_models() -> list[type[models.Model]]:
    """The models of a back-up, in a fixed order."""
    every = [one for one in apps.get_models(include_auto_created=True) if one._meta.managed and not one._meta.proxy]
    kept = [one for one in every if one._meta.app_label not in LEFT_OUT and one._meta.label not in LEFT_OUT_MODELS]
    return sorted(kept, key=label)


def label(model: type[models.Model]) -> str:
    return model._meta.label


def lines_of(model: type[models.Model]) -> Iterator[bytes]:
    """One line per row, in the order of the primary key."""
    fields = model._meta.local_concrete_fields
    names = [field.attname for field in fields]
    for row in model._base_manager.order_by("pk").values_list(*names).iterator(BATCH):
        yield json.dumps([_plain(value) for value in row], ensure_ascii=False, sort_keys=True).encode() + b"\n"


def put_back(model: type[models.Model], lines: Iterator[bytes]) -> int:
    """Writes rows as they were; how many."""
    fields = model._meta.local_concrete_fields
    count = 0
    while batch := [model(**_values(fields, json.loads(line))) for line in islice(lines, BATCH)]:
        model._base_manager.bulk_create(batch)
        count += len(batch)
    return count


def count_on(every: list[type[models.Model]]) -> None:
    """New rows get numbers after those that were put back."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), every):
            cursor.execute(statement)


def is_empty() -> bool:
    """True when nobody has worked in this database yet."""
    return not any(model._base_manager.exists() for model in kept_models())


def _plain(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value if value is None or isinstance(value, (str, int, float, bool, list, dict)) else str(value)


def _values(fields: Iterable[Any], row: list[Any]) -> dict[str, Any]:
    return {
        field.attname: None if value is None else (field.target_field if field.is_relation else field).to_python(value)
        for field, value in zip(fields, row, strict=True)
    }
