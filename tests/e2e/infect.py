"""Fills every free text in a database with vectors, past every gate: `infect.py ROUND`. For `test_scripts.py` only."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django

NOT_FREE = {
    *("digest", "key", "submission", "receipt", "week", "first_week", "topic", "topic_class", "code", "slug", "kind"),
    *("session_key", "session_data", "subject_id", "subject_kind", "action", "outcome", "record_id", "password"),
    *("method", "step", "provider", "period", "network", "message_key", "pack_version", "email", "recipient_email"),
    *("signature", "previous", "codename", "app_label", "model", "query", "library_version", "language"),
}
"""Columns that the house fills from a list, a digest or a form that checks its shape."""
LEFT_ALONE = (
    *("mfa.", "socialaccount.", "sessions.", "contenttypes.", "auth.", "account.", "accounts.Audit", "guard.SentForm"),
    *("sources.Wording", "accounts.Invitation"),
)
LINKS = {"url", "link"}


def fill_everything(texts: Sequence[str], number: int = 0) -> tuple[list[str], int]:
    """Writes these texts in every free column of every row; which columns, and in how many cells."""
    from django.apps import apps

    columns, cells = [], 0
    for model in apps.get_models():
        if model._meta.label.startswith(LEFT_ALONE):
            continue
        for field in model._meta.concrete_fields:
            if is_free(field):
                columns.append(f"{model._meta.label}.{field.name}")
                cells += fill(model, field, texts, number)
    return columns, cells


def is_free(field: Any) -> bool:
    from django.db import models

    text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return text and not field.choices and field.name not in NOT_FREE and not field.name.endswith(("digest", "_id"))


def fill(model: Any, field: Any, texts: Sequence[str], number: int) -> int:
    """Another vector in each row; where a text may be long, ten in one."""
    from django.db.models import QuerySet

    everything = QuerySet(model)  # also what refuses to change
    rows = list(everything.order_by("pk").values_list("pk", field.name)[:600])
    start = sum(f"{model._meta.label}{field.name}".encode()) + 37 * number
    done = 0
    for place, (pk, value) in enumerate(rows):
        if not value:
            continue
        chosen = [texts[(start + place * 10 + step) % len(texts)] for step in range(10)]
        text = infected(field, value, chosen)
        everything.filter(pk=pk).update(**{field.name: text})
        done += 1
    return done


def infected(field: Any, value: Any, chosen: list[str]) -> Any:
    if field.name in LINKS:
        return f"https://x.example/{chosen[0]}"[: field.max_length]
    if field.get_internal_type() == "JSONField":
        return leaves(value, chosen)
    if field.name == "content":
        return json.dumps(leaves(json.loads(value), chosen))
    fits = [one for one in chosen if len(one) <= (field.max_length or 99)] or ["<b id=kwaad>"]
    long = not field.max_length or field.max_length >= 600
    return " ".join(fits) if long else fits[0]


def leaves(value: Any, chosen: list[str]) -> Any:
    """The same shape, with vectors where a sentence stood."""
    if isinstance(value, dict):
        return {key: leaves(one, chosen[1:] + chosen[:1]) for key, one in value.items()}
    if isinstance(value, list):
        return [leaves(one, chosen[number % 10 :] + chosen[: number % 10]) for number, one in enumerate(value)]
    return " ".join(chosen[:3]) if isinstance(value, str) and " " in value else value


if __name__ == "__main__":
    sys.path[:0] = [str(Path.cwd())]
    django.setup()
    from tests.e2e.vectors import VECTORS

    filled, count = fill_everything(VECTORS, int(sys.argv[1]))
    print(json.dumps({"columns": filled, "cells": count}))
